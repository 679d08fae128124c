"""Citations: quotes that stand in their document to the letter, and gold places that are cited."""

from __future__ import annotations

from collections.abc import Callable

from assistant.types import Citation
from eval.gold import UNANSWERABLE
from eval.measures.text import containment
from eval.run import Outcome

_HOLDS = 0.5  # of the gold quote in ours
_HELD = 0.8  # of our quote in the gold one: a row may be cited by its first cells


def verbatim_quotes(outcome: Outcome, text_of: Callable[[str], str | None]) -> tuple[int, int]:
    """How many of the answer's quotes are their document's own characters at their own place, and how many there are.

    `text_of` gives a document's canonical text by its name.
    """
    citations = outcome.answer.citations if outcome.answer else ()
    return sum(_is_verbatim(citation, text_of(citation.document)) for citation in citations), len(citations)


def _is_verbatim(citation: Citation, text: str | None) -> bool:
    return bool(citation.quote) and text is not None and citation.span.of(text) == citation.quote


def cites_evidence(outcome: Outcome) -> bool | None:
    """Whether the answer cites one of the gold places; None where there is none to cite or no answer was given."""
    item, answer = outcome.item, outcome.answer
    if item.type == UNANSWERABLE or not item.evidence or (answer is not None and answer.abstained):
        return None
    return answer is not None and any(
        citation.document == place.document
        and (containment(place.quote, citation.quote) >= _HOLDS or containment(citation.quote, place.quote) >= _HELD)
        for citation in answer.citations
        for place in item.evidence
    )
