"""A figure in brackets right behind another one says it in other words: 129,550천원(1억 2,955만 원)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.checking.agreement import same_value
from assistant.checking.types import Claim, Finding, Verdict

_OPENS = re.compile(r"\s?\(\s?(?:약\s?)?")

Found = Sequence[tuple[Claim, Finding]]


def as_readings(found: Found) -> list[tuple[Claim, Finding]]:
    """The findings on a statement's claims: what only reads the figure before it stands and falls with that one."""
    read: list[tuple[Claim, Finding]] = []
    for claim, finding in found:
        if read and _reads(claim, read[-1][0]) and read[-1][1].verdict is Verdict.VERIFIED:
            before = read[-1][1]
            finding = replace(before, span=claim.quantity.span, text=claim.quantity.text)
        read.append((claim, finding))
    return read


def _reads(claim: Claim, before: Claim) -> bool:
    """Whether a claim is in the brackets behind another, in its dimension and with its value."""
    between = before.statement.text[before.at + len(before.quantity.text) : claim.at]
    is_in_words = claim.quantity.dimension == before.quantity.dimension and claim.quantity.unit != before.quantity.unit
    return bool(_OPENS.fullmatch(between)) and is_in_words and same_value(claim.quantity, before.quantity)
