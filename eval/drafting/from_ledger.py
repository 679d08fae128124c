"""Questions for figures of the ledger that are asked for by name."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.suggest import question_about
from eval.drafting.proposal import Origin, Proposal, id_of
from eval.gold import GoldEvidence, GoldFigure, GoldItem
from index.ledger import LedgerRow
from index.library import Library
from ingest.units import MONEY

_TRIED = 12  # figures looked at for one proposal


def from_ledger(library: Library, limit: int) -> Iterator[Proposal]:
    """Up to `limit` questions for a figure each, documents in turn, with the line in which it stands as evidence."""
    made = 0
    for row in library.store.notable(limit * _TRIED):
        question = question_about(row)
        if question is None:
            continue
        yield _proposal(row, question, _line(library, row))
        made += 1
        if made == limit:
            return


def _proposal(row: LedgerRow, question: str, line: str) -> Proposal:
    krw = int(row.base) if row.dimension == MONEY and row.base == int(row.base) else None
    shown = f"{row.text}{'' if row.unit in row.text else row.unit}"
    item = GoldItem(
        id=id_of(question, row.document, line),
        question=question,
        type="figure",
        answer=f"{shown}입니다.",
        figures=(GoldFigure(row.value, row.unit, krw),),
        must_contain=(),
        evidence=(GoldEvidence(row.document, line),),
    )
    return Proposal(item, Origin.LEDGER)


def _line(library: Library, row: LedgerRow) -> str:
    """The line of the document in which a figure stands."""
    text = library.store.document_text(row.document) or ""
    start = text.rfind("\n", 0, row.start) + 1
    end = text.find("\n", row.end)
    return text[start : end if end >= 0 else len(text)].strip()
