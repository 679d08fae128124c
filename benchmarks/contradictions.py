"""Measures the contradictions found in made pairs of papers and in real papers beside changed copies, and writes CONTRADICTIONS.md.

Run: `python -m benchmarks.contradictions [--shared DIR]`.
"""

from __future__ import annotations

import argparse
import hashlib
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np

from assistant.contradictions import Contradiction, find_contradictions
from benchmarks.contradiction_pairs import Pair, loose_pairs, pairs
from benchmarks.machine import machine
from index.ledger import LedgerRow
from index.store import Store
from ingest.pipeline import Ingested, ingest
from ingest.readers.text import read_text

_ROOT = Path(__file__).parents[1]
_SAMPLE = _ROOT / "eval" / "sample" / "documents"
_SEEDS = {"forms and rules were made with these": 20261121, "same forms, other figures": 7}
_CHANGES = 30  # figures of a real paper that are changed in its copy
_LIBRARY = 100  # documents, for the time
_RUNS = 3


class Score(NamedTuple):
    """How it went: pairs with and without a planted contradiction, and how many of each were named."""

    planted: int
    found: int
    others: int
    false: int


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=_ROOT.parent / "shared", help="folder with `corpus`, real documents")
    shared = parser.parse_args().shared
    lines = list(_report(sorted([*(shared / "corpus").glob("*.txt"), *_SAMPLE.glob("*.txt")])))
    (Path(__file__).parent / "CONTRADICTIONS.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


def found_in(texts: Iterable[tuple[str, str]]) -> tuple[Contradiction, ...]:
    """The contradictions of a library of these documents, by name and text."""
    with stored(texts) as store:
        return find_contradictions(store)


@contextmanager
def stored(texts: Iterable[tuple[str, str]]) -> Iterator[Store]:
    """A store of some documents, gone at the end; nothing is embedded."""
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "library.sqlite")
        try:
            for name, text in texts:
                ingested = _ingested(name, text)
                store.put(ingested, Path(name), np.zeros((len(ingested.passages), 2), dtype=np.float32))
            yield store
        finally:
            store.close()


def _ingested(name: str, text: str) -> Ingested:
    content = text.encode()
    return ingest(read_text(name, content, hashlib.sha256(content).hexdigest()))


def _report(papers: Sequence[Path]) -> Iterator[str]:
    yield "# Contradictions between documents\n"
    yield f"Written by `python -m benchmarks.contradictions` on {date.today().isoformat()}; {machine()}.\n"
    yield (
        "Made pairs of papers (`contradiction_pairs.py`): a programme's figure in a table, a flattened table, a bullet or a"
        " sentence of the one, and in any of these of the other; changed in the second, or the same, or other for a reason"
        " (rounding, another kind, year, part, day of counting, body, unit; a bound, a change, several offices).\n"
    )
    yield "| pairs | planted | found | recall | without | false alarms |"
    yield "|---|---|---|---|---|---|"
    missed: Counter[str] = Counter()
    for told, seed in _SEEDS.items():
        score = score_pairs(list(pairs(seed)), missed)
        yield f"| {told} | {score.planted} | {score.found} | {score.found / score.planted:.3f} | {score.others} | {score.false} |"
    loose = score_pairs(list(loose_pairs(next(iter(_SEEDS.values())))))
    yield f"| running text that names the thing elsewhere or not its kind | {loose.planted} | {loose.found} | {loose.found / loose.planted:.3f} | 0 | – |"
    if missed:
        yield "\nMissed or false, by what was done: " + ", ".join(f"{change} {count}" for change, count in missed.most_common())
    yield from _of_copies(papers)
    yield from _of_library(papers)
    yield from _of_time(papers)


def score_pairs(made: Sequence[Pair], missed: Counter[str] | None = None) -> Score:
    """How it goes with pairs, each a library of its own."""
    counts: Counter[str] = Counter()
    for pair in made:
        names = {item.name for item in found_in([("하나.txt", pair.first), ("둘.txt", pair.second)])}
        kind = "planted" if pair.planted else "others"
        counts[kind] += 1
        hit = any(pair.name in name or name in pair.name for name in names) if pair.planted else bool(names)
        counts[f"{kind} named"] += hit
        if missed is not None and hit != pair.planted:
            missed[pair.change] += 1
    return Score(counts["planted"], counts["planted named"], counts["others"], counts["others named"])


def _of_copies(papers: Sequence[Path]) -> Iterator[str]:
    """What is found between a paper and a copy of it in which some figures are changed."""
    yield "\n## Papers beside a copy with figures changed\n"
    yield (
        f"Of each paper a copy is made in which one digit of {_CHANGES} figures of tables, drawn at random, is another. Named are"
        " those of a name that means one thing in the paper; a figure under a name that stands there for several is not.\n"
    )
    yield "| papers | figures changed | found | named that were not changed |"
    yield "|---|---|---|---|"
    counts = Counter[str]()
    for path in papers:
        counts.update(_of_copy(path))
    yield f"| {len(papers)} | {counts['changed']} | {counts['found']} | {counts['false']} |"


def _of_copy(path: Path) -> Counter[str]:
    text = read_text(path.name, path.read_bytes(), "").text
    with stored([(path.name, text)]) as store:
        rows = [row for row in store.ledger(sorted({item.measure_key for item in store.stated()})) if row.col_path]
    random = Random(path.name)
    drawn = _apart(random.sample(rows, len(rows)))
    copy = list(text)
    for row in drawn:
        at = random.choice([at for at in range(row.start, row.end) if text[at].isdigit()])
        copy[at] = random.choice([digit for digit in "123456789" if digit != text[at]])
    starts = {row.start for row in drawn}
    named = [
        {side.row.start for side in item.sides} for item in found_in([(path.name, text), ("고친 " + path.name, "".join(copy))])
    ]
    found = starts & {start for each in named for start in each}
    return Counter(changed=len(drawn), found=len(found), false=sum(not each & starts for each in named))


def _apart(rows: Sequence[LedgerRow]) -> list[LedgerRow]:
    """Some of the figures, none within another."""
    chosen: list[LedgerRow] = []
    for row in rows:
        if len(chosen) < _CHANGES and all(row.end <= other.start or other.end <= row.start for other in chosen):
            chosen.append(row)
    return chosen


def _of_library(papers: Sequence[Path]) -> Iterator[str]:
    """What is named in the papers as they are."""
    yield "\n## The papers as they are\n"
    for item in found_in((path.name, read_text(path.name, path.read_bytes(), "").text) for path in papers):
        sides = "; ".join(f"{side.row.text} ({side.row.document}, {side.row.place})" for side in item.sides)
        yield f"- {item.name}, {item.year}, {item.kind or 'no kind'}: {sides}"


def _of_time(papers: Sequence[Path]) -> Iterator[str]:
    """How long a library of a hundred documents takes."""
    texts = [(path.name, read_text(path.name, path.read_bytes(), "").text) for path in papers]
    repeated = [(f"{number} {name}", text) for number in range(_LIBRARY) for name, text in [texts[number % len(texts)]]]
    with stored(repeated) as store:
        figures = sum(1 for _ in store.stated())
        seconds = min(_seconds(store) for _ in range(_RUNS))
    yield f"\n## Time\n\n{len(repeated)} documents (the papers above again and again), {figures:,} figures: {seconds:.2f} s."


def _seconds(store: Store) -> float:
    start = time.perf_counter()
    find_contradictions(store)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
