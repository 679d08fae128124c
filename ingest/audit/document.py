"""The audit of a document: each of its tables by every check, then the amounts that its lines work out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ingest.audit.columns import check_columns
from ingest.audit.culprits import Culprit, culprits_of
from ingest.audit.findings import Finding
from ingest.audit.formulas import check_formulas
from ingest.audit.lines import check_lines
from ingest.audit.numbers import in_unit, written_like
from ingest.audit.relations import Relation
from ingest.audit.sheet import Sheet, sheet_of
from ingest.audit.sums import check_sums
from ingest.audit.trust import Verdict
from ingest.document import Block, Document, Table
from ingest.place import Places, places_of

_CHECKS: tuple[Callable[[Sheet], Iterator[Verdict]], ...] = (check_formulas, check_columns)


def audit_document(document: Document) -> tuple[Finding, ...]:
    """What does not add up in a document's tables, in the order in which it stands there."""
    found: list[tuple[Culprit, Block | None]] = []
    worked_out = list(check_lines(document.source.text))
    tables = [block for block in document.blocks if block.table is not None]
    for number, block in enumerate(tables):
        assert block.table is not None
        near = (tables[number - 1] if number else None, block, tables[number + 1] if number + 1 < len(tables) else None)
        whole = not _goes_on(document, near[0], block) and not _goes_on(document, block, near[2])
        own = [relation for relation in worked_out if _stands_in(relation, block)]
        worked_out = [relation for relation in worked_out if relation not in own]
        found.extend((culprit, block) for culprit in audit_table(block.table, document.source.text, whole=whole, own=own))
    broken = [relation for relation in worked_out if not relation.holds]
    found.extend((culprit, _block_of(document, culprit)) for culprit in culprits_of(broken, ()))
    if not found:
        return ()
    places = places_of(document.source)
    findings = [_finding(culprit, block, document, places) for culprit, block in found]
    return tuple(sorted({finding.span: finding for finding in findings[::-1]}.values(), key=lambda finding: finding.span))


def audit_table(table: Table, text: str, *, whole: bool = True, own: Sequence[Relation] = ()) -> list[Culprit]:
    """The cells of one table that its other cells contradict.

    `text` is that which its spans count in, `whole` whether none of it stands on another page; `own` are relations that
    its lines work out in words.
    """
    broken, held = relations_in(table, text, whole=whole)
    broken.extend(relation for relation in own if not relation.holds)
    held.extend(relation for relation in own if relation.holds)
    return culprits_of(broken, held)


def relations_in(table: Table, text: str, *, whole: bool = True) -> tuple[list[Relation], list[Relation]]:
    """The relations that are broken in a table, and those that hold, under readings that it proves."""
    sheet = sheet_of(table, text)
    return _relations(sheet, whole=whole) if sheet is not None else ([], [])


def _relations(sheet: Sheet, *, whole: bool) -> tuple[list[Relation], list[Relation]]:
    """The relations of a sheet that are broken, and those that hold."""
    verdicts: list[Verdict] = []
    for side in (sheet, sheet.turned):
        verdicts.extend(verdict for check in _CHECKS for verdict in check(side))
        verdicts.extend(check_sums(side, whole=whole))
    broken = [relation for verdict in verdicts for relation in verdict.broken]
    return broken, [relation for verdict in verdicts for relation in verdict.held]


def _goes_on(document: Document, one: Block | None, other: Block | None) -> bool:
    """Whether two tables may be parts of one that a page break cut: nothing but the paper stands between them."""
    if one is None or other is None or one.table is None or other.table is None:
        return False
    between = [b for b in document.blocks if one.span.end <= b.span.start and b.span.end <= other.span.start]
    return not between and (one.table.cols == other.table.cols or not other.table.header_rows)


def _stands_in(relation: Relation, block: Block) -> bool:
    """Whether the result of a relation stands in a block."""
    quantity = relation.target.quantity
    return quantity is not None and block.span.holds(quantity.span)


def _block_of(document: Document, culprit: Culprit) -> Block | None:
    """The block that a figure stands in."""
    assert culprit.number.quantity is not None
    span = culprit.number.quantity.span
    return next((block for block in document.blocks if block.span.holds(span)), None)


def _finding(culprit: Culprit, block: Block | None, document: Document, places: Places) -> Finding:
    """A culprit as it is told."""
    quantity, cell = culprit.number.quantity, culprit.number.cell
    assert quantity is not None and cell is not None
    first = culprit.relations[0]
    expected = in_unit(culprit.expected.middle, quantity)
    table = block.table if block is not None else None
    return Finding(
        check=first.check,
        span=cell.span,
        quantity=quantity,
        expected=expected,
        expected_text=written_like(expected, quantity),
        formula=formula_of(first),
        operands=tuple(n.cell.span for n in first.operands if n.cell is not None),
        row=" ".join(cell.row_path) or _label_before(document.source.text, first),
        column=" ".join(cell.col_path),
        title=(table.title if table is not None else "") or _section(block),
        page=document.source.page_at(cell.span.start),
        place=places.at(cell.span.start),
        likely=len(culprit.relations) > 1,
        also=tuple(formula_of(relation) for relation in culprit.relations[1:]),
    )


def formula_of(relation: Relation) -> str:
    """A relation as it is said: what the operands give, and what stands there. `3 + 2 + 1 = 6 (적힌 값 5)`."""
    target, expected = relation.target.quantity, relation.expected
    assert target is not None and expected is not None
    given = written_like(in_unit(expected.middle, target), target)
    return f"{relation.rule.words([number.written for number in relation.operands])} = {given} (적힌 값 {relation.target.written}{target.unit})"


def _section(block: Block | None) -> str:
    return block.section[-1] if block is not None and block.section else ""


def _label_before(text: str, relation: Relation) -> str:
    """What stands on the line before the first operand: the name of an amount that is worked out in words."""
    first = relation.operands[0].cell
    if first is None:
        return ""
    start = text.rfind("\n", 0, first.span.start) + 1
    return " ".join(text[start : first.span.start].strip(" :：\t").split())
