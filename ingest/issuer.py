"""The body that issued a document, by where its name stands on the cover."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.cover import Cover
from ingest.cover_date import date_line

_LEGAL_FORM = re.compile(r"^(?:재단법인|사단법인|지방공기업|\((?:재|사)\)|㈜|㈔)\s*")
_BEHIND = re.compile(r"\s*[(][^()]*[)]\s*$")  # 가람시(기획예산과)
_WORDS = re.compile(r"[가-힣A-Za-z·]+(?:\s[가-힣A-Za-z·]+){0,3}")
_SUFFIXES = (
    "진흥원|재단|공단|공사|연구원|센터|의료원|문화원|정보원|개발원|교육원|관리원|복지관|지원단|사업단|추진단|사업소|관리소|본부|시청|구청|군청|도청"
    "|교육청|의회|사무국|사무처|사무과|협회|미술관|박물관|과학관|도서관|기념관|대학교|담당관|기획관|정책관|특별자치도"
)
_WHOLE_WORDS = "보건소|결산검사위원회?|(?:수석)?전문위원실|경기도|강원도|제주도|[충경전][청상라][남북]도"
# One syllable tells less: a department (경제실, 총무과), a place (가람시); a person's name may end so in three (김민국).
_SHORT = r"[가-힣]{2,}(?:실|과|청)|[가-힣]+[시군구]|[가-힣]{3,}(?:국|관|처|부|단)"
_ENDS = re.compile(rf"(?<=[가-힣])(?:{_SUFFIXES})$|(?<![가-힣])(?:{_WHOLE_WORDS}|{_SHORT})$")
# Words that end like a department or a place, and are none.
_COMMON = re.compile(
    "(?:성과|결과|효과|경과|초과|통과|교과|부과|일시|표시|실시|게시|공시|고시|지시|제시|즉시|전시|임시|수시|상시|도시"
    "|동시|역시|연구|요구|기구|도구|청구|출구|입구|지구|가구|친구|시군구|자치구|장군|전국|외국|결국|현관|소관|정관|유관"
    "|기관|출처|조처|대처|거처|연락처|일부|내부|외부|전부|여부|세부|수단|진단|판단|중단|집단|현실|사실|내실|신청|요청)$"
)
_OFFICES = (
    (
        re.compile(r"((?:[가-힣]{2,7}\s)?[가-힣]{1,7}(?:시(?=장)|군(?=수)|구(?=청장)|도(?=지사)))(?:장|수|청장|지사)(?![가-힣])"),
        "",
    ),
    (re.compile(r"([가-힣]{2,7}[시도])\s?교육감(?![가-힣])"), "교육청"),
)
# Kinds whose cover names no body but the one that reports; others name the one that they are about as well.
_REPORTS = frozenset({"업무보고", "감사 처리결과"})
_BILL = "조례·의안"


def body_of(cover: Cover, kind: str, committee: str) -> str:
    """The issuing body; empty where it is not said. `committee` is the council's, which issues nothing of its own here."""
    if kind == _BILL:
        return _only(body for value in cover.values("제출자", "제안자") if (body := _office(value)))
    under_date = _only(_under_dates(cover))
    labelled = _only(_named(value) for value in cover.values("발행기관", "보고기관", "작성기관"))
    found = under_date or labelled or (_by_standing(cover, committee) if kind in _REPORTS else "")
    return "" if re.sub(r"\s", "", found) == committee else found


def secretariat_of(cover: Cover) -> str:
    """The council's office that issued minutes: `가람시의회사무국`."""
    return _only(re.sub(r"\s", "", line) for line in cover.lines if re.fullmatch(r"[가-힣]+의회\s?(?:의회)?사무[국처과]", line))


def _under_dates(cover: Cover) -> Iterable[str]:
    """The names that stand behind a date, or in the line below it."""
    for line, below in zip(cover.lines, (*cover.lines, "")[1:], strict=True):
        date, rest = date_line(line)
        if date and (name := _named(rest or below) or _office(rest or below)):
            yield name


def _by_standing(cover: Cover, committee: str) -> str:
    """The one institution with a line of its own; failing that, the one the report introduces (기관명)."""
    names = {name for line in cover.lines if (name := _named(line)) and name != committee and not name.endswith("의회")}
    return _only(names) or ("" if names else _only(_named(value) for value in cover.values("기관명")))


def _named(line: str) -> str:
    """The institution that a line is the name of, without its legal form and what stands in brackets behind it."""
    name = _LEGAL_FORM.sub("", _BEHIND.sub("", line)).strip()
    fits = 2 <= len(name) <= 30 and _WORDS.fullmatch(name) and _ENDS.search(name) and not _COMMON.search(name)
    return name if fits else ""


def _office(value: str) -> str:
    """The government of an office holder: `가람시장(디지털정책과)` -> `가람시`."""
    for pattern, ending in _OFFICES:
        if match := pattern.match(value):
            return match.group(1) + ending
    return ""


def _only(found: Iterable[str]) -> str:
    """What was found, if it is one thing."""
    distinct = set(found) - {""}
    return distinct.pop() if len(distinct) == 1 else ""
