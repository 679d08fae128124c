"""Citation recall and precision: whether each sentence is supported by what it cites, and needs each place that it cites.

Source: Gao, Yen, Yu, Chen 2023, "Enabling Large Language Models to Generate Text with Citations" (ALCE), section 3. Where
ALCE asks an entailment model, `eval.measures.support` holds figures and words against the quotes.
"""

from __future__ import annotations

from typing import NamedTuple

from eval.gold import UNANSWERABLE
from eval.measures.support import Supports
from eval.run import Outcome


class Attribution(NamedTuple):
    """Shares, 0 to 1: of the sentences those that are supported, of the citations those that are needed."""

    recall: float
    precision: float


def attribution(outcome: Outcome) -> Attribution | None:
    """Citation recall and precision of an answer; 0 where the documents answer and asking failed, None where nothing was stated.

    A citation is needed where its sentence is supported, and either it supports the sentence alone or the others of that
    sentence do not support it without it.
    """
    answer = outcome.answer
    if answer is None:
        return None if outcome.item.type == UNANSWERABLE else Attribution(0.0, 0.0)
    if answer.abstained or not answer.sentences:
        return None
    supports, supported, needed, cited = Supports(answer), 0, 0, 0
    for number, sentence in enumerate(answer.sentences):
        places = sentence.citations
        cited += len(places)
        if not supports.support(number, sentence, places):
            continue
        supported += 1
        for place in places:
            others = [other for other in places if other != place]
            alone = supports.support(number, sentence, [place])
            needed += alone or not supports.support(number, sentence, others)
    return Attribution(supported / len(answer.sentences), needed / cited if cited else 0.0)
