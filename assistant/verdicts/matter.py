"""Whether a statement speaks of the very matter of a question: all its telling words are met in or above it."""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.cells import name_share
from assistant.evidence import Evidence
from assistant.question import is_asking
from assistant.spoken_years import years_around, years_stated
from assistant.types import Question
from ingest.document import Cell, Statement, StatementKind
from ingest.korean import letters_of
from ingest.labels import is_total
from ingest.years import years_of

ROW_NAMED = 0.6  # of the letter pairs of a row's name, for a question to be about that row
OWN = 0.6  # of a question's words, so many must be a sentence's own and not only stand above it
_GENERAL = frozenset(
    {
        "때",
        "자리",
        "다음",
        "상",
        "뒤",
        "초",
        "말",
        "중",
        "사업",
        "경우",
        "과정",
        "쪽",
        "등",
        "점",
        "안",
        "위",
        "천",
        "시",
        "건",
        "직",
        "항목",
    }
)
_MEASURES = {
    "money": ("예산", "사업비", "금액", "비용", "돈", "액"),
    "ratio": ("비중", "비율", "률", "율", "구성비"),
    "count:명": ("인원", "사람", "명수"),
}
_ISSUERS = frozenset({"재단", "진흥원", "공사", "공단"})  # a body's own papers leave out what it is called
_PARTICLE = re.compile(r"(?<=..)(?:도|은|는|이|가|만|에|의)$")


def unmet(question: Question, evidence: Evidence, known: Collection[str] = ()) -> list[str]:
    """The telling words of a question that stand neither in a statement nor above it.

    Years and numbers are no words; `known` are those that a rule accounts for itself, as in the question or in part.
    """
    statement = evidence.statement
    own = frozenset((*statement.words, *statement.context_words))
    text = letters_of(all_words(evidence)).lower()
    return [
        word
        for word in question.words
        if not word.isdigit()
        and word not in _GENERAL | _ISSUERS
        and not is_asking(word)
        and not any(_is_part(word, other) for other in known)
        and word not in own
        and word not in evidence.hit.topics
        and not _is_written(word, text)
        and not any(letters_of(item.official).lower() in text for item in question.alternatives if item.word == word)
    ]


def share_of_own(question: Question, evidence: Evidence, known: Collection[str] = ()) -> float:
    """How many of a question's words stand in the statement itself; `known` count as met."""
    own = letters_of(evidence.statement.text).lower()
    asked = [word for word in question.words if not word.isdigit()]
    instead = {item.word: letters_of(item.official) for item in question.alternatives}
    met = sum(
        word.removesuffix("/V") in own or any(_is_part(word, other) for other in known) or instead.get(word, word) in own
        for word in asked
    )
    return met / len(asked) if asked else 0.0


def all_words(evidence: Evidence) -> str:
    """What a statement says, what stands above it, and what its document is called."""
    statement = evidence.statement
    return " ".join((text_of(statement), *statement.context, *statement.section, evidence.hit.title, evidence.hit.document))


def text_of(statement: Statement) -> str:
    """What a statement itself says: a row with what its cells are called."""
    return " ".join((statement.text, *(name for cell in statement.cells for name in (*cell.row_path, *cell.col_path))))


def _is_part(word: str, known: str) -> bool:
    bare = word.removesuffix("/V")
    return bare in known or (known in bare and (len(known) > 1 or word.endswith("/V")))


def _is_written(word: str, text: str) -> bool:
    bare = word.removesuffix("/V")
    return bare in text if word.endswith("/V") else any(form in text for form in (bare, _PARTICLE.sub("", bare)))


def is_row_of(question: Question, evidence: Evidence) -> bool:
    """Whether a statement is a row whose name the question says, and no other row of its table as well."""
    if evidence.statement.kind is not StatementKind.ROW:
        return False
    said = _row_said(question, evidence.statement)
    own = _last_label(evidence.statement)
    beside = [item for item in evidence.hit.statements if item.header_spans == evidence.statement.header_spans]
    rivals = [item for item in beside if item.span != evidence.statement.span and _row_said(question, item) >= said]
    return said[0] >= ROW_NAMED and (not rivals or (is_total(own) and not any(is_total(_last_label(item)) for item in rivals)))


def _row_said(question: Question, statement: Statement) -> tuple[float, int]:
    """How far a question says a row's best said name, and how long that is."""
    said = frozenset(question.pairs)
    names = {name for cell in statement.cells for name in cell.row_path if len(name) > 1}
    return max(((name_share(name, said), len(name)) for name in names), default=(0.0, 0))


def _last_label(statement: Statement) -> str:
    return next((cell.row_path[-1] for cell in statement.cells if cell.row_path), "")


def measure_words(question: Question) -> tuple[str, ...]:
    """The words of a question that say in general what is counted: a column of money has them all."""
    return tuple(word for dimension in question.dimensions for word in _MEASURES.get(dimension, ()))


def is_of_years(question: Question, evidence: Evidence, cells: tuple[Cell, ...] = ()) -> bool:
    """Whether a statement, or some of its cells, is of every year that a question names; where it says of none, may be."""
    if not question.years:
        return True
    statement, hit = evidence.statement, evidence.hit
    if cells:
        return set(question.years) <= years_stated(hit, statement, cells)
    own = {year for text in (*statement.context, *statement.section[-1:]) for year in years_of(text)}
    spoken = own | set(statement.years) if own or statement.years else years_around(hit, statement)
    return set(question.years) <= spoken
