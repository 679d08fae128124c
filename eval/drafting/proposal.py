"""A proposed gold item, and where it comes from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from eval.gold import GoldItem


class Origin(StrEnum):
    """What a proposal was made from."""

    LEDGER = "수치"
    HEADING = "항목"
    JUDGED = "평가"


@dataclass(frozen=True, slots=True)
class Proposal:
    """An item that a person has not seen yet. `lacking` says in Korean what must be filled in before it can be taken."""

    item: GoldItem
    origin: Origin
    lacking: str = ""
    remark: str = ""  # what the user who judged the answer said of it


def id_of(question: str, document: str, quote: str) -> str:
    """The same id for the same proposal whenever it is made, so that one refused does not come back."""
    return "d-" + hashlib.sha1("\n".join((question, document, quote)).encode()).hexdigest()[:10]
