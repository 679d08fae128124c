"""A library of a million passages: `python -m benchmarks.million [FOLDER]`, some 15 minutes, writes `MILLION.md`.

FOLDER keeps the library for another run; without, it is made in a temporary folder and gone afterwards.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from benchmarks.clusters import compare
from benchmarks.machine import machine
from benchmarks.made_up import PASSAGES, MadeUp
from benchmarks.reading import Row, as_table
from index.library import open_library

RESULTS = Path(__file__).parent / "MILLION.md"
_DOCUMENTS = 10_000
_MODEL = "kiwi"
_MEGABYTE = 1_000_000
_PROGRESS = 500  # documents
_BUILT = "built.json"


def main() -> None:
    """Build or open the library, measure it in a new process, and write the results."""
    if len(sys.argv) > 1:
        folder = Path(sys.argv[1])
        folder.mkdir(parents=True, exist_ok=True)
        _run(folder, _DOCUMENTS)
        return
    with tempfile.TemporaryDirectory() as temporary:
        _run(Path(temporary), _DOCUMENTS)


def _run(folder: Path, documents: int) -> None:
    described = machine()
    rows = []
    for row in (*_built(folder, documents), *_disk(folder), *_measured_afresh(folder)):
        print(f"{row.measure}: {row.figure} ({row.material})", flush=True)
        rows.append(row)
    library = open_library(folder, _MODEL)
    types = list(compare(library))
    library.close()
    RESULTS.write_text(_as_markdown(described, documents * PASSAGES, rows, types), encoding="utf-8")


def _built(folder: Path, documents: int) -> list[Row]:
    """How long the library's rows and its search structures took: made now, or as noted in the folder where they are there."""
    noted = folder / _BUILT
    if not noted.is_file():
        noted.write_text(json.dumps(list(_build(folder, documents))), encoding="utf-8")
    return [Row(*row) for row in json.loads(noted.read_text(encoding="utf-8"))]


def _build(folder: Path, documents: int) -> Iterator[Row]:
    """Make the library."""
    library = open_library(folder, _MODEL)
    start = time.perf_counter()
    for number, ingested in enumerate(MadeUp().documents(documents)):
        library.add(ingested, Path("/") / ingested.document.source.name)
        if number % _PROGRESS == 0:
            print(f"{number:,} / {documents:,}", file=sys.stderr, flush=True)
    stored = time.perf_counter()
    library.refresh()
    yield Row("stored and embedded", f"{stored - start:,.0f} s", "made-up documents, whose morphemes are known")
    yield Row("search structures built", f"{time.perf_counter() - stored:,.0f} s", "from the store")
    library.close()


def _disk(folder: Path) -> Iterator[Row]:
    """What the library takes on disk, by its text's size."""
    import sqlite3

    connection = sqlite3.connect(folder / "library.sqlite")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    text = int(connection.execute("SELECT sum(length(CAST(text AS BLOB))) FROM document").fetchone()[0])
    connection.close()
    sizes = {
        "store (text, statements, figures, vectors)": (folder / "library.sqlite").stat().st_size,
        "lexical index": _size(folder / "lexical"),
        "vector index": _size(folder / "vectors"),
    }
    yield Row("text", f"{text / _MEGABYTE:,.0f} MB", "of all documents")
    for name, size in sizes.items():
        yield Row(name, f"{size / _MEGABYTE:,.0f} MB", f"{size / text:.2f} × the text")
    structures = sizes["lexical index"] + sizes["vector index"]
    yield Row("both indexes", f"{structures / text:.2f} × the text", "at most 3 is wanted")
    yield Row("the whole folder", f"{sum(sizes.values()) / text:.2f} × the text", "the text itself is in it")


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _measured_afresh(folder: Path) -> list[Row]:
    """What `benchmarks.million_search` measures in a new process, so that its memory is a user's."""
    command = [sys.executable, "-m", "benchmarks.million_search", str(folder)]
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return [Row(*row) for row in json.loads(output)]


def _as_markdown(described: str, passages: int, rows: Sequence[Row], types: Sequence[Sequence[str]]) -> str:
    lines = [
        "# A million passages",
        "",
        f"Written by `python -m benchmarks.million` on {date.today():%Y-%m-%d}; {described}. {passages:,} passages of made-up"
        " documents (`benchmarks/made_up.py`).",
        "",
        *as_table(rows),
        "",
        "## FAISS's index types",
        "",
        "Recall is of the ten nearest that comparing all gives, over 200 of the questions; one thread, one question at a time. Of the clusters a quarter is read (`index/clusters.py`); up to 100,000 passages all are compared.",
        "",
        "| passages | index | recall@10 | p50 | p95 | size | built |",
        "|---|---|---|---|---|---|---|",
        *(f"| {' | '.join(row)} |" for row in types),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
