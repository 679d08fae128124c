"""A backup holds a library as it was at one instant, and restoring puts back all of it or nothing."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from assistant.answer import answer
from assistant.settings import Settings
from index import restore as restoring
from index.backup import back_up
from index.backup_format import FORMAT, MANIFEST
from index.doctor.examine import examine
from index.doctor.finding import State
from index.history import FILE, History
from index.intake import take_in
from index.library import Library, open_library
from index.restore import FOLDER, restore
from ingest.errors import BadInput, IndexMismatch, InUse
from tests.faults.conftest import QUESTION

Open = Callable[[Path], Library]
Write = Callable[[str, str], Path]


@pytest.fixture
def archive(data: Path, tmp_path: Path, opened: Open) -> Path:
    """A backup of a folder with a kept file, a conversation and a word list."""
    kept = data / "documents" / "등대.txt"
    kept.parent.mkdir()
    kept.write_text("솔섬에 등대를 세운다.\n", encoding="utf-8")
    library = opened(data)
    list(take_in(library, [kept]))
    library.close()
    history = History(data / FILE)
    history.put("가", "대화", "열쇠", "등대는?", "답", b"packed")
    history.close()
    (data / "synonyms.txt").write_text("불빛 > 등대\n", encoding="utf-8")
    (data / "models").mkdir()
    (data / "models" / "large.bin").write_bytes(b"0")
    back_up(data, tmp_path / "backup.zip")
    return tmp_path / "backup.zip"


def _names(library: Library) -> list[str]:
    return [row.name for row in library.store.documents()]


class TestRound:
    def test_a_library_put_back_elsewhere_is_the_same(self, archive: Path, data: Path, tmp_path: Path, opened: Open) -> None:
        restore(archive, tmp_path / "new")
        before, after = opened(data), opened(tmp_path / "new")
        settings = Settings(today="2025-03-01")
        assert answer(after, QUESTION, settings).text == answer(before, QUESTION, settings).text
        assert _names(after) == _names(before)
        assert after.lexical.count() == after.vectors.count() == before.store.passage_count()
        assert (tmp_path / "new" / "synonyms.txt").read_text(encoding="utf-8") == "불빛 > 등대\n"
        history = History(tmp_path / "new" / FILE)
        assert history.get("가", "열쇠") == b"packed"
        history.close()

    def test_kept_files_are_those_of_the_new_folder(self, archive: Path, tmp_path: Path, opened: Open) -> None:
        restore(archive, tmp_path / "new")
        kept = tmp_path / "new" / "documents" / "등대.txt"
        assert dict(opened(tmp_path / "new").store.origins())["등대.txt"] == kept and kept.is_file()

    def test_what_can_be_made_again_is_not_in_it(self, archive: Path) -> None:
        with zipfile.ZipFile(archive) as held:
            names = set(held.namelist())
        assert names == {"documents/등대.txt", "library.sqlite", "history.sqlite", "synonyms.txt", MANIFEST}

    def test_only_this_account_may_read_it(self, archive: Path) -> None:
        assert stat.S_IMODE(archive.stat().st_mode) & 0o077 == 0

    def test_what_people_asked_is_for_this_account_alone_when_it_is_back(self, archive: Path, tmp_path: Path) -> None:
        restore(archive, tmp_path / "new")
        assert stat.S_IMODE((tmp_path / "new" / FILE).stat().st_mode) & 0o077 == 0
        found = {one.id: one.finding.state for one in examine(tmp_path / "new", "kiwi")}
        assert found["rights"] is State.WELL and found["search"] is State.CARE  # made again at the next opening

    def test_it_takes_the_place_of_what_is_there_and_leaves_models(
        self, archive: Path, data: Path, opened: Open, write: Write
    ) -> None:
        library = opened(data)
        list(take_in(library, [write("나루.txt", "달섬에 나루를 놓는다.\n")]))
        library.remove("등대.txt")
        library.close()
        (data / "later.jsonl").touch()
        restore(archive, data, force=True)
        found = opened(data)
        assert "등대.txt" in _names(found) and "나루.txt" not in _names(found)
        assert found.lexical.search(["등대"], [], 5) and not found.lexical.search(["나루"], [], 5)
        assert (data / "models" / "large.bin").is_file()
        assert not (data / "later.jsonl").exists() and not (data / FOLDER).exists()

    def test_it_is_made_while_documents_are_taken_in(self, data: Path, tmp_path: Path, opened: Open, write: Write) -> None:
        files = [write(f"{number}.txt", f"솔섬 등대 {number}호를 고친다.\n") for number in range(30)]
        library, begun = opened(data), Event()

        def work() -> None:
            for _ in take_in(library, files):
                begun.set()

        thread = Thread(target=work)
        thread.start()
        begun.wait(20)
        back_up(data, tmp_path / "backup.zip")
        thread.join()
        restore(tmp_path / "backup.zip", tmp_path / "new")
        found = opened(tmp_path / "new")
        assert set(_names(library)) >= set(_names(found)) >= {"0.txt"}
        assert found.lexical.count() == found.vectors.count() == found.store.passage_count()


class TestRefused:
    def test_a_file_that_is_there_stays(self, archive: Path, data: Path) -> None:
        before = archive.read_bytes()
        with pytest.raises(BadInput, match="--force"):
            back_up(data, archive)
        assert archive.read_bytes() == before
        back_up(data, archive, force=True)

    def test_a_library_that_is_there_stays(self, archive: Path, data: Path) -> None:
        with pytest.raises(BadInput, match="--force"):
            restore(archive, data)

    def test_no_backup_lies_in_what_it_is_of(self, data: Path) -> None:
        with pytest.raises(BadInput, match="데이터 폴더 안"):
            back_up(data, data / "backup.zip")

    def test_a_broken_library_is_not_backed_up_in_place_of_a_whole_one(self, archive: Path, data: Path) -> None:
        before, content = archive.read_bytes(), (data / "library.sqlite").read_bytes()
        (data / "library.sqlite").write_bytes(content[:8192] + b"\xff" * 40_000 + content[48_192:])
        with pytest.raises(IndexMismatch):
            back_up(data, archive, force=True)
        assert archive.read_bytes() == before

    def test_a_folder_that_a_program_has_open_is_left_alone(self, archive: Path, data: Path, opened: Open) -> None:
        library = opened(data)
        with pytest.raises(InUse, match="다른 프로그램"):
            restore(archive, data, force=True)
        assert "등대.txt" in _names(library)


def _rewritten(archive: Path, change: Callable[[dict[str, Any], dict[str, bytes]], None]) -> Path:
    """The archive with a changed list and changed files."""
    with zipfile.ZipFile(archive) as held:
        files = {name: held.read(name) for name in held.namelist()}
    manifest = json.loads(files.pop(MANIFEST))
    change(manifest, files)
    target = archive.with_name("changed.zip")
    with zipfile.ZipFile(target, "w") as written:
        for name, content in files.items():
            written.writestr(name, content)
        written.writestr(MANIFEST, json.dumps(manifest))
    return target


def _add(name: str) -> Callable[[dict[str, Any], dict[str, bytes]], None]:
    def change(manifest: dict[str, Any], files: dict[str, bytes]) -> None:
        files[name] = b"x"
        manifest["files"].append({"name": name, "size": 1, "sha256": hashlib.sha256(b"x").hexdigest()})

    return change


def _other_content(manifest: dict[str, Any], files: dict[str, bytes]) -> None:
    files["synonyms.txt"] = files["synonyms.txt"][::-1]


def _larger(manifest: dict[str, Any], files: dict[str, bytes]) -> None:
    for entry in manifest["files"]:
        entry["size"] = 1 << 50


def _unlisted(manifest: dict[str, Any], files: dict[str, bytes]) -> None:
    files["more.txt"] = b"x"


def _missing(manifest: dict[str, Any], files: dict[str, bytes]) -> None:
    del files["synonyms.txt"]


def _newer(manifest: dict[str, Any], files: dict[str, bytes]) -> None:
    manifest["format"] = FORMAT + 1


def _no_library(manifest: dict[str, Any], files: dict[str, bytes]) -> None:
    del files["library.sqlite"]
    manifest["files"] = [entry for entry in manifest["files"] if entry["name"] != "library.sqlite"]


def _no_list(manifest: dict[str, Any], files: dict[str, bytes]) -> None:
    manifest.clear()


HOSTILE = {
    "a path out of the folder": _add("../out.txt"),
    "a path out from below": _add("documents/../../out.txt"),
    "an absolute path": _add("/tmp/out.txt"),
    "a drive": _add("C:/out.txt"),
    "a backslash": _add("documents\\..\\out.txt"),
    "a hidden file": _add(".restore/committed"),
    "a search structure": _add("lexical/meta.json"),
    "a log of writes": _add("library.sqlite-wal"),
    "the same name in capitals": _add("SYNONYMS.txt"),
    "an empty name": _add("documents//a.txt"),
    "a null character": _add("documents/a\x01.txt"),
    "other content": _other_content,
    "a size that no disk has": _larger,
    "a file that is not listed": _unlisted,
    "a listed file that is missing": _missing,
    "a newer format": _newer,
    "no library": _no_library,
    "no list": _no_list,
}


class TestHostile:
    @pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE)
    def test_nothing_of_it_is_taken(self, archive: Path, data: Path, tmp_path: Path, change: Any, opened: Open) -> None:
        changed = _rewritten(archive, change)
        before = sorted(str(path) for path in tmp_path.rglob("*"))
        for folder in (data, tmp_path / "new"):
            with pytest.raises(BadInput):
                restore(changed, folder, force=True)
        shutil.rmtree(tmp_path / "new")
        assert sorted(str(path) for path in tmp_path.rglob("*")) == before
        assert "등대.txt" in _names(opened(data))

    def test_a_link_is_no_way_out(self, archive: Path, data: Path, tmp_path: Path) -> None:
        with zipfile.ZipFile(archive, "a") as written:
            info = zipfile.ZipInfo("documents/link")
            info.external_attr = (stat.S_IFLNK | 0o777) << 16
            written.writestr(info, "/etc")
        with pytest.raises(BadInput):
            restore(archive, tmp_path / "new")

    @pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
    def test_a_cut_archive_is_none(self, archive: Path, tmp_path: Path, share: float) -> None:
        content = archive.read_bytes()
        archive.write_bytes(content[: int(len(content) * share)])
        with pytest.raises(BadInput, match="백업 파일을 쓸 수 없습니다"):
            restore(archive, tmp_path / "new")

    def test_a_scribbled_archive_is_none_or_whole(self, archive: Path, tmp_path: Path, opened: Open) -> None:
        content = archive.read_bytes()
        for number in range(12):
            at = len(content) * number // 12
            archive.write_bytes(content[:at] + bytes(byte ^ 0x5A for byte in content[at : at + 20]) + content[at + 20 :])
            folder = tmp_path / f"new{number}"
            try:
                restore(archive, folder)
            except BadInput:
                assert not (folder / "library.sqlite").exists()
            else:
                assert "등대.txt" in _names(opened(folder))


class TestStopped:
    """Restoring that is killed: before it is decided the old library is there, afterwards the new one."""

    def test_before_it_is_decided_nothing_has_changed(
        self, archive: Path, data: Path, opened: Open, monkeypatch: pytest.MonkeyPatch, write: Write
    ) -> None:
        list(take_in(opened(data), [write("나루.txt", "달섬에 나루를 놓는다.\n")]))
        for library in (open_library(data, "kiwi"),):
            library.close()
        left = self._killed_at(archive, data, 0, monkeypatch)
        assert "나루.txt" in _names(opened(left))

    @pytest.mark.parametrize("moves", range(1, 9))
    def test_once_it_is_decided_whoever_opens_goes_on(
        self, archive: Path, data: Path, opened: Open, monkeypatch: pytest.MonkeyPatch, moves: int
    ) -> None:
        (data / "later.jsonl").touch()
        left = self._killed_at(archive, data, moves, monkeypatch)
        found = opened(left)
        assert "등대.txt" in _names(found)
        assert found.lexical.count() == found.store.passage_count()
        assert not (left / FOLDER).exists() and not (left / "later.jsonl").exists()

    def _killed_at(self, archive: Path, data: Path, moves: int, monkeypatch: pytest.MonkeyPatch) -> Path:
        """The folder as a kill leaves it after so many moves; 0: right before it is decided."""
        left, count, replace = data.with_name("left"), 0, restoring.os.replace

        def move(source: Path, target: Path) -> None:
            nonlocal count
            if count == moves:
                shutil.copytree(data, left)
            count += 1
            replace(source, target)

        monkeypatch.setattr(restoring.os, "replace", move)
        for path in data.glob("*.sqlite"):  # of libraries that other tests' fixtures have open
            with sqlite3.connect(path) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.close()
        monkeypatch.setattr(restoring, "_nobody_has_it_open", lambda data: restoring.ExitStack())
        restore(archive, data, force=True)
        monkeypatch.undo()
        if not left.exists():
            pytest.skip("done in fewer moves")
        return left
