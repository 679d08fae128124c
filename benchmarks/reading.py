"""Readers alone: pages and megabytes of text a second."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from ingest.document import Source
from ingest.errors import UnreadableFile
from ingest.readers import read_source

RUNS = 3
_MEGABYTE = 1_000_000
Given = TypeVar("Given")


class Row(NamedTuple):
    """A line of the results: what was measured, the figure with its unit, and on what."""

    measure: str
    figure: str
    material: str


def as_table(rows: Sequence[Row]) -> list[str]:
    """The lines of the results as a Markdown table."""
    body = (f"| {row.measure} | {row.figure} | {row.material} |" for row in rows)
    return ["| measure | figure | on |", "|---|---|---|", *body]


def measure_readers(files: dict[str, Path], samples: Path) -> Iterator[Row]:
    """Each reader over its large file, and over the sample files of other projects where they are present."""
    for name, kind in (("plain", "plain pages"), ("ruled", "pages of ruled tables")):
        yield _pages(f"PDF, {kind}", [files[name]], "written by us")
    for format in ("hwpx", "docx", "xlsx", "html"):
        yield _text(format.upper(), [files[format]], "written by us")
    for format in ("hwp", "hwpx"):
        if found := _readable(samples / format):
            yield _text(format.upper(), found, "of other projects")
    if found := _readable(samples / "pdf"):
        yield _pages("PDF", found, "of other projects")


def best_time(work: Callable[[], Given]) -> tuple[float, Given]:
    """The shortest of three runs in seconds, which is the one that nothing else disturbed, and what the last one gave."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        given = work()
        times.append(time.perf_counter() - start)
    return min(times), given


def megabytes(sources: Sequence[Source]) -> float:
    """The text of some sources in megabytes of UTF-8."""
    return sum(len(source.text.encode()) for source in sources) / _MEGABYTE


def _pages(name: str, paths: Sequence[Path], origin: str) -> Row:
    seconds, sources = best_time(lambda: [read_source(path) for path in paths])
    pages = sum(len(source.pages) for source in sources)
    return Row(f"{name}: read", f"{pages / seconds:,.0f} pages/s", f"{pages} pages in {_files(paths)} {origin}")


def _text(name: str, paths: Sequence[Path], origin: str) -> Row:
    seconds, sources = best_time(lambda: [read_source(path) for path in paths])
    size = megabytes(sources)
    grids = sum(len(source.grids) for source in sources)
    material = f"{size:.2f} MB of text with {grids} tables in {_files(paths)} {origin}"
    return Row(f"{name}: read", f"{size / seconds:.2f} MB of text/s", material)


def _files(paths: Sequence[Path]) -> str:
    return "one file" if len(paths) == 1 else f"{len(paths)} files"


def _readable(folder: Path) -> list[Path]:
    """The files of a folder that are neither locked nor broken; none where there is no such folder."""
    found = []
    for path in sorted(folder.glob("*")):
        try:
            read_source(path)
        except UnreadableFile:
            continue
        found.append(path)
    return found
