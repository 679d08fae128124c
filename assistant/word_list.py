"""Edit the user's words: each edit writes the file `synonyms.txt` of the data folder, which can be edited by hand as well."""

from __future__ import annotations

import os
from pathlib import Path

from assistant.thesaurus import FILE, Entry, entries_of, load_thesaurus, own_entries, shipped_entries, word_key
from index.store import Store
from ingest.errors import BadInput

_HEAD = "# 함께 찾을 말: ‘일상말 > 공식말’은 한쪽으로, ‘가 = 나’는 양쪽으로 찾습니다. ‘-’로 시작하는 줄은 뺄 말입니다.\n"


def add_words(folder: Path, said: str, official: str) -> bool:
    """Look for each of two words beside the other from now on; whether that is new. Raises BadInput for words that are none."""
    _check(said, official)
    known = [entry for entry in own_entries(folder / FILE) if not entry.out]
    if _pair(said, official) in {_pair(entry.said, entry.official) for entry in known}:
        return False
    lines = [line for line in _lines(folder) if not _speaks_of(line, said, official, out=True)]
    _write(folder, [*lines, f"{said} = {official}"])
    return True


def remove_words(store: Store, folder: Path, said: str, official: str) -> bool:
    """Look for two words beside each other no more, wherever that came from; whether they were."""
    _check(said, official)
    before = _lines(folder)
    lines = [line for line in before if not _speaks_of(line, said, official, out=False)]
    pair = _pair(said, official)
    elsewhere = {_pair(entry.said, entry.official) for entry in shipped_entries()}
    elsewhere |= {_pair(row.short, row.long) for row in store.abbreviations()}
    # A line of several words is left as it is: the pair alone is taken out.
    elsewhere |= {_pair(entry.said, entry.official) for line in lines for entry in _read(line) if not entry.out}
    wanted = load_thesaurus(folder).wants(said, official)
    if pair in elsewhere and wanted:
        lines = [*lines, f"- {said} = {official}"]
    if lines == before:
        return False
    _write(folder, lines)
    return True


def _check(said: str, official: str) -> None:
    if not word_key(said) or not word_key(official) or word_key(said) == word_key(official):
        raise BadInput("서로 다른 두 낱말을 주십시오.", "예: geungeo words add 어린이집 보육시설")
    if any(mark in said + official for mark in ">=#,\n") or said.startswith("-"):
        raise BadInput("낱말에는 ‘> = # ,’를 쓸 수 없습니다.", "예: geungeo words add 어린이집 보육시설")


def _pair(said: str, official: str) -> frozenset[str]:
    """Two words, whichever stands first."""
    return frozenset({word_key(said), word_key(official)})


def _speaks_of(line: str, said: str, official: str, *, out: bool) -> bool:
    """Whether a line says this of two words and of no others."""
    found = _read(line)
    return bool(found) and all(entry.out is out and _pair(entry.said, entry.official) == _pair(said, official) for entry in found)


def _read(line: str) -> list[Entry]:
    return list(entries_of([line], "", FILE))


def _lines(folder: Path) -> list[str]:
    path = folder / FILE
    list(own_entries(path))  # a file that cannot be read is not written over
    return path.read_text(encoding="utf-8-sig").splitlines() if path.exists() else _HEAD.splitlines()


def _write(folder: Path, lines: list[str]) -> None:
    """Write by renaming, so that a kill leaves the old file or the new one."""
    temporary = folder / f"{FILE}.new"
    temporary.write_text("\n".join(lines) + "\n", encoding="utf-8")
    os.replace(temporary, folder / FILE)
