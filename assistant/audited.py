"""What the audit of tables says of the figures in an answer, put beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.citations import CitationList
from assistant.particles import with_particle
from assistant.retrieve import as_hit
from assistant.types import Citation, Draft, Hit, Sentence
from index.findings import FindingRow
from index.store import Store
from ingest.document import Span

_MOST = 2
_SHORTENED = "…"  # a sum of many numbers is told by a few: nothing can be proven by it


def with_findings(store: Store, draft: Draft) -> Draft:
    """The draft with a sentence for each of its figures that the other figures of its table contradict, these cited."""
    known: dict[str, list[FindingRow]] = {}
    found: dict[tuple[str, int], FindingRow] = {}
    for sentence in draft.sentences:
        for index in sentence.citations if sentence.role == "answer" else ():
            citation = draft.citations[index]
            rows = known.setdefault(citation.document, store.findings(citation.document))
            found.update({(row.document, row.start): row for row in _on(rows, citation, sentence)})
    said = " ".join(sentence.text for sentence in draft.sentences if sentence.formula)
    found = {key: row for key, row in found.items() if row.expected_text not in said}  # computed already, by whoever asked
    citations, added, places = CitationList(draft.citations), [], []
    for row in list(found.values())[:_MOST]:
        starts = [row.start, *(start for start, _ in row.operands)]
        hits = [as_hit(passage, score=0.0) for passage in store.passages_at(row.document, starts)]
        spans = dict.fromkeys((hit, _statement(hit, start)) for start in starts for hit in hits if _holds(hit, start))
        added.append(_sentence(row, tuple(citations.cite(hit, span) for hit, span in spans)))
        places += hits
    return replace(
        draft,
        sentences=(*draft.sentences, *added),
        citations=citations.citations(),
        places=(*draft.places, *places),
    )


def _on(rows: list[FindingRow], citation: Citation, sentence: Sentence) -> Iterator[FindingRow]:
    """The findings on what a sentence states: its cells, or where it has none, any figure of the place."""
    stated = {cell.quantity.span.start for cell in sentence.cells if cell.quantity is not None}
    for row in rows:
        inside = citation.span.start <= row.start < citation.span.end and _SHORTENED not in row.formula
        if inside and (not stated or row.start in stated or {start for start, _ in row.operands} & stated):
            yield row


def _holds(hit: Hit, start: int) -> bool:
    return hit.span.start <= start < hit.span.end


def _statement(hit: Hit, start: int) -> Span:
    """The statement of a passage in which a character stands."""
    return next((item.span for item in hit.statements if item.span.start <= start < item.span.end), hit.statements[0].span)


def _sentence(row: FindingRow, citations: tuple[int, ...]) -> Sentence:
    """`신규콘텐츠 개발 합계는 5식으로 적혀 있으나, 표의 다른 값으로 계산하면 6식입니다.`"""
    name = " ".join(part for part in (row.row, row.column) if part) or "이 값"
    stated = with_particle(row.stated_text, "으로", "로")
    text = f"{with_particle(name, '은', '는')} {stated} 적혀 있으나, 표의 다른 값으로 계산하면 {row.expected_text}입니다."
    return Sentence(text, citations, formula=row.formula.partition(" (")[0], role="conflict")
