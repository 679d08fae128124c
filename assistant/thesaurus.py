"""The thesaurus: everyday words for official ones, shipped with the package and edited by users in the data folder.

A line is `일상말, 일상말 > 공식말, 공식말`, with `=` instead of `>` where it holds both ways; a line that begins with `-`
takes what it says out of the shipped words and of those learnt from documents; `#` begins a remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from ingest.errors import BadInput, why

FILE = "synonyms.txt"
SHIPPED, OWN = "기본 낱말", "사용자 낱말"
_LINE = re.compile(r"(?P<out>-\s*)?(?P<left>[^>=]+)(?P<sign>[>=])(?P<right>[^>=]+)")


@dataclass(frozen=True, slots=True)
class Entry:
    """An official word for an everyday one; `out` where it is to be left out."""

    said: str
    official: str
    source: str
    out: bool = False


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """Official words by what is said, white space and capitals aside, and the pairs that a user does not want."""

    by_key: Mapping[str, tuple[Entry, ...]]
    unwanted: frozenset[tuple[str, str]]

    def entries(self, key: str) -> tuple[Entry, ...]:
        """What is to be looked for beside a word."""
        return self.by_key.get(key, ())

    def wants(self, said: str, official: str) -> bool:
        """Whether no user took the pair out."""
        return (word_key(said), word_key(official)) not in self.unwanted


def load_thesaurus(folder: Path) -> Thesaurus:
    """The shipped words and those of the data folder, read again when the file changes. Raises BadInput for a line that is none."""
    path = folder / FILE
    try:
        stamp = path.stat().st_mtime_ns
    except OSError:
        stamp = 0
    return _load(path, stamp)


@lru_cache(maxsize=4)
def _load(path: Path, stamp: int) -> Thesaurus:
    own = list(own_entries(path))
    unwanted = frozenset((word_key(entry.said), word_key(entry.official)) for entry in own if entry.out)
    entries: dict[str, dict[str, Entry]] = {}
    for entry in (*(entry for entry in own if not entry.out), *shipped_entries()):
        key, official = word_key(entry.said), word_key(entry.official)
        if key != official and (key, official) not in unwanted:
            entries.setdefault(key, {}).setdefault(official, entry)
    return Thesaurus({key: tuple(found.values()) for key, found in entries.items()}, unwanted)


def shipped_entries() -> Iterator[Entry]:
    """The words that come with the package."""
    text = (files("assistant") / "data" / FILE).read_text(encoding="utf-8")
    return entries_of(text.splitlines(), SHIPPED, FILE)


def own_entries(path: Path) -> Iterator[Entry]:
    """The words of a user's file; none where there is none. Raises BadInput for a line that is none."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return iter(())
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(
            f"낱말 파일을 읽을 수 없습니다: {path} ({why(error)})", "UTF-8 텍스트 파일인지 확인해 주십시오."
        ) from error
    return entries_of(text.splitlines(), OWN, str(path))


def entries_of(lines: Iterable[str], source: str, name: str) -> Iterator[Entry]:
    """The words of some lines of a file. Raises BadInput naming the line that is none."""
    for number, line in enumerate(lines, start=1):
        plain = line.split("#")[0].strip()
        if not plain:
            continue
        match = _LINE.fullmatch(plain)
        left, right = (_words(match.group(side)) if match else [] for side in ("left", "right"))
        if match is None or not left or not right:
            raise BadInput(f"{name} {number}번째 줄을 읽을 수 없습니다: {plain}", "‘일상말 > 공식말, 공식말’처럼 적어 주십시오.")
        pairs = [(said, official) for said in left for official in right]
        if match.group("sign") == "=":
            pairs += [(official, said) for said, official in pairs]
        for said, official in pairs:
            yield Entry(said, official, source, bool(match.group("out")))


def _words(text: str) -> list[str]:
    return [word for part in text.split(",") if word_key(word := " ".join(part.split()))]


def word_key(word: str) -> str:
    """A word as it is found again: letters and digits alone, lower case."""
    return re.sub(r"[^0-9a-z가-힣]", "", word.lower())
