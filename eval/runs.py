"""Runs are kept in `runs/` of the data folder: a head (`run.json`), the gold set, and a line a question (`results.jsonl`)."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from eval.gold import GoldItem, read_gold
from eval.head import Head
from eval.measured import without_answer
from eval.result import Result
from ingest.errors import BadInput, InUse, why

_FOLDER, _HEAD, RESULTS, _GOLD, _LOCK = "runs", "run.json", "results.jsonl", "gold.jsonl", "writer.lock"
_LONGEST_NAME = 40  # characters of a name in an id
_UNASKED = "묻지 않음"


@dataclass(frozen=True, slots=True)
class Run:
    """A run that is kept. Its folder's name is its id: sorted by name they are sorted by time."""

    folder: Path
    head: Head

    @property
    def is_done(self) -> bool:
        """Whether every question has a result."""
        return bool(self.head.ended)


def runs_of(data: Path) -> list[Run]:
    """The runs of a data folder, the oldest first. A folder without a head that can be read is no run."""
    folders = sorted((data / _FOLDER).iterdir()) if (data / _FOLDER).is_dir() else []
    return [run for run in map(_read, folders) if run is not None]


def find_run(data: Path, wanted: str) -> Run:
    """The run of this id, or the newest of this name, or the only one whose id begins so. Raises BadInput where there is none."""
    found = runs_of(data)
    by_id = [run for run in found if run.head.id == wanted]
    by_name = [run for run in found if run.head.name == wanted][-1:]
    begins = [run for run in found if wanted and run.head.id.startswith(wanted)]
    if by_id or by_name or len(begins) == 1:
        return (by_id or by_name or begins)[0]
    if begins:
        raise BadInput(
            f"{wanted}(으)로 시작하는 평가가 여럿입니다: {', '.join(run.head.id for run in begins)}", "더 길게 적어 주십시오."
        )
    raise BadInput(f"그런 평가가 없습니다: {wanted}", "`geungeo eval list`로 확인해 주십시오.")


def begin(data: Path, head: Head, gold: Path) -> Run:
    """A new run, its id made of the time and the name; the gold file is kept with it. Raises BadInput where it cannot be written."""
    stem = f"{datetime.fromisoformat(head.started):%Y%m%d-%H%M%S}-{slug(head.name)}"
    try:
        folder = _new_folder(data / _FOLDER, stem)
        shutil.copyfile(gold, folder / _GOLD)
        run = Run(folder, replace(head, id=folder.name))
        _write(run)
    except OSError as error:
        raise BadInput(f"평가를 저장할 수 없습니다: {data / _FOLDER} ({why(error)})", "쓰기 권한을 확인해 주십시오.") from error
    return run


def finish(run: Run) -> Run:
    """The run with its end noted."""
    done = replace(run, head=replace(run.head, ended=datetime.now().isoformat(timespec="seconds")))
    _write(done)
    return done


def remove(run: Run) -> None:
    """Remove a run. Raises BadInput while it is being made, or where it cannot be removed."""
    with _locked(run):
        pass
    try:
        shutil.rmtree(run.folder)
    except OSError as error:
        raise BadInput(f"평가를 지울 수 없습니다: {run.folder} ({why(error)})", "쓰기 권한을 확인해 주십시오.") from error


def items_of(run: Run) -> list[GoldItem]:
    """The gold questions of a run, as they were when it began."""
    return read_gold(run.folder / _GOLD)


def results_of(run: Run) -> list[Result]:
    """The results that there are, in the order of the gold set. A line that is broken, or cut off by the program's end, is none."""
    path = run.folder / RESULTS
    lines = path.read_bytes().split(b"\n")[:-1] if path.is_file() else []
    found = {result.id: result for result in map(_result, lines) if result is not None}
    return [found[item.id] for item in items_of(run) if item.id in found]


def all_results(run: Run) -> tuple[list[Result], int]:
    """A result for every question of the gold set, and how many of these have not been asked: they count as wrong."""
    found = {result.id: result for result in results_of(run)}
    items = items_of(run)
    return [found.get(item.id) or without_answer(item, _UNASKED) for item in items], len(items) - len(found)


@contextmanager
def writing(run: Run) -> Iterator[Callable[[Result], None]]:
    """What keeps a result, each in a line that is written at once. Raises BadInput where another process is at this run."""
    with _locked(run), (run.folder / RESULTS).open("a+b") as file:
        file.truncate(_whole_lines(run.folder / RESULTS))

        def keep(result: Result) -> None:
            file.write(msgspec.json.encode(result) + b"\n")
            file.flush()

        yield keep


def is_being_made(run: Run) -> bool:
    """Whether some process is at this run just now."""
    try:
        with _locked(run):
            return False
    except BadInput:
        return True


_DECODER = msgspec.json.Decoder(Result)


@contextmanager
def _locked(run: Run) -> Iterator[None]:
    try:
        with FileLock(run.folder / _LOCK, timeout=0):
            yield
    except Timeout as error:
        raise InUse(f"이 평가는 지금 돌고 있습니다: {run.head.id}", "끝나거나 멈춘 뒤에 다시 해 주십시오.") from error


def _whole_lines(path: Path) -> int:
    """The bytes up to the end of the last whole line: the program may have ended in the midst of one."""
    return path.read_bytes().rfind(b"\n") + 1


def _result(line: bytes) -> Result | None:
    try:
        return _DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _read(folder: Path) -> Run | None:
    try:
        return Run(folder, msgspec.json.decode((folder / _HEAD).read_bytes(), type=Head))
    except (OSError, msgspec.DecodeError):
        return None


def _write(run: Run) -> None:
    """Write the head beside the old one and put it in its place."""
    beside = run.folder / f"{_HEAD}.new"
    beside.write_bytes(msgspec.json.format(msgspec.json.encode(run.head)))
    beside.replace(run.folder / _HEAD)


def _new_folder(runs: Path, stem: str) -> Path:
    """A folder that was not there: two runs may begin in the same second."""
    number = 1
    while True:
        folder = runs / (stem if number == 1 else f"{stem}-{number}")
        try:
            folder.mkdir(parents=True)
            return folder
        except FileExistsError:
            number += 1


def slug(name: str) -> str:
    """A name as part of a folder's: letters, digits and hyphens of any script."""
    return re.sub(r"[\W_]+", "-", name).strip("-")[:_LONGEST_NAME] or "run"
