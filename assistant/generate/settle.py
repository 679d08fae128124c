"""One sentence of a model, settled or struck: its passages, its words, its quotes and every figure must hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from assistant.checking.candidates import candidates_of
from assistant.checking.types import Claim, Verdict
from assistant.checking.verdict import verdict_on
from assistant.compose import draft_of
from assistant.evidence import Evidence
from assistant.generate.bearing import unborne
from assistant.generate.grounding import Told, ground, has_figure, has_word, read_sentence, stated_cells, statements_in
from assistant.generate.naming import (
    is_another_named,
    is_beside_value,
    is_in_place,
    is_met_by,
    is_named,
    is_of_noun_unsaid,
    is_other_number,
)
from assistant.generate.sentences import Written
from assistant.generate.wording import has_link_or_markup, is_verbatim, quotes_of, unsaid_words
from assistant.particles import with_particle
from assistant.points import Point, spans_of
from assistant.types import FigureStatus, Hit, Question
from assistant.verify import checked_figures
from ingest.document import Statement

# Of a sentence's content words, so many must stand in what it cites, or above it. Of 177 sentences of documents all meet it
# in their own passage and none in another section's, where at 0.5 4 % and at 0.4 7 % do; higher leaves less room for a
# model's own words.
LEAST_SHARE = 0.6

Places = Sequence[tuple[Hit, Statement]]


class Settled(NamedTuple):
    """What came of a sentence: the point that it makes, with its places; or none, and why it is struck, in Korean."""

    text: str
    point: Point | None = None
    reason: str = ""


def settle(written: Written, question: Question, passages: Sequence[Hit]) -> Settled:
    """Hold a sentence against the passages that it names. `passages` are all that the model was given, by number from 1."""
    if reason := _fault(written, len(passages)):
        return Settled(written.text, reason=reason)
    named = [passages[number - 1] for number in written.numbers]
    told = read_sentence(written.text)
    places, share = ground(told, named)
    point = _point(written.text, told, places) if places else None
    reason = (
        _misquote(written.text, named)
        or ("인용한 대목에 그런 내용이 없습니다." if point is None or not told.words or share < LEAST_SHARE else "")
        or _unverified(question, point, passages)
        or _misnamed(told, places, passages)
        or _unsaid(told, places)
        or unborne(told, named)
    )
    return Settled(written.text, reason=reason) if reason else Settled(written.text, point)


def _fault(written: Written, given: int) -> str:
    """What is wrong with a sentence as it stands."""
    if has_link_or_markup(written.text):
        return "링크나 꾸밈 표시가 들어 있습니다."
    if not written.numbers:
        return "근거가 된 대목을 밝히지 않았습니다."
    missing = [number for number in written.numbers if not 1 <= number <= given]
    return f"없는 대목 번호를 적었습니다([{missing[0]}])." if missing else ""


def _misquote(text: str, named: Sequence[Hit]) -> str:
    sources = [" ".join((hit.text, hit.title, *hit.section)) for hit in named]
    for quote in quotes_of(text):
        if not any(is_verbatim(quote, source) for source in sources):
            return f"따온 말이 대목의 글자와 다릅니다(“{quote}”)."
    return ""


def _unverified(question: Question, point: Point | None, passages: Sequence[Hit]) -> str:
    """The first figure that the verifier does not find in the cited places."""
    if point is None:
        return ""
    draft = draft_of(question, (point,), tuple(passages))
    for figure in checked_figures(draft.sentences[0], draft, offset=0):
        if figure.status is FigureStatus.UNVERIFIED:
            return f"{with_particle(f'‘{figure.text}’', '을', '를')} 인용한 대목에서 확인하지 못했습니다."
    return ""


def _misnamed(told: Told, places: Places, passages: Sequence[Hit]) -> str:
    """The first figure that the passages have for something else than what the sentence calls it."""
    evidence = list(statements_in(passages))
    for claim in told.claims:
        if not _is_named(claim, told, places, evidence):
            return f"{with_particle(f'‘{claim.quantity.text}’', '은', '는')} 대목에 다른 항목의 값으로 적혀 있습니다."
    return ""


def _is_named(claim: Claim, told: Told, places: Places, evidence: Sequence[Evidence]) -> bool:
    """Whether a figure is what the sentence calls it: quoted in its place, the cell that is named, or told alike in a sentence."""
    if any(is_in_place(claim, statement) for _, statement in places):
        return True
    stating = [(hit, statement) for hit, statement in places if has_figure(statement, claim.quantity)]
    rows = [(hit, statement) for hit, statement in stating if statement.cells]
    if any(_is_named_in_row(claim, hit, statement) for hit, statement in rows):
        return True
    if rows or any(is_another_named(claim, hit) for hit, _ in places):
        return False
    if not any(has_word(told, statement) and _is_told_alike(claim, hit, statement) for hit, statement in stating):
        return False
    beside = [other for other in told.claims if other is not claim]
    return verdict_on(claim, candidates_of(claim, evidence), beside).verdict is Verdict.VERIFIED


def _is_told_alike(claim: Claim, hit: Hit, statement: Statement) -> bool:
    return is_met_by(claim, hit, statement) and not is_of_noun_unsaid(claim, statement)


def _is_named_in_row(claim: Claim, hit: Hit, statement: Statement) -> bool:
    return not is_other_number(claim, statement) and (is_named(claim, hit, statement) or is_beside_value(claim, statement))


def _unsaid(told: Told, places: Places) -> str:
    """What a sentence says beyond its places: words that they do not have."""
    sources = [" ".join(_around(place)) for place in places]
    figures = [quantity.span for quantity in told.statement.quantities]
    if words := unsaid_words(told.statement.text, " ".join(sources), figures):
        return f"{with_particle(f'‘{words[0]}’', '은', '는')} 인용한 대목에 없는 말입니다."
    return ""


def _around(place: tuple[Hit, Statement]) -> Iterable[str]:
    hit, statement = place
    labels = (label for cell in statement.cells for label in (*cell.row_path, *cell.col_path))
    return (statement.text, *statement.context, *statement.section, hit.title, *labels)


def _point(text: str, told: Told, places: Places) -> Point:
    """The sentence with the spans of its places: those of the first one's passage, then the others."""
    first = places[0][0]
    by_hit = [(hit, span) for hit, statement in places for span in spans_of(hit, statement)]
    own = tuple(span for hit, span in by_hit if hit is first)
    others = tuple((hit, span) for hit, span in by_hit if hit is not first)
    return Point(text, first, own, others=others, cells=stated_cells(told, places))
