"""Who said what in a meeting: word for word, by whom, with the question before it or the reply behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.evidence import Evidence
from assistant.kinds.person import compose_person, names_who
from assistant.kinds.quoting import related
from assistant.kinds.sentences import compose_reason
from assistant.particles import with_particle
from assistant.points import Point
from assistant.speech import asks_who_spoke
from assistant.turns import Turn, matter_of, strength, turns_of, without_notes
from assistant.types import Question
from ingest.document import Span
from ingest.minutes import is_question

_ASKS_REPLY = re.compile(r"답변|답했|답하|답을|대답|해명|설명했|묻자|물으니|질문에|질의에|물음에|지적에|하니까")
_ASKS_MEMBER = re.compile(
    r"(?:지적|질의|질문|요구|제안|건의|물은|물어본|따진|우려|당부)\S*\s*(?:위원|의원|사람|분)|누가\s.*(?:지적|질의|질문|물었|요구|제안)"
)
_IS_SPOKEN = re.compile(r"물은|물었|물어|질문|답변|답한|답했|발언|말한|말했|회의")
_OFFICES = (
    "전문위원",
    "위원장",
    "본부장",
    "원장",
    "국장",
    "과장",
    "팀장",
    "실장",
    "단장",
    "부장",
    "소장",
    "이사장",
    "시장",
    "담당관",
)
_NAMED = re.compile(
    r"(?<![가-힣])([가-힣]{2,4})\s?(?:위원장?|의원|원장|국장|과장|팀장|실장|본부장|단장|이사장|시장)(?![가-힣]*회)"
)
_NO_NAME = re.compile(r"(?:수석|전문|담당|해당|어느|어떤|[에의로와과를을는도])$")
_LEAST = 0.4  # of the matter asked for that somebody must speak of
_AS_NEAR = 0.8  # of what the best turn meets, for another to be told as well
_BETTER = 0.15  # by so much must a paper that is no minutes meet more, for it to answer
_MOST, _LONGEST, _LONGEST_OF_OTHER = 2, 260, 150  # turns; characters of one; of the question before it or the reply behind it
_MANY, _LONGEST_OF_MANY = 5, 110  # of all that somebody said
_LEADS, _OF_LEAD = 4, 0.5  # turns before one in which its speaker may have named the matter; what that counts
_REACH = 3  # turns behind one in which its reply is looked for


def compose_statement(question: Question, evidence: Sequence[Evidence]) -> list[Point]:
    """`심나래 위원: “…”` with what was replied, in the order of the meeting; what other papers say where no minutes do."""
    matter, turns = matter_of(question), turns_of(evidence)
    if _speaks_nowhere(question, evidence):
        return []
    told = _told(question, turns, matter) if matter else _all_said(question, turns)
    if not told or _is_elsewhere(question, told, matter, evidence):
        return [] if any(turn.utterance.name == named(question) for turn in turns) else _otherwise(question, evidence)
    points = [_quote(turn, matter, longest) for turn, longest in told]
    stated = [item for turn, _ in told for item in turn.said]
    strongest = max(stated, key=lambda item: item.score)
    return [*_opening(question, told, matter), *points, *related([strongest, *stated], [strongest])]


def _told(question: Question, turns: Sequence[Turn], matter: Sequence[str]) -> list[tuple[Turn, int]]:
    """The turns that answer, each with how much of it is told, in the order of the meeting."""
    speaker, before = _speakers(question, turns)
    if (name := named(question)) and name not in {turn.utterance.name for turn in turns} and speaker is None:
        return []
    by_speaker = [turn for turn in turns if speaker is None or _is_by(turn, speaker)]
    if speaker is None and _ASKS_MEMBER.search(question.plain):
        by_speaker = [turn for turn in turns if turn.utterance.title.endswith(("위원", "의원"))]
    scored = [
        (strength(turn, matter, own=speaker is None) + _led_up_to(turn, turns, before, matter), turn) for turn in by_speaker
    ]
    best = max((score for score, _ in scored), default=0.0)
    chosen = [turn for score, turn in sorted(scored, key=lambda item: -item[0]) if score >= max(_LEAST, _AS_NEAR * best)]
    chosen = [turn for turn in chosen if turn.document == chosen[0].document][: _MOST if speaker else 1]
    told: dict[Turn, int] = {}
    for turn in sorted(chosen, key=lambda turn: turn.start):
        asked, reply = _question_before(turn, turns), _reply_behind(turn, turns)
        if asked is not None and (_ASKS_REPLY.search(question.plain) or before is not None):
            told.setdefault(asked, _LONGEST_OF_OTHER)
        told[turn] = _LONGEST
        if reply is not None and not (asked is not None and asked in told):
            told.setdefault(reply, _LONGEST_OF_OTHER if len(chosen) > 1 else _LONGEST)
    return sorted(told.items(), key=lambda item: item[0].start)


def _all_said(question: Question, turns: Sequence[Turn]) -> list[tuple[Turn, int]]:
    """What somebody said, where it is asked for without a matter: the first turns, shortened."""
    speaker, _ = _speakers(question, turns)
    own = [turn for turn in turns if speaker is not None and _is_by(turn, speaker)]
    return [(turn, _LONGEST_OF_MANY) for turn in own if turn.document == own[0].document][:_MANY]


def _speakers(question: Question, turns: Sequence[Turn]) -> tuple[str | None, str | None]:
    """Whose words are asked for, and whose came before them: the last speaker that the question names, and the one before."""
    names = {turn.utterance.name for turn in turns}
    places = {question.plain.find(name): name for name in names if name in question.plain}
    for office in _OFFICES:
        for match in re.finditer(rf"{office}(?=님?(?:들)?(?:은|는|이|가|의|께서|한테|에게|\s))", question.plain):
            if not any(start <= match.start() <= start + len(name) + 8 for start, name in places.items()):
                places.setdefault(match.start(), office)
    found = [places[start] for start in sorted(places)]
    if _asks_who(question):
        return None, None
    return (found[-1] if found else None), (found[-2] if len(found) > 1 else None)


def _is_by(turn: Turn, speaker: str) -> bool:
    return turn.utterance.name == speaker or turn.utterance.title.endswith(speaker)


def _led_up_to(turn: Turn, turns: Sequence[Turn], before: str | None, matter: Sequence[str]) -> float:
    """What a turn gains by what leads up to it: a question by whom the question names as asking, or its speaker's own words."""
    asked = _question_before(turn, turns)
    if before is not None:
        return strength(asked, matter, own=True) if asked is not None and _is_by(asked, before) else 0.0
    at = turns.index(turn)
    own = [
        other
        for other in turns[max(0, at - _LEADS) : at]
        if other.utterance == turn.utterance and other.document == turn.document
    ]
    return _OF_LEAD * max((strength(other, matter, own=True) for other in own), default=0.0)


def _question_before(turn: Turn, turns: Sequence[Turn]) -> Turn | None:
    """The turn that this one replies to."""
    at = turns.index(turn)
    before = turns[at - 1] if at else None
    asks = before is not None and before.document == turn.document and before.asks
    return before if asks and before is not None and before.substance else None


def _reply_behind(turn: Turn, turns: Sequence[Turn]) -> Turn | None:
    """The next turn of another speaker that says something, where this one asks or demands something."""
    if not turn.asks:
        return None
    at = turns.index(turn)
    behind = [other for other in turns[at + 1 : at + 1 + _REACH] if other.document == turn.document]
    return next((other for other in behind if other.utterance.name != turn.utterance.name and other.substance), None)


def _quote(turn: Turn, matter: Sequence[str], longest: int) -> Point:
    """`심나래 위원: “…”`: the sentence nearest to the matter with those around it, as far as they fit; a question to its end."""
    said = turn.substance
    nearest = max(range(len(said)), key=lambda number: (strength(Turn((said[number],)), matter, own=True), -number))
    if longest < _LONGEST and turn.asks:
        nearest = max(number for number, item in enumerate(said) if is_question(item.statement.text) or number == nearest)
    run = _around(turn, nearest, longest)
    text = " ".join(without_notes(item.statement.text) for item in run)
    others = tuple((item.hit, item.statement.span) for item in run if item.hit != run[0].hit)
    own = [item.statement.span for item in run if item.hit == run[0].hit]
    span = Span(own[0].start, own[-1].end)
    return Point(f"{turn.utterance.speaker}: “{text}”", run[0].hit, (span,), others=others)


def _around(turn: Turn, nearest: int, longest: int) -> Sequence[Evidence]:
    """A sentence of a turn with those right behind and before it, as far as they fit; nothing between them is left out."""
    said, whole = turn.substance, list(turn.said)
    places = [whole.index(item) for item in said]
    first = last = nearest
    length = len(said[nearest].statement.text)
    while True:
        behind, before = last + 1, first - 1
        if behind < len(said) and places[behind] == places[last] + 1 and length + len(said[behind].statement.text) <= longest:
            last, length = behind, length + len(said[behind].statement.text)
        elif first and places[before] == places[first] - 1 and length + len(said[before].statement.text) <= longest:
            first, length = before, length + len(said[before].statement.text)
        else:
            return said[first : last + 1]


def _opening(question: Question, told: Sequence[tuple[Turn, int]], matter: Sequence[str]) -> list[Point]:
    """Who it was, where that is asked; and under which item of the agenda."""
    turn = max((turn for turn, _ in told), key=lambda turn: strength(turn, matter, own=True))
    items = [item.title for item in turn.utterance.items if item.title]
    place = f"{with_particle(f'‘{items[0]}’', '을', '를')} 다룰 때 나온 말입니다." if len(items) == 1 else ""
    who = f"{turn.utterance.speaker}입니다." if _asks_who(question) else ""
    text = " ".join(part for part in (who, place) if part)
    return [Point(text, turn.substance[0].hit, (turn.substance[0].statement.span,))] if text else []


def _is_elsewhere(
    question: Question, told: Sequence[tuple[Turn, int]], matter: Sequence[str], evidence: Sequence[Evidence]
) -> bool:
    """Whether a paper that is no minutes meets clearly more of the matter: a list of who found fault with what."""
    spoken = max(strength(turn, matter) for turn, _ in told)
    written = [strength(Turn((item,)), matter) for item in evidence[:10] if item.statement.utterance is None]
    if named(question) or _IS_SPOKEN.search(question.plain):
        return False
    return max(written, default=0.0) > spoken + _BETTER


def named(question: Question) -> str:
    """The name of the person whose words are asked for; empty where none is named."""
    match = None if _asks_who(question) else _NAMED.search(question.plain)
    return match.group(1) if match and not _NO_NAME.search(match.group(1)) else ""


def _speaks_nowhere(question: Question, evidence: Sequence[Evidence]) -> bool:
    """Whether somebody is named who says nothing and of whom nothing is said."""
    name = named(question)
    return bool(name) and not any(
        name in item.statement.text or (item.statement.utterance is not None and name in item.statement.utterance.speaker)
        for item in evidence
    )


def _otherwise(question: Question, evidence: Sequence[Evidence]) -> list[Point]:
    """What the papers that are no minutes say: who it was, or what was answered."""
    if _asks_who(question):
        return compose_person(question, evidence) if names_who(question, evidence) else []
    return compose_reason(question, evidence)


def _asks_who(question: Question) -> bool:
    return asks_who_spoke(question) or _ASKS_MEMBER.search(question.plain) is not None
