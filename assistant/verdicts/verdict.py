"""What the rules give: yes or no, the statement that proves it, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.evidence import Evidence
from assistant.types import Question
from ingest.document import Cell

YES, NO = "예.", "아니요."


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether it is so, and the statement that proves it.

    `said` is a sentence on the cells of a row that decide; empty where the statement's own words do.
    """

    holds: bool
    evidence: Evidence
    said: str = ""
    cells: tuple[Cell, ...] = ()

    @property
    def word(self) -> str:
        """`예.` or `아니요.`"""
        return YES if self.holds else NO


# What a rule makes of one statement; None where it proves nothing.
Rule = Callable[[Question, Evidence], Verdict | None]
