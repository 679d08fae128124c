"""What users think of answers, with a reason: kept in the data folder for the evaluation set.

One line of JSON a judgement, and not a table of the store: it outlives a library that is made anew or thrown away, is
written while an ingest holds the store, and `eval` reads it without opening a library. The last line of an id counts,
so that a change or an undoing is one more line and nothing written is ever rewritten.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.stored import from_bytes, to_bytes
from assistant.types import Answer
from ingest.errors import BadInput, why

FILE = "judgements.jsonl"
_PATIENCE = 2.0  # seconds; a line takes a millisecond
_REMEDY = "데이터 폴더에 쓸 수 있는지, 디스크에 자리가 있는지 확인해 주십시오."


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a user thinks of an answer. `id` is the answer's key: a second judgement of it takes the place of the first."""

    id: str
    is_good: bool
    reason: str  # as typed; may be empty
    at: str  # UTC: 2025-03-01T09:00:00+00:00
    answer: Answer

    @property
    def typed(self) -> str:
        """The question as it was typed."""
        return self.answer.question.typed or self.answer.question.text

    @property
    def question(self) -> str:
        """The question as it was read."""
        return self.answer.question.text


def judge(folder: Path, id: str, answer: Answer, is_good: bool, reason: str = "") -> None:
    """Keep what a user thinks of an answer. Raises BadInput where it cannot be written."""
    said = {"is_good": is_good, "reason": reason, "typed": answer.question.typed or answer.question.text}
    _write(folder, {"id": id, **said, "question": answer.question.text, "answer": json.loads(to_bytes(answer))})


def undo(folder: Path, id: str) -> None:
    """Take back what was thought of an answer. Raises BadInput where it cannot be written."""
    _write(folder, {"id": id, "undone": True})


def read_judgements(folder: Path) -> list[Judgement]:
    """The judgements that stand, oldest first; a line that was cut off or that is of another version is left out."""
    try:
        lines = (folder / FILE).read_text(encoding="utf-8", errors="replace").split("\n")
    except FileNotFoundError:
        return []
    found: dict[str, Judgement] = {}
    for line in lines:
        try:
            row = json.loads(line)
            found.pop(row["id"], None)
            if not row.get("undone"):
                found[row["id"]] = _judgement(row)
        except (ValueError, KeyError, TypeError, BadInput):
            continue
    return list(found.values())


def _judgement(row: dict[str, object]) -> Judgement:
    answer = from_bytes(json.dumps(row["answer"]).encode())
    return Judgement(str(row["id"]), bool(row["is_good"]), str(row["reason"]), str(row["at"]), answer)


def _write(folder: Path, row: dict[str, object]) -> None:
    """Add a line, on a line of its own even where the one before was cut off."""
    line = json.dumps({**row, "at": datetime.now(UTC).isoformat(timespec="seconds")}, ensure_ascii=False) + "\n"
    path = folder / FILE
    try:
        with FileLock(folder / f"{FILE}.lock", timeout=_PATIENCE), path.open("a+b") as file:
            if file.tell() and not _ends_a_line(path):
                line = "\n" + line
            file.write(line.encode("utf-8", "backslashreplace"))
    except (OSError, Timeout) as error:
        told = why(error) if isinstance(error, OSError) else "다른 작업이 쓰고 있음"
        raise BadInput(f"평가를 적어 두지 못했습니다({told}).", _REMEDY) from error


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read(1) == b"\n"
