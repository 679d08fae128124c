"""Made pairs of papers for the contradictions: a value changed in one of the two, left as it is, or other for a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple

_NAMES = (
    "돌봄로봇 보급", "별빛도서관 야간개방", "드론 배송 실증 지원", "청년 창업공간 조성", "어르신 스마트폰 교실", "전통시장 배송센터 운영",
    "마을버스 노선 개편", "빈집 정비 사업", "공공와이파이 확대", "유기동물 입양 지원", "골목길 조명 교체", "친환경 급식 지원",
    "다문화가족 방문교육", "소공인 판로 지원", "산모 돌봄 서비스", "장애인 이동 지원", "작은도서관 순회사서", "전기차 충전기 설치",
    "침수취약지 배수로 정비", "아동 급식카드 지원", "청소년 진로체험", "농산물 직거래장터", "도시텃밭 분양", "경로당 냉방기 교체",
)  # fmt: skip
_COUNTERS = ("개소", "명", "건", "대", "가구")
_BODY = "가람시"


class Pair(NamedTuple):
    """Two papers, what is done to the second, and the figure that it is done to; `planted` where it contradicts the first."""

    change: str
    name: str
    first: str
    second: str
    planted: bool


class Fact(NamedTuple):
    """What a paper states: a value of a programme, in a unit, of a year and kind."""

    name: str
    year: int
    kind: str
    value: int
    unit: str
    before: int  # of the year before, or of another kind, which both papers state alike
    beside: str = "시범"  # what the other programmes of the paper's tables are called behind their names


def pairs(seed: int) -> Iterator[Pair]:
    """Pairs of papers: for each programme three with another value, and others where it is the same or differs for a reason."""
    random = Random(seed)
    for name in _NAMES:
        for number in range(3):
            fact = _fact(name, random, number)
            change, value = _changed(fact, random)
            other = fact._replace(value=value)
            yield Pair(f"값: {change}", name, _paper(fact, random, 0), _paper(other, random, 1), True)
        for explain in random.sample(_EXPLAINED, 3):
            fact = _fact(name, random, random.randrange(3))
            yield Pair(explain.__name__.strip("_"), name, *explain(fact, random), False)


def loose_pairs(seed: int) -> Iterator[Pair]:
    """Changed figures of running text that does not name the thing right before its figure, or not its kind."""
    random = Random(seed)
    for name in _NAMES:
        fact = _fact(name, random, random.randrange(2))
        change, value = _changed(fact, random)
        second = _paper(fact._replace(value=value), random, 1, random.choice(_LOOSE))
        yield Pair(f"값: {change}", name, _paper(fact, random, 0), second, True)


def _fact(name: str, random: Random, number: int) -> Fact:
    year = random.choice((2022, 2023, 2024))
    value, before = random.randint(113, 9876), random.randint(113, 9876)
    if number == 0:
        return Fact(name, year, random.choice(("실적", "목표")), value, random.choice(_COUNTERS), before)
    return Fact(name, year, random.choice(("예산", "본예산", "최종예산", "집행액", "결산액")), value, "백만원", before)


def _changed(fact: Fact, random: Random) -> tuple[str, int]:
    """Another value, and how it came about."""
    digits = list(str(fact.value))
    kind = random.choice(("자리 바뀜", "한 자리", "다른 값"))
    at = random.randrange(len(digits) - 1)
    if kind == "자리 바뀜" and digits[at] != digits[at + 1]:
        digits[at], digits[at + 1] = digits[at + 1], digits[at]
    elif kind == "한 자리":
        at = random.randrange(len(digits))
        digits[at] = random.choice([digit for digit in "123456789" if digit != digits[at]])
    else:
        return "다른 값", fact.value + random.choice((-1, 1)) * random.randint(1, max(1, fact.value // 4))
    return kind, int("".join(digits))


def _paper(fact: Fact, random: Random, age: int, form: Callable[[Fact, Random], str] | None = None, body: str = _BODY) -> str:
    """A paper that states a fact among others. `age` is how many years after the fact it was written."""
    year, fact = fact.year + age, fact._replace(beside=("시범", "확산")[age])
    titles = ("주요업무 보고", "행정사무감사 자료", "예산안 검토보고", "성과 보고서")
    form = form or random.choice(_FORMS)
    return (
        f"{body} {year}년도 {random.choice(titles)}\n\n{year}. {random.randint(1, 12)}.\n\n{body}\n\n"
        f"Ⅰ. 일반현황\n\n○ 시민이 가까이에서 누리는 행정을 위해 부서마다 과제를 추진하고 있음.\n\n"
        f"Ⅱ. 주요사업\n\n{form(fact, random)}\n\nⅢ. 향후계획\n\n○ 현장 의견을 들어 보완하겠음.\n"
    )


def _table(fact: Fact, random: Random) -> str:
    before, rows = f"{fact.year - 1}년 {fact.kind}", _rows(fact, random)
    lines = "\n".join(f"{name}\t{earlier:,}\t{value:,}" for name, earlier, value in rows)
    return f"□ 사업별 현황\n(단위 : {fact.unit})\n사업명\t{before}\t{fact.year}년 {fact.kind}\n{lines}"


def _table_of_kinds(fact: Fact, random: Random) -> str:
    other = {"실적": "목표", "목표": "실적", "예산": "요구액"}.get(fact.kind, "예산현액")
    lines = "\n".join(f"{name}\t{earlier:,}\t{value:,}" for name, earlier, value in _rows(fact, random))
    return f"□ {fact.year}년 추진현황\n(단위 : {fact.unit})\n구분\t{other}\t{fact.kind}\n{lines}"


def _flat(fact: Fact, random: Random) -> str:
    lines = "\n".join(f"{name}  {earlier:,}  {value:,}  {value - earlier:,}" for name, earlier, value in _rows(fact, random))
    return f"1. 사업별 현황\n(단위: {fact.unit})\n사업명  {fact.year - 1}년 {fact.kind}(A)  {fact.year}년 {fact.kind}(B)  증감(B-A)\n{lines}"


def _bullet(fact: Fact, random: Random) -> str:
    return f"□ 추진내용\n○ {fact.year}년 {fact.name} {fact.kind} : {_said(fact, random)}"


def _sentence(fact: Fact, random: Random) -> str:
    return f"□ 검토의견\n○ {fact.name} {fact.kind}은 {fact.year}년 {_said(fact, random)}으로, 전년보다 나아진 것으로 보임."


def _sentence_of_year(fact: Fact, random: Random) -> str:
    return f"□ 검토의견\n○ {fact.year}년도 {fact.name} {fact.kind}은 총 {_said(fact, random)}임."


def _spoken(fact: Fact, random: Random) -> str:
    return (
        f"□ 질의답변\n○ {fact.name}에 대하여 담당 과장은 {fact.year}년에 {_said(fact, random)}을 {fact.kind}으로 잡았다고 답변함."
    )


def _value_first(fact: Fact, random: Random) -> str:
    return f"□ 검토의견\n○ {fact.year}년에는 {_said(fact, random)}의 {fact.kind}으로 {fact.name} 사업을 추진하였음."


def _without_kind(fact: Fact, random: Random) -> str:
    return f"□ 검토의견\n○ {fact.name}은 {fact.year}년 {_said(fact, random)}에 이르렀음."


_LOOSE = (_spoken, _value_first, _without_kind)


def _rows(fact: Fact, random: Random) -> list[tuple[str, int, int]]:
    others = random.sample([name for name in _NAMES if name != fact.name], 2)
    rows = [(f"{name} {fact.beside}", random.randint(100, 999), random.randint(100, 999)) for name in others]
    return [rows[0], (fact.name, fact.before, fact.value), rows[1]]


def _said(fact: Fact, random: Random) -> str:
    """The value with its unit, money in one of the units it is written in."""
    if fact.unit != "백만원":
        return f"{fact.value:,}{fact.unit}"
    written = [f"{fact.value:,}백만원", f"{fact.value * 1000:,}천원", f"{fact.value * 1_000_000:,}원"]
    if fact.value >= 100:
        written.append(f"{fact.value // 100}억 {fact.value % 100}백만원" if fact.value % 100 else f"{fact.value // 100}억원")
    return random.choice(written)


_FORMS = (_table, _table, _table_of_kinds, _flat, _bullet, _sentence, _sentence_of_year)


def _same_again(fact: Fact, random: Random) -> tuple[str, str]:
    return _paper(fact, random, 0), _paper(fact, random, 1)


def _rounded(fact: Fact, random: Random) -> tuple[str, str]:
    fact = fact if fact.unit == "백만원" else fact._replace(unit="백만원", kind="예산")
    told = f"□ 검토의견\n○ {fact.year}년 {fact.name} {fact.kind} : {fact.value / 100:.1f}억원"
    return _paper(fact, random, 0), _paper(fact, random, 1, lambda *_: told)


def _about(fact: Fact, random: Random) -> tuple[str, str]:
    rough = round(fact.value, -1)
    told = f"□ 검토의견\n○ {fact.year}년 {fact.name} {fact.kind} : 약 {rough:,}{fact.unit}"
    return _paper(fact, random, 0), _paper(fact, random, 1, lambda *_: told)


def _other_kind(fact: Fact, random: Random) -> tuple[str, str]:
    kind = {"실적": "목표", "목표": "실적", "예산": "집행액", "본예산": "최종예산", "최종예산": "본예산"}.get(fact.kind, "예산")
    forms = [random.choice((_table, _flat, _bullet, _sentence, _sentence_of_year)) for _ in range(2)]
    return _paper(fact, random, 0, forms[0]), _paper(fact._replace(kind=kind, value=fact.value + 17), random, 1, forms[1])


def _other_year(fact: Fact, random: Random) -> tuple[str, str]:
    return _paper(fact, random, 0), _paper(fact._replace(year=fact.year + 3, value=fact.value + 17), random, 0)


def _part(fact: Fact, random: Random) -> tuple[str, str]:
    part = random.choice(("국비", "시비") if fact.unit == "백만원" else ("상반기", "여성", "신규"))
    return _paper(fact, random, 0), _paper(fact._replace(name=f"{fact.name} {part}", value=fact.value // 2), random, 1)


def _part_in_column(fact: Fact, random: Random) -> tuple[str, str]:
    part = "국비" if fact.unit == "백만원" else "상반기"
    table = f"□ 사업별 현황\n(단위 : {fact.unit})\n사업명\t{fact.year}년 {part} {fact.kind}\n{fact.name}\t{fact.value // 2:,}\n청렴도 조사\t77"
    return _paper(fact, random, 0), _paper(fact, random, 1, lambda *_: table)


def _counted_earlier(fact: Fact, random: Random) -> tuple[str, str]:
    fact = fact._replace(kind="실적", unit="명")
    short = fact.year % 100
    tables = [
        f"□ 추진실적\n(’{short}. {month}. {day}. 기준, 단위 : 명)\n사업명\t{fact.year}년 실적\n{fact.name}\t{value:,}\n청렴도 조사\t77"
        for month, day, value in ((6, 30, fact.value // 2), (12, 31, fact.value))
    ]
    return _paper(fact, random, 0, lambda *_: tables[0]), _paper(fact, random, 1, lambda *_: tables[1])


def _change(fact: Fact, random: Random) -> tuple[str, str]:
    told = f"□ 검토의견\n○ {fact.year}년 {fact.name} {fact.kind}은 {max(7, fact.value // 9):,}{fact.unit} 증가하였음."
    return _paper(fact, random, 0), _paper(fact, random, 1, lambda *_: told)


def _part_of_sentence(fact: Fact, random: Random) -> tuple[str, str]:
    told = f"□ 검토의견\n○ {fact.year}년 {fact.name} {fact.kind} 가운데 {max(7, fact.value // 9):,}{fact.unit}은 하반기에 이루어졌음."
    return _paper(fact, random, 0), _paper(fact, random, 1, lambda *_: told)


def _bound(fact: Fact, random: Random) -> tuple[str, str]:
    told = f"□ 검토의견\n○ {fact.year}년 {fact.name} {fact.kind} : {round(fact.value * 0.8):,}{fact.unit} 이상"
    return _paper(fact, random, 0), _paper(fact, random, 1, lambda *_: told)


def _of_each_office(fact: Fact, random: Random) -> tuple[str, str]:
    tables = "\n\n".join(
        f"□ {office}센터\n(단위 : {fact.unit})\n사업명\t{fact.year}년 {fact.kind}\n{fact.name}\t{value:,}\n청렴도 조사\t{other}"
        for office, value, other in (("동부", fact.value // 3, 71), ("서부", fact.value - fact.value // 3, 77))
    )
    return _paper(fact, random, 0), _paper(fact, random, 1, lambda *_: tables)


def _everyones_item(fact: Fact, random: Random) -> tuple[str, str]:
    fact = fact._replace(name=random.choice(("시책업무추진비", "사무관리비", "교육 참여인원", "기간제 인건비", "공공운영비")))
    return _paper(fact, random, 0, _table), _paper(fact._replace(value=fact.value + 29), random, 1, _table, "한들미래재단")


def _other_unit_of_count(fact: Fact, random: Random) -> tuple[str, str]:
    fact = fact._replace(kind="실적", unit="명")
    return _paper(fact, random, 0), _paper(fact._replace(unit="건", value=fact.value + 31), random, 1)


_EXPLAINED = (
    _same_again, _rounded, _about, _other_kind, _other_year, _part, _part_in_column, _counted_earlier, _change, _part_of_sentence,
    _bound, _of_each_office, _everyones_item, _other_unit_of_count,
)  # fmt: skip
