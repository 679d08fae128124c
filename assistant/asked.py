"""What kind of answer a question wants, and what a figure that it asks for is counted in."""

from __future__ import annotations

import re

from assistant.asked_words import ASKS_DEFINITION, ASKS_LAW, ASKS_SPEECH, ASKS_SUMMARY
from assistant.types import Asked
from assistant.yes_or_no import asks_yes_or_no

COUNTS = {"두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10, "열두": 12, "스무": 20}
_COUNT_WORDS = "|".join(sorted(COUNTS, key=len, reverse=True))
_ASKED_COUNT = re.compile(
    rf"({_COUNT_WORDS}|\d{{1,2}})\s*(?:가지|대\s*(?:핵심|과제|전략|분야|사업)|개\s*(?:분야|과제|전략|사업)|건|곳)"
)
_NOTE_BEHIND = re.compile(r"\s*\([^()]*\)\s*[?.]?\s*$")  # "… 맞나? (조례안 기준)"
# What a question asks with, most telling first. The first pattern that fits decides.
_ASKS: tuple[tuple[Asked, str], ...] = (
    (Asked.SUMMARY, ASKS_SUMMARY),
    (Asked.LEGAL, ASKS_LAW),
    (Asked.STATEMENT, ASKS_SPEECH),
    (Asked.DEFINITION, ASKS_DEFINITION),
    (
        Asked.LIST,
        r"(?:전부|모두|빠짐없이)\s*(?:다\s*)?(?:뽑|나열|열거|골라|적어)|(?:나열|열거)해|어디\s?어디|뭐\s?뭐|누구\s?누구",
    ),
    (
        Asked.PERSON,
        r"누구|누가|성함|직책|직위|직함|이름|담당자|연락처|전화\s*(?:번호|는|가|좀|해|\?|$)|내선|(?:전화|통화|연락)하려면|(?:센터|창구|팀|과|실|국|부서|사무실|대표|문의|안내|상담)\s?번호|무슨\s*(?:팀|과|부서)|어느\s*(?:팀|과|부서|기관|구청|곳에서)|(?:기관|부서|팀|과)\s*어디|소관(?:\s*(?:부서|과|팀|기관))?\s*(?:[은는이가](?![가-힣])|어디|알려|[?]|$)|(?:담당|주관)\s?(?:부서|팀|과|기관)(?:은|는|이|가)?\s*(?:어디\S*)?\??\s*$|담당자\s?(?:은|는)?|(?:위원|팀장|과장|국장|원장|책임자)(?:은|는)?\s*[?]?$",
    ),
    (
        Asked.REASON,
        r"왜(?![가-힣])|왜\s|원인(?!행위)|이유|사유|까닭|때문|목적이|필요성|배경|지적한|지적했|한계|문제가|뭐라고|어떤\s*의견",
    ),
    (Asked.COMPARISON, r"비교|(?:가장|제일)\s*(?:[가-힣]+\s){0,2}(?:많|적|높|낮|큰|작|저조)|최[대고저소]|차이"),
    (
        Asked.DATE,
        r"언제|몇\s*월|며칠|몇\s*일(?!\s*동안)|날짜|(?<![주도하받])시기(?!술)|기간|몇\s*년도?|만료일|설립일|출시일|신설일|일정|[가-힣]일\s*[은이]?\s*\??$",
    ),
    (
        Asked.LIST,
        r"어디\s*어디|뭐\s*뭐|무엇무엇|목록|리스트|명단|나열|열거|뽑아\s*(?:줘|주)|모두\s*(?:알려|말해|정리|무엇|뭐)|(?:뭐가|무엇이|무엇들이)\s*있|(?:사항|내용|과제|것|사업|분야|항목)(?:들|을|이?랑\s\S+|들을)?\s*(?:정리|알려|나열)"
        r"|(?:사항|항목|요건|절차)(?:들)?[은는]?\s*[?.]?\s*$|(?:뭐가|무엇이|무엇들이)\s*(?:나와|적혀|들어|포함|꼽)"
        rf"|(?:{_COUNT_WORDS}|\d{{1,2}})\s*(?:가지|대\s*(?:핵심|과제|전략|분야|사업)|개\s*(?:분야|과제|전략))|"
        r"\d\s*(?:가지|대)\s*(?:핵심|과제|전략|분야|사업)?.{0,8}(?:뭐|무엇|알려|어떤)"
        r"|어떤\s*(?:것들|분야|사업들)|\d+\s*(?:곳|개|가지|건)[은는이가]?\s*(?:어디|뭐|무엇|어떤)|\d+\s*(?:곳|개)\s.*(?:랑|하고|와|과)\s",
    ),
    (
        Asked.FIGURE,
        r"얼마|몇|연봉|월급|급여|가격|단가|매출|점수|나이|연령|수치|금액|예산|비율|비중|율|률|총액|규모|면적|인원|건수|증감|%",
    ),
    (
        Asked.PLACE,
        r"(?<![가-힣])어디(?:에|에서|서)?\s?(?:있|위치|열|개최|설치|자리|소재|조성|들어|인가|예|이|죠|야|지|\?|$)"
        r"|(?:위치|소재지|주소|장소)(?:는|가|를|좀)?\s?(?:어디|알려|\?|$)",
    ),
)
# Words that only ask, in questions of their kind: the 정의 of 디지털포용의 정의는?
ASKING_OF: dict[Asked, frozenset[str]] = {
    Asked.DEFINITION: frozenset(
        {"정의", "뜻", "의미", "뜻하/V", "의미하/V", "개념", "계산", "산정", "산출", "곳", "사람", "거", "용어"}
    ),
    Asked.SUMMARY: frozenset({"요약", "간추리/V", "핵심", "요지", "골자", "짧/V", "줄", "한눈", "전체", "간단", "짚/V"}),
}
# Kinds whose answer is no figure, whatever figures the question names.
_WITHOUT_FIGURE = frozenset({Asked.DEFINITION, Asked.LEGAL, Asked.STATEMENT, Asked.SUMMARY})
# What a figure that is asked for is counted in.
# 관람객 1인당, 예산 집행률: named only for what is asked of them.
_NAMED_ASIDE = re.compile(
    r"(?:[가-힣]+\s)?1?\s?(?:인|명|사람|건|가구|세대|개소|곳|회)\s?당(?=\s)|(?:예산|사업비|출연금|금액|국비|시비)의?\s?(?=[가-힣]{1,4}[률율])"
)
_DIMENSIONS: tuple[tuple[str, str], ...] = (
    (
        "money",
        r"얼마(?!나)|금액|예산|돈|비용|사업비|출연금|수당|시급|월급|지원액|집행액|지출액|총액|원인행위액|이월|값|요금|수수료|이용료|임대료|경비",
    ),
    ("ratio", r"몇\s*(?:%|퍼센트|프로)|비율|비중|집행률|달성률|고용률|증가율|감소율|증감률|(?<!쟁)률|[가-힣]율|%"),
    ("count:명", r"몇\s*(?:명|사람)|(?:사람|직원)\s?수|인원|정원|현원|명수|관람객|방문객|수혜자|몇\s*분"),
    ("count:건", r"몇\s*건|건수"),
    ("count:개", r"몇\s*(?:개|곳|군데|개사|개소)|업체\s*수|기업\s*수|학과"),
    ("count:회", r"몇\s*(?:회|번|차례)"),
    ("count:팀", r"몇\s*팀"),
    ("count:대", r"몇\s*대"),
    ("count:세대", r"몇\s*(?:가구|세대)"),
    ("count:시간", r"몇\s*시간"),
    ("count:개월", r"몇\s*(?:개월|달)"),
    ("area", r"면적|넓이|평수|㎡"),
    ("date", r"언제|며칠|몇\s*(?:월|일|년)|날짜|기간|시기"),
)


def asked_of(plain: str) -> Asked:
    """The kind of answer that a question's reading text wants."""
    if asks_yes_or_no(plain):
        return Asked.YESNO
    matter = _NOTE_BEHIND.sub("", plain)
    return next((asked for asked, pattern in _ASKS if re.search(pattern, matter)), _default(plain))


def dimensions_of(plain: str) -> tuple[str, ...]:
    """What a figure that is asked for may be counted in: `("money",)`."""
    if asked_of(plain) in _WITHOUT_FIGURE:
        return ()
    matter = _NAMED_ASIDE.sub(" ", plain)
    return tuple(name for name, pattern in _DIMENSIONS if re.search(pattern, matter))


def count_of(text: str) -> int | None:
    """How many things the question says there are: 네 가지 -> 4."""
    match = _ASKED_COUNT.search(text)
    return (COUNTS.get(match.group(1)) or int(match.group(1))) if match else None


def _default(text: str) -> Asked:
    """What a question without a word of asking wants: a noun phrase (직영 연간 운영비) its figure, a sentence its sentence."""
    is_sentence = re.search(r"(?:[다요까죠지니냐나해]|줘|래|게|주세요)\s*[?.!]*\s*$", text)
    return Asked.REASON if is_sentence and not re.search(r"\d", text) else Asked.FIGURE
