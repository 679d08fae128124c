"""Which figure of a sentence is which: the words around each, back to the figure before it and on to the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.evidence import Evidence
from ingest.document import Quantity
from ingest.korean import letter_pairs
from ingest.units import DATE

_BREAK = re.compile(r"[,;·:()\n]|→")
# 138명에는 재선정자, 651명 중 132명: what follows is said of the next figure, and this much of it of none
_LEADS_ON = re.compile(r"[가-힣]+\s?|\s(?:중|가운데)(?:에서?|에는?)?\s")
_FILLERS = re.compile(
    r"^.*\s{2,}|^.*(?:^|\s)(?:중|가운데)(?:에서?|에는?)?\s|^.*[가-힣](?:고|며|에는|에서는)\s|^\W+|(?:(?<=년)에)?[은는을를]?\s*$"
)
_NO_NAME = re.compile(r"\s*(?:포함|제외|이상|이하|내외|규모|정도|증가|감소|증|감|등)")  # said of a figure, and names nothing
_FURTHEST = 24  # letters to each side


class Placed(NamedTuple):
    """A figure with the words before and behind it, and whether it stands in brackets behind another."""

    quantity: Quantity
    before: str
    behind: str
    within: Quantity | None = None  # the figure before the bracket in which it stands

    @property
    def name(self) -> str:
        """What the figure is called: 공덕 in a bracket (공덕 17,234), else what it is a number of (132명 취업 성공)."""
        behind = "" if self.within or _NO_NAME.match(self.behind) else self.behind.strip(" -")
        name = behind or self.before.strip(" -")
        return _FILLERS.sub("", name).strip()

    def called(self, said: frozenset[str]) -> str:
        """What the figure is called, by the words beside it that are said; else its name."""
        sides = [_FILLERS.sub("", side.strip(" -")).strip() for side in (self.before, self.behind)]
        best = max(sides, key=lambda side: len(frozenset(letter_pairs(side)) & said))
        return best if frozenset(letter_pairs(best)) & said else self.name

    def met(self, said: frozenset[str]) -> float:
        """How many letter pairs of what stands around it are among some."""
        return len(frozenset(letter_pairs(f"{self.before} {self.behind}")) & said)


def placed(evidence: Evidence) -> list[Placed]:
    """The figures of a statement in order, without dates."""
    hit, statement = evidence.hit, evidence.statement
    quantities = sorted((item for item in statement.quantities if item.dimension != DATE), key=lambda item: item.span.start)
    text = hit.text
    found: list[Placed] = []
    for number, quantity in enumerate(quantities):
        start, end = quantity.span.start - hit.span.start, quantity.span.end - hit.span.start
        first = statement.span.start if not number else quantities[number - 1].span.end
        last = statement.span.end if number + 1 == len(quantities) else quantities[number + 1].span.start
        before = text[max(first - hit.span.start, start - _FURTHEST) : start]
        if number and (attached := _LEADS_ON.match(before)):
            before = before[attached.end() :]
        behind = text[end : min(last - hit.span.start, end + _FURTHEST)]
        found.append(
            Placed(
                quantity,
                _nearest(before, last=True),
                "" if _LEADS_ON.match(behind) else _nearest(behind, last=False),
                _bracketed(found, text, start, hit.span.start),
            )
        )
    return found


def _nearest(words: str, *, last: bool) -> str:
    """The words up to the nearest break; those behind a figure end where the next clause begins."""
    return _BREAK.split(words)[-1 if last else 0]


def _bracketed(before: Sequence[Placed], text: str, start: int, offset: int) -> Quantity | None:
    """The figure right before the bracket that is open at `start`: `26,505백만원(공덕 17,234, …)`."""
    opened = _opening(text, start)
    if opened < 0:
        return None
    for item in reversed(before):
        end = item.quantity.span.end - offset
        if end <= opened:
            return item.quantity if not text[end:opened].strip() else None
    return None


def _opening(text: str, position: int) -> int:
    """Where the bracket that is open at a position opens; -1 for none."""
    depth = 0
    for at in range(position - 1, max(-1, position - 300), -1):
        if text[at] == ")":
            depth += 1
        elif text[at] == "(":
            if not depth:
                return at
            depth -= 1
    return -1
