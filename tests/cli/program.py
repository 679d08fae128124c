"""What the tests of the command line share."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, NamedTuple

KOREAN = re.compile(r"[가-힣]")
QUESTION = "2023년 별빛도서관 운영 예산현액 얼마야?"
COMMANDS = (
    "ingest",
    "read",
    "ask",
    "chat",
    "cite",
    "figures",
    "audit",
    "check",
    "eval",
    "status",
    "describe",
    "remove",
    "words",
    "users",
    "collections",
    "asked",
    "serve",
    "ui",
)


class Result(NamedTuple):
    """What a command wrote, and its exit status."""

    out: str
    err: str
    status: int

    @property
    def rows(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Geungeo = Callable[..., Result]
