"""A library of the small documents, to be damaged; and a disk that is small, or only to be read, where the system lends one."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.intake import take_in
from index.library import Library, open_library

ROOT = Path(__file__).parents[2]
QUESTION = "2023년 별빛도서관 운영 예산현액 얼마야?"


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory, small_documents: Path) -> Path:
    """A data folder with the small documents, never to be changed."""
    folder = tmp_path_factory.mktemp("whole") / "data"
    library = open_library(folder, "kiwi")
    list(take_in(library, sorted(small_documents.iterdir())))
    library.close()
    return folder


@pytest.fixture
def data(whole: Path, tmp_path: Path) -> Path:
    """A copy of it, to be damaged."""
    return Path(shutil.copytree(whole, tmp_path / "data"))


@pytest.fixture
def opened() -> Iterator[Callable[[Path], Library]]:
    """Open libraries; all are closed at the end."""
    libraries: list[Library] = []

    def opened(folder: Path) -> Library:
        libraries.append(open_library(folder, "kiwi"))
        return libraries[-1]

    yield opened
    for library in libraries:
        library.close()


@pytest.fixture(scope="session")
def mounts() -> None:
    """Skips where this account may not mount a disk for itself alone."""
    if not sys.platform.startswith("linux") or shutil.which("unshare") is None:
        pytest.skip("needs Linux and unshare")
    tried = subprocess.run(["unshare", *_AS_ROOT, "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False)
    if tried.returncode:
        pytest.skip("this account may not mount a disk for itself alone")


_AS_ROOT = ("-m", "--map-root-user")


def mounted(prepare: str, script: str, *arguments: object) -> str:
    """What a Python script prints in a mount namespace of its own, in which a shell command was run before."""
    command = [
        "unshare",
        *_AS_ROOT,
        "sh",
        "-c",
        f'{prepare} && exec "$@"',
        "sh",
        sys.executable,
        "-c",
        script,
        *map(str, arguments),
    ]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert told.returncode == 0, told.stderr
    return told.stdout


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a document beside the data folder."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / "문서" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write
