"""Verify a draft: every figure in it is matched to the places its sentence cites. The only maker of answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.formula import proven
from assistant.money import krw, plain_reading
from assistant.types import Answer, CheckedFigure, Citation, Draft, FigureStatus, Hit, Sentence
from ingest.document import Quantity, Span
from ingest.figures import agrees, read_quantities
from ingest.units import DATE, NUMBER
from ingest.years import years_of

RELATED = "함께 볼 대목"
_ROLES = ("answer", "conflict", "related")
NOTHING_FOUND = "문서에서 이 질문에 답할 근거를 찾지 못했습니다."


def verify(draft: Draft, notices: Sequence[str] = ()) -> Answer:
    """The answer of a draft. A sentence with a figure that its sources do not state is left out, and the answer says so."""
    notices = (*notices, *draft.notices)
    if draft.abstained or not draft.sentences:
        return _abstain(draft, notices)
    kept, dropped = [], 0
    for sentence in draft.sentences:
        checked = _check(sentence, draft, offset=0)
        if any(figure.status is FigureStatus.UNVERIFIED for figure in checked):
            dropped += 1
        else:
            kept.append(sentence)
    if not any(sentence.role == "answer" for sentence in kept):
        return _abstain(draft, (*notices, "근거와 맞지 않는 수치가 있어 답을 내지 않았습니다."))
    if dropped:
        notices = (*notices, f"근거와 맞지 않는 수치가 든 문장 {dropped}개를 뺐습니다.")
    return _assemble(draft, kept, notices)


def _abstain(draft: Draft, notices: Sequence[str]) -> Answer:
    return Answer(draft.question, draft.missing or NOTHING_FOUND, (), (), (), draft.hits, abstained=True, notices=tuple(notices))


def _assemble(draft: Draft, kept: Sequence[Sentence], notices: Sequence[str]) -> Answer:
    """The text that a person reads: answer, what contradicts it, related places; citations numbered as they come."""
    kept = sorted(kept, key=lambda sentence: _ROLES.index(sentence.role))
    order = list(dict.fromkeys(index for sentence in kept for index in sentence.citations))
    numbers = {index: number for number, index in enumerate(order)}
    sentences = [replace(sentence, citations=tuple(numbers[index] for index in sentence.citations)) for sentence in kept]
    draft = replace(draft, citations=tuple(draft.citations[index] for index in order))
    text, figures = "", []
    related = False
    for sentence in sentences:
        if sentence.role == "related" and not related:
            text, related = text + f"\n\n{RELATED}", True
        text += ("\n" if text else "") + ("· " if related else "")
        figures.extend(_check(sentence, draft, offset=len(text)))
        text += sentence.text + " " + "".join(f"[{index + 1}]" for index in sentence.citations)
    return Answer(
        draft.question,
        text,
        tuple(sentences),
        draft.citations,
        tuple(figures),
        draft.hits,
        abstained=False,
        notices=tuple(notices),
    )


def _check(sentence: Sentence, draft: Draft, offset: int) -> list[CheckedFigure]:
    """The figures of a sentence, each with the verifier's finding. `offset` is where the sentence stands in the text."""
    passages = (*draft.hits, *draft.places)
    known = [(index, quantity) for index in sentence.citations for quantity in _stated(draft.citations[index], passages)]
    years = {year for index in sentence.citations for year in _years_around(draft.citations[index], passages)}
    listed = sum(other.role == "answer" for other in draft.sentences) - 1
    stated = {amount for _, quantity in known for amount in (quantity.base, quantity.value)}
    results = proven(sentence.formula, stated, listed) if sentence.formula else frozenset()
    checked = []
    for quantity in read_quantities(sentence.text):
        source = next((index for index, other in known if _same(quantity, other)), None)
        if source is not None:
            disputed = any(_same(quantity, other) for other in draft.disputed)
            status = FigureStatus.CONFLICT if disputed else FigureStatus.VERIFIED
        elif _is_result(quantity, results):
            status = FigureStatus.DERIVED
        elif _is_year_alone(quantity) in years:
            status = FigureStatus.VERIFIED
            source = sentence.citations[0] if sentence.citations else None
        else:
            status = FigureStatus.UNVERIFIED
        checked.append(_figure(quantity, status, source, sentence, offset))
    return checked


def _is_result(quantity: Quantity, results: Iterable[Decimal]) -> bool:
    """Whether a formula proves the figure, up to the places shown. Dates are not computed."""
    return quantity.dimension != DATE and any(abs(abs(quantity.base) - result) <= quantity.step / 2 for result in results)


def _is_year_alone(quantity: Quantity) -> int | None:
    """The year of a figure that says no more than a year: 2022년, or a bare number that can only be one: (2022)."""
    if quantity.dimension == DATE:
        year, rest = divmod(int(quantity.value), 10000)
        return year if not rest else None
    return int(quantity.value) if quantity.dimension == NUMBER and "," not in quantity.text else None


def _figure(quantity: Quantity, status: FigureStatus, source: int | None, sentence: Sentence, offset: int) -> CheckedFigure:
    return CheckedFigure(
        text=quantity.text,
        start=offset + quantity.span.start,
        end=offset + quantity.span.end,
        value=quantity.value,
        unit=quantity.unit,
        dimension=quantity.dimension,
        status=status,
        krw=krw(quantity),
        reading=plain_reading(quantity),
        formula=sentence.formula if status is FigureStatus.DERIVED else "",
        citation=source,
    )


def _stated(citation: Citation, hits: Iterable[Hit]) -> list[Quantity]:
    """What a cited place states: the quantities of its words, and of its cells with the units of their table."""
    found = read_quantities(citation.quote, citation.span.start)
    for hit in hits:
        if hit.document == citation.document and hit.span.holds(citation.span):
            for statement in hit.statements:
                if _overlap(statement.span, citation.span):
                    found.extend(quantity for quantity in statement.quantities if citation.span.holds(quantity.span))
                    # Its reading text too: figures whose digits the paper had set apart stand whole only there.
                    found.extend(read_quantities(statement.text) if citation.span.holds(statement.span) else ())
    return found


def _years_around(citation: Citation, hits: Iterable[Hit]) -> set[int]:
    """The years that a cited statement's own text, headers or unit line name, and the title that is shown with it."""
    return set(years_of(citation.title)) | {
        year
        for hit in hits
        if hit.document == citation.document
        for statement in hit.statements
        if _overlap(statement.span, citation.span)
        for year in statement.years
    }


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _same(stated: Quantity, source: Quantity) -> bool:
    """Whether a source states a figure: the same quantity, or the same bare number where neither shows a unit."""
    if stated.dimension == DATE or source.dimension == DATE:
        return stated.dimension == source.dimension and _says_date(int(stated.value), int(source.value))
    if stated.dimension == NUMBER or source.dimension == NUMBER:
        # A number whose unit stands elsewhere: in the cell's header, or nowhere.
        return stated.dimension == source.dimension and stated.value == source.value
    return agrees(stated, source)


def _says_date(stated: int, source: int) -> bool:
    """Whether a source says every part of a date that is stated: year, month, day; nothing follows from what it leaves out."""
    parts = [(stated // 10000, source // 10000), (stated // 100 % 100, source // 100 % 100), (stated % 100, source % 100)]
    return all(not said or said == known for said, known in parts)
