"""What the audit of tables says of the figures in an answer, put beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.particles import with_particle
from assistant.types import Citation, Draft, Sentence
from index.findings import FindingRow
from index.store import Store

_MOST = 2
_SHORTENED = "…"  # a sum of many numbers is told by a few: nothing can be proven by it


def with_findings(store: Store, draft: Draft) -> Draft:
    """The draft with a sentence for each of its figures that the other figures of its table contradict."""
    known: dict[str, list[FindingRow]] = {}
    added: list[Sentence] = []
    for sentence in draft.sentences:
        for index in sentence.citations if sentence.role == "answer" else ():
            citation = draft.citations[index]
            rows = known.setdefault(citation.document, store.findings(citation.document))
            added += [_sentence(row, index) for row in _on(rows, citation, sentence)]
    once = {sentence.text: sentence for sentence in added}
    return replace(draft, sentences=(*draft.sentences, *list(once.values())[:_MOST]))


def _on(rows: list[FindingRow], citation: Citation, sentence: Sentence) -> Iterator[FindingRow]:
    """The findings on what a sentence states: its cells, or where it has none, any figure of the place."""
    stated = {cell.quantity.span.start for cell in sentence.cells if cell.quantity is not None}
    for row in rows:
        inside = citation.span.start <= row.start < citation.span.end and _SHORTENED not in row.formula
        if inside and (not stated or row.start in stated or {start for start, _ in row.operands} & stated):
            yield row


def _sentence(row: FindingRow, citation: int) -> Sentence:
    """`신규콘텐츠 개발 합계는 5식으로 적혀 있으나, 표의 다른 값으로 계산하면 6식입니다.`"""
    name = " ".join(part for part in (row.row, row.column) if part) or "이 값"
    stated = with_particle(row.stated_text, "으로", "로")
    text = f"{with_particle(name, '은', '는')} {stated} 적혀 있으나, 표의 다른 값으로 계산하면 {row.expected_text}입니다."
    return Sentence(text, (citation,), formula=row.formula.partition(" (")[0], role="conflict")
