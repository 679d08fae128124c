"""The doctor finds each thing that can be wrong with a data folder, says what to do, and mends what can be."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index.doctor.examine import Examined, examine
from index.doctor.finding import State
from index.doctor.registry import CHECKS
from index.history import FILE, History
from index.intake import take_in
from index.library import open_library


def _found(data: Path, *, mend: bool = False) -> dict[str, Examined]:
    return {examined.id: examined for examined in examine(data, "kiwi", mend=mend)}


def _execute(data: Path, sql: str) -> None:
    with closing(sqlite3.connect(data / "library.sqlite", isolation_level=None)) as connection:
        connection.execute(sql)


def _scribble(path: Path, start: int, size: int) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:start] + b"\xa5" * size + content[start + size :])


def test_a_folder_that_is_well_is_said_to_be(data: Path) -> None:
    found = _found(data)
    assert list(found) == list(CHECKS)
    assert {id: examined.finding.told for id, examined in found.items() if examined.finding.state is not State.WELL} == {}


def _damage_database(data: Path) -> None:
    _scribble(data / "library.sqlite", 12_288, 40_960)


def _damage_history(data: Path) -> None:
    (data / FILE).write_bytes(b"no database" * 100)


def _orphan(data: Path) -> None:
    _execute(data, "INSERT INTO finding VALUES (999, 0, 1, 1, '', '', '', '', '', '', '', '', '', '', '', '', 0)")


def _newer(data: Path) -> None:
    _execute(data, "PRAGMA user_version = 999")


def _misplace(data: Path) -> None:
    _execute(data, "UPDATE passage SET end = 1000000 WHERE id = 1")


def _other_figure(data: Path) -> None:
    _execute(data, "UPDATE figure SET start = start + 1, end = end + 1 WHERE rowid = 1")


def _no_vector(data: Path) -> None:
    _execute(data, "UPDATE passage SET vector = NULL WHERE id = 1")


def _short_vector(data: Path) -> None:
    _execute(data, "UPDATE passage SET vector = substr(vector, 1, 64) WHERE id = 1")


def _other_model(data: Path) -> None:
    _execute(data, "UPDATE setting SET value = 'bge-m3:1' WHERE name = 'embedding_model'")


def _damage_words(data: Path) -> None:
    (path,) = (data / "lexical").glob("*.term")
    _scribble(path, 3, 4)


def _lose_vectors(data: Path) -> None:
    for path in (data / "vectors").iterdir():
        path.unlink()


def _behind(data: Path) -> None:
    _execute(data, "INSERT INTO change(kind, first_passage, last_passage) VALUES ('added', 900, 900)")


def _outdated(data: Path) -> None:
    _execute(data, "UPDATE document SET outdated = 1")


def _unread(data: Path) -> None:
    _execute(data, "UPDATE document SET unread = '암호가 걸렸습니다.' WHERE id = 1")


def _lose_kept(data: Path) -> None:
    _execute(data, f"UPDATE document SET path = '{(data / 'documents').resolve()}/없음.txt' WHERE id = 1")


def _orphan_kept(data: Path) -> None:
    (data / "documents").mkdir()
    (data / "documents" / "남음.txt").write_text("남은 것", encoding="utf-8")


def _leftovers(data: Path) -> None:
    for name in ("documents/반.txt.part", "vectors/young-000000000001.new", ".restore/new/a"):
        path = data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    old = time.time() - 7200
    for path in (*data.rglob("*.part"), *data.rglob("*.new"), data / ".restore"):
        os.utime(path, (old, old))


def _open_history(data: Path) -> None:
    History(data / FILE).close()
    (data / FILE).chmod(0o644)


def _tomorrow(data: Path) -> None:
    _execute(data, "UPDATE document SET added_at = '2999-01-01T00:00:00+00:00' WHERE id = 1")


# What is wrong, which check says so, how bad it is, and whether it can be mended.
WRONG: dict[str, tuple[Callable[[Path], None], str, State, bool]] = {
    "a damaged library": (_damage_database, "databases", State.BROKEN, False),
    "a damaged history": (_damage_history, "databases", State.BROKEN, False),
    "a row without its document": (_orphan, "databases", State.BROKEN, False),
    "a newer schema": (_newer, "versions", State.BROKEN, False),
    "a passage beyond the text": (_misplace, "texts", State.BROKEN, False),
    "a figure elsewhere": (_other_figure, "texts", State.BROKEN, False),
    "a passage without a vector": (_no_vector, "embedding", State.BROKEN, False),
    "a vector that is too short": (_short_vector, "embedding", State.BROKEN, False),
    "another model": (_other_model, "embedding", State.BROKEN, False),
    "damaged words": (_damage_words, "search", State.BROKEN, True),
    "lost vectors": (_lose_vectors, "search", State.CARE, True),
    "search behind the store": (_behind, "search", State.CARE, True),
    "documents to be read again": (_outdated, "outdated", State.CARE, False),
    "a file that could not be read": (_unread, "outdated", State.CARE, False),
    "a lost file": (_lose_kept, "files", State.CARE, False),
    "a file of no document": (_orphan_kept, "files", State.CARE, False),
    "leftovers": (_leftovers, "leftovers", State.CARE, True),
    "a history that all may read": (_open_history, "rights", State.CARE, True),
    "documents of tomorrow": (_tomorrow, "clock", State.CARE, False),
}


@pytest.mark.parametrize(("damage", "id", "state", "is_mended"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_found_and_mended(
    data: Path, damage: Callable[[Path], None], id: str, state: State, is_mended: bool
) -> None:
    damage(data)
    found = _found(data)[id].finding
    assert found.state is state and found.remedy
    mended = _found(data, mend=True)
    assert bool(mended[id].mended) is (CHECKS[id].mend is not None)
    assert (mended[id].finding.state is State.WELL) is is_mended
    if is_mended:
        assert _found(data)[id].finding.state is State.WELL


@pytest.mark.parametrize("damage", [_misplace, _other_figure, _no_vector])
def test_what_only_reading_again_mends_is_marked_for_it(
    data: Path, damage: Callable[[Path], None], small_documents: Path
) -> None:
    damage(data)
    _found(data, mend=True)
    library = open_library(data, "kiwi")
    replaced = [report.document for report in take_in(library, sorted(small_documents.iterdir())) if report.status == "replaced"]
    library.close()
    assert len(replaced) == 1
    assert {id for id, examined in _found(data).items() if examined.finding.state is not State.WELL} == set()


def test_a_restoring_that_was_decided_is_no_leftover(data: Path) -> None:
    (data / ".restore").mkdir()
    (data / ".restore" / "committed").write_text('{"leaving": [], "coming": []}')
    os.utime(data / ".restore", (0, 0))
    assert _found(data)["leftovers"].finding.state is State.WELL
    _found(data, mend=True)
    assert not (data / ".restore").exists()


def test_a_folder_without_a_library_is_told(tmp_path: Path) -> None:
    found = _found(tmp_path)
    assert found["databases"].finding.state is State.BROKEN
    assert not any(tmp_path.iterdir())  # looking makes nothing


class TestCommand:
    def test_it_tells_each_check_in_a_line_and_by_its_exit_status(
        self, data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert self._run(data, monkeypatch) == 0
        lines = capsys.readouterr().out.splitlines()
        assert len(lines) == len(CHECKS) and all(line.startswith("[정상] ") for line in lines)
        _damage_words(data)
        assert self._run(data, monkeypatch) == 1
        assert "[고장] 검색 색인" in capsys.readouterr().out
        assert self._run(data, monkeypatch, "--mend") == 0
        assert "고쳤습니다: 저장된 문서에서 다시 만들었습니다." in capsys.readouterr().out

    def test_as_json_it_is_a_line_a_check(
        self, data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.chdir(tmp_path)
        _outdated(data)
        assert self._run(data, monkeypatch, "--json") == 1
        rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert [row["check"] for row in rows] == list(CHECKS)
        assert {row["check"]: row["state"] for row in rows}["outdated"] == "주의"

    def _run(self, data: Path, monkeypatch: pytest.MonkeyPatch, *more: str) -> object:
        from cli.main import main

        monkeypatch.setattr("sys.argv", ["geungeo", "doctor", "--data", str(data), *more])
        with pytest.raises(SystemExit) as left:
            main()
        return left.value.code
