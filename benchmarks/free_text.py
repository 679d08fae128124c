"""How well the draft check tells right figures from wrong ones: answers to gold questions as a text that cites nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random

from assistant.checking.draft import check_text
from assistant.checking.types import Checked, Verdict
from assistant.formula import COUNTED
from assistant.types import Draft
from benchmarks.planted import KINDS, plant
from index.library import Library

_BORNE_OUT = frozenset({Verdict.VERIFIED, Verdict.DERIVED})


@dataclass(slots=True)
class FreeText:
    """What the check said of right texts, and how many errors of each kind it let pass."""

    figures: Counter[Verdict] = field(default_factory=Counter)
    planted: Counter[str] = field(default_factory=Counter)
    caught: Counter[str] = field(default_factory=Counter)
    shown: list[str] = field(default_factory=list)

    @property
    def borne_out(self) -> float:
        """The share of right figures that are verified or derived."""
        return sum(self.figures[verdict] for verdict in _BORNE_OUT) / max(1, self.figures.total())


def measure(library: Library, drafts: Sequence[Draft], errors: int, random: Random, into: FreeText) -> None:
    """Check the drafts as they are, and so many with one error each."""
    texts = [told for draft in drafts if (told := _as_told(draft)).sentences]
    for draft in texts:
        checked = _check(library, draft)
        into.figures.update(finding.verdict for finding in checked.findings)
        into.shown += [
            f"{finding.verdict}: {finding.text} in {checked.text[:120]!r}"
            for finding in checked.findings
            if _is_open(finding.verdict)
        ]
    left = errors
    while left and texts:
        error = plant(random.choice(texts), random, KINDS)
        if error is None:
            continue
        left -= 1
        into.planted[error.kind] += 1
        if any(_is_open(finding.verdict) for finding in _check(library, error.draft).findings):
            into.caught[error.kind] += 1
        else:
            into.shown.append(f"passed ({error.kind}): {error.sentence.text[:160]!r}")


def _as_told(draft: Draft) -> Draft:
    """The sentences of an answer that a person might write: no counts of what was listed."""
    return replace(
        draft, sentences=tuple(item for item in draft.sentences if item.role == "answer" and not item.formula.startswith(COUNTED))
    )


def _check(library: Library, draft: Draft) -> Checked:
    return check_text(library, "\n".join(sentence.text for sentence in draft.sentences))


def _is_open(verdict: Verdict) -> bool:
    return verdict not in _BORNE_OUT
