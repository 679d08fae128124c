"""Whether all of some number did or are something, by a sentence that says how many of how many: 이사 9명 가운데 7명."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.evidence import Evidence
from assistant.types import Question
from assistant.verdicts.matter import is_of_years, unmet
from assistant.verdicts.predicate import predicate_of
from assistant.verdicts.verdict import Verdict
from ingest.document import StatementKind
from ingest.figures import read_quantities
from ingest.units import DATE

_ALL = re.compile(r"전원|전부|모두|빠짐없이|전량|전체가|(?<![가-힣])다\s")
_AMONG = re.compile(r"\s?(?:가운데|중(?:에서?)?)\s?(?:[가-힣]{2,6}\s)?")
_KNOWN = ("전원", "전부", "모두", "전체", "나오", "오", "참석", "출석", "현황")


def of_all(question: Question, evidence: Evidence) -> Verdict | None:
    """Yes where as many are said to be of as many, no where fewer."""
    predicate = predicate_of(question)
    statement = evidence.statement
    if not _ALL.search(question.plain) or predicate is None or predicate.denied or statement.kind is StatementKind.HEADING:
        return None
    if statement.cells or not is_of_years(question, evidence) or unmet(question, evidence, _KNOWN):
        return None
    found = [item for item in read_quantities(statement.text) if item.dimension != DATE]
    pairs = [
        (one, other)
        for one, other in pairwise(found)
        if one.dimension == other.dimension and _AMONG.fullmatch(statement.text[one.span.end : other.span.start])
    ]
    if len(pairs) != 1:
        return None
    whole, part = pairs[0]
    is_near = any(word in statement.text[part.span.end : part.span.end + 12] for word in (predicate.stem, "참석", "출석"))
    return Verdict(part.base == whole.base, evidence) if part.base <= whole.base and is_near else None
