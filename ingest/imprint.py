"""The imprint of a document: who issued it, for which council, committee and session, when, and for which fiscal years."""

from __future__ import annotations

import re

from ingest.cover import Cover, cover_of
from ingest.cover_date import date_of
from ingest.document import Imprint, Source
from ingest.issuer import body_of, secretariat_of
from ingest.metadata import OTHER
from ingest.minutes import KIND as MINUTES
from ingest.sessions import committee_of, council_of, session_of
from ingest.years import years_asked, years_of

_YEAR = r"(?:(?:19|20)\d{2}|['’‘`´]\d{2})"
_FISCAL = re.compile(rf"{_YEAR}(?:\s*년?도?\s*[~∼,·]\s*{_YEAR})*\s*(?:년도(?!\s?시)|(?:년도?)?\s?(?:회계|사업)\s?[연년]도)")
_ACCOUNT = re.compile(rf"{_YEAR}\s?(?:년도?)?\s?(?:회계|사업)\s?[연년]도")
_SETTLES = re.compile(r"주요\s?업무|업무\s?보고|예산|결산|기금")  # what goes by the fiscal year where its title names a year
_NOT_BY_FISCAL_YEAR = frozenset({MINUTES, "감사 처리결과"})  # the years of minutes' items and of what an audit looked at


def imprint_of(source: Source, title: str, kind: str) -> Imprint:
    """What the first pages say of the document itself; what they do not say stays empty."""
    cover = cover_of(source)
    committee = committee_of(cover, kind)
    return Imprint(
        body=secretariat_of(cover) if kind == MINUTES else body_of(cover, kind, committee),
        council=council_of(cover),
        committee=committee,
        session=session_of(cover, kind),
        date=date_of(cover, kind),
        fiscal_years=_fiscal_years(cover, title, kind),
    )


def _fiscal_years(cover: Cover, title: str, kind: str) -> tuple[int, ...]:
    """The fiscal years of the title and cover; failing these, the one that the first pages name as such."""
    if kind in _NOT_BY_FISCAL_YEAR:
        return ()
    lines = (*cover.lines, title) if kind != OTHER else ()
    named = {year for line in lines for match in _FISCAL.finditer(line) for year in years_asked(match.group())}
    if not named and _SETTLES.search(title):
        named = set(years_of(title))
    if not named:
        accounts = {year for match in _ACCOUNT.finditer(" ".join(cover.first)) for year in years_of(match.group())}
        named = accounts if len(accounts) == 1 else set()
    return tuple(sorted(named))
