"""Finding lines of the log again: those of a request or a job by its number, or the last ones."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest.errors import BadInput, why
from ingest.log.file import FILE, FOLDER, parts_of
from ingest.log.lines import printable
from ingest.log.noting import short
from ingest.log.words import FACES, LEVELS, event_told, facts_told

Line = dict[str, Any]

_SERIOUS = frozenset({"warning", "error", "critical"})
_SHORTEST = 4  # digits of a number that is looked for; fewer begin too many


def lines_about(data: Path, number: str) -> Iterator[Line]:
    """The lines of the request or job whose number begins so, the oldest first. Raises BadInput for a number too short."""
    number = number.strip()
    if len(number) < _SHORTEST:
        raise BadInput(f"문의 번호가 너무 짧습니다: {number}", "화면에 적힌 번호를 모두 적어 주십시오.")
    for line in _all(data, number):
        if any(str(line.get(name, "")).startswith(number) for name in ("request", "job")):
            yield line


def last_lines(data: Path, most: int, *, only_serious: bool) -> list[Line]:
    """The last lines, the oldest first; of warnings and errors alone where asked."""
    return list(deque((line for line in _all(data) if not only_serious or line.get("level") in _SERIOUS), most))


def line_told(line: Line) -> list[str]:
    """A line as a keeper reads it: what happened, below it the facts, the exception and, where it was kept, the content."""
    about = [FACES.get(line.get("face", ""), line.get("face", "")), line.get("person", "")]
    number = f"[{short(str(line['request']))}] " if line.get("request") else ""
    level = LEVELS.get(line["level"], line["level"])
    told = [f"{str(line['time'])[:19].replace('T', ' ')} {level} {number}{event_told(line)}"]
    facts = ", ".join(
        filter(None, (*map(str, about), f"작업 {short(str(line['job']))}" if line.get("job") else "", facts_told(line)))
    )
    told += [f"    {facts}"] if facts else []
    told += [f"    {text}" for text in _error(line.get("error"))]
    told += [f"    {name}: {value}" for name, value in (line.get("content") or {}).items()]
    return [printable(text) for text in told]


def _error(error: Any, word: str = "예외") -> Iterator[str]:
    """The lines of an exception and of what it came from."""
    if not isinstance(error, dict):
        return
    said = f": {error['says']}" if error.get("says") else ""
    yield f"{word} {error.get('type')}{said}" + (f" ({error['code']})" if error.get("code") else "")
    for place in error.get("at") or []:
        yield f"    {place}"
    yield from _error(error.get("cause"), "까닭")
    for one in error.get("of") or []:
        yield from _error(one, "그 안의 예외")


def _all(data: Path, needle: str = "") -> Iterator[Line]:
    """Every line of all parts, the oldest first; of those alone in which a text stands. What is no line is passed over.

    Raises BadInput where there is a log that cannot be read.
    """
    for path in parts_of(data / FOLDER / FILE):
        try:
            with path.open(encoding="utf-8", errors="replace") as opened:
                for text in opened:
                    if needle in text and (line := _read(text)):
                        yield line
        except FileNotFoundError:
            continue
        except OSError as error:
            raise BadInput(f"로그를 읽을 수 없습니다: {path} ({why(error)})", "읽기 권한을 확인해 주십시오.") from error


def _read(text: str) -> Line | None:
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) and {"time", "level", "event"} <= found.keys() else None
