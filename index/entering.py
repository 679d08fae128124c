"""A passage and its figures written into the store."""

from __future__ import annotations

import json
import sqlite3

import numpy as np

from index.ledger import write_figures
from index.packing import halve, pack
from ingest.pipeline import Ingested


def insert_passage(connection: sqlite3.Connection, document_id: int, ingested: Ingested, number: int, vectors: np.ndarray) -> int:
    """Write a document's passage of this number with its figures and its vector, within a transaction; gives its id."""
    passage = ingested.passages[number]
    passage_id = connection.execute(
        "INSERT INTO passage(document_id, start, end, page, section, statements, vector) VALUES (?,?,?,?,?,?,?)",
        (
            document_id,
            passage.span.start,
            passage.span.end,
            passage.page,
            json.dumps(passage.section, ensure_ascii=False),
            pack(passage.statements),
            halve(vectors[number]),
        ),
    ).lastrowid
    assert passage_id is not None
    write_figures(connection, passage_id, passage, ingested.figures[number])
    return passage_id
