"""What a question is about, out of its phrases: the time that it names, the thing, and which value or fact of it is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.following.phrases import Phrase, Role
from assistant.particles import with_particle
from assistant.persons import names_body
from ingest.document import Span

_KEEPING = re.compile(r"의|[과와]|이?랑|하고|및")  # particles within which a name goes on
_ASKS_NUMBER = re.compile(r"몇|얼마|알려|보여|어떻")
_ROW = re.compile(r"[과와]|이?랑|하고|부터|에서")
_COUNTED = re.compile(r"(?:위원|의원|직원|강사|교사|주민|시민|[가-힣]+(?:자|생|객|원))")  # before 몇 명
_BETWEEN = frozenset({Role.TIME, Role.EMPTY, Role.LINK, Role.POINTING})
_STOPS = frozenset({Role.ASKING, Role.COMPARED, Role.DOING})
_OF_VALUE = frozenset({Role.MEASURE, Role.FACT})
_AGAINST = re.compile(r"보다|대비")
_MOST_GROUPS = 2  # of a name with what it stands in: 디지털포용 조례안에서 디지털포용위원회
# Particles by the sound before them, as with_particle has them.
_PARTICLES = {
    either: pair
    for pair in (("은", "는"), ("이", "가"), ("을", "를"), ("과", "와"), ("으로", "로"), ("이랑", "랑"), ("이나", "나"))
    for either in pair
}


@dataclass(frozen=True, slots=True)
class Subject:
    """The parts of a question. Each is empty where the question has none."""

    times: tuple[Phrase, ...] = ()  # the first that stand beside each other
    things: tuple[Phrase, ...] = ()
    measures: tuple[Phrase, ...] = ()

    @property
    def time(self) -> str:
        """2024년 상반기."""
        return joined(self.times)

    @property
    def thing(self) -> str:
        """찾아가는 디지털교실."""
        return joined(self.things)

    @property
    def measure(self) -> str:
        """출연금."""
        return joined(self.measures)

    @property
    def matter(self) -> str:
        """The thing; of a question without one, what it asks for: 출연금."""
        return self.thing or self.measure

    def whole(self) -> str:
        """All of it: 2024년 찾아가는 디지털교실 예산."""
        return " ".join(filter(None, (self.time, self.thing, self.measure)))


def subject_of(phrases: Sequence[Phrase]) -> Subject:
    """The parts of a question up to the first word that asks or does."""
    stop = next((number for number, item in enumerate(phrases) if item.role in _STOPS and not _is_within(phrases, number)), None)
    head = [item for item in phrases[:stop] if item.role not in {Role.LINK}]
    measures = _measures(head, phrases[stop] if stop is not None and phrases[stop].role is Role.ASKING else None)
    before = head[: head.index(measures[0])] if measures else head
    return Subject(times_of(phrases), tuple(_things(before)), tuple(measures))


def times_of(phrases: Sequence[Phrase]) -> tuple[Phrase, ...]:
    """The phrases of the first time that is named and is not what something is compared with."""
    for number, item in enumerate(phrases):
        if item.role is not Role.TIME or is_compared_with(phrases, number):
            continue
        end = number + 1
        while end < len(phrases) and phrases[end].role is Role.TIME and _goes_on(phrases[end - 1]):
            end += 1
        return tuple(phrases[number:end])
    return ()


def _goes_on(time: Phrase) -> bool:
    """Whether another time may belong to one: 2024년 상반기, 2023년과 2024년."""
    return not time.particle or bool(_ROW.fullmatch(time.particle))


def is_compared_with(phrases: Sequence[Phrase], number: int) -> bool:
    """Whether a time is what something is compared with: 2023년보다, 전년 대비."""
    behind = phrases[number + 1].stem if number + 1 < len(phrases) else ""
    return bool(_AGAINST.search(phrases[number].particle) or _AGAINST.match(behind))


def joined(phrases: Sequence[Phrase]) -> str:
    """Phrases as one, without the last one's particle."""
    return " ".join([*(item.text for item in phrases[:-1]), *(item.stem for item in phrases[-1:])])


def with_fitting(word: str, particle: str) -> str:
    """A word with a particle, in the form that fits the word's last sound: (예산, 는) -> 예산은."""
    pair = _PARTICLES.get(particle)
    return with_particle(word, *pair) if pair else word + particle


def replaced(plain: str, phrases: Sequence[Phrase], word: str) -> str:
    """A text with another word in the place of some neighbouring phrases, its particle fitting."""
    span = Span(phrases[0].span.start, phrases[-1].span.end)
    return plain[: span.start] + with_fitting(word, phrases[-1].particle) + plain[span.end :]


def _is_within(phrases: Sequence[Phrase], number: int) -> bool:
    """Whether a verb is part of a name: it stands before a noun, and no bare noun before it: 찾아가는 디지털교실."""
    before = next((item for item in reversed(phrases[:number]) if item.role is not Role.TIME), None)
    begins = before is None or bool(before.particle) or before.role in _BETWEEN
    return phrases[number].is_modifier and phrases[number].role is Role.DOING and begins


def _measures(head: Sequence[Phrase], asking: Phrase | None) -> list[Phrase]:
    """The values or facts at the end of what is asked: 정원이랑 현원; before 몇 명 what is counted: 위원이."""
    last = len(head)
    while last and head[last - 1].role in {Role.TIME, Role.EMPTY}:
        last -= 1
    first = last
    while first and (head[first - 1].role in _OF_VALUE):
        first -= 1
    if first < last:
        return list(head[first:last])
    things = [item for item in head[:last] if item.role is Role.THING]
    if asking is None or len(things) < 2 or head[last - 1] is not things[-1]:
        return []
    is_counted = (
        bool(_ASKS_NUMBER.match(asking.text)) and bool(_COUNTED.fullmatch(things[-1].stem)) and not names_body(things[-1].stem)
    )
    return [things[-1]] if is_counted or (things[-1].particle in {"이", "가"} and things[-2].particle) else []


def _things(before: Sequence[Phrase]) -> list[Phrase]:
    """The name, and what it is said to stand in; of a long question the last name alone."""
    kept = [item for item in before if item.role not in {Role.TIME, Role.POINTING, Role.LINK}]
    while kept and (kept[-1].role is Role.EMPTY or kept[-1].is_modifier):
        kept.pop()
    groups: list[list[Phrase]] = [[]]
    for item in kept:
        groups[-1].append(item)
        if item.particle and not _KEEPING.fullmatch(item.particle):
            groups.append([])
    groups = [group for group in groups if any(item.role is Role.THING for item in group)]
    chosen = groups if len(groups) <= _MOST_GROUPS and not any(_has_doing(group) for group in groups) else groups[-1:]
    return [item for group in chosen for item in group]


def _has_doing(group: Sequence[Phrase]) -> bool:
    """Whether a verb stands within a name, not at its beginning."""
    return any(item.role is Role.DOING for item in group[1:])
