"""What a text claims: its figures with their words and years, and its dates to the month or the day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checking.types import Claim
from ingest.document import Figure, Quantity, Statement
from ingest.ledger import figures_in
from ingest.measures import row_path_of
from ingest.units import DATE, NUMBER

# What reads as a figure and counts nothing: 30대 청년, 1인당, 5분 자유발언, 17시.
_PEOPLE = "초반|중반|후반|청년|청소년|여성|남성|인구|주민|시민|근로자|구직자|미혼|부부|자녀|어르신"
_AGE = re.compile(rf"[1-9]0대\s?(?:{_PEOPLE}|[·,~∼]\s?[1-9]0대)")
_DATE_ALONE = re.compile(r"[\W\d년월일]*(?:\([월화수목금토일]\))?\W*")
_EACH = re.compile(r"1\s?(?:인|명|개소|가구|개사|건|회|곳|대|팀|개월|일|년)\s?당")
_SPEECH = re.compile(r"\d+분\s?(?:자유\s?)?발언")
_CLOCK = re.compile(r"\d{1,2}\s?(?:시(?![가-힣])|시\s?\d)|\d{1,2}\s?[~∼-]\s?\d{1,2}시|\d{1,2}:\d\d")


def claims_of(statement: Statement) -> Iterator[Claim]:
    """The claims of a statement: quantities, each with the year that the text gives it, then dates."""
    for figure in figures_in(statement, None):
        at = place_of(figure.quantity, statement)
        if not counts_nothing(figure.quantity, statement.text, at):
            yield Claim(figure, statement, figure.year, at)
    if _DATE_ALONE.fullmatch(statement.text):
        return  # the day of the text itself
    for quantity in statement.quantities:
        if quantity.dimension == DATE and quantity.value % 10_000:
            at = place_of(quantity, statement)
            path = row_path_of(statement.text, at, statement.context)
            yield Claim(Figure(quantity, statement.page, statement.section, path, (), None), statement, None, at)


def place_of(quantity: Quantity, statement: Statement) -> int:
    """Where a quantity stands in the text of its statement: of those written alike, the one that comes as late as it."""
    written = _unbroken(quantity.text)
    alike = sorted(other.span for other in statement.quantities if _unbroken(other.text) == written)
    before, at = sum(span < quantity.span for span in alike), -1
    for _ in range(before + 1):
        at = statement.text.find(written, at + 1)
    return max(at, 0)


def _unbroken(text: str) -> str:
    """A quantity as the reading text has it, where the paper breaks its line: 80억 8천9백만원."""
    return " ".join(text.split())


def counts_nothing(quantity: Quantity, text: str, at: int) -> bool:
    """Whether a number is an age, a divisor or the name of something, so that no document can bear it out."""
    if any(pattern.match(text, at) for pattern in (_AGE, _EACH, _SPEECH)):
        return True
    return quantity.dimension == NUMBER and any(match.start() <= at < match.end() for match in _CLOCK.finditer(text))
