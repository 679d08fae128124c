"""Search structures that were damaged in any way are made anew from the store; a damaged store says so and how to go on."""

from __future__ import annotations

import logging
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.answer import answer
from assistant.settings import Settings
from index.library import Library, open_library
from ingest.errors import BadInput, IndexMismatch
from tests.faults.conftest import QUESTION

Open = Callable[[Path], Library]
FOLDERS = ("lexical", "vectors")


def _files(folder: Path) -> list[Path]:
    """The files that hold something; Tantivy's own lists and locks it makes itself."""
    return sorted(path for path in folder.iterdir() if not path.name.startswith(".") and path.stat().st_size)


def _random_bytes(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    start = chance.randrange(len(content))
    count = min(chance.randint(1, 64), len(content) - start)
    old = bytes(content[start : start + count])
    while bytes(content[start : start + count]) == old:
        content[start : start + count] = chance.randbytes(count)
    path.write_bytes(content)


def _cut(path: Path, chance: random.Random) -> None:
    path.write_bytes(path.read_bytes()[: chance.randrange(path.stat().st_size)])


def _longer(path: Path, chance: random.Random) -> None:
    path.write_bytes(path.read_bytes() + chance.randbytes(16))


def _missing(path: Path, chance: random.Random) -> None:
    path.unlink()


def _right_header(path: Path, chance: random.Random) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:32] + bytes(len(content) - 32) if len(content) > 32 else bytes(len(content)))


def _same(found: Library, right: Library) -> bool:
    """Whether two libraries find the same, by words and by vectors, and answer the same."""
    rows = list(right.store.search_rows(0, 1 << 40))
    for row in rows:
        words, pairs = row.words.split(), row.pairs.split()
        if found.lexical.search(words, pairs, 5) != right.lexical.search(words, pairs, 5):
            return False
        vector = right.store.vectors(row.id, row.id)[1][0]
        if found.vectors.search(vector, 5) != right.vectors.search(vector, 5):
            return False
    settings = Settings(today="2025-03-01")
    return answer(found, QUESTION, settings).text == answer(right, QUESTION, settings).text


@pytest.mark.parametrize("damage", [_random_bytes, _cut, _longer, _missing, _right_header])
@pytest.mark.parametrize("folder", FOLDERS)
def test_a_damaged_file_is_found_and_all_is_made_anew(
    data: Path,
    whole: Path,
    opened: Open,
    damage: Callable[[Path, random.Random], None],
    folder: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    chance = random.Random(f"{damage.__name__}{folder}")
    right = opened(whole)
    for number, name in enumerate(path.name for path in _files(data / folder)):
        broken = Path(shutil.copytree(data, data.with_name(f"data{number}")))
        damage(broken / folder / name, chance)
        caplog.clear()
        with caplog.at_level(logging.WARNING):
            found = opened(broken)
        assert _same(found, right), name
        assert [record.message for record in caplog.records] == ["made anew"], name
        caplog.clear()
        opened(broken)
        assert not caplog.records  # mended for good


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_whole_folder_of_another_library_is_told_apart(
    data: Path, whole: Path, opened: Open, tmp_path: Path, folder: str, small_documents: Path, caplog: pytest.LogCaptureFixture
) -> None:
    from index.intake import take_in

    other = opened(tmp_path / "other")
    texts = tmp_path / "texts"
    texts.mkdir()
    for number, name in enumerate(path.name for path in sorted(small_documents.iterdir())):
        (texts / name).write_text(f"솔섬 등대 {number}호를 고친다.\n", encoding="utf-8")
    list(take_in(other, sorted(texts.iterdir())))
    assert other.store.sequence() == opened(data).store.sequence()  # nothing but the stamp tells them apart
    shutil.rmtree(data / folder)
    shutil.copytree(tmp_path / "other" / folder, data / folder)
    with caplog.at_level(logging.WARNING):
        found = opened(data)
    assert [record.facts["reason"] for record in caplog.records] == ["다른 색인의 것"]  # type: ignore[attr-defined]
    assert _same(found, opened(whole))


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_that_is_gone_is_made_anew(data: Path, whole: Path, opened: Open, folder: str) -> None:
    shutil.rmtree(data / folder)
    assert _same(opened(data), opened(whole))


def test_a_library_put_back_by_hand_is_told_from_what_followed_it(
    data: Path, whole: Path, opened: Open, write: Callable[[str, str], Path]
) -> None:
    from index.intake import take_in

    library = opened(data)
    list(take_in(library, [write("등대.txt", "솔섬에 등대를 세운다.\n")]))
    library.close()
    for name in ("lexical", "vectors"):
        shutil.copytree(data / name, data / f"{name}-later")
    shutil.copy(whole / "library.sqlite", data)
    library = opened(data)
    list(take_in(library, [write("나루.txt", "달섬에 나루를 놓는다.\n")]))
    library.close()
    for name in ("lexical", "vectors"):  # as many changes as the other way on had
        shutil.rmtree(data / name)
        (data / f"{name}-later").rename(data / name)
    library = opened(data)
    (row,) = [row for row in library.store.documents() if row.name == "나루.txt"]
    assert library.lexical.search(["나루"], [], 5) and not library.lexical.search(["등대"], [], 5)
    assert row.passages


class TestStore:
    """A damaged library.sqlite: a clear error with the file and the remedy, or an answer; nothing else, and never another's."""

    def _asked(self, data: Path) -> str:
        library = open_library(data, "kiwi")
        try:
            return answer(library, QUESTION, Settings(today="2025-03-01")).text
        finally:
            library.close()

    @pytest.mark.parametrize("damage", ["header", "cut", "empty", "half"])
    def test_a_file_that_is_none_says_so(self, data: Path, damage: str) -> None:
        path = data / "library.sqlite"
        content = path.read_bytes()
        path.write_bytes(
            {
                "header": b"\xff" * 100 + content[100:],
                "cut": content[:5000],
                "empty": b"x" * 3,
                "half": content[: len(content) // 2],
            }[damage]
        )
        with pytest.raises(IndexMismatch, match=r"library\.sqlite.*geungeo restore"):
            self._asked(data)

    def test_scribbles_anywhere_are_told_or_do_no_harm(self, data: Path, whole: Path) -> None:
        right, chance, told = self._asked(whole), random.Random(7), 0
        path = data / "library.sqlite"
        content = path.read_bytes()
        for _ in range(25):
            start = chance.randrange(100, len(content) - 4096)
            path.write_bytes(content[:start] + chance.randbytes(4096) + content[start + 4096 :])
            try:
                assert self._asked(data) == right
            except IndexMismatch as error:
                told += "geungeo restore" in str(error)
        assert told

    def test_a_damaged_log_leaves_an_older_state(self, data: Path, opened: Open, write: Callable[[str, str], Path]) -> None:
        from index.intake import take_in

        library = opened(data)
        before = [row.name for row in library.store.documents()]
        list(take_in(library, [write("등대.txt", "솔섬에 등대를 세운다.\n")]))
        copy = Path(shutil.copytree(data, data.with_name("copy")))  # as a kill would leave it, with its log
        log = copy / "library.sqlite-wal"
        content = log.read_bytes()
        log.write_bytes(content[: len(content) // 2] + bytes(len(content) - len(content) // 2))
        (copy / "library.sqlite-shm").unlink()
        found = opened(copy)
        assert [row.name for row in found.store.documents()] in (before, sorted([*before, "등대.txt"]))
        assert found.lexical.count() == found.vectors.count() == found.store.passage_count()
        assert bool(found.lexical.search(["등대"], [], 5)) == ("등대.txt" in [row.name for row in found.store.documents()])

    def test_what_cannot_be_opened_is_told(self, data: Path) -> None:
        (data / "library.sqlite").unlink()
        (data / "library.sqlite").mkdir()
        with pytest.raises(BadInput, match=r"library\.sqlite.*열 수 없음"):
            self._asked(data)
