"""Measures the table audit on labelled tables and on tables with one figure changed, and writes AUDIT.md.

Run: `python -m benchmarks.audit [--shared DIR]`. Real tables whose documents are not there are left out and said so.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from benchmarks.audit_changes import Changed, changed_tables
from benchmarks.audit_sets import TABLES, Labelled, made_tables, real_tables
from benchmarks.machine import machine
from ingest.audit import Finding, audit_document
from ingest.document import Span
from ingest.pipeline import ingest

_ROOT = Path(__file__).parents[1]
_SAMPLE = _ROOT / "eval" / "sample" / "documents"
_MADE = {
    "tuning": "made, tuned on",
    "held_out": "made, kept back at first, then looked at",
    "unseen": "made after, measured once, then looked at",
    "fresh": "all these classes with other figures, never looked at",
}
_CHANGES = 200
_SEED = 20240607
_RUNS = 3  # of each document, for the times; the fastest counts


class Score(NamedTuple):
    """How the audit did on a set of labelled tables."""

    tables: int
    wrong: int  # figures that a person found wrong
    right: int  # findings with a wrong figure: the one named, or an operand of its formula
    exact: int  # findings that name the very figure
    false: int
    found: int  # wrong figures that some finding has


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=_ROOT.parent / "shared", help="folder with `corpus`, real documents")
    shared = parser.parse_args().shared
    real = list(real_tables([shared / "corpus", _SAMPLE]))
    sets = {name: made_tables(name) for name in _MADE}
    lines = list(_report(real, sets))
    (Path(__file__).parent / "AUDIT.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


def _report(real: Sequence[Labelled], sets: dict[str, list[Labelled]]) -> Iterator[str]:
    yield "# The table audit\n"
    yield f"Written by `python -m benchmarks.audit` on {date.today().isoformat()}; {machine()}.\n"
    left_out = sum(1 for _ in (TABLES / "real.jsonl").open(encoding="utf-8")) - len(real)
    yield (
        f"{len(real)} real tables, checked by hand, the longest by a separate sum of its lines (`audit_tables/real.jsonl`; {left_out} left out, their documents"
        " not there), and made ones, in the classes that council papers have, some with one figure made wrong"
        " (`audit_tables/*.txt`). A finding is right where the figure it names, or an operand of its formula, is wrong.\n"
    )
    yield "| set | tables | wrong figures | findings | right | name the very figure | false | precision | recall |"
    yield "|---|---|---|---|---|---|---|---|---|"
    scores = {"real": score(real), **{name: score(tables) for name, tables in sets.items()}}
    for name, found in scores.items():
        yield _row(_MADE.get(name, "real"), found)
    yield _row("all", Score(*map(sum, zip(*scores.values(), strict=True))))
    yield from _of_changes(real, sets)
    yield from _of_times(real)


def score(tables: Sequence[Labelled]) -> Score:
    """How the audit does on labelled tables."""
    audits = {id(labelled.document): audit_document(labelled.document) for labelled in tables}
    right = exact = false = found = 0
    for labelled in tables:
        own = [finding for finding in audits[id(labelled.document)] if labelled.span.holds(finding.span)]
        hits = [[wrong for wrong in labelled.wrong if _has(finding, wrong)] for finding in own]
        right += sum(map(bool, hits))
        false += sum(not hit for hit in hits)
        exact += sum(any(_meet(finding.span, wrong) for wrong in labelled.wrong) for finding in own)
        found += len({wrong for hit in hits for wrong in hit})
    return Score(len(tables), sum(len(labelled.wrong) for labelled in tables), right, exact, false, found)


def _has(finding: Finding, wrong: Span) -> bool:
    return any(_meet(span, wrong) for span in (finding.span, *finding.operands))


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _row(name: str, found: Score) -> str:
    findings = found.right + found.false
    precision = f"{found.right / findings:.3f}" if findings else "–"
    recall = f"{found.found / found.wrong:.3f}" if found.wrong else "–"
    return (
        f"| {name} | {found.tables} | {found.wrong} | {findings} | {found.right} | {found.exact} | {found.false}"
        f" | {precision} | {recall} |"
    )


def _of_changes(real: Sequence[Labelled], sets: dict[str, list[Labelled]]) -> Iterator[str]:
    """What the audit finds of tables with one figure changed."""
    yield f"\n## One figure changed (seed {_SEED})\n"
    yield (
        "Tables that add up, in turn. Of the figures that take part in a relation which the unchanged table proves (it holds"
        " there, by more than zeros, under a reading that the audit trusts) one is drawn, and one of its digits changed to"
        " another, both at random; a draw is kept where one of these relations then fails by more than rounding explains. The"
        " changed text is read anew. A table of bare lines may lose its columns with a figure that proved them: such a one is"
        " not audited, and counts as not found.\n"
    )
    yield "| tables | changed | found | name the very figure | findings without it | recall |"
    yield "|---|---|---|---|---|---|"
    everything = [*real, *(labelled for tables in sets.values() for labelled in tables)]
    for name, tables in {"real": real, _MADE["fresh"]: sets["fresh"], "all": everything}.items():
        changes = list(changed_tables(tables, _CHANGES, _SEED))
        if changes:
            yield _change_row(name, changes)


def _change_row(name: str, changes: Sequence[Changed]) -> str:
    found, exact = sum(change.found for change in changes), sum(change.exact for change in changes)
    others = sum(change.others for change in changes)
    return f"| {name} | {len(changes)} | {found} | {exact} | {others} | {found / len(changes):.3f} |"


def _of_times(real: Sequence[Labelled]) -> Iterator[str]:
    """How much of ingest the audit takes."""
    documents = list({id(labelled.document): labelled.document for labelled in real}.values())
    whole = audit = 0.0
    for document in documents:
        whole += min(_seconds(lambda source=document.source: ingest(source)) for _ in range(_RUNS))
        audit += min(_seconds(lambda read=document: audit_document(read)) for _ in range(_RUNS))
    if documents:
        yield f"\n## Time\n\nOf {len(documents)} documents: ingest {whole:.2f} s (read already; Kiwi loaded), of which the audit"
        yield f"{audit:.2f} s ({audit / whole:.0%})."


def _seconds(work: object) -> float:
    start = time.perf_counter()
    assert callable(work)
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
