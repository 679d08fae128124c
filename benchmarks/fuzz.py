"""Mutations of real files through every reader: `python -m benchmarks.fuzz [--mutations 2000] [--format hwp]`.

Prints whatever is no good end, and writes `FUZZ.md` when every format was run.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from benchmarks.fuzzing.mutate import SEED
from benchmarks.fuzzing.pool import CRASH, LIMITS, MEMORY, TIME, Tally, run
from benchmarks.fuzzing.samples import FORMATS, write_samples

RESULTS = Path(__file__).parent / "FUZZ.md"
_REFUSALS_SHOWN = 12
_COLUMNS = ("read", "refused", "deep", CRASH, "error", TIME, MEMORY)


def main() -> None:
    """Run the mutations that the command line asks for. Ends with status 1 where one came to no good end."""
    arguments = _arguments()
    numbers = [arguments.number] if arguments.number is not None else range(arguments.mutations)
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        samples = Path(folder) / "samples"
        write_samples(samples)
        tallies = []
        for format in arguments.format or FORMATS:
            tallies.append(run(samples, format, numbers))
            print("\n".join(_report(tallies[-1])), flush=True)
        counts = {format: len(list((samples / format).iterdir())) for format in FORMATS}
    if not arguments.format and arguments.number is None:
        RESULTS.write_text(_as_markdown(tallies, counts, arguments.mutations), encoding="utf-8")
    sys.exit(any(tally.found for tally in tallies))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutations", type=int, default=2000, help="of each format")
    parser.add_argument("--format", action="append", choices=FORMATS, help="only this one; may be given several times")
    parser.add_argument("--number", type=int, help="only the mutation with this number")
    parser.add_argument("--folder", help="where the mutated files are written meanwhile")
    return parser.parse_args()


def _report(tally: Tally) -> Iterator[str]:
    """A format's results for the terminal: counts, refusals by cause, and every bad end with its place."""
    counts = ", ".join(f"{name} {tally.outcomes[name]}" for name in _COLUMNS)
    yield f"== {tally.format}: {counts}; {tally.seconds:.0f} s; {_worst(tally)}"
    for cause, count in tally.refusals.most_common(_REFUSALS_SHOWN):
        yield f"   {count:5} refused: {cause}"
    for number, outcome, detail in tally.found:
        yield f"!! {tally.format} {number} {outcome}: {detail.strip()[-1500:]}"


def _worst(tally: Tally) -> str:
    return (
        f"slowest read {tally.slowest_reading[0]:.1f} s (#{tally.slowest_reading[1]}), "
        f"layout and cutting {tally.slowest_understanding[0]:.1f} s (#{tally.slowest_understanding[1]}), "
        f"memory {tally.most_megabytes[0]:.0f} MB (#{tally.most_megabytes[1]})"
    )


def _as_markdown(tallies: Sequence[Tally], counts: dict[str, int], mutations: int) -> str:
    lines = [
        "# Mutated files",
        "",
        f"Written by `python -m benchmarks.fuzz --mutations {mutations}` on {date.today():%Y-%m-%d}, seed {SEED}; each in a process "
        f"with {LIMITS.seconds:.0f} s and {LIMITS.memory >> 20} MB. Read, then laid out; every fifth cut with Kiwi too. "
        "Refused: a clear message in Korean. Too deep: nested beyond the interpreter's stack, told as such. Crash: the process "
        "died and the sandbox told so; the program lives on. Error, time and memory are bugs.",
        "",
        "| format | samples | read | refused | too deep | crash | error | over time | over memory | seconds | slowest read | slowest layout | peak memory |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for tally in tallies:
        found = " | ".join(str(tally.outcomes[name]) for name in _COLUMNS)
        worst = f"{tally.slowest_reading[0]:.1f} s | {tally.slowest_understanding[0]:.1f} s | {tally.most_megabytes[0]:.0f} MB"
        lines.append(f"| {tally.format} | {counts[tally.format]} | {found} | {tally.seconds:.0f} | {worst} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
