"""How many planted errors the verifier catches, and how many right answers it flags: `python -m benchmarks.injection`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from assistant.answer import draft_for
from assistant.reading import read_question
from assistant.settings import Settings
from assistant.types import Draft
from assistant.verify import unverified
from benchmarks.machine import machine
from benchmarks.planted import KINDS, plant
from eval.gold import read_gold
from index.intake import take_in
from index.library import open_library

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "INJECTION.md"
_SHARED, _SAMPLE = ROOT.parent / "shared", ROOT / "eval" / "sample"
_ANSWERS = 1_000
_SEED = 20_261_121
_MISSED_SHOWN = 30


def main() -> None:
    """Plant, verify, print what was missed and write `INJECTION.md`."""
    on, drafts = machine(), list(_drafts())
    flagged = sum(bool(unverified(draft)) for draft in _chosen(drafts, Random(_SEED)))
    planted, caught = Counter[str](), Counter[str]()
    random = Random(_SEED + 1)
    while planted.total() < _ANSWERS:
        error = plant(random.choice(drafts), random)
        if error is None:
            continue
        planted[error.kind] += 1
        if any(sentence is error.sentence for sentence in unverified(error.draft)):
            caught[error.kind] += 1
        elif planted[error.kind] - caught[error.kind] <= _MISSED_SHOWN:
            print(f"missed ({error.kind}): {error.sentence.text[:160]}", flush=True)
    RESULTS.write_text(_as_markdown(on, len(drafts), planted, caught, flagged), encoding="utf-8")
    print(f"caught {caught.total()} of {planted.total()} {dict(caught)} {dict(planted)}, flagged {flagged} of {_ANSWERS}")


def _drafts() -> Iterator[Draft]:
    """The answers to the questions of the gold sets that have one, not verified yet."""
    sets = [(_SAMPLE / "documents", _SAMPLE / "gold.jsonl"), (_SHARED / "corpus", _SHARED / "gold" / "dev.jsonl")]
    for documents, gold in sets:
        if not gold.is_file():
            continue
        with TemporaryDirectory() as folder:
            library = open_library(Path(folder), "kiwi")
            list(take_in(library, sorted(documents.iterdir())))
            for item in read_gold(gold):
                draft = draft_for(library, read_question(library, item.question), Settings())
                if draft.sentences:
                    yield draft
            library.close()


def _chosen(drafts: Sequence[Draft], random: Random) -> Iterator[Draft]:
    """So many answers, each of them as often as any other."""
    yield from (drafts[number % len(drafts)] for number in random.sample(range(_ANSWERS), _ANSWERS))


def _as_markdown(on: str, answers: int, planted: Counter[str], caught: Counter[str], flagged: int) -> str:
    rows = [f"| {kind} | {planted[kind]} | {caught[kind]} | {caught[kind] / max(1, planted[kind]):.1%} |" for kind in KINDS]
    return "\n".join(
        [
            "# Planted errors",
            "",
            f"Written by `python -m benchmarks.injection` on {date.today():%Y-%m-%d}; {on}.",
            f"{answers} answers to gold questions; in each of {_ANSWERS:,} one digit, unit, year or row was changed at random.",
            "",
            "| changed | planted | caught | share |",
            "|---|---|---|---|",
            *rows,
            f"| all | {planted.total()} | {caught.total()} | {caught.total() / planted.total():.1%} |",
            "",
            f"Of {_ANSWERS:,} unchanged answers {flagged} were flagged ({flagged / _ANSWERS:.1%}).",
            "",
        ]
    )


if __name__ == "__main__":
    main()
