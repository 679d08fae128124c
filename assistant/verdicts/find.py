"""The entry: the verdict that the rules prove out of the strongest statements; none where two places speak against each other."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.evidence import Evidence
from assistant.types import Question
from assistant.verdicts.bracketed import bracketed
from assistant.verdicts.changed import changed
from assistant.verdicts.changed_in_words import changed_in_words
from assistant.verdicts.claimed import claimed
from assistant.verdicts.columns import columns_compared
from assistant.verdicts.existing import existing
from assistant.verdicts.of_all import of_all
from assistant.verdicts.otherwise import otherwise
from assistant.verdicts.stated import stated
from assistant.verdicts.valued import valued
from assistant.verdicts.verdict import Rule, Verdict

# In the order in which they are tried: the first that proves something decides.
RULES: tuple[Rule, ...] = (
    columns_compared,
    changed,
    changed_in_words,
    claimed,
    existing,
    of_all,
    bracketed,
    otherwise,
    valued,
    stated,
)
_AS_STRONG, _LOOKED_AT = 0.55, 60  # of the strongest statement's score; statements


def find_verdict(question: Question, evidence: Sequence[Evidence]) -> Verdict | None:
    """Yes or no with the statement that proves it; None where no rule does, or where statements prove both."""
    strong = [item for item in evidence[:_LOOKED_AT] if item.score >= _AS_STRONG * evidence[0].score]
    for rule in RULES:
        found = [verdict for item in strong if (verdict := rule(question, item)) is not None]
        if found:
            return found[0] if len({verdict.holds for verdict in found}) == 1 else None
    return None
