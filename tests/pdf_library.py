"""A library of one sample document as PDF, open for tests; the file may be changed by the test that has it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from eval.sample.formats import DOCUMENTS
from eval.sample.parts import parts_of
from eval.sample.write_pdf import write_pdf
from index.intake import take_in
from index.library import Library, open_library
from ingest.pipeline import read_document
from ingest.readers import read_source

QUESTION = "2024년 스마트상점 보급 실적은 몇 개소인가요?"


@contextmanager
def pdf_library(folder: Path) -> Iterator[Library]:
    """The report of 2025 of the sample, written as a PDF into a folder and taken in."""
    path = folder / "보고.pdf"
    write_pdf(path, parts_of(read_document(read_source(DOCUMENTS[0]))))
    library = open_library(folder / "data", "kiwi")
    assert [report.reason for report in take_in(library, [path])] == [""]
    try:
        yield library
    finally:
        library.close()
