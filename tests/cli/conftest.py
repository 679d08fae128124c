"""The program and data folders that the tests of the command line share."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from cli.main import main
from index.intake import take_in
from index.library import open_library
from tests.cli.program import Geungeo, Result


@pytest.fixture
def geungeo(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Geungeo:
    """Run a command as `geungeo` would, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")

    def run(*args: object) -> Result:
        monkeypatch.setattr(sys, "argv", ["geungeo", *map(str, args)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main()
        shown = capsys.readouterr()
        return Result(shown.out, shown.err, left.value.code if isinstance(left.value.code, int) else 0)

    return run


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, small_documents: Path) -> Path:
    """A data folder with the small documents, to read only."""
    folder = tmp_path_factory.mktemp("filled")
    library = open_library(folder, "kiwi")
    list(take_in(library, sorted(small_documents.iterdir())))
    library.close()
    return folder


@pytest.fixture
def own(tmp_path: Path, filled: Path) -> Path:
    """A data folder with the small documents, to write to."""
    return Path(shutil.copytree(filled, tmp_path / "own"))
