"""The figures of retrieval as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.as_users import READ, AsUsed
from benchmarks.ours import BARE, DENSE, HYBRID, LEXICAL, WHOLE
from benchmarks.ranking import DEPTHS, Quality, Timed
from benchmarks.sets import NAMES, PARAPHRASES, WELFARE

# The dense side alone at the first trial, over the same welfare documents (1,910 other questions): recall at 1, 5 and 10.
_FIRST_TRIAL = (0.592, 0.809, 0.869)
_WANTED_GAIN = 15  # points of recall@5 that the hybrid is to find more of the paraphrases than BM25 of the question's words
_AT = " / ".join(map(str, DEPTHS))


@dataclass(frozen=True, slots=True)
class Row:
    """One ranking on one set; `seconds` to make its index, where it has one of its own."""

    name: str
    quality: Quality
    time: Timed
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """All that was measured on one set."""

    name: str
    questions: int
    passages: int
    rows: tuple[Row, ...]
    ablations: tuple[tuple[str, Quality], ...] = ()
    as_used: tuple[AsUsed, ...] = ()

    def quality(self, name: str) -> Quality:
        """How good a ranking is."""
        return next(row.quality for row in self.rows if row.name == name)


def tables(sets: Sequence[Measured], plot: str) -> list[str]:
    """The lines of all tables."""
    return [
        f"![Recall@5 of every ranking on every set, and the time of a question]({plot})",
        "",
        "Every ranking is given the same passages: for the gold sets ours, each with its document's name, its section and what "
        "stands above its statements, which is all that our own index reads; for the others the texts as they are. BM25 over "
        "white space and letter pairs has k1 1.2 and b 0.75, llama-index's its defaults; llama-index's vector index has our "
        "embedding. Milliseconds are of one question from its text to ten passages; those of ours hold reading the question "
        "(slips, synonyms, short names), which is the same for each part. Seconds are of making the index from the passages; "
        "ours on the gold sets from the files, with reading, cutting and figures, and on disk. BM25 alone has the synonyms too, "
        "except where it says not.",
        "",
        *(line for measured in sets for line in _of_set(measured)),
        *_checks(sets),
        *_as_used(sets),
        *_ablations(sets),
    ]


def _of_set(measured: Measured) -> Iterator[str]:
    yield f"### {measured.name[0].upper()}{measured.name[1:]}: {measured.questions} questions, {measured.passages} passages"
    yield ""
    yield "| ranking | recall@1 | recall@5 | recall@10 | MRR@10 | ms p50 | ms p95 | index s |"
    yield "|---|---|---|---|---|---|---|---|"
    for row in measured.rows:
        seconds = "" if row.seconds is None else f"{row.seconds:.2f}"
        shares = " | ".join(f"{share:.3f}" for share in (*row.quality.recall, row.quality.mrr))
        yield f"| {row.name} | {shares} | {_ms(row.time.p50)} | {_ms(row.time.p95)} | {seconds} |"
    yield ""


def _checks(sets: Sequence[Measured]) -> Iterator[str]:
    """What is wanted of the hybrid and of the dense side, and whether it is so; sets that were not there."""
    yield "### What is wanted"
    yield ""
    yield "| wanted | on | measured | against | holds |"
    yield "|---|---|---|---|---|"
    for measured in sets:
        hybrid, alone = measured.quality(HYBRID).recall, measured.quality(LEXICAL).recall
        yield f"| hybrid ≥ BM25 alone, recall@{_AT} | {measured.name} | {_shares(hybrid)} | {_shares(alone)} | {_holds(hybrid, alone)} |"
        if measured.name == WELFARE:
            dense = measured.quality(DENSE).recall
            wanted = f"dense alone ≥ the first trial, recall@{_AT}"
            yield f"| {wanted} | {WELFARE} | {_shares(dense)} | {_shares(_FIRST_TRIAL)} | {_holds(dense, _FIRST_TRIAL)} |"
        if measured.name == PARAPHRASES:
            bare = measured.quality(BARE).recall
            gain = 100 * (hybrid[1] - bare[1])
            wanted = f"hybrid {_WANTED_GAIN} points above BM25 without synonyms, recall@5"
            yield f"| {wanted} | {PARAPHRASES} | {hybrid[1]:.3f} | {bare[1]:.3f} | {'yes' if gain >= _WANTED_GAIN else 'NO'}: {gain:+.1f} |"
    yield ""
    for name in NAMES:
        if name not in {measured.name for measured in sets}:
            yield f"Left out, for its data are not beside the project: {name}."
            yield ""


def _as_used(sets: Sequence[Measured]) -> Iterator[str]:
    for measured in sets:
        if not measured.as_used:
            continue
        yield f"### As a llama-index program has it: {measured.name}"
        yield ""
        yield (
            f"SimpleDirectoryReader and SentenceSplitter as they come ({measured.as_used[0].chunks} chunks of up to 1,024 tokens, "
            f"200 shared) against ours ({measured.passages} passages of up to 780 characters). Evidence counts where a chunk "
            f"holds it within its first {READ} characters, as for ours, or anywhere in it."
        )
        yield ""
        yield f"| ranking | recall@{_AT} within {READ} characters | recall@{_AT} anywhere | MRR@10 | ms p50 | ms p95 | index s |"
        yield "|---|---|---|---|---|---|---|"
        for used in measured.as_used:
            found = f"{_shares(used.cut.recall)} | {_shares(used.whole.recall)} | {used.cut.mrr:.3f}"
            yield f"| {used.name} | {found} | {_ms(used.time.p50)} | {_ms(used.time.p95)} | {used.seconds:.2f} |"
        ours = next(row for row in measured.rows if row.name == WHOLE)
        shares = _shares(ours.quality.recall)
        seconds = "" if ours.seconds is None else f"{ours.seconds:.2f}"
        yield (
            f"| {ours.name} | {shares} | {shares} | {ours.quality.mrr:.3f} | {_ms(ours.time.p50)} | {_ms(ours.time.p95)} | {seconds} |"
        )
        yield ""


def _ablations(sets: Sequence[Measured]) -> Iterator[str]:
    shown = [measured for measured in sets if measured.ablations]
    yield "### What each part of the ranking is worth"
    yield ""
    yield f"Recall@{_AT}, MRR@10 of the whole ranking, and of it less one part."
    yield ""
    yield f"| ranking | {' | '.join(measured.name for measured in shown)} |"
    yield f"|---|{'---|' * len(shown)}"
    for number, (name, _) in enumerate(shown[0].ablations if shown else ()):
        found = [measured.ablations[number][1] for measured in shown]
        yield f"| {name} | {' | '.join(f'{_shares(one.recall)}, {one.mrr:.3f}' for one in found)} |"


def _shares(shares: Sequence[float]) -> str:
    return " / ".join(f"{share:.3f}" for share in shares)


def _ms(milliseconds: float) -> str:
    return f"{milliseconds:.1f}" if milliseconds >= 1 else f"{milliseconds:.2f}"


def _holds(measured: Sequence[float], least: Sequence[float]) -> str:
    return "yes" if all(one >= other for one, other in zip(measured, least, strict=True)) else "NO"
