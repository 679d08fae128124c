"""Verify a draft: every figure in it is matched to the places its sentence cites. The only maker of answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from assistant.formula import Result, proven
from assistant.grounds import (
    Ground,
    bears_out,
    cited_statements,
    empties_missing,
    grounds_of,
    holds_in_years,
    literals_missing,
    same,
    years_said,
)
from assistant.misquotes import is_quoted, misquoted
from assistant.money import krw, plain_reading
from assistant.table_check import checked_table, cited_in, renumbered
from assistant.types import Answer, AnswerTable, CheckedFigure, Citation, Draft, FigureStatus, Hit, Sentence
from ingest.document import Quantity, Span
from ingest.figures import read_quantities
from ingest.units import DATE, NUMBER
from ingest.years import write_in_full, years_of

RELATED = "함께 볼 대목"
_ROLES = ("answer", "conflict", "related")
NOTHING_FOUND = "문서에서 이 질문에 답할 근거를 찾지 못했습니다."


def verify(draft: Draft, notices: Sequence[str] = ()) -> Answer:
    """The answer of a draft. A sentence with a figure that its sources do not state is left out, and the answer says so."""
    notices = (*notices, *draft.notices)
    if draft.abstained or not draft.sentences:
        return _abstain(draft, notices)
    bad = unverified(draft)
    kept, dropped = [sentence for sentence in draft.sentences if sentence not in bad], len(bad)
    if not any(sentence.role == "answer" for sentence in kept):
        return _abstain(draft, (*notices, "근거와 맞지 않는 수치가 있어 답을 내지 않았습니다."))
    if dropped:
        notices = (*notices, f"근거와 맞지 않는 수치가 든 문장 {dropped}개를 뺐습니다.")
    return _assemble(draft, kept, notices)


def unverified(draft: Draft) -> list[Sentence]:
    """The sentences of a draft with a figure that their sources do not bear out."""
    return [
        sentence
        for sentence in draft.sentences
        if any(figure.status is FigureStatus.UNVERIFIED for figure in checked_figures(sentence, draft, offset=0))
    ]


def _abstain(draft: Draft, notices: Sequence[str]) -> Answer:
    return Answer(
        draft.question,
        draft.missing or NOTHING_FOUND,
        (),
        (),
        (),
        draft.hits,
        abstained=True,
        notices=tuple(notices),
        confidence=draft.confidence,
    )


def _assemble(draft: Draft, kept: Sequence[Sentence], notices: Sequence[str]) -> Answer:
    """The text that a person reads: answer, what contradicts it, related places; citations numbered as they come."""
    kept = sorted(kept, key=lambda sentence: _ROLES.index(sentence.role))
    table, notices = _table(draft, notices)
    order = list(dict.fromkeys([*(index for sentence in kept for index in sentence.citations), *cited_in(table)]))
    numbers = {index: number for number, index in enumerate(order)}
    sentences = [replace(sentence, citations=tuple(numbers[index] for index in sentence.citations)) for sentence in kept]
    draft = replace(draft, citations=tuple(draft.citations[index] for index in order))
    text, figures = "", []
    related = False
    for sentence in sentences:
        if sentence.role == "related" and not related:
            text, related = text + f"\n\n{RELATED}", True
        text += ("\n" if text else "") + ("· " if related else "")
        figures.extend(checked_figures(sentence, draft, offset=len(text)))
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
        confidence=draft.confidence,
        table=renumbered(table, numbers) if table else None,
    )


def _table(draft: Draft, notices: Sequence[str]) -> tuple[AnswerTable | None, Sequence[str]]:
    """The draft's table less the cells that nothing bears out, and what to say of these."""
    if draft.table is None:
        return None, notices
    quotes = draft.table.is_list  # what is called by its row and column is no quote of the line that it stands in
    checked = checked_table(draft.table, lambda sentence: checked_figures(sentence, draft, offset=0, quotes=quotes))
    if not any(cell.citation is not None for row in checked.table.rows for cell in row):
        return None, (*notices, "표의 값이 근거와 맞지 않아 표를 뺐습니다.")
    told = (f"근거와 맞지 않는 표의 값 {checked.left_out}개를 뺐습니다.",) if checked.left_out else ()
    return checked.table, (*notices, *told)


def checked_figures(sentence: Sentence, draft: Draft, offset: int, *, quotes: bool = True) -> list[CheckedFigure]:
    """The figures of a sentence, each with the verifier's finding. `offset` is where the sentence stands in the text.

    One that is nearly a quote is held to what it quotes, unless it is known to be none.
    """
    material = _material(sentence, draft)
    names = _names_said(sentence, draft)
    quantities = [quantity for quantity in read_quantities(sentence.text) if not any(name.holds(quantity.span) for name in names)]
    if sentence.role == "conflict" or is_quoted(
        sentence.text, material.texts
    ):  # it says of which year and row as the document does
        material = material._replace(grounds=[])
    said = years_said(sentence.text, quantities) if material.grounds else {}
    wrong = misquoted(sentence.text, quantities, material.texts) if quotes else set()
    checked = [
        _figure(quantity, FigureStatus.UNVERIFIED, None, sentence, offset)
        if quantity.span in wrong and not _is_result(quantity, material.results)
        else _checked(quantity, said.get(quantity.span), sentence, draft, material, offset)
        for quantity in quantities
    ]
    marks = [sentence.text[span.start : span.end] for span in sorted(wrong - {quantity.span for quantity in quantities})]
    return checked + _unknown(sentence, [*marks, *_literals(sentence, quantities, draft, material)], offset)


def _names_said(sentence: Sentence, draft: Draft) -> list[Span]:
    """Where a sentence says what a cited paper is called: no figure of that paper."""
    names = {f"‘{draft.citations[index].title}’" for index in sentence.citations}
    return [Span(match.start(), match.end()) for name in names for match in re.finditer(re.escape(name), sentence.text)]


class _Material(NamedTuple):
    """What the cited places of a sentence state."""

    known: list[tuple[int, Quantity]]  # every quantity that can be read there, with the citation
    grounds: list[Ground]  # those with an address
    years: frozenset[int]
    results: frozenset[Result]  # that the sentence's formula proves
    texts: tuple[str, ...]


def _material(sentence: Sentence, draft: Draft) -> _Material:
    passages = (*draft.hits, *draft.places)
    known = [(index, quantity) for index in sentence.citations for quantity in _stated(draft.citations[index], passages)]
    grounds = grounds_of(sentence.citations, draft.citations, passages)
    years = {year for index in sentence.citations for year in _years_around(draft.citations[index], passages)}
    return _Material(
        known, grounds, frozenset(years), _results(sentence, draft, known, grounds), _texts(sentence, draft, passages)
    )


def _results(
    sentence: Sentence, draft: Draft, known: Sequence[tuple[int, Quantity]], grounds: Sequence[Ground]
) -> frozenset[Result]:
    """What the formula of a sentence proves; nothing where the sentence names a year for which no operand holds."""
    if not sentence.formula:
        return frozenset()
    stated = {amount for _, quantity in known for amount in (quantity.base, quantity.value)}
    listed = sum(other.role == "answer" for other in draft.sentences) - 1
    if not holds_in_years(sentence.text, sentence.formula, grounds):
        return frozenset()
    return proven(sentence.formula, stated, listed)


def _texts(sentence: Sentence, draft: Draft, passages: Sequence[Hit]) -> tuple[str, ...]:
    """All words of the cited places and around them, in which digits that are no quantity must stand."""
    found = []
    for index in sentence.citations:
        citation = draft.citations[index]
        found += [citation.quote, citation.title, *citation.section]
        for _, statement in cited_statements(citation, passages):
            found += [statement.text, *statement.context, *statement.section, write_in_full(statement.text)]
            found += [statement.utterance.line] if statement.utterance is not None else []
            found += [label for cell in statement.cells for label in (*cell.row_path, *cell.col_path)]
    return tuple(found)


def _checked(
    quantity: Quantity, year: int | None, sentence: Sentence, draft: Draft, material: _Material, offset: int
) -> CheckedFigure:
    """One figure with the finding: stated by a cited place, computed, or neither."""
    source = _source(quantity, year, sentence, material)
    if source is not None:
        disputed = any(same(quantity, other) for other in draft.disputed)
        return _figure(quantity, FigureStatus.CONFLICT if disputed else FigureStatus.VERIFIED, source, sentence, offset)
    if _is_result(quantity, material.results):
        return _figure(quantity, FigureStatus.DERIVED, None, sentence, offset)
    if _is_year_alone(quantity) in material.years:
        return _figure(quantity, FigureStatus.VERIFIED, next(iter(sentence.citations), None), sentence, offset)
    return _figure(quantity, FigureStatus.UNVERIFIED, None, sentence, offset)


def _source(quantity: Quantity, year: int | None, sentence: Sentence, material: _Material) -> int | None:
    """The citation whose place states a figure, of the year and the row that the sentence says; None where none does."""
    alike = [ground for ground in material.grounds if same(quantity, ground.figure.quantity)]
    if alike:
        return next((item.citation for item in alike if bears_out(item, quantity, sentence.text, year)), None)
    return next((index for index, other in material.known if same(quantity, other)), None)


def _literals(sentence: Sentence, quantities: Sequence[Quantity], draft: Draft, material: _Material) -> list[str]:
    """What a sentence says that is no quantity and stands in no cited place: digits, and that a cell is empty."""
    if not sentence.citations:
        return []
    passages = (*draft.hits, *draft.places)
    cited = [statement for index in sentence.citations for _, statement in cited_statements(draft.citations[index], passages)]
    return literals_missing(sentence.text, quantities, material.texts) + empties_missing(sentence.text, cited)


def _unknown(sentence: Sentence, texts: Iterable[str], offset: int) -> list[CheckedFigure]:
    """Parts of a sentence as figures that nothing bears out."""
    places = ((text, offset + sentence.text.find(text)) for text in texts)
    return [CheckedFigure(text, at, at + len(text), Decimal(0), "", FigureStatus.UNVERIFIED) for text, at in places]


def _is_result(quantity: Quantity, results: Iterable[Result]) -> bool:
    """Whether a formula proves the figure, up to the places shown. Dates are not computed."""
    return any(
        quantity.dimension == result.dimension and abs(abs(quantity.base) - result.base) <= quantity.step / 2
        for result in results
    )


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
                if statement.span.start < citation.span.end and citation.span.start < statement.span.end:
                    found.extend(quantity for quantity in statement.quantities if citation.span.holds(quantity.span))
                    # Its reading text too: figures whose digits the paper had set apart stand whole only there.
                    found.extend(read_quantities(statement.text) if citation.span.holds(statement.span) else ())
    return found


def _years_around(citation: Citation, hits: Iterable[Hit]) -> set[int]:
    """The years that a cited statement's own text, headers or unit line name, and the title and section that are shown with it."""
    return set(years_of(" ".join((citation.title, *citation.section)))) | {
        year
        for hit in hits
        if hit.document == citation.document
        for statement in hit.statements
        if statement.span.start < citation.span.end and citation.span.start < statement.span.end
        for year in statement.years
    }
