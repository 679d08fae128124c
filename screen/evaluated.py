"""What the tab of evaluations shows of a library, worked out once for as long as nothing has changed."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from pathlib import Path
from threading import Lock
from typing import TypeVar

from assistant.citations import AROUND
from assistant.types import Citation
from eval.checking.check import check_gold
from eval.checking.papers import Paper
from eval.checking.problem import Problem
from eval.compare import Comparison, compare
from eval.gold import read_gold
from eval.head import gold_of
from eval.report import Report, report
from eval.runs import Run, all_results
from eval.summary import summary_of
from index.library import Library
from ingest.document import Span

_MOST = 32  # results worked out that are kept
_Made = TypeVar("_Made")


class Evaluated:
    """The reports, comparisons and checks of a library. Any thread may ask."""

    def __init__(self, library: Library) -> None:
        """Of an open library."""
        self.library = library
        self._kept: dict[Hashable, object] = {}
        self._lock = Lock()

    def report(self, run: Run) -> Report:
        """The measures of a run (a second for 250 questions)."""
        return self._once(("report", *_state(run)), lambda: report(*all_results(run)))

    def comparison(self, before: Run, after: Run) -> Comparison:
        """Two runs side by side."""
        return self._once(
            ("compare", *_state(before), *_state(after)), lambda: compare(all_results(before)[0], all_results(after)[0])
        )

    def problems(self, gold: Path) -> list[Problem]:
        """What is wrong or doubtful in a gold file. Raises BadInput where it is none."""
        items = read_gold(gold)
        key = ("problems", gold_of(gold, len(items)).digest, self.library.store.sequence())
        return self._once(key, lambda: check_gold(items, self.library))

    def passage(self, document: str, span: Span) -> Citation:
        """A span of a document as it is now, with what stands around it. Raises LookupError where it is not there."""
        text = self.library.store.document_text(document) or ""
        found = self.library.store.passages_at(document, [span.start])
        if not found or not span.start < span.end <= len(text):
            raise LookupError(document)
        passage = found[-1]
        begins = [statement for statement in passage.statements if statement.span.start <= span.start]
        statement = (begins or list(passage.statements))[-1 if begins else 0]
        return Citation(
            document=document,
            title=passage.title,
            section=statement.section,
            page=statement.page,
            span=span,
            quote=span.of(text),
            before=text[max(passage.span.start, span.start - AROUND) : span.start],
            after=text[span.end : max(span.end, min(passage.span.end, span.end + AROUND))],
            utterance=statement.utterance,
            place=statement.place,
        )

    def quoted(self, document: str, quote: str) -> Citation:
        """A quote of a document, found whatever its white space. Raises LookupError where it is not there."""
        text = self.library.store.document_text(document)
        span = Paper(document, text).find(quote) if text is not None else None
        if span is None:
            raise LookupError(document)
        return self.passage(document, span)

    def _once(self, key: Hashable, make: Callable[[], _Made]) -> _Made:
        """What was made for a key, or is made now; the oldest make room."""
        with self._lock:
            if key in self._kept:
                return self._kept[key]  # type: ignore[return-value]
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > _MOST:
                del self._kept[next(iter(self._kept))]
        return made


def _state(run: Run) -> tuple[str, int]:
    """A run as far as it has come."""
    return run.head.id, summary_of(run).asked
