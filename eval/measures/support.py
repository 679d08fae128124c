"""Whether what is cited supports a sentence, without a model of inference: by its figures and its words.

A stand-in for the entailment model of ALCE: everything that the sentence says must stand in what is cited. It is stricter
where a sentence says the same in other words, and blind to words that are there in another relation; what is composed of
the documents' own sentences rarely does the one, and the verifier (`assistant/verify`) looks after the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.types import Answer, Citation, FigureStatus, Sentence
from eval.measures.text import plain
from ingest.korean import analyse

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_CENTURY = re.compile(r"^(?:19|20)(?=\d\d(?:\.|$))")
_MARK = re.compile(r"\[\d+\]")
# Nouns, names, numerals, Latin and Chinese letters: what a sentence is about. Verbs change their form with the ending.
_TELLING = frozenset({"NNG", "NNP", "SL", "SH"})
_WORDS_MET = 0.8  # of a sentence's words: the rest are those that say where it was found (문서, 항목, 구분)


class Supports:
    """The sentences of one answer against its citations. Made once an answer, as its sentences are analysed together."""

    def __init__(self, answer: Answer) -> None:
        self._citations = answer.citations
        self._worked_out = [
            f"{figure.reading} {figure.text if figure.status is FigureStatus.DERIVED else ''}"
            for figure in answer.figures
            if figure.status is not FigureStatus.UNVERIFIED
        ]
        texts = [_MARK.sub("", sentence.text) for sentence in answer.sentences]
        self._words = [
            {morpheme.form for morpheme in morphemes if morpheme.tag.partition("-")[0] in _TELLING}
            for morphemes in analyse(texts)
        ]
        self._numbers = [{_key(digits) for digits in _DIGITS.findall(text)} for text in texts]

    def support(self, number: int, sentence: Sentence, cited: Sequence[int]) -> bool:
        """Whether the citations of these indices support the sentence of this number.

        Every figure and date must stand in a quote, in a formula that the verifier has recomputed or in the plain reading
        of a verified amount, a year also in what stands above the quote; and four in five of its nouns and names in a
        quote or in what a person sees with it: title, section, speaker.
        """
        if not cited:
            return False
        citations = [self._citations[index] for index in cited]
        quotes = [citation.quote for citation in citations]
        # Digits that the paper set apart (52 5 5) are one number in the reading text.
        closed = [re.sub(r"(?<=\d) (?=\d)", "", quote) for quote in quotes]
        above = [_above(citation) for citation in citations]
        said = "\n".join((*quotes, *closed, *above, sentence.formula, *self._worked_out))
        known = {_key(digits) for digits in _DIGITS.findall(said)}
        text = plain("\n".join((*quotes, *above))).lower()
        words = self._words[number]
        met = sum(plain(word).lower() in text for word in words)
        return self._numbers[number] <= known and met >= _WORDS_MET * len(words)


def _above(citation: Citation) -> str:
    """What a person sees with a quote: title, section, and who says it."""
    speaker = citation.utterance.line if citation.utterance else ""
    return "\n".join((citation.title, *citation.section, speaker))


def _key(digits: str) -> str:
    """A number without its commas and last zeros; a year by its last two digits, as papers write it: ’24.10. is 2024.10."""
    digits = _CENTURY.sub("", digits.replace(",", ""))
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
