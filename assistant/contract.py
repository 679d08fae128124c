"""The batch contract: an answer as one line of JSON, as `geungeo ask --batch … --json` writes it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from assistant.cite import Place
from assistant.money import krw
from assistant.types import Answer, AnswerTable, Citation, Made, Question
from ingest.utterance import Utterance


def as_json(id: str, answer: Answer) -> dict[str, Any]:
    """The answer as the contract of DESIGN.md has it. `krw` is whole won; `citation` an index into `citations`.

    `place` is what a person is told; `page` counts the known page breaks, and is the page's number where `place` says so.
    """
    return {
        "id": id,
        "answer": answer.text,
        "abstained": answer.abstained,
        "confidence": round(answer.confidence, 3),
        "latency_ms": round(sum(answer.made.timings.values()), 1),
        "citations": [citation_json(citation) for citation in answer.citations],
        "figures": [
            {
                "text": figure.text,
                "value": str(figure.value),
                "unit": figure.unit,
                "krw": figure.krw,
                "status": figure.status.value,
                "formula": figure.formula,
                "citation": figure.citation,
            }
            for figure in answer.figures
        ],
        "passages": [
            {
                "doc": hit.document,
                "page": hit.page,
                "place": hit.place,
                "start": hit.span.start,
                "end": hit.span.end,
                "text": hit.text,
                "score": round(hit.score, 4),
            }
            for hit in answer.hits
        ],
        "table": table_json(answer.table),
        "notices": list(answer.notices),
        "struck": [{"text": item.text, "reason": item.reason} for item in answer.struck],
        "scope": answer.scope,
        "understood": understood_json(answer.question),
        "made": made_json(answer.made),
    }


def place_of(found: Citation | Place) -> dict[str, Any]:
    """Where something that was cited or found stands, and its words to the letter."""
    return {
        "doc": found.document,
        "title": found.title,
        "section": list(found.section),
        "page": found.page,
        "place": found.place,
        "start": found.span.start,
        "end": found.span.end,
        "quote": found.quote,
    }


def citation_json(citation: Citation) -> dict[str, Any]:
    """A citation: where it stands, its words to the letter, who says it, and where else the same stands."""
    return {
        **place_of(citation),
        "utterance": utterance_json(citation.utterance),
        "others": [{"doc": other.document, "title": other.title, "place": other.place} for other in citation.others],
    }


def made_json(made: Made) -> dict[str, Any]:
    """How an answer was made: program, models, state of the documents, filters, day, and milliseconds by step."""
    return {
        "version": made.version,
        "embedding": made.embedding,
        "llm": made.llm or None,
        "generation": made.generation,
        "filters": {name: list(values) for name, values in asdict(made.filters).items() if values},
        "day": made.day,
        "timings_ms": {step: round(milliseconds, 1) for step, milliseconds in made.timings.items()},
    }


def understood_json(question: Question) -> dict[str, Any]:
    """How a question was read: its years, what was read otherwise than typed, and what was looked for beside its words."""
    beside: dict[tuple[str, str], dict[str, Any]] = {}
    for item in question.alternatives:
        beside.setdefault((item.said, item.source), {"said": item.said, "source": item.source, "words": []})["words"].append(
            item.official
        )
    return {
        "followed": question.text if question.typed else None,
        "typed": question.typed or question.text,
        "asked": question.asked.value,
        "shape": question.shape.value or None,
        "years": list(question.years),
        "months": list(question.months) if question.months else None,
        "readings": list(question.readings),
        "expansions": [{**row, "words": list(dict.fromkeys(row["words"]))} for row in beside.values()],
    }


def table_json(table: AnswerTable | None) -> dict[str, Any] | None:
    """The table beside an answer: its columns, and rows of cells; `citation` is an index into `citations`."""
    if table is None:
        return None
    rows = [
        [
            {
                "text": cell.text,
                "citation": cell.citation,
                "value": str(cell.quantity.value) if cell.quantity else None,
                "unit": cell.quantity.unit if cell.quantity else None,
                "krw": krw(cell.quantity) if cell.quantity else None,
            }
            for cell in row
        ]
        for row in table.rows
    ]
    return {"title": table.title, "columns": list(table.columns), "rows": rows}


def utterance_json(utterance: Utterance | None) -> dict[str, Any] | None:
    """Who says what is cited from minutes, under which items of the agenda, and the time noted before it; null elsewhere."""
    if utterance is None:
        return None
    items = [{"number": item.number, "title": item.title} for item in utterance.items]
    return {"name": utterance.name, "title": utterance.title, "items": items, "time": utterance.time}
