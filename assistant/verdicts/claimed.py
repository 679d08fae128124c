"""Whether a figure that a question claims is the one that is stated: 10%를 넘나, 15명 이내인가, 2년마다 하나."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from operator import ge, gt, le, lt
from typing import NamedTuple

from assistant.cells import choose_cells
from assistant.evidence import Evidence
from assistant.types import Question
from assistant.verdicts.matter import OWN, is_of_years, is_row_of, measure_words, unmet
from assistant.verdicts.values import stating
from assistant.verdicts.verdict import Verdict
from ingest.document import Cell, Qualifier, Quantity, StatementKind
from ingest.figures import agrees, read_quantities
from ingest.korean import letters_of
from ingest.units import DATE, NUMBER, RATIO

Compare = Callable[[Decimal, Decimal], bool]

_IS = re.compile(
    r"\s?(?:이|가|은|는|도)?\s?(?:맞|인가|인지|입니까|이에요|예요|이야|이지|이죠|이었|였|인\s?(?:게|거|건|것))\S*(?:\s?맞\S*)?\s*[?.]?\s*(?:\([^()]*\))?\s*$"
)
_BOUND = re.compile(r"\s?이내(?:의|로|에)?")
_EACH = re.compile(r"\s?(?:마다|에\s한\s?번)")
_COMPARES: tuple[tuple[re.Pattern[str], Compare], ...] = (
    (re.compile(r"\s?(?:을|를|은|는|도|이|가)?\s?(?:넘|초과|웃돌)\S*(?:\s?\S{1,4})?\s*[?.]?\s*$"), gt),
    (re.compile(r"\s?이상\s?\S*\s*[?.]?\s*$|\s?이상\s\S+\s*[?.]?\s*$"), ge),
    (re.compile(r"\s?이하\s?\S*\s*[?.]?\s*$"), le),
    (re.compile(r"\s?미만\s?\S*\s*[?.]?\s*$|\s?(?:이|가|에|도)?\s?(?:안\s?[되돼]|못\s?미치|밑도)\S*\s*[?.]?\s*$"), lt),
)
_KNOWN = (
    "이상",
    "이하",
    "미만",
    "초과",
    "이내",
    "넘",
    "억",
    "만",
    "천",
    "명",
    "개",
    "마다",
    "금액",
    "예산",
    "비율",
    "비중",
    "마리",
)
_NO_VALUE = re.compile(r"\s?(?:만점|증|감|늘|줄)")
_WORD_BEFORE = re.compile(r"([가-힣A-Za-z]{2,})\s?[:：(]?\s?(?:약\s?|연\s?)?$")
_PARTICLE = re.compile(r"(?<=..)(?:은|는|이|가|도|의|에서|에)$")
_OF_CHANGE = re.compile(r"증감|증가|감소|대비|차액|과부족")
_RATIO_WORDS = ("비중", "비율", "률", "율", "구성비")


class _Claim(NamedTuple):
    quantity: Quantity
    compare: Compare | None  # None where the figure itself is claimed
    behind: str = ""  # what must stand behind the stated figure as well: 마다, 이내


def claimed(question: Question, evidence: Evidence) -> Verdict | None:
    """The row's cell or the sentence with the one figure of the claim's sort, and whether the claim holds by it."""
    claim = _claim_of(question)
    if claim is None or not is_of_years(question, evidence):
        return None
    known = (*_KNOWN, *measure_words(question), *(_RATIO_WORDS if claim.quantity.dimension == RATIO else ()))
    if unmet(question, evidence, known):
        return None
    if evidence.statement.kind is StatementKind.ROW and evidence.statement.cells:
        return _by_cell(question, claim, evidence)
    asked = [word for word in question.words if not word.isdigit() and not word.startswith(known)]
    own = letters_of(evidence.statement.text).lower()
    if sum(word.removesuffix("/V") in own for word in asked) < OWN * len(asked):
        return None
    return _by_sentence(question, claim, evidence)


def _claim_of(question: Question) -> _Claim | None:
    """The last figure of a question that is no date, and how it is held against what is stated."""
    found = [item for item in read_quantities(question.plain) if item.dimension != DATE]
    if not found:
        return None
    quantity = replace(found[-1], qualifier=Qualifier.NONE)
    behind = question.plain[quantity.span.end :]
    for pattern in (_EACH, _BOUND):
        if match := pattern.match(behind):
            return _Claim(quantity, None, match.group().split()[0][:2])
    if _IS.match(behind):
        return _Claim(quantity, None)
    compare = next((compare for pattern, compare in _COMPARES if pattern.match(behind)), None)
    return _Claim(quantity, compare) if compare is not None else None


def _by_cell(question: Question, claim: _Claim, evidence: Evidence) -> Verdict | None:
    if claim.behind or not is_row_of(question, evidence):
        return None
    cells = [cell for cell in choose_cells(question, evidence.statement) if _is_comparable(cell, claim.quantity)]
    if not cells:
        cells = [cell for cell in evidence.statement.cells if cell.col_path and _is_comparable(cell, claim.quantity)]
    held = {_holds(claim, cell.quantity) for cell in cells if cell.quantity is not None}
    if len(held) != 1 or None in held or not is_of_years(question, evidence, (cells[0],)):
        return None
    if len({cell.quantity.base for cell in cells if cell.quantity}) > 1 and claim.compare is None:
        return None
    return Verdict(bool(held.pop()), evidence, stating(cells[:1]), (cells[0],))


def _is_comparable(cell: Cell, claim: Quantity) -> bool:
    """Whether a cell holds a figure of the claim's sort that is no change."""
    if cell.quantity is None or _OF_CHANGE.search(" ".join(cell.col_path)):
        return False
    return cell.quantity.dimension == claim.dimension != NUMBER


def _by_sentence(question: Question, claim: _Claim, evidence: Evidence) -> Verdict | None:
    text = evidence.statement.text
    alike = [item for item in read_quantities(text) if item.dimension == claim.quantity.dimension != NUMBER]
    if claim.behind:
        alike = [item for item in alike if text[item.span.end :].lstrip().startswith(claim.behind)]
    alike = [item for item in alike if not _NO_VALUE.match(text[item.span.end :])]
    if len({item.base for item in alike}) > 1:
        alike = _named(question, text, alike)
    held = {_holds(claim, item) for item in alike}
    if len({item.base for item in alike}) != 1 or len(held) != 1 or None in held:
        return None
    return Verdict(bool(held.pop()), evidence)


def _named(question: Question, text: str, found: list[Quantity]) -> list[Quantity]:
    """Of several figures the one right before which stands a word of the question; all where that is none, or several."""
    asked = letters_of(question.plain).lower()
    named = []
    for item in found:
        before = _WORD_BEFORE.search(text[: item.span.start])
        if before is not None and _PARTICLE.sub("", before[1]).lower() in asked:
            named.append(item)
    return named if len(named) == 1 else found


def _holds(claim: _Claim, stated: Quantity) -> bool | None:
    """Whether a claim holds by what is stated; None where what is stated is too rough to tell."""
    if claim.compare is None:
        return agrees(claim.quantity, stated)
    if stated.qualifier not in {Qualifier.NONE, Qualifier.ABOUT}:
        return None
    is_near = abs(stated.base - claim.quantity.base) < stated.step and stated.base != claim.quantity.base
    if is_near or (stated.qualifier is Qualifier.ABOUT and stated.base == claim.quantity.base):
        return None
    return claim.compare(stated.base, claim.quantity.base)
