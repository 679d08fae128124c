"""Whether a figure is planned, budgeted or achieved: by the word of the trade that stands nearest to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from ingest.document import FigureKind

# Where several words could be read at one place the first in this order is. What is left of a budget is of no kind.
_WORDS = {
    r"집행\s?잔액|잔액|불용|이월": FigureKind.UNKNOWN,
    r"예산\s?\(안\)|예산안|편성안|추경\s?\(?안\)?": FigureKind.PROPOSED_BUDGET,
    r"본예산": FigureKind.ORIGINAL_BUDGET,
    r"당초\s?예산|당초": FigureKind.INITIAL_BUDGET,
    r"기정\s?예산|기정": FigureKind.PREVIOUS_BUDGET,
    r"추가경정\s?예산|추경\s?예산|추경": FigureKind.SUPPLEMENTARY_BUDGET,
    r"최종\s?예산": FigureKind.FINAL_BUDGET,
    r"예산\s?현액|현액": FigureKind.AVAILABLE_BUDGET,
    r"요구액|요구안|예산\s?요구": FigureKind.REQUESTED,
    r"집행|지출": FigureKind.SPENT,
    r"결산": FigureKind.SETTLED,
    r"예산": FigureKind.BUDGET,
    r"잠정": FigureKind.PROVISIONAL,
    r"전망|추계|예상|추정": FigureKind.FORECAST,
    r"(?<!기본)(?<!기본\s)(?<!종합)(?<!종합\s)계획|예정": FigureKind.PLAN,  # 기본계획 is the name of a paper
    # What is held against an aim is none: 7,263명을 교육하여 목표를 넘김.
    r"목표(?:치|량|액)?[를을]?\s?(?:초과|넘|웃돌|상회|달성|채[우웠]|밑돌|못\s?미|미달)": FigureKind.ACHIEVED,
    r"목표": FigureKind.TARGET,
    r"실적|달성": FigureKind.ACHIEVED,
}
_KIND = re.compile("|".join(f"({word})" for word in _WORDS))
_KINDS = tuple(_WORDS.values())
_BREAK = re.compile(r"[,;·→]|\d")
_FIGURE_IN_BRACKET = re.compile(r"[^()\d]*\d")
_LEADS_ON = re.compile(r"(?:[가-힣]{0,2}[은는이가인을를]?)\s?\(?(?:약\s)?\d")
_LONGEST_AFTER = 24  # letters behind a figure within which the verb of its clause says what became of it


class KindWord(NamedTuple):
    """A word that tells the kind, and where it stands."""

    start: int
    end: int
    kind: FigureKind


def kind_words(text: str) -> Sequence[KindWord]:
    """The words of a text that tell a kind, in order."""
    return [
        KindWord(match.start(), match.end(), _KINDS[match.lastindex - 1]) for match in _KIND.finditer(text) if match.lastindex
    ]


def kind_near(words: Sequence[KindWord], text: str, start: int, end: int) -> FigureKind | None:
    """The kind of the figure from `start` to `end` by the nearest word: any before it, or one behind it in its clause."""
    before = next((word for word in reversed(words) if word.end <= start), None)
    behind = next((word for word in words if end <= word.start <= end + _LONGEST_AFTER), None)
    if behind is not None and (_BREAK.search(text, end, behind.start) or _is_of_another(text, end, behind)):
        behind = None
    if before is None or behind is None:
        nearest = before or behind
        return nearest.kind if nearest else None
    return before.kind if start - before.end <= behind.start - end else behind.kind


def _is_of_another(text: str, end: int, word: KindWord) -> bool:
    """Whether a word behind a figure is of the next one: 45개소 지원(목표 40개소), 7,236명으로 목표 7,000명; not 265개소(실적)."""
    if _LEADS_ON.match(text, word.end):
        return True
    return "(" in text[end : word.start] and _FIGURE_IN_BRACKET.match(text, word.end) is not None


def kind_of_labels(labels: Iterable[str]) -> FigureKind:
    """The kind that the first label with such a word tells."""
    return next((kind for label in labels if (kind := _kind_of(label)) is not None), FigureKind.UNKNOWN)


@lru_cache(maxsize=8192)  # headers and sections come again and again
def _kind_of(label: str) -> FigureKind | None:
    """The kind of a label: its last word's, which is the head of a Korean name: 집행계획 is a plan."""
    words = kind_words(label)
    return words[-1].kind if words else None
