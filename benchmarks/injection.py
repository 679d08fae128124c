"""How many planted errors the verifier and the draft check catch, and what they flag: `python -m benchmarks.injection`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

from assistant.answer import draft_for
from assistant.checking.wording import NAMES
from assistant.reading import read_question
from assistant.settings import Settings
from assistant.types import Draft
from assistant.verify import unverified
from benchmarks.free_text import FreeText, measure
from benchmarks.machine import machine
from benchmarks.planted import HARDER, KINDS, Change, plant
from eval.gold import read_gold
from index.intake import take_in
from index.library import open_library

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "INJECTION.md"
_SHARED, _SAMPLE = ROOT.parent / "shared", ROOT / "eval" / "sample"
_ANSWERS, _HARDER = 1_000, 800
_CHECKED = 150  # answers of each set that are checked as they are, and as many with an error
_SEED = 20_261_121
_MISSED_SHOWN = 30


class Caught(NamedTuple):
    """How many errors of each kind were planted, and how many of them were caught."""

    planted: Counter[str]
    caught: Counter[str]


class Material(NamedTuple):
    """Unverified answers to gold questions, and what the draft check said of them as texts that cite nothing."""

    drafts: list[Draft]
    free: FreeText


def main() -> None:
    """Plant, verify, print what was missed and write `INJECTION.md`."""
    on, material = machine(), _material()
    print("\n".join(material.free.shown), flush=True)
    flagged = sum(bool(unverified(draft)) for draft in _chosen(material.drafts, Random(_SEED)))
    plain = _plant(material.drafts, KINDS, _ANSWERS, Random(_SEED + 1))
    harder = _plant(material.drafts, HARDER, _HARDER, Random(_SEED + 2))
    RESULTS.write_text(_as_markdown(on, material, plain, harder, flagged), encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))


def _material() -> Material:
    """The answers to the questions of the gold sets that have one, and the check of a share of them."""
    sets = [(_SAMPLE / "documents", _SAMPLE / "gold.jsonl"), (_SHARED / "corpus", _SHARED / "gold" / "dev.jsonl")]
    drafts: list[Draft] = []
    free, random = FreeText(), Random(_SEED + 3)
    for documents, gold in sets:
        if not gold.is_file():
            continue
        with TemporaryDirectory() as folder:
            library = open_library(Path(folder), "kiwi")
            list(take_in(library, sorted(documents.iterdir())))
            found = [draft_for(library, read_question(library, item.question), Settings()) for item in read_gold(gold)]
            told = [draft for draft in found if draft.sentences]
            measure(library, random.sample(told, min(_CHECKED, len(told))), _CHECKED, random, free)
            drafts += told
            library.close()
    return Material(drafts, free)


def _plant(drafts: Sequence[Draft], kinds: Mapping[str, Change], count: int, random: Random) -> Caught:
    """Plant so many errors of some kinds, and see which the verifier catches."""
    planted, caught = Counter[str](), Counter[str]()
    while planted.total() < count:
        error = plant(random.choice(drafts), random, kinds)
        if error is None:
            continue
        planted[error.kind] += 1
        if any(sentence is error.sentence for sentence in unverified(error.draft)):
            caught[error.kind] += 1
        elif planted[error.kind] - caught[error.kind] <= _MISSED_SHOWN:
            print(f"missed ({error.kind}): {error.sentence.text[:160]}", flush=True)
    return Caught(planted, caught)


def _chosen(drafts: Sequence[Draft], random: Random) -> Iterator[Draft]:
    """So many answers, each of them as often as any other."""
    yield from (drafts[number % len(drafts)] for number in random.sample(range(_ANSWERS), _ANSWERS))


def _as_markdown(on: str, material: Material, plain: Caught, harder: Caught, flagged: int) -> str:
    free = material.free
    figures = ", ".join(f"{name} {free.figures[verdict]}" for verdict, name in NAMES.items())
    return "\n".join(
        [
            "# Planted errors",
            "",
            f"Written by `python -m benchmarks.injection` on {date.today():%Y-%m-%d}; {on}.",
            f"{len(material.drafts)} answers to gold questions; in each of {_ANSWERS:,} one digit, unit, year or row was changed.",
            "",
            *_table(plain, KINDS),
            "",
            f"Harder ones, {_HARDER:,} in all:",
            "",
            *_table(harder, HARDER),
            "",
            f"Of {_ANSWERS:,} unchanged answers {flagged} were flagged ({flagged / _ANSWERS:.1%}).",
            "",
            "## The draft check",
            "",
            "Answers as texts that cite nothing: each figure is looked for in all documents.",
            f"Of their {free.figures.total()} right figures {free.borne_out:.1%} are borne out: {figures}.",
            "",
            *_table(Caught(free.planted, free.caught), KINDS),
            "",
        ]
    )


def _table(found: Caught, kinds: Iterable[str]) -> list[str]:
    planted, caught = found
    rows = [f"| {kind} | {planted[kind]} | {caught[kind]} | {caught[kind] / max(1, planted[kind]):.1%} |" for kind in kinds]
    total = f"| all | {planted.total()} | {caught.total()} | {caught.total() / max(1, planted.total()):.1%} |"
    return ["| changed | planted | caught | share |", "|---|---|---|---|", *rows, total]


if __name__ == "__main__":
    main()
