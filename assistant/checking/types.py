"""What passes between the steps of a check: claims, the figures that may bear them out, findings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from assistant.types import Hit
from ingest.document import Figure, Quantity, Span, Statement

_AROUND = 0.2  # what the words of the whole statement count beside those that name the figure


class Verdict(StrEnum):
    """What the documents say of a claim. The values are what programs read."""

    VERIFIED = "verified"
    DERIVED = "derived"  # it follows from figures that the documents state
    CONTRADICTED = "contradicted"  # they state another value for the same thing
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure of the checked text with what the text says of it. The year is only one that the text names itself."""

    figure: Figure
    statement: Statement
    year: int | None
    at: int  # where it stands in the statement's text

    @property
    def quantity(self) -> Quantity:
        """What is claimed."""
        return self.figure.quantity

    @property
    def before(self) -> str:
        """The words of its statement before it."""
        return self.statement.text[: self.at]

    @property
    def behind(self) -> str:
        """The words of its statement behind it."""
        return self.statement.text[self.at + len(" ".join(self.quantity.text.split())) :]


class Likeness(NamedTuple):
    """How far two figures are called alike, from 0 to 1: the claim's words met by the figure's place, and its names said."""

    met: float
    said: float
    around: float  # the share of the words of the claim's statement that are met in the candidate's and above it


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure of the documents that may measure what a claim does."""

    figure: Figure
    statement: Statement
    hit: Hit
    likeness: Likeness
    beside: tuple[Figure, ...]  # the other figures of its statement

    @property
    def score(self) -> float:
        """How alike the two are called, in one number."""
        met, said, around = self.likeness
        return (1 - _AROUND) * (met + said) / 2 + _AROUND * around


@dataclass(frozen=True, slots=True)
class Ground:
    """A place of the documents that speaks for or against a claim, and the value that stands there."""

    document: str
    title: str
    section: tuple[str, ...]
    place: str
    span: Span
    quote: str
    value: str = ""  # with its unit; empty for a quotation
    kind: str = ""  # 본예산, 실적 … where the place says so
    year: int | None = None
    page: int = 1
    before: str = ""  # the text around the quote, for showing it in its context
    after: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What the check says of a figure or a quotation: where it stands in the text, the verdict, and the places that decide."""

    span: Span
    text: str
    verdict: Verdict
    is_quotation: bool = False
    grounds: tuple[Ground, ...] = ()
    formula: str = ""
    note: str = ""  # Korean: how the place differs
    stated: Quantity | None = None  # what the documents say exactly where the text rounds; others follow from it


@dataclass(frozen=True, slots=True)
class Checked:
    """A text with the findings on it, in order of place."""

    name: str
    text: str
    findings: tuple[Finding, ...]

    def count(self, verdict: Verdict) -> int:
        """How many findings have a verdict."""
        return sum(finding.verdict is verdict for finding in self.findings)
