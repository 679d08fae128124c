"""The labelled lines under a heading or line: 담당 : …, 사업기간 : … under 1. 물빛천 제방 복구, where the layout made no section of it."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.evidence import Evidence
from ingest.document import StatementKind


def lines_under(item: Evidence, label: re.Pattern[str]) -> list[Evidence]:
    """The lines with a label behind a statement, up to the next that names a matter as it does; in its passage."""
    statement = item.statement
    behind = [other for other in item.hit.statements if other.span.start > statement.span.start]
    lines = [
        other
        for other in behind
        if label.search(other.text) and (other.section == statement.section or statement.text in other.section)
    ]
    siblings = [
        other.span.start
        for other in behind
        if other.kind is statement.kind is StatementKind.SENTENCE
        and other.level == statement.level
        and not label.search(other.text)
    ]
    end = min(siblings, default=item.hit.span.end)
    return [replace(item, statement=line) for line in lines if line.span.start < end]
