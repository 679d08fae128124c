"""Units as Korean documents write them: the dimension of each and its size in the dimension's base unit."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

MONEY = "money"
RATIO = "ratio"  # percent; %p is its own dimension, because 3 % and 3 %p are not the same thing
POINTS = "points"
AREA = "area"
DATE = "date"
NUMBER = "number"  # no unit known


class Unit(NamedTuple):
    """A unit's dimension and its size in the dimension's base unit (won, one, percent, ㎡)."""

    dimension: str
    size: Decimal


_MONEY_SIZES = {
    "원": 1,
    "천원": 10**3,
    "만원": 10**4,
    "십만원": 10**5,
    "백만원": 10**6,
    "천만원": 10**7,
    "억원": 10**8,
    "십억원": 10**9,
    "백억원": 10**10,
    "천억원": 10**11,
    "조원": 10**12,
}
# Counters. Those that count the same kind of thing share a dimension, so that 개사 and 개 업체 can be compared.
_COUNTERS = {
    "명": "명 인",
    "건": "건",
    "개": "개 개사 개소 곳 군데",
    "회": "회 차례",
    "대": "대 기",
    "팀": "팀",
    "종": "종",
    "식": "식",
    "실": "실 개실",
    "편": "편",
    "호": "호",
    "동": "동",
    "필지": "필지",
    "세대": "세대 가구",
    "시간": "시간",
    "분": "분",
    "일간": "일간 일",
    "주": "주",
    "개월": "개월",
    "년간": "년간 개년 년",  # 2024년 and 24년 are dates: see dates.py
    "세": "세",
    "배": "배",
    "점": "점",
    "위": "위",
    "권": "권",
    "부": "부",
    "층": "층",
    "번": "번",
    "장": "장",
    "벌": "벌",
    "강": "강 강좌",
    "가지": "가지",
    "문항": "문항",
    "마리": "마리 두",
    "박": "박",
    "초": "초",
    "톤": "톤 t",
    "kg": "kg ㎏",
    "g": "g",
    "km": "km ㎞",
    "m": "m 미터",
    "cm": "cm ㎝",
    "mm": "mm ㎜",
    "㎥": "㎥ m³",
    "ℓ": "ℓ 리터",
    "kW": "kW ㎾",
    "MW": "MW",
    "kWh": "kWh",
    "MWh": "MWh",
    "MB": "MB",
    "GB": "GB",
    "TB": "TB",
    "℃": "℃",
    "매": "매",
    "면": "면",
    "석": "석",
    "그루": "그루 주목",
    "개교": "개교",
    "개국": "개국",
    "개 학과": "개학과",
}
_AREA_SIZES = {
    "㎡": Decimal(1),
    "m2": Decimal(1),
    "m²": Decimal(1),
    "제곱미터": Decimal(1),
    "평방미터": Decimal(1),
    "평": Decimal("3.305785"),
    "㎢": Decimal(10**6),
    "ha": Decimal(10**4),
}
_CURRENCIES = ("달러", "불", "유로", "엔", "위안")

UNITS: dict[str, Unit] = {
    **{name: Unit(MONEY, Decimal(size)) for name, size in _MONEY_SIZES.items()},
    **{name: Unit(f"count:{base}", Decimal(1)) for base, names in _COUNTERS.items() for name in names.split()},
    **{name: Unit(AREA, size) for name, size in _AREA_SIZES.items()},
    **{name: Unit(f"currency:{name}", Decimal(1)) for name in _CURRENCIES},
    "$": Unit("currency:달러", Decimal(1)),
    "%": Unit(RATIO, Decimal(1)),
    "퍼센트": Unit(RATIO, Decimal(1)),
    "프로": Unit(RATIO, Decimal(1)),
    "％": Unit(RATIO, Decimal(1)),
    "%p": Unit(POINTS, Decimal(1)),
    "%P": Unit(POINTS, Decimal(1)),
    "%포인트": Unit(POINTS, Decimal(1)),
}
# A counter of one syllable must not be the head of another word: 2024회계연도, 5개월, 3대비.
COUNTER_ENDS = r"(?=[^가-힣]|$|[은는이가을를의에와과로도만씩쯤당중등간임여뿐]|으로|인(?![가-힣])|보다|처럼|밖에|마다|까지|부터|이상|이하|미만|초과|내외|정도|규모|대비|증|감|입니)"
# 13개 기관 and 13개기관, but not 2022개정 교육과정.
_COUNTED_THINGS = r"|(?=기관|업체|대학|단체|자치구|시군|학교|센터|지역|분야|사업|과제|기업|국가|도시|항목|품목|점포|시설|단지|권역|캠퍼스|종목|작품|강좌|부서|시·군|읍|면|팀|(?:동|반|과|층|국)(?![가-힣]))"

_NO_MOTION = "(?!의(?:사항|안|서|문|함|하|드))"  # 4건의사항 is the fourth heading, 건의사항, not four of anything


def _pattern(name: str) -> str:
    """The pattern of one unit's name."""
    written = re.sub("원$", r"\\s?원", re.escape(name))
    if name == "원" or not re.fullmatch("[가-힣]", name):
        return written
    if name == "건":
        written += _NO_MOTION
    return written + (f"(?:{COUNTER_ENDS}{_COUNTED_THINGS})" if name == "개" else COUNTER_ENDS)


# Longest first, so that 개사 is not read as 개.
UNIT_PATTERN = "|".join(_pattern(name) for name in sorted(UNITS, key=len, reverse=True))

_UNIT_LINE = re.compile(r"[\(\[〔<【]?\s*(?:금액\s*)?단\s*위\s*[:：]?\s*([^)\]〕>】\n]*)[\)\]〕>】]?")
_AS_OF = re.compile(r"([’'‘`]?\d{2,4}\s*[.년]\s*\d{1,2}\s*[.월]?\s*(?:\d{1,2}\s*[.일]?)?\s*(?:말\s*)?기준)")
_IN_LABEL = re.compile(r"[\(（]\s*([^()（）]{1,8}?)\s*[\)）]")
# Row and column names that say by themselves what they count.
_SELF_EVIDENT = (
    (re.compile(r"(?:률|율|비중|비율|구성비|점유율)(?:\s*\([^)]*\))?$"), "%"),
    (re.compile(r"건\s*수(?:\s*\([^)]*\))?$"), "건"),
    (re.compile(r"(?:인원|인원수|정원|현원|수혜자|참여자|교육생|명\s*수)$"), "명"),
)
# What a column or row name counts, where a unit line names several units: the first kind that the name ends like.
_THINGS = "count:개"
_KINDS = {
    "count:명": re.compile(
        r"(?:인원|정원|현원|결원|인구|학생|직원|공무원|회원|위원|의원|교사|강사|주민|시민|아동|노인|어르신|청년|여성|남성|고용|고용창출|취업|채용"
        r"|(?<![투융출적흑이책숫])자|(?:장애|외국|군|상|개)인|(?:^|[총연])명)수?$|명수$"
    ),
    "count:건": re.compile(r"(?:건|민원|접수|사고|위반|신고)수?$"),
    MONEY: re.compile(
        r"(?:금액|액|(?<![장설정대준])비|금|료|예산|결산|세입|세출|수입|지출|기정|추경|단가|매출|보상|지방세|재산세|주민세)$"
    ),
    AREA: re.compile(r"면적$"),
    "count:회": re.compile(r"(?:횟|회)수$"),
    _THINGS: re.compile(r"(?:시설|개소|업체|기업|점포|센터|경로당|도서관|어린이집|학교)$"),
}
_IS_COUNT = re.compile(r"(?<![징이보하홍점지우])수$")
_BEHIND_NAME = re.compile(r"(?:증가|감소|증감)?(?:[(（\[][^()（）\[\]]*[)）\]])?$")  # 매출증가, 정원(A)
# 원인행위액(집행률), 집행액 및 집행률(%): the amount leads, and the rate stands behind it in brackets.
_AMOUNT_AND_RATE = re.compile(r"(?:액|사업비|경비|금|건수|인원)\s*(?:[(（]|및|/|,|·)[^)）]*(?:률|율|%)")


class UnitLine(NamedTuple):
    """What a unit line says: the units in order, and the date that the figures hold for."""

    units: tuple[str, ...]
    as_of: str


def read_unit_line(text: str) -> UnitLine | None:
    """The units of a line such as `(단위 : 백만원, %)` or `(’25. 1. 31. 기준, 단위:명)`; None if it names none."""
    if "단위" not in text.replace(" ", ""):
        return None
    match = _UNIT_LINE.search(text)
    as_of = _AS_OF.search(text)
    names = re.split(r"[,/·\s]+", match.group(1)) if match else []
    units = tuple(name for name in (part.strip(" .:") for part in names) if name in UNITS)
    return UnitLine(units, as_of.group(1).strip() if as_of else "") if units else None


@lru_cache(maxsize=1024)  # asked of the names of a row and a column for each of their cells
def unit_of_label(label: str) -> str:
    """The unit that a row or column name carries: `교육 인원 (명)` -> 명, `집행률` -> %; empty if none."""
    if names_amount_and_rate(label):
        return ""
    for match in _IN_LABEL.finditer(label):
        if (name := re.sub(r"\s", "", match.group(1))) in UNITS:  # "( 조 원 )"
            return name
    label = re.sub(r"\s+", "", label)
    return next((unit for pattern, unit in _SELF_EVIDENT if pattern.search(label)), "")


def names_amount_and_rate(label: str) -> bool:
    """Whether a column's values have a rate in brackets behind an amount: 원인행위액(집행률)."""
    return _AMOUNT_AND_RATE.search(label) is not None


def cell_unit(row_path: tuple[str, ...], col_path: tuple[str, ...], table_units: tuple[str, ...]) -> str:
    """The unit of a bare number in a cell; empty where it is not certain.

    The nearest label that names one wins; else the unit line, whose `%` is for the columns named as rates, and of whose
    several units the one that the labels are of a kind with: 사업비 the money, 이용자 the persons.
    """
    for label in (*reversed(row_path), *reversed(col_path)):
        unit = unit_of_label(label)
        if unit:
            return unit
    plain = [unit for unit in table_units if UNITS[unit].dimension != RATIO]
    if len(plain) > 1:
        return _of_kind(row_path, col_path, tuple(dict.fromkeys(plain)))
    return plain[0] if plain else (table_units[0] if table_units else "")


def _of_kind(row_path: tuple[str, ...], col_path: tuple[str, ...], units: tuple[str, ...]) -> str:
    """The one of several units that a cell's labels are of a kind with; empty where none is, or row and column differ."""
    by_row, by_column = _of_path(row_path, units), _of_path(col_path, units)
    if by_row is None or by_column is None:
        fitting = by_row or by_column or ()
    else:
        fitting = tuple(unit for unit in by_row if unit in by_column)
    return fitting[0] if len(fitting) == 1 else ""


def _of_path(path: tuple[str, ...], units: tuple[str, ...]) -> tuple[str, ...] | None:
    """The units that fit the nearest label of a path that tells what is counted; None where no label does."""
    for nearest, label in zip((True, *[False] * len(path)), reversed(path), strict=False):
        name = _BEHIND_NAME.sub("", re.sub(r"\s+", "", label))
        kind = next((kind for kind, pattern in _KINDS.items() if pattern.search(name)), "")
        if kind == _THINGS and not nearest:
            continue  # 이용실적 below 경로당 counts something else
        if kind:
            return tuple(unit for unit in units if UNITS[unit].dimension == kind)
        if _IS_COUNT.search(name):  # 세대수, 필지 수; else places: 경로당 수
            own = tuple(unit for unit in units if name.endswith(f"{unit}수"))
            return own or tuple(unit for unit in units if UNITS[unit].dimension == _THINGS)
    return None
