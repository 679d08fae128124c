"""The council, its committee and the session that a document was made for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.cover import Cover
from ingest.minutes import KIND as MINUTES

_REVIEW = "검토보고서"

_PLACE = r"[가-힣]{1,8}(?:특별자치|특별|광역)?(?:시|도|군|구)"
_COUNCIL = re.compile(
    rf"(?<![가-힣])(?:[가-힣]{{2,5}}(?:특별자치|특별|광역)?(?:시|도)\s)?{_PLACE}\s?의회(?=[^가-힣]|$|\s?사무[국처과])"
)
# What ends like the name of a council and names none.
_NO_COUNCIL = re.compile(
    r"^(?:우리|본|각|타|해당|당해|전국|시|도|군|구|시도|시군|시군구|자치|지방자치)?\s?(?:시|도|군|구|시도|시군구|자치구)\s?의회$"
)
_NUMBERED = re.compile(r"제\s?\d+\s?[회대]")
_LAW = re.compile(r"조례|규칙|「")  # an ordinance on a council is about it, not made for it
_SESSION = re.compile(
    r"제\s?(?P<number>\d{1,3})\s?회\s*(?:[가-힣\s]{1,14}의회)?[(\s]*(?P<of_year>제\s?[1-9]\s?차)?\s*(?P<kind>임시회|정례회)(?!의)"
)
_NUMBER_ONLY = re.compile(rf"제\s?(\d{{1,3}})\s?회\s+{_PLACE}\s?의회(?!\s*[(]|\s*(?:제\s?\d\s?차\s*)?(?:임시회|정례회))")
# Another session's business, named in a title: 제317회 임시회 시정질문 조치결과.
_OTHERS = re.compile(r"\s*+(?:[)]\s*+)?.{0,12}(?:지적|요구|질의|질문|건의|처리|조치|이후|당시)")
_SITTING_ALONE = re.compile(r"제\s?(\d{1,2})\s?차(?:\s?(?:회의|본회의|[가-힣]{2,14}위원회))?(?:\s?회의록)?")
_SITTING_BEHIND = re.compile(
    r"\s*+(?:[)]\s*+)?(?:[가-힣·\s]{2,16}위원회\s*|본회의\s*)?(?:회의록\s*)?[(]?제\s?(\d{1,2})\s?차(?![가-힣\s]{0,3}(?:추가|추경|본예산|산업|정례))"
)
_OPENED = re.compile(r"제\s?(\d{1,3})\s?회[^.]{0,40}?제\s?(\d{1,2})\s?차[^.]{0,30}?개[의회]")
_OF_YEAR = re.compile(r"제\s?\d\s?차\s*정례회")
_COMMITTEE = r"[가-힣]{1,10}(?:·[가-힣]{1,6}){0,3}\s?위원회"
_EXPERT = re.compile(rf"(?<![가-힣])({_COMMITTEE})\s?(?:수석)?전문위원")
_BUSINESS = re.compile(rf"(?<![가-힣])({_COMMITTEE})\s?소관")
_WHOLE = re.compile(rf"[(]?({_COMMITTEE})[)]?(?:\s?(?:회의록|수석전문위원.*|전문위원.*|소관.*|위원장))?")
_AFTER_SESSION = re.compile(rf"(?:임시회|정례회|의회)\s?[)]?\s+({_COMMITTEE})(?![가-힣])")


def council_of(cover: Cover) -> str:
    """The council by its full name (`가람시의회`); empty for `시의회`, or for several."""
    lines = (_NUMBERED.sub(r"\g<0> ", line) for line in cover.lines if not _LAW.search(line))
    found = (" ".join(match.group().split()) for line in lines for match in _COUNCIL.finditer(line))
    return _only(re.sub(r"\s의회$", "의회", name) for name in found if not _NO_COUNCIL.match(name))


def session_of(cover: Cover, kind: str) -> str:
    """`제299회 임시회`, with the sitting where it is said (`제299회 임시회 제2차`); empty where none or several are said."""
    matches = [(line, match) for line in cover.lines for match in _SESSION.finditer(line) if not _OTHERS.match(line, match.end())]
    names = [_named(match) for _, match in matches]
    names = names or [f"제{match.group(1)}회" for line in cover.lines for match in _NUMBER_ONLY.finditer(line)]
    session = _only(names)
    if not session:
        return ""
    behind = [found.group(1) for line, match in matches if (found := _SITTING_BEHIND.match(line, match.end()))]
    alone = [found.group(1) for line in cover.lines if (found := _SITTING_ALONE.fullmatch(line.strip("() ")))]
    sitting = _only([*behind, *alone]) or (_opened(cover, session) if kind == MINUTES else "")
    return f"{session} 제{sitting}차" if sitting else session


def _opened(cover: Cover, session: str) -> str:
    """The sitting that the opening words of minutes name: 제318회 임시회 제3차 기획경제위원회를 개의하겠습니다."""
    text = _OF_YEAR.sub("정례회", " ".join(cover.first))
    sittings = [match.group(2) for match in _OPENED.finditer(text) if f"{session} ".startswith(f"제{match.group(1)}회 ")]
    return sittings[0] if sittings else ""


def committee_of(cover: Cover, kind: str) -> str:
    """The council's committee; empty for other committees, where none is said or several are.

    A line that is only the name of a committee may be that of any body (`금융위원회`): it counts beside a session, a
    council, or in minutes and reviews.
    """
    surely = [match.group(1) for line in cover.lines for match in (*_BUSINESS.finditer(line), *_AFTER_SESSION.finditer(line))]
    surely += [match.group(1) for match in _EXPERT.finditer(" ".join(cover.first))]
    surely += [match.group(1) for value in cover.values("소관위원회", "소관상임위원회") if (match := _WHOLE.fullmatch(value))]
    of_council = kind in {MINUTES, _REVIEW} or council_of(cover) or session_of(cover, kind)
    alone = [match.group(1) for line in cover.lines if (match := _WHOLE.fullmatch(line))] if of_council else []
    return _only(re.sub(r"\s", "", name) for name in (*surely, *alone))


def _named(match: re.Match[str]) -> str:
    """`제285회 제2차 정례회`: a regular session is counted within its year, where that is said."""
    of_year = re.sub(r"\s", "", match["of_year"] or "")
    return " ".join(part for part in (f"제{match['number']}회", of_year, match["kind"]) if part)


def _only(found: Iterable[str]) -> str:
    """What was found, if it is one thing."""
    distinct = set(found)
    return distinct.pop() if len(distinct) == 1 else ""
