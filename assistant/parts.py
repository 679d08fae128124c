"""The parts that council papers are made of (목적, 내용, 예산, 실적, 계획, 의견), by the words of headings, labels and questions."""

from __future__ import annotations

import re

from assistant.types import Hit
from ingest.document import Statement

# Each part with the words by which headings and labels name it. What a summary says first stands first.
PARTS: tuple[tuple[str, str], ...] = (
    ("목적", r"목\s?적|배\s?경|필요성|취\s?지|이\s?유|사\s?유|경\s?위"),
    ("의견", r"의\s?견|총\s?평|종\s?합|검토\s?결과"),
    ("내용", r"내\s?용|개\s?요|대\s?상|방\s?법|규\s?모|기\s?간|방\s?향|시설"),
    ("예산", r"예\s?산|사업비|비용|위탁비|출연금|소요액"),
    ("실적", r"실\s?적|성\s?과|결\s?과|달성|이용\s?현황|지적사항"),
    ("문제", r"문제점|한\s?계|개선|애로|미흡|요구"),
    ("계획", r"계\s?획|일\s?정|목\s?표|과\s?제|향\s?후|대\s?책"),
)
PART_ASKED = re.compile(
    r"실적|성과|예산|계획|검토\s?의견|종합\s?의견|의견|문제점|개선\s?과제|처리\s?결과|주요\s?내용|제안\s?이유|추진\s?일정|일정|목적|필요성|배경"
)
_SYNONYMS = {
    "실적": r"실적|성과|결과|달성|하였음|했음|[였았었]음",
    "성과": r"실적|성과|결과|달성|수상",
    "예산": r"예산|사업비|비용|출연금|소요|위탁비",
    "계획": r"계획|목표|일정|예정|향후|과제|소요\s?예산|개선\s?사항|개요",
    "일정": r"일정|기간|예정|까지",
    "추진일정": r"일정|기간",
    "문제점": r"문제점|한계|미흡",
    "검토의견": r"검토\s?의견|종합\s?의견|의견",
    "의견": r"의견",
    "필요성": r"필요|배경|목적",
    "배경": r"배경|필요|사유",
}
_LONGEST_HEADING = 14
_ENDS = re.compile(r"(?:[함됨임음짐남림침킴춤힘둠봄줌냄람것]|[다요까])\s?(?:\([^()]*\))?[.?!]?$")
_GOES_ON = re.compile(r"(?:이에|이를|또한|또|다만|그러나|따라서|특히|아울러|이는|나머지|그리고|이\s가운데|하지만)[,\s]")
_NUMBER = re.compile(r"^\s*(?:\d{1,2}(?:[-.]\d{1,2})*[.)]?|[Ⅰ-Ⅻ가-하][.)])\s+|\s*[<(](?:신\s?규|계\s?속)[>)]")
_SWALLOWED = re.compile(r"\s\d{1,2}\.?\s(?P<name>[가-힣A-Za-z·\s]{4,40}?)(?:\s<[^>]*>)?\s담당\s?:")
_LABEL = re.compile(r"^[(\[<【]?\s?(?P<label>[가-힣·\s]{2,12}?)\s?(?:[)\]>】]|[:：])")


def part_heading(text: str) -> str:
    """The text, where it does nothing but name a part: 추진실적. Layouts often leave such lines among the sentences."""
    bare = text.strip(" :□○-")
    named = any(re.search(rf"(?:{words})$", bare) for _, words in PARTS)
    return bare if len(bare) <= _LONGEST_HEADING and named and re.fullmatch(r"[가-힣·\s]+", bare) else ""


def label_of(text: str) -> str:
    """What a line calls what it says: 소요예산 : 540백만원, (추진배경) …; empty where it does not."""
    match = _LABEL.match(text)
    return match["label"].strip() if match else ""


def is_sentence(text: str) -> bool:
    """Whether a line is a whole sentence, as officials' papers end theirs: …하도록 함(안 제5조), …임."""
    return _ENDS.search(text) is not None


def before_swallowed(text: str) -> str:
    """A line without the heading that it had swallowed."""
    match = _SWALLOWED.search(text)
    return text[: match.start()] if match else text


def runs_on(text: str) -> bool:
    """Whether a sentence only goes on with the one before it: 이에, 다만, 이 가운데."""
    return _GOES_ON.match(text) is not None


def holds_swallowed_heading(text: str) -> str:
    """The numbered heading that a line holds at its end, where the page had put it too near: … 4 청년 디지털 인턴 담당 :"""
    match = _SWALLOWED.search(text)
    return match["name"] if match else ""


def headings_above(hit: Hit, statement: Statement) -> tuple[str, ...]:
    """The headings above a statement; in the innermost one's place that which a line between them had swallowed."""
    swallowed = ""
    for other in hit.statements:
        if other.span.start >= statement.span.start:
            break
        swallowed = (holds_swallowed_heading(other.text) or swallowed) if other.section == statement.section else ""
    return (*statement.section[:-1], swallowed) if swallowed else statement.section


def name_above(hit: Hit, statement: Statement) -> str:
    """What a statement stands under, by the innermost heading that does not but name a part."""
    names = (plain_name(label) for label in reversed(headings_above(hit, statement)))
    return next((name for name in names if not part_heading(name)), "")


def plain_name(heading: str) -> str:
    """A heading without its number and what is noted behind it: `2  어르신 키오스크 체험관 <신규>`."""
    return _NUMBER.sub("", heading).strip()


def part_of(*labels: str) -> str:
    """The part that the first of some labels names; empty where none does."""
    return next((part for label in labels for part, words in PARTS if label and re.search(words, label)), "")


def is_of_part(asked: str, statement: Statement, heading: str) -> bool:
    """Whether a statement belongs to the part that a question asks for, by its own words or what it stands under."""
    words = _SYNONYMS.get(re.sub(r"\s", "", asked)) or r"\s?".join(re.sub(r"\s", "", asked))
    around = (label_of(statement.text), heading, *statement.section, *statement.context)
    if any(label and re.search(words, label) for label in around):
        return True
    return asked in {"실적", "성과"} and re.search(words, statement.text) is not None
