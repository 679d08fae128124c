"""A record of Python's logging as a line: JSON for the file, a few words for the terminal.

Of what is not noted by `noting` (libraries, mostly) the message is taken before its arguments are put in: they may be what
somebody asked, or an address with it. A message that was put together before is left out, unless contents are asked for.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from ingest.log.noting import NAME, asking, short
from ingest.log.trace import error_told
from ingest.log.words import LEVELS, event_told

_LONGEST = 10_000  # characters of one content
_LONGEST_FACT = 200
_MASK = "***"


def line_of(record: logging.LogRecord, with_contents: bool) -> dict[str, Any]:
    """What is kept of a record. Called where it was noted, so that the request at hand is known."""
    about = asking()
    told: dict[str, Any] = {
        "time": datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        **_event(record, with_contents),
        **{name: value for name, value in (("request", about.number), ("job", about.job), ("face", about.face)) if value},
    }
    if who := about.who():
        told["person"] = who
    told |= {name: _fact(value) for name, value in getattr(record, "facts", {}).items() if name not in told}
    if record.levelno >= logging.WARNING and "error" not in told:
        told["at"] = f"{record.module}:{record.lineno}"
    if trace := told.pop("trace", None):  # of another process
        told["error"] = trace
    elif record.exc_info and record.exc_info[1] is not None:
        told["error"] = error_told(record.exc_info[1], with_contents)
    if with_contents and (content := getattr(record, "content", {})):
        told["content"] = {name: str(value)[:_LONGEST] for name, value in content.items()}
    return told


def as_json(told: Mapping[str, Any], secrets: Sequence[str] = ()) -> bytes:
    """A line of the file, with its end. Secrets are masked wherever they stand."""
    text = json.dumps(told, ensure_ascii=False, default=str)
    for secret in secrets:
        text = text.replace(json.dumps(secret, ensure_ascii=False)[1:-1], _MASK)
    return f"{text}\n".encode("utf-8", "backslashreplace")


def as_words(told: Mapping[str, Any]) -> str:
    """A line for the terminal: time, what happened, the exception, and the number to look for."""
    error = told.get("error") or {}
    what = [event_told(told), *filter(None, (error.get("type"), error.get("code"), (error.get("at") or [""])[-1]))]
    number = f" [{short(told['request'])}]" if told.get("request") else ""
    return printable(f"{str(told['time'])[11:19]} {LEVELS.get(told['level'], told['level'])}{number} {', '.join(what)}")


def printable(text: str) -> str:
    """A text in one line that moves no cursor, changes no colour and no direction of a terminal."""
    return "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in text)


def _event(record: logging.LogRecord, with_contents: bool) -> dict[str, Any]:
    if record.name == NAME:
        return {"event": str(record.msg)}
    said = record.getMessage() if with_contents else str(record.msg) if record.args else ""
    return {"event": "message", "logger": record.name, **({"says": said[:_LONGEST_FACT].strip()} if said else {})}


def _fact(value: Any) -> Any:
    return value[:_LONGEST_FACT] if isinstance(value, str) else value
