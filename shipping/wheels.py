"""The wheels of an installation: gathered as the Makefile installs them, and what each says of itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from email.parser import HeaderParser
from pathlib import Path
from typing import NamedTuple


class Wheel(NamedTuple):
    """What a wheel says of itself."""

    file: str
    name: str
    version: str
    licence: str  # as it says so itself; empty where it does not
    unpacked: int  # bytes of its files
    licence_files: tuple[str, ...]  # paths within the wheel


def gather(project: Path, folder: Path) -> None:
    """Fill a folder with the wheels of the project and of all that it needs at run time, for this machine and Python.

    torch goes first, by itself, as in the Makefile: what it is then, it stays. Raises CalledProcessError where pip fails.
    """
    shutil.rmtree(project / "build" / "lib", ignore_errors=True)  # what setuptools left would go into the wheel
    wheel = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "-c", "constraints.txt"]
    into = ["--wheel-dir", str(folder), "--find-links", str(folder)]
    for wanted in ("torch", "."):
        subprocess.run(
            [*wheel, *into, wanted], cwd=project, check=True, env={**os.environ, "SOURCE_DATE_EPOCH": made_at(project)}
        )


def made_at(project: Path) -> str:
    """Seconds since 1970 that everything is dated with: of the newest commit, so that the same commit gives the same bytes."""
    told = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=project, capture_output=True, text=True)
    return os.environ.get("SOURCE_DATE_EPOCH") or told.stdout.strip() or "315532800"  # 1980: the first that ZIP files know


def read_wheel(path: Path) -> Wheel:
    """What a wheel says of itself."""
    with zipfile.ZipFile(path) as archive:
        files = archive.infolist()
        (metadata,) = (
            file.filename for file in files if file.filename.count("/") == 1 and file.filename.endswith(".dist-info/METADATA")
        )
        told = HeaderParser().parsestr(archive.read(metadata).decode("utf-8"))
    classified = [value.rpartition(" :: ")[2] for value in told.get_all("Classifier", []) if value.startswith("License ::")]
    licence = told.get("License-Expression") or ", ".join(classified) or (told.get("License") or "").strip().partition("\n")[0]
    info = metadata.rpartition("/")[0]
    licences = tuple(f.filename for f in files if f.filename.startswith(info) and _is_licence(f.filename.removeprefix(info)))
    return Wheel(path.name, told["Name"], told["Version"], licence, sum(file.file_size for file in files), licences)


def _is_licence(name: str) -> bool:
    return name.startswith("/licenses/") or name.rpartition("/")[2].upper().startswith(
        ("LICENSE", "LICENCE", "COPYING", "NOTICE")
    )


def licence_list(wheels: list[Wheel]) -> str:
    """The packages, their licences and where in each wheel its text lies, as Markdown."""
    rows = [
        f"| {wheel.name} | {wheel.version} | {wheel.licence or '(밝히지 않음)'} | {', '.join(wheel.licence_files) or '(없음)'} |"
        for wheel in sorted(wheels, key=lambda wheel: wheel.name.lower())
    ]
    head = "# 함께 든 라이브러리와 그 이용 조건\n\n조건의 글은 `wheels`의 그 파일(ZIP) 안에 적힌 자리에 있습니다. 이름은 라이브러리가 스스로 밝힌 것입니다.\n\n"
    return head + "| 이름 | 판 | 이용 조건 | 조건의 글 |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"
