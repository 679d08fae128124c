"""The gold files of a library, kept in `gold/` of its data folder: handed over in the browser, or made there."""

from __future__ import annotations

from pathlib import Path

from eval.gold import read_gold
from index.kept import safe_name
from ingest.errors import BadInput, why

_FOLDER, _ENDING = "gold", ".jsonl"


def gold_files(data: Path) -> list[Path]:
    """The gold files that are kept, by name."""
    folder = data / _FOLDER
    return sorted(path for path in folder.glob(f"*{_ENDING}") if path.is_file()) if folder.is_dir() else []


def gold_file(data: Path, name: str) -> Path:
    """The gold file of a name; the name is never a path. Raises BadInput where there is none."""
    found = next((path for path in gold_files(data) if path.name == name), None)
    if found is None:
        raise BadInput(f"그런 정답 파일이 없습니다: {name}", "목록에서 다시 고르거나 파일을 올려 주십시오.")
    return found


def new_gold_file(data: Path, name: str) -> Path:
    """Where a gold file of a name is to be made, or is; its folder is there then. Raises BadInput where it cannot be made."""
    plain = safe_name(name.strip() or "문항")
    path = data / _FOLDER / (plain if plain.lower().endswith(_ENDING) else f"{plain}{_ENDING}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritten(path, error) from error
    return path


def keep_gold(data: Path, name: str, content: bytes) -> Path:
    """Keep a gold file that was handed over, under another name where one of its name has other questions.

    Raises BadInput for what is no gold file, and where it cannot be written.
    """
    path = _free(new_gold_file(data, name), content)
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(content)
        read_gold(part)
        part.replace(path)
    except BadInput as error:
        raise BadInput(error.reason.replace(str(part), name), error.remedy) from error
    except OSError as error:
        raise _unwritten(path, error) from error
    finally:
        part.unlink(missing_ok=True)
    return path


def _free(path: Path, content: bytes) -> Path:
    """A path that is not there, or that has this content already."""
    number, found = 1, path
    while found.exists() and found.read_bytes() != content:
        number += 1
        found = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return found


def _unwritten(path: Path, error: OSError) -> BadInput:
    return BadInput(f"정답 파일을 둘 수 없습니다: {path.name} ({why(error)})", "디스크의 빈 자리와 쓰기 권한을 확인해 주십시오.")
