"""Whether an answer speaks of the very thing that a question wants the figure of: 관람객, and not just of the event."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from assistant.cells import name_share
from assistant.coverage import counts
from assistant.evidence import Evidence
from assistant.focus import Focus, focus_of, without_ending
from assistant.stated import Stated, words_of
from assistant.types import Asked, Question
from assistant.unsaid.wording import not_found
from ingest.document import Cell
from ingest.korean import letter_pairs, letters_of
from ingest.units import DATE, NUMBER

_OF_FIGURES = frozenset({Asked.FIGURE, Asked.COMPARISON})
_ASKS_SPENT = re.compile(r"집행(?:한|했|된|됐)|(?<![가-힣])(?:쓴|썼)|지출(?:한|했|된|됐)|들어간\s?돈|나간\s?돈|나갔")
# Units that only what is meant is counted in; who asks 몇 개 or 몇 명 may be told 12개소, 34개사, 5.
_ASKS_COUNTER = re.compile(
    r"몇\s?(부|점|등|대|편|종|필지|가구|세대|시간|톤|장|마리|페이지|쪽|권|면|살|층)(?:(?=이[야에지죠나었]|예요|인가|인지|입니)|(?![가-힣]{2}|로|단|화))"
)
_ASKS_TOTAL = re.compile(r"총(?=\s|액|\d)|합계|전체|모두|다\s?합")
_SAYS_SPENT = re.compile(r"집행|지출|결산|사용|소요(?!예산)|납부|썼|쓴|들었|투입")
_ASKS_FOR_ONE = re.compile(
    r"(?:인|명|사람|대|개소|곳|건|점포|회사|기업|가구|시간)\s?당(?![가-힣])|한\s?(?:사람|명|대|곳)(?:에|의|당)?\s?(?:월급|급여|얼마)|월급|시급|단가"
)
_SAYS_FOR_ONE = re.compile(r"당(?![가-힣]{2})|[Xx×]|월\s?\d|시급|단가|월급|1\s?[인명대회]|각\s?\d|씩|평균")
_ASKS_MONTHLY = re.compile(r"한\s?달에|매달|매월|월평균|다달이")
_SAYS_MONTHLY = re.compile(r"(?<!\d)(?<!\d\s)월(?![요말간초중])|매달|한\s?달|개월|달마다")
_ROW_NAMED, _COLUMN_NAMED = 0.33, 0.6  # of a name's letters, that the question has
_TELLING = 3  # letters; shorter nouns (조성, 이월) are said of many things
_AS_NEAR = 0.9  # of what the strongest meets of the question
_AS_STRONG = 0.8  # of the strongest statement's score, for another to answer in its place
_SORTS = {"money": "금액", "ratio": "비율"}


def unsaid_figure(question: Question, stated: Sequence[Stated]) -> str:
    """What to say where neither what is stated nor what stands above it has the noun asked for, or its sort of figure."""
    if question.asked not in _OF_FIGURES:
        return ""
    focus = focus_of(question)
    if focus.noun and not any(says(question, focus, item.words) for item in stated):
        return not_found(f"‘{focus.noun}’")
    asked = set(question.dimensions) - {DATE}
    wanted = {focus.dimension} - {""} or (asked if asked <= set(_SORTS) else set())
    found = {quantity.dimension for item in stated for quantity in item.statement.quantities if counts(quantity, item.statement)}
    if wanted and not found & wanted and NUMBER not in found:
        return not_found(f"‘{focus.noun}’" if focus.noun else "·".join(_SORTS[dimension] for dimension in sorted(wanted)))
    if focus.noun and focus.dimension and not any(says(question, focus, item.words) and _has(item, wanted) for item in stated):
        return not_found(f"‘{focus.noun}’")
    if asked and not found:
        return not_found(f"‘{focus.noun}’" if focus.noun else "수치")
    if (counter := _ASKS_COUNTER.search(question.plain)) and not any(_is_counted_in(counter[1], item) for item in stated):
        return not_found(f"몇 {counter[1]}인지")
    return (
        _unsaid_cell(question, stated)
        or _unsaid_spending(question, stated)
        or _unsaid_share_of_one(question, stated)
        or _unsaid_monthly(question, stated)
    )


def _has(item: Stated, wanted: Collection[str]) -> bool:
    """Whether a statement has a figure of one of some sorts, or one that does not say its sort."""
    found = {quantity.dimension for quantity in item.statement.quantities if counts(quantity, item.statement)}
    return bool(found & {*wanted, NUMBER})


def _is_counted_in(counter: str, item: Stated) -> bool:
    """Whether something is counted in a unit: in the statement, or by what heads its columns."""
    heads = "".join(name for cell in item.statement.cells for name in (*cell.col_path, *cell.row_path))
    return re.search(rf"\d\s?{counter}", item.statement.text) is not None or counter in f"{heads}{item.statement.unit}"


def _unsaid_cell(question: Question, stated: Sequence[Stated]) -> str:
    """Only cells are stated, of rows and columns neither of which the question says: those of another matter."""
    said = frozenset(question.pairs).union(*(letter_pairs(item.official) for item in question.alternatives))
    if (
        _ASKS_TOTAL.search(question.plain)
        or not all(item.cells for item in stated)
        or any(_is_named(cell, said) for item in stated for cell in item.cells)
    ):
        return ""
    return not_found("그 항목")


def _is_named(cell: Cell, said: frozenset[str]) -> bool:
    """Whether one of the names of a cell's row is said by half, or its column nearly whole."""
    by_row = any(name_share(label, said) >= _ROW_NAMED for label in cell.row_path)
    return by_row or (bool(cell.col_path) and name_share(cell.col_path[-1], said) >= _COLUMN_NAMED)


def _unsaid_spending(question: Question, stated: Sequence[Stated]) -> str:
    """What was spent is asked for, and only what was budgeted is stated."""
    if not _ASKS_SPENT.search(question.plain) or any(_SAYS_SPENT.search(item.words) for item in stated):
        return ""
    return not_found("집행한 금액")


def _unsaid_share_of_one(question: Question, stated: Sequence[Stated]) -> str:
    """What falls on one (한 사람, 1대당, 월급) is asked for, and only sums are stated."""
    if not _ASKS_FOR_ONE.search(question.plain) or any(_SAYS_FOR_ONE.search(item.statement.text) for item in stated):
        return ""
    return not_found("하나에 얼마인지")


def _unsaid_monthly(question: Question, stated: Sequence[Stated]) -> str:
    """What it comes to in a month is asked for, and nothing stated is of months."""
    if not _ASKS_MONTHLY.search(question.plain) or any(_SAYS_MONTHLY.search(item.words) for item in stated):
        return ""
    return not_found("한 달에 얼마인지")


def with_focus_first(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence with the strongest statement in front that speaks of what is asked for, where one is nearly as strong."""
    focus = focus_of(question) if question.asked in _OF_FIGURES else Focus()
    if len(focus.noun) < _TELLING:
        return list(evidence)
    for number, item in enumerate(evidence):
        if item.score < _AS_STRONG * evidence[0].score:
            break
        as_near = item.coverage >= _AS_NEAR * evidence[0].coverage and bool(item.statement.quantities)
        as_near = as_near and all(word in item.covered or word in focus.noun for word in evidence[0].covered)
        words = words_of(item.hit, item.statement)
        if (not number and says(question, focus, words)) or (as_near and letters_of(focus.noun) in letters_of(words)):
            return [item, *evidence[:number], *evidence[number + 1 :]]
    return list(evidence)


def says(question: Question, focus: Focus, text: str) -> bool:
    """Whether a text has the noun, its head, either of them less what it is counted in, or a word that may stand for it."""
    letters = letters_of(text)
    forms = {focus.noun, focus.stem, focus.head, without_ending(focus.head)}
    official = {item.official for item in question.alternatives if item.said and _is_for(item.said, focus)}
    return any(form in letters for form in map(letters_of, forms | official) if form)


def _is_for(said: str, focus: Focus) -> bool:
    return said in focus.noun or focus.noun in said or focus.head in said
