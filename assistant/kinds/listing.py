"""Lists: the entries under the line that announces them, complete, or the sentence that counts them up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.evidence import Evidence
from assistant.kinds.quoting import quote_point, related, spread
from assistant.points import Point
from assistant.types import Hit, Question
from ingest.document import Statement, StatementKind

_MOST_ENTRIES = 12
_ENUMERATES = re.compile(r"(?:[^,·、]{1,30}[,·、]\s?){2,}|①.*②|\(.*,.*,.*\)")
_ENUMERATION_BONUS = 0.12


def compose_list(question: Question, evidence: Sequence[Evidence]) -> list[Point]:
    """The entries of the list asked for. What announces a list is a heading or bullet with deeper lines under it."""
    ranked = sorted(evidence, key=lambda item: -(item.score + _ENUMERATION_BONUS * bool(_ENUMERATES.search(item.statement.text))))
    best = next((item for item in ranked if item.statement.kind is not StatementKind.ROW), ranked[0])
    entries = entries_under(best.hit, best.statement)
    if len(entries) >= 2 and best.score >= 0.85 * ranked[0].score and not _ENUMERATES.search(best.statement.text):
        count = f"항목 수: {len(entries)}"
        head = Point(
            f"{best.statement.text.rstrip(' :')} (모두 {len(entries)}건)", best.hit, (best.statement.span,), formula=count
        )
        return [head, *(Point(f"- {entry.text}", best.hit, (entry.span,)) for entry in entries)]
    chosen = spread(ranked, 2, gain=0.25)
    return [*(quote_point(item) for item in chosen), *related(chosen, ranked)]


def entries_under(hit: Hit, head: Statement) -> list[Statement]:
    """The statements one step below another, up to the next at its own level."""
    following = [statement for statement in hit.statements if statement.span.start > head.span.start]
    under: list[Statement] = []
    for statement in following:
        if statement.level <= head.level and statement.kind is not StatementKind.ROW:
            break
        under.append(statement)
    if not under:
        return []
    level = min(statement.level for statement in under)
    return [statement for statement in under if statement.level == level][:_MOST_ENTRIES]
