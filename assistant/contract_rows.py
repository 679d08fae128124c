"""What else is handed to programs, as rows of JSON: places of a lookup, figures of a series, a checked draft, a document."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from assistant.checking.types import Checked, Ground, Verdict
from assistant.cite import Place
from assistant.contract import place_of, utterance_json
from assistant.money import krw
from assistant.series import Point, Series
from index.catalogue import DocumentRow
from index.ledger import LedgerRow


def place_json(place: Place) -> dict[str, Any]:
    """A place as a row; `marks` are [start, end) within `quote`."""
    return {
        **place_of(place),
        "marks": [list(mark) for mark in place.marks],
        "utterance": utterance_json(place.utterance),
        "text": place.passage,
    }


def point_json(number: int, series: Series, point: Point) -> dict[str, Any]:
    """A figure as a row; `value` is exact, as text, in `unit`."""
    row = point.row
    return {
        "number": number,
        "series": series.name,
        "year": row.year,
        "date": row.date,
        "as_of": row.as_of,
        "kind": str(row.kind),
        "text": row.text,
        "value": str(row.value),
        "unit": row.unit,
        "qualifier": str(row.qualifier),
        "krw": krw(point.quantity),
        "doc": row.document,
        "title": row.title,
        **address_json(row),
        "quote": point.quote,
    }


def address_json(row: LedgerRow) -> dict[str, Any]:
    """Where a figure of the ledger stands; `start` and `end` count in the document's text."""
    return {
        "section": list(row.section),
        "table": row.table,
        "row": list(row.row_path),
        "column": list(row.col_path),
        "page": row.page,
        "place": row.place,
        "start": row.start,
        "end": row.end,
    }


def checked_json(checked: Checked) -> dict[str, Any]:
    """A checked draft: how many findings there are of each verdict, and the findings in order of place."""
    return {
        "file": checked.name,
        "counts": {verdict.value: checked.count(verdict) for verdict in Verdict},
        "findings": [
            {
                "start": finding.span.start,
                "end": finding.span.end,
                "text": finding.text,
                "quotation": finding.is_quotation,
                "verdict": finding.verdict.value,
                "formula": finding.formula,
                "note": finding.note,
                "grounds": [_ground(ground) for ground in finding.grounds],
            }
            for finding in checked.findings
        ],
    }


def document_json(row: DocumentRow) -> dict[str, Any]:
    """A document's row with its imprint as fields of its own."""
    fields = {name: value for name, value in row._asdict().items() if name != "imprint"}
    return {**fields, "warnings": list(row.warnings), **asdict(row.imprint)}


def _ground(ground: Ground) -> dict[str, Any]:
    return {
        "doc": ground.document,
        "title": ground.title,
        "section": list(ground.section),
        "place": ground.place,
        "start": ground.span.start,
        "end": ground.span.end,
        "quote": ground.quote,
        "value": ground.value,
        "kind": ground.kind,
        "year": ground.year,
    }
