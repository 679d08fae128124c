"""Questions that users asked and judged: with the answer given, where they found it good."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.judgements import Judgement
from assistant.types import Answer, Asked, FigureStatus
from eval.drafting.proposal import Origin, Proposal, id_of
from eval.gold import UNANSWERABLE, GoldEvidence, GoldFigure, GoldItem
from ingest.units import DATE

_TYPES = {Asked.PLACE: "person", Asked.COMPARISON: "compare"}  # others are called alike
_LACKING_ANSWER = "맞는 답과 근거를 적어 주십시오. 사용자가 아쉽다고 한 답입니다."
_LACKING_WANTED = "답에 반드시 있어야 할 수치나 말을 적어 주십시오."


def from_judged(judgements: list[Judgement]) -> Iterator[Proposal]:
    """A proposal for each judged answer, newest first. One judged wanting has no answer: a person must write it."""
    for judgement in reversed(judgements):
        yield _good(judgement) if judgement.is_good else _wanting(judgement)


def _good(judgement: Judgement) -> Proposal:
    answer = judgement.answer
    if answer.abstained:
        item = GoldItem(id_of(judgement.question, "", ""), judgement.question, UNANSWERABLE, "", (), (), ())
        return Proposal(item, Origin.JUDGED, remark=judgement.reason)
    evidence = _evidence(answer)
    figures = _figures(answer)
    item = GoldItem(
        id=id_of(judgement.question, *(evidence[0].document, evidence[0].quote) if evidence else ("", "")),
        question=judgement.question,
        type=_type(answer),
        answer=" ".join(sentence.text for sentence in answer.sentences if sentence.role == "answer"),
        figures=figures,
        must_contain=(),
        evidence=evidence,
    )
    return Proposal(item, Origin.JUDGED, "" if figures or evidence else _LACKING_WANTED, judgement.reason)


def _wanting(judgement: Judgement) -> Proposal:
    question = judgement.question
    item = GoldItem(id_of(question, "", judgement.id), question, _type(judgement.answer), "", (), (), ())
    return Proposal(item, Origin.JUDGED, _LACKING_ANSWER, judgement.reason)


def _type(answer: Answer) -> str:
    return _TYPES.get(answer.question.asked, answer.question.asked.value)


def _evidence(answer: Answer) -> tuple[GoldEvidence, ...]:
    """The places that carry the answer's own sentences, not what else bears on the question."""
    cited = dict.fromkeys(number for sentence in answer.sentences if sentence.role == "answer" for number in sentence.citations)
    return tuple(GoldEvidence(answer.citations[number].document, answer.citations[number].quote) for number in cited)


def _figures(answer: Answer) -> tuple[GoldFigure, ...]:
    """What the answer's own sentences state in figures, where a figure was asked for; dates are told by words."""
    if answer.question.asked not in {Asked.FIGURE, Asked.COMPARISON}:
        return ()
    end = sum(len(sentence.text) + 1 for sentence in answer.sentences if sentence.role == "answer")
    sure = {FigureStatus.VERIFIED, FigureStatus.DERIVED}
    kept = [figure for figure in answer.figures if figure.start < end and figure.status in sure and figure.dimension != DATE]
    return tuple(dict.fromkeys(GoldFigure(figure.value, figure.unit, figure.krw) for figure in kept))
