"""Read a question as the open library needs it: understood, its slips set right, with the words that may stand for its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.expand import expand
from assistant.particles import with_particle
from assistant.question import understand
from assistant.slips import Vocabulary, set_right
from assistant.thesaurus import load_thesaurus
from assistant.types import Question
from index.library import Library


def read_question(library: Library, text: str, today: date | None = None) -> Question:
    """The question as understood; 작년 and 올해 count from `today`, the day it is asked where none is given."""
    return read_understood(library, understand(text, today), today)


def read_understood(library: Library, question: Question, today: date | None = None) -> Question:
    """A question that is understood already, set right and with the words that may stand for its own."""
    vocabulary = Vocabulary(library.lexical.document_frequency, library.lexical.holds_pair)
    if library.lexical.count():  # nothing is a slip where there is nothing to find
        right = set_right(question.plain, question.morphemes, vocabulary)
        if right.text != question.plain:
            question = _read_again(question, understand(right.text, today), right.slips, vocabulary)
    thesaurus = load_thesaurus(library.folder)
    return expand(question, thesaurus, library.store.abbreviations, library.lexical.document_frequency)


def _read_again(typed: Question, read: Question, slips: tuple[tuple[str, str], ...], vocabulary: Vocabulary) -> Question:
    """What was read with the slips set right and words apart. What was typed is looked for as well, as far as it is held."""
    told = [
        f"{with_particle(f'‘{wrong}’', '을', '를')} {with_particle(f'‘{right}’', '으로', '로')} 읽었습니다."
        for wrong, right in slips
    ]
    as_typed = [word for word in typed.words if word not in read.words and vocabulary.frequency(word)]
    pairs = [pair for pair in typed.pairs if pair not in read.pairs and vocabulary.holds_pair(pair)]
    return replace(
        read,
        text=typed.text,
        typed=typed.typed,
        shape=typed.shape,
        words=(*read.words, *as_typed),
        pairs=(*read.pairs, *pairs),
        readings=tuple(dict.fromkeys((*typed.readings, *read.readings, *told))),
    )
