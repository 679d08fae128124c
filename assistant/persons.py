"""Persons in charge and their telephones, as council documents write them."""

from __future__ import annotations

import re

_CONTACT = re.compile(r"☎|\d{2,4}-\d{3,4}(?:-\d{4})?")
_OFFICE = r"(?:장관|국장|실장|과장|팀장|본부장|관장|원장|센터장|단장|소장|담당관|조사관|전문위원|위원장|위원|이사장|이사|감사|대표이사|대표|담당자?|의원|시장|부시장|구청장)"
_NAMED = re.compile(rf"{_OFFICE}\s*[:：]?\s*[가-힣]{{2,4}}(?![가-힣])|(?<![가-힣])[가-힣]{{2,4}}\s*{_OFFICE}(?![가-힣])")
_BODY = re.compile(r"[가-힣]{2,}(?:팀|과|실|국|본부|센터|재단|공사|진흥원|협회|연구원|구청|담당관|위원회)(?![가-힣])")


def names_person(text: str) -> bool:
    """Whether a text names a person in an office, or a telephone number."""
    return bool(_CONTACT.search(text) or _NAMED.search(text))


def names_contact(text: str) -> bool:
    """Whether a text gives a telephone number."""
    return _CONTACT.search(text) is not None


def names_body(text: str) -> bool:
    """Whether a text names a body: a team, an office, a foundation."""
    return bool(_BODY.search(text))
