"""Persons in charge and their telephones, as council documents write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.korean import is_common_noun

_CONTACT = re.compile(r"☎|\d{2,4}-\d{3,4}(?:-\d{4})?")
_OFFICE = r"(?:장관|국장|실장|과장|팀장|본부장|관장|원장|센터장|단장|소장|담당관|조사관|전문위원|위원장|위원|이사장|이사|감사|대표이사|대표|담당자?|의원|시장|부시장|구청장)"
_NAMED = re.compile(rf"{_OFFICE}\s*[:：]?\s*[가-힣]{{2,4}}(?![가-힣])|(?<![가-힣])[가-힣]{{2,4}}\s*{_OFFICE}(?![가-힣])")
# The family names that nearly all Koreans have (Statistics Korea, census of 2015: those with 5,000 bearers and more).
_FAMILY_NAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민나진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕"
    "금옥육인맹제모탁국어은편용예경봉사부가복태목형피두감호음빈동온시범좌팽승간상갈단견당화창강"
)
_OFFICE_NAMED = rf"(?:{_OFFICE[3:-1]}|직무대행|회계사|세무사|변호사|교수|박사|연구원|주무관|사무관|서기관|간사|사장|총장|학장|주임|대리|차장|부장|강사)"
_RANK = r"(?:비상임|상임|당연직|선임|수석|책임|대표|부|총괄)?"
_BESIDE_OFFICE = tuple(
    map(
        re.compile,
        (
            rf"{_OFFICE_NAMED}\s*[:：(]?\s*([가-힣]{{2,4}})(?![가-힣])",
            rf"(?<![가-힣])([가-힣]{{2,4}})\s*{_RANK}{_OFFICE_NAMED}(?![가-힣])",
            r"(?<![가-힣])([가-힣]{2,4})\s*[(☎]?\s*(?:☎|\d{2,4}-\d{3,4})",
        ),
    )
)
_BODY = re.compile(r"[가-힣]{2,}(?:팀|과|실|국|본부|센터|재단|공사|진흥원|협회|연구원|구청|담당관|위원회)(?![가-힣])")


def names_of_persons(text: str) -> Iterator[str]:
    """The names that stand beside an office or before a telephone number: words that begin as family names do."""
    for pattern in _BESIDE_OFFICE:
        for name in pattern.findall(text):
            if is_name(name):
                yield name


def is_name(word: str) -> bool:
    """Whether a word may be a person's name: it begins as family names do, and is no common noun."""
    return word[0] in _FAMILY_NAMES and not is_common_noun(word)


def names_person(text: str) -> bool:
    """Whether a text names a person in an office, or a telephone number."""
    return bool(_CONTACT.search(text) or _NAMED.search(text))


def names_contact(text: str) -> bool:
    """Whether a text gives a telephone number."""
    return _CONTACT.search(text) is not None


def names_body(text: str) -> bool:
    """Whether a text names a body: a team, an office, a foundation."""
    return bool(_BODY.search(text))
