"""Retrieval beside what a user would otherwise take: `python -m benchmarks.retrieval`, and a part of `make bench`.

Writes its part of `RESULTS.md`, and the plot beside it.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks.ablation import ablations
from benchmarks.as_users import as_users_take_it
from benchmarks.machine import machine
from benchmarks.ours import HYBRID, PARTS, WHOLE, by_all, questions_read, ranked
from benchmarks.plot import write_plot
from benchmarks.ranking import Quality, quality, timed
from benchmarks.retrieval_tables import Measured, Row, tables
from benchmarks.rivals import RIVALS, as_nodes
from benchmarks.sets import DEV, ROOT, RetrievalSet, retrieval_sets
from ingest.korean import analyse

RESULTS = Path(__file__).parent / "RESULTS.md"
PLOT = Path(__file__).parent / "retrieval.svg"
HEADING = "## Retrieval"


def main() -> None:
    """Measure, and write the part of the results that is of retrieval; the rest stays as it is."""
    before = RESULTS.read_text(encoding="utf-8").partition(f"\n{HEADING}\n")[0] if RESULTS.is_file() else "# Benchmark results\n"
    RESULTS.write_text(f"{before.rstrip()}\n\n{retrieval_part()}", encoding="utf-8")


def retrieval_part() -> str:
    """Measure on every set that is there, write the plot, and give the text of this part of the results."""
    on, start = machine(), time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        analyse(["서울특별시의회"])  # loads Kiwi, which is on nobody's clock
        measured = [measure(one) for one in retrieval_sets(Path(folder), ROOT.parent / "shared")]
    write_plot(PLOT, measured)
    minutes = (time.perf_counter() - start) / 60
    head = f"Measured on {date.today():%Y-%m-%d} in {minutes:.1f} minutes; {on}."
    return "\n".join([HEADING, "", head, "", *tables(measured, PLOT.name)]) + "\n"


def measure(measured: RetrievalSet) -> Measured:
    """Every ranking on one set; on those with quotes also the whole ranking less each of its parts."""
    questions, reading = questions_read(measured)
    rows = [*_rivals(measured)]
    for name, part in PARTS.items():
        found = ranked(part, measured, questions, reading)
        rows.append(Row(name, quality(found.rankings, measured.places), found, measured.seconds if name == HYBRID else None))
    worth: tuple[tuple[str, Quality], ...] = ()
    if measured.gold:  # the statements of the other sets' texts are not known
        found = ranked(by_all, measured, questions, reading)
        rows.append(Row(WHOLE, quality(found.rankings, measured.places), found, measured.seconds))
        worth = tuple(ablations(measured, questions))
    as_used = tuple(as_users_take_it(measured)) if measured.name == DEV else ()
    for row in rows:
        print(f"{measured.name}, {row.name}: {' '.join(f'{share:.3f}' for share in row.quality.recall)}", flush=True)
    return Measured(measured.name, len(measured.questions), len(measured.texts), tuple(rows), worth, as_used)


def _rivals(measured: RetrievalSet) -> Iterator[Row]:
    nodes = as_nodes(measured.texts)
    for name, build in RIVALS.items():
        start = time.perf_counter()
        search = build(nodes, measured.library.embedder)
        seconds = time.perf_counter() - start
        found = timed(search, measured.questions)
        yield Row(name, quality(found.rankings, measured.places), found, seconds)


if __name__ == "__main__":
    main()
