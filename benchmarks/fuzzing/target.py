"""What a fuzzing process does with a mutation: reads it, then lays it out and cuts it, and tells what became of it.

It stands in for `read_source` in `ingest.sandbox`, so that the limits and the ways of dying are those of the product.
"""

from __future__ import annotations

import json
import re
import time
import traceback
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.fuzzing.mutate import mutated
from ingest.document import Source
from ingest.errors import UnreadableFile
from ingest.korean import analyse
from ingest.layout import read_layout
from ingest.pipeline import ingest
from ingest.readers import read_source

READ, REFUSED, DEEP, ERROR = "read", "refused", "deep", "error"
_CUT_EVERY = 5  # of the mutations that are read, one in so many is cut with Kiwi too, which takes most of the time
_KOREAN = re.compile("[가-힣]")
_STATUS, _CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")  # Linux: the peak of memory, and to forget it
_XML_NO_MEMORY = 2

analyse(["가람시"])  # Kiwi's model is loaded once, before memory is counted


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a mutation: `detail` is where it failed, or what a refusal was made of."""

    outcome: str
    detail: str = ""
    reading: float = 0.0  # seconds of the processor
    understanding: float = 0.0  # the same, of layout and cutting
    megabytes: float = 0.0  # the most that was held beyond the start


def read(path: Path) -> Source:
    """Read the mutation that a path names as samples/format/number, and give what became of it as JSON."""
    content = mutated(path.parents[1], path.parent.name, int(path.name))
    file = path.parents[2] / "mutated" / f"{path.parent.name}-{path.name}"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content)
    del content
    told = _try(file, int(path.name))
    if told.outcome != ERROR:
        file.unlink()
    return Source("", "fuzz", "", json.dumps(asdict(told), ensure_ascii=False), ())


def _try(file: Path, number: int) -> Told:
    before = _forget_peak()
    began = time.process_time()
    try:
        source = read_source(file)
    except (UnreadableFile, RecursionError) as error:
        _raise_want_of_memory(error)
        return _refusal(error, time.process_time() - began, _peak() - before)
    except MemoryError:
        raise
    except Exception:
        return Told(ERROR, traceback.format_exc())
    read_at = time.process_time()
    try:
        if number % _CUT_EVERY:
            read_layout(source)
        else:
            with suppress(UnreadableFile):
                ingest(source)
    except MemoryError:
        raise
    except Exception:
        return Told(ERROR, traceback.format_exc())
    return Told(READ, "", read_at - began, time.process_time() - read_at, _peak() - before)


def _refusal(error: UnreadableFile | RecursionError, seconds: float, megabytes: float) -> Told:
    cause = error.__cause__
    if isinstance(error, RecursionError) or isinstance(cause, RecursionError):
        return Told(DEEP, "", seconds, 0.0, megabytes)
    if not (_KOREAN.search(error.reason) and error.reason.endswith(".") and error.remedy):
        return Told(ERROR, f"unclear refusal: {error.reason!r} {error.remedy!r}")
    return Told(REFUSED, f"{type(cause).__name__}: {str(cause)[:80]}" if cause else error.reason[:80], seconds, 0.0, megabytes)


def _raise_want_of_memory(error: Exception) -> None:
    """Leave to the worker what it tells of want of memory."""
    cause = error.__cause__
    if isinstance(cause, MemoryError) or (
        type(cause).__name__ == "XMLSyntaxError" and getattr(cause, "code", None) == _XML_NO_MEMORY
    ):
        raise error


def _forget_peak() -> float:
    """Megabytes held now, from which on the peak is counted."""
    with suppress(OSError):
        _CLEAR.write_text("5")
    return _peak()


def _peak() -> float:
    if not _STATUS.exists():
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM"))
