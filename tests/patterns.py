"""Every regular expression of the program, and strings that make a careless one take for ever. Run: a line for each that does."""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

PACKAGES = ("ingest", "index", "assistant", "eval", "access", "screen", "api", "cli")
LENGTH = 600  # letters: what grows with their square takes some thousandths of a second, with their cube seconds
SECONDS = 0.12  # of the processor's time: others may be at work on the machine
_ROOT = Path(__file__).parents[1]
_ANY = (
    "1", " ", "가", "a", ".", ",", "(", ")", "\n", "\t", "-", "·", "1,", "1 ", "가 ", "a ", "1.", "\n ", "1,234 ", "2024. ", "1억", "만",
    "(1", "<", "제1", "’", "“", "Ⅰ", "①", "A", "https://", "=", "1-", "위원",
)  # fmt: skip
_METHODS = re.compile(r"\b(_?[A-Z][A-Z_0-9]*)\.(search|finditer|findall|sub|subn|split|match|fullmatch)\b")


class Found(NamedTuple):
    """A compiled expression, where it stands, and how it is used."""

    module: str
    name: str
    pattern: re.Pattern[str]
    is_searched: bool  # anywhere in a text, not only at its beginning


def patterns() -> Iterator[Found]:
    """The expressions of all modules, each once; those in tuples and dicts among them."""
    searched = {
        name
        for package in PACKAGES
        for file in (_ROOT / package).rglob("*.py")
        for name, method in _METHODS.findall(file.read_text(encoding="utf-8"))
        if method not in {"match", "fullmatch"}
    }
    seen: set[tuple[str, int]] = set()
    for module in _modules():
        for name, value in vars(module).items():
            for pattern in _within(value):
                if isinstance(pattern.pattern, str) and (pattern.pattern, pattern.flags) not in seen:
                    seen.add((pattern.pattern, pattern.flags))
                    yield Found(module.__name__, name, pattern, name in searched or pattern is not value)


def slow(found: Found) -> list[str]:
    """The strings, shortened, over which an expression takes longer than it may."""
    uses = [found.pattern.fullmatch, found.pattern.match, *([found.pattern.search] if found.is_searched else [])]
    bad = []
    for seed in _seeds(found.pattern):
        for ending in ("", "\0"):
            text = (seed * (LENGTH // len(seed) + 1))[:LENGTH] + ending
            for use in uses:
                if _takes_long(use, text):
                    bad.append(f"{seed!r}{'+NUL' if ending else ''} {use.__name__}")
                    break
        if len(bad) >= 2:
            break
    return bad


def _takes_long(use: Any, text: str) -> bool:
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS * 3)
    began = time.process_time()
    try:
        use(text)
    except TimeoutError:
        return True
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - began > SECONDS


def _modules() -> Iterator[Any]:
    for package in map(importlib.import_module, PACKAGES):
        yield package
        for part in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if part.name != "ingest.worker":
                yield importlib.import_module(part.name)


def _within(value: Any, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 3 and isinstance(value, dict):
        for part in (*value, *value.values()):
            yield from _within(part, depth + 1)
    elif depth < 3 and isinstance(value, list | tuple | set | frozenset):
        for part in value:
            yield from _within(part, depth + 1)


def _seeds(pattern: re.Pattern[str]) -> list[str]:
    """What the strings are made of: what any text has, and the expression's own letters and words, alone and in pairs."""
    words = re.findall(
        r"[가-힣]+|[A-Za-z]+|[^\w\s\\]", re.sub(r"\\[a-zA-Z]|\(\?P?<?\w*>?|[{}^$*+?|()\[\]]", " ", pattern.pattern)
    )
    own = list(dict.fromkeys(words))[:14]
    pairs = [first + second for first in own[:8] for second in (" ", "1", "가", *own[:3])]
    return list(dict.fromkeys([*_ANY, *own, *pairs]))


def _ring(number: int, frame: FrameType | None) -> None:
    raise TimeoutError


if __name__ == "__main__":
    signal.signal(signal.SIGVTALRM, _ring)
    count = 0
    for found in patterns():
        count += 1
        if bad := slow(found):
            print(f"{found.module}.{found.name}: {', '.join(bad)}", flush=True)
    print(count, file=sys.stderr)
