"""Run in a namespace of its own by test_disk: every kind of write on a full disk, and again when there is room."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np

from index.backup import back_up
from index.history import FILE, History
from index.intake import take_one
from index.kept import keep, kept_files
from index.library import open_library
from index.restore import restore
from index.sync import is_level
from ingest.errors import GeungeoError

disk, whole, outside = map(Path, sys.argv[1:])
data, filler = disk / "data", disk / "filler"
shutil.copytree(whole, data)
library = open_library(data, "kiwi")
history = History(data / FILE)
history.put("가", "대화", "열쇠0", "처음 질문", "처음 답", b"0")
archive = outside / "backup.zip"
back_up(data, archive)
document = outside / "등대.txt"
document.write_text("솔섬에 등대를 세운다.\n" * 400, encoding="utf-8")
names = [row.name for row in library.store.documents()]


def fill() -> None:
    with filler.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while True:
                    file.write(os.urandom(size))
            except OSError:
                pass


def told(work: Callable[[], object]) -> str:
    """What is told of work on a full disk; then it is to succeed with room."""
    fill()
    try:
        result = work()
        said = getattr(result, "reason", "") or "done"
    except GeungeoError as error:
        said = str(error)
    finally:
        filler.unlink()
    return said


def store() -> object:
    return take_one(library, document)


def follow(structure: str) -> Callable[[], object]:
    def work() -> None:
        ids, vectors = library.store.vectors(1, 1 << 40)
        with library.writing():
            if structure == "lexical":
                rows = list(library.store.search_rows(1, 1 << 40)) * 20
                library.lexical.follow([], rows, library.store.sequence(), stamp=library.store.stamp())
            else:
                library.vectors.follow([], np.concatenate([ids]), vectors, library.store.sequence(), stamp=library.store.stamp())

    return work


def put_file() -> object:
    copy = outside / "나루.txt"
    copy.write_text("달섬에 나루를 놓는다.\n" * 100, encoding="utf-8")
    return keep(data, copy, "나루.txt")


KINDS: dict[str, Callable[[], object]] = {
    "store": store,
    "lexical": follow("lexical"),
    "vectors": follow("vectors"),
    "kept": put_file,
    "history": lambda: history.put("가", "대화", "열쇠1", "둘째 질문", "둘째 답", os.urandom(100_000)),
    "backup": lambda: back_up(data, disk / "backup.zip"),
    "restore": lambda: restore(archive, disk / "elsewhere"),
}
full = {name: told(work) for name, work in KINDS.items()}
left = {
    "documents": [row.name for row in library.store.documents()] == names,
    "history": [entry.question for entry in history.entries("가", "대화")] == ["처음 질문"],
    "kept": kept_files(data) == [],
    "backup": not (disk / "backup.zip").exists(),
    "elsewhere": not (disk / "elsewhere" / "library.sqlite").exists(),
    "pieces": [path.name for path in disk.rglob("*.part")] == [],
}
again = {name: getattr(work(), "reason", "") or "" for name, work in KINDS.items()}
library.refresh()
library.close()
reopened = open_library(data, "kiwi")
after = {
    "documents": [row.name for row in reopened.store.documents()] == sorted([*names, "등대.txt"]),
    "found": bool(reopened.lexical.search(["등대"], [], 5)),
    "level": is_level(reopened.store, reopened.lexical, reopened.vectors),
    "history": len(history.entries("가", "대화")) == 2,
}
print(json.dumps({"full": full, "left": left, "again": again, "after": after}, ensure_ascii=False))
