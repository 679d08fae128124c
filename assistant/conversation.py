"""Read a question on from the conversation before it: 그럼 2023년은, 그 사업 담당자는, 표로 보여줘. Rules, no model.

A question that says itself what it is about is never changed by what was asked before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from assistant.following.comparing import compared, is_comparison, names_nothing
from assistant.following.fragments import IsName, completed, for_another, instead_of_word, is_half, is_name_alone, why
from assistant.following.manners import ASK_SOMETHING, is_manners
from assistant.following.phrases import Phrase, Role, phrases_of
from assistant.following.pointing import is_only_subject, pointer_of, points_back, resolve
from assistant.following.subject import subject_of
from assistant.following.times import for_another_time, is_another_time
from assistant.following.turns import Turn, turn_of, with_times
from assistant.following.words import asks_again, asks_by_year, asks_for_more, asks_source, asks_why
from assistant.particles import with_particle
from assistant.question import understand
from assistant.shape import Shape, asks_only_shape, in_shape, points_at_answer
from assistant.types import Question
from ingest.document import Span

__all__ = ["MOST_TURNS", "Followed", "Turn", "read_on", "turn_of"]
MOST_TURNS = 12  # that a face need keep: nobody points further back
_ASK_ANEW = "무엇을 묻는지 이름을 넣어 다시 물어 주십시오."
# 방금 말한 사업, 아까 그 사업
_JUST_SAID = re.compile(
    r"^(?:방금|아까|앞서|앞에서|위에서|조금\s전에?)\s(?:(?:말한|말씀하신|말씀한|나온|답한|언급한|본|물어본)\s|그\s)"
)
_TOLD_SHAPE = {
    Shape.TABLE: "표로",
    Shape.LIST: "목록으로",
    Shape.BRIEF: "짧게",
    Shape.FULL: "자세히",
    Shape.QUOTES: "원문 그대로",
}


@dataclass(frozen=True, slots=True)
class Followed:
    """A question as it was read against the conversation."""

    question: Question  # says itself what it is about
    told: str = ""  # Korean: how it was read; empty for what is no follow-up
    unclear: str = ""  # Korean: what it points to is not known
    is_lost: bool = False  # and nothing else says what it is about
    seen: tuple[tuple[str, Span], ...] = ()  # places that were shown before, where more is asked for

    @property
    def text(self) -> str:
        """The self-contained question."""
        return self.question.text


class _Reading(NamedTuple):
    """What a follow-up means: a question in full, and the shape of its answer."""

    text: str = ""
    shape: Shape = Shape.PLAIN
    seen: tuple[tuple[str, Span], ...] = ()
    unclear: str = ""


class _Said(NamedTuple):
    """What is to be read: the text without its end, its phrases, and the conversation, oldest first."""

    text: str
    plain: str
    phrases: tuple[Phrase, ...]
    turns: Sequence[Turn]
    is_name: IsName
    years: tuple[int, ...] = ()  # that it names itself
    shape: Shape = Shape.PLAIN

    @property
    def last(self) -> Turn:
        """The turn before."""
        return self.turns[-1]


def read_on(text: str, turns: Sequence[Turn], today: date | None = None, is_name: IsName = lambda name: False) -> Followed:
    """A question read against the turns before it, the last of which was the latest. `is_name` knows names of the documents.

    Without a turn nothing is read into it; where it cannot be understood alone, that is said. Thanks and greetings are no turns.
    """
    turns = with_times([turn for turn in turns if not is_manners(turn.question.text)])
    question = replace(understand(_JUST_SAID.sub("그 ", text.strip()), today), text=text.strip())
    if is_manners(text):
        return Followed(question, unclear=ASK_SOMETHING, is_lost=True)
    said = _Said(
        _bare(question),
        question.plain,
        phrases_of(question.plain, question.morphemes),
        turns,
        is_name,
        question.years,
        question.shape,
    )
    if not turns:
        return _without_conversation(question, said)
    for rule in _RULES:
        reading = rule(said)
        if reading is not None:
            return _followed(question, reading, said, today)
    return Followed(question)


def _followed(question: Question, reading: _Reading, said: _Said, today: date | None) -> Followed:
    if reading.unclear:
        told = f"{with_particle(f'‘{reading.unclear}’', '이', '가')} 앞 대화의 무엇을 가리키는지 알 수 없습니다."
        return _unclear(question, said, told)
    plain, shape = " ".join(reading.text.split()), reading.shape or question.shape
    meant = replace(understand(in_shape(plain, shape), today), typed=question.text)
    told = _told(plain, shape, is_more=bool(reading.seen))
    return Followed(replace(meant, readings=(told, *meant.readings)), told, seen=reading.seen)


def _told(plain: str, shape: Shape, *, is_more: bool) -> str:
    """`앞 질문에 이어 ‘2023년 출연금은 얼마인가요?’로 읽었습니다.`"""
    how = with_particle(f"‘{plain}’", "으로", "로")
    if is_more:
        how = f"‘{plain}’에서 앞에 보이지 않은 대목을 묻는 것으로"
    elif shape in _TOLD_SHAPE:
        how = f"{how} 읽어 {_TOLD_SHAPE[shape]}"
        return f"앞 질문에 이어 {how} 답합니다."
    return f"앞 질문에 이어 {how} 읽었습니다."


def _bare(question: Question) -> str:
    return question.plain.strip().rstrip("?.!~… ")


def _again(said: _Said) -> _Reading | None:
    return _Reading(said.last.plain, said.last.question.shape) if asks_again(said.text) else None


def _shape(said: _Said) -> _Reading | None:
    """표로 보여줘, 짧게, 출처는: the last question in another shape."""
    shape = Shape.QUOTES if asks_source(said.text) else _only_shape(said)
    return _Reading(said.last.plain, shape) if shape else None


def _only_shape(said: _Said) -> Shape:
    """The shape that a text asks for and says nothing else; that of a table is taken out of it already."""
    own = _own_text(said)
    return said.shape if said.shape and points_at_answer(own) else asks_only_shape(own)


def _more(said: _Said) -> _Reading | None:
    if not asks_for_more(said.text):
        return None
    seen = tuple(dict.fromkeys(place for turn in said.turns if turn.plain == said.last.plain for place in turn.cited))
    return _Reading(said.last.plain, seen=seen or said.last.cited)


def _by_year(said: _Said) -> _Reading | None:
    """연도별로: the last question over all years."""
    if not asks_by_year(_own_text(said)):
        return None
    subject = subject_of(said.last.phrases)
    matter = " ".join(filter(None, ("연도별", subject.thing, subject.measure)))
    return _Reading(f"{with_particle(matter, '은', '는')} 얼마인가요?")


def _time(said: _Said) -> _Reading | None:
    if not is_another_time(said.text, said.phrases):
        return None
    return _Reading(for_another_time(said.last, said.text, said.phrases, said.years))


def _reason(said: _Said) -> _Reading | None:
    return _Reading(why(said.last, said.phrases)) if asks_why(_own_text(said)) else None


def _pointing(said: _Said) -> _Reading | None:
    pointer = pointer_of(said.phrases)
    if pointer is None:
        return None
    pointed = resolve(said.last, said.plain, said.phrases, pointer)
    return None if pointed is None else _Reading(pointed.text, unclear=pointed.unclear)


def _comparison(said: _Said) -> _Reading | None:
    return _Reading(compared(said.turns, said.plain, said.phrases)) if is_comparison(said.text, said.phrases) else None


def _another_word(said: _Said) -> _Reading | None:
    text = instead_of_word(said.last, said.text)
    return _Reading(text) if text else None


def _half(said: _Said) -> _Reading | None:
    return _Reading(completed(said.last, said.plain, said.phrases)) if is_half(said.phrases) else None


def _another_thing(said: _Said) -> _Reading | None:
    if not is_name_alone(said.phrases):
        return None
    text = for_another(said.last, said.plain, said.phrases, said.is_name)
    return _Reading(text) if text else None


# The first that fits decides.
_RULES: tuple[Callable[[_Said], _Reading | None], ...] = (
    _again,
    _shape,
    _more,
    _by_year,
    _time,
    _reason,
    _pointing,
    _another_word,
    _comparison,
    _half,
    _another_thing,
)


def _without_conversation(question: Question, said: _Said) -> Followed:
    """A first question: what it points to is not known, nor what it goes on from."""
    pointer = pointer_of(said.phrases)
    if pointer is not None and points_back(pointer):
        told = f"앞선 질문이 없어 {with_particle(f'‘{pointer.said}’', '이', '가')} 무엇인지 알 수 없습니다."
        return _unclear(question, said, told)
    goes_on = asks_again(said.text) or asks_source(said.text) or asks_for_more(said.text) or asks_why(said.text)
    if (
        goes_on
        or asks_by_year(said.text)
        or is_another_time(said.text, said.phrases)
        or is_comparison(said.text, said.phrases)
        or names_nothing(said.phrases)
        or _only_shape(said)
    ):
        return Followed(question, unclear=f"앞선 질문이 없어 무엇을 묻는지 알 수 없습니다. {_ASK_ANEW}", is_lost=True)
    return Followed(question)


def _unclear(question: Question, said: _Said, told: str) -> Followed:
    """What points to nothing that is known: nothing to answer where nothing else says what is asked about."""
    pointer = pointer_of(said.phrases)
    is_lost = pointer is not None and is_only_subject(said.phrases, pointer)
    return Followed(question, unclear=f"{told} {_ASK_ANEW}" if is_lost else told, is_lost=is_lost)


def _own_text(said: _Said) -> str:
    """The text without the words that go on from before: 그럼, 그리고."""
    own = [item for item in said.phrases if item.role is not Role.LINK]
    return said.plain[own[0].span.start :].strip().rstrip("?.!~… ") if own else said.text
