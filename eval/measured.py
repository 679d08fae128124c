"""From what came of a question to what is kept of it: the answer in short, and what it counts in every measure."""

from __future__ import annotations

from assistant.types import Answer, Citation, Hit
from eval.gold import GoldItem
from eval.measures.ranking import DEPTH
from eval.measures.registry import TextOf, counted
from eval.measures.right import is_right
from eval.result import Cited, Ranked, Result
from eval.run import Outcome

_KEPT_ANSWER = 4000  # characters; more is no answer that a person reads
_KEPT_PASSAGE = 300
_KEPT_QUOTE = 2000


def measured(outcome: Outcome, text_of: TextOf) -> Result:
    """The result of a question. `text_of` gives a document's canonical text by its name."""
    item, answer = outcome.item, outcome.answer
    return Result(
        id=item.id,
        question=item.question,
        type=item.type,
        wanted=item.answer,
        evidence=item.evidence,
        given=answer.text[:_KEPT_ANSWER] if answer else "",
        right=is_right(outcome),
        abstained=answer is not None and answer.abstained,
        confidence=round(answer.confidence, 4) if answer else 0.0,
        milliseconds=round(outcome.milliseconds, 2),
        error=outcome.error,
        timings={step: round(time, 2) for step, time in answer.made.timings.items()} if answer else {},
        measures=counted(outcome, text_of),
        passages=_passages(answer),
        citations=tuple(map(_cited, answer.citations)) if answer else (),
    )


def without_answer(item: GoldItem, reason: str, milliseconds: float = 0.0) -> Result:
    """The result of a question that has none, with the reason in Korean: it counts as wrong."""
    return measured(Outcome(item, None, milliseconds, reason), lambda _: None)


def _passages(answer: Answer | None) -> tuple[Ranked, ...]:
    return tuple(map(_ranked, answer.hits[:DEPTH])) if answer else ()


def _ranked(hit: Hit) -> Ranked:
    return Ranked(hit.document, hit.page, hit.place, hit.span.start, hit.span.end, hit.text[:_KEPT_PASSAGE])


def _cited(citation: Citation) -> Cited:
    span = citation.span
    return Cited(citation.document, citation.page, citation.place, span.start, span.end, citation.quote[:_KEPT_QUOTE])
