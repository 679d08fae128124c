"""Perform a sweep: each combination is a run that is kept; what was asked under the same conditions is not asked again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Protocol

import msgspec
from filelock import FileLock, Timeout

from assistant.answer import answer
from assistant.settings import Settings
from eval.gold import read_gold
from eval.head import Head, changed, code, digest
from eval.perform import head_now, perform, start
from eval.runs import Run, find_run, results_of, runs_of, slug
from eval.sweep.combining import Combination
from eval.sweep.libraries import Papers, library_folder, open_own, papers_of, take_papers
from eval.sweep.plan import Sweep
from index.intake import Status
from index.lexical import LexicalIndex
from index.library import Library
from ingest.errors import BadInput, GeungeoError

_FOLDER, _STATE, _LOCK = "sweeps", "sweep.json", "writer.lock"


class Watch(Protocol):
    """Who looks on while a sweep is performed."""

    def tell(self, text: str) -> None:
        """Something that the user should know, in Korean."""

    def reads(self, label: str, files: int) -> None:
        """A library is being made of so many files; `label` is of a combination that needs it."""

    def has_read(self) -> None:
        """One of the files is done."""

    def asks(self, label: str, number: int, left: int) -> None:
        """Combination `number`, from 1, is begun, and so many questions are left over all."""

    def has_asked(self) -> None:
        """One of the questions is done."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What a sweep was begun with: the day that questions count from stays while program and gold file do."""

    day: str
    code: str
    gold: str


@dataclass(frozen=True, slots=True)
class _Work:
    """What every step of a sweep needs to know."""

    sweep: Sweep
    data: Path
    papers: Papers
    watch: Watch
    anew: bool
    workers: int


@dataclass(frozen=True, slots=True)
class _Group:
    """Combinations that one library serves, each with its place among all."""

    folder: Path
    combinations: list[tuple[int, Combination]]


def perform_sweep(sweep: Sweep, data: Path, watch: Watch, *, anew: bool = False, workers: int = 0) -> list[Run]:
    """A finished run of each combination, in order, kept with the other runs of the `data` folder. 0 workers: as many as fit.

    A run of the same name that was finished under the same conditions is taken, one that was stopped is gone on with;
    not so `anew`. Raises BadInput where the same sweep is at work elsewhere, or no document can be read.
    """
    home = data / _FOLDER / slug(sweep.name)
    work = _Work(sweep, data, papers_of(sweep, data), watch, anew, workers)
    absent = {place.document for item in read_gold(sweep.gold) for place in item.evidence} - {f.name for f in work.papers.files}
    if absent:
        watch.tell(f"정답 근거에 있는 문서가 없습니다: {', '.join(sorted(absent))}")
    with _alone(home):
        day = _day(home, sweep, anew=anew)
        combinations = [replace(one, settings=_on(one.settings, day)) for one in sweep.combinations]
        groups = _groups(home, combinations, work.papers)
        found: dict[int, Run] = {}
        again: Counter[str] = Counter()
        for group in groups:
            finished, reasons = _finished(work, group)
            found |= finished
            again.update(reasons)
        for reason, number in again.items():
            watch.tell(f"조합 {number}개를 처음부터 다시 합니다. 달라진 것: {reason}")
        left = sweep.questions * (len(combinations) - len(found))
        for group in groups:
            todo = [(place, one) for place, one in group.combinations if place not in found]
            for place, run in _asked(work, group.folder, todo, left):
                found[place] = run
                left -= sweep.questions
    return [found[place] for place in range(len(combinations))]


def ranked(library: Library, settings: Settings) -> Library:
    """The same open library with the ranking of other settings."""
    ranking = settings.ranking()
    return replace(library, ranking=ranking, lexical=LexicalIndex(library.folder / "lexical", ranking.pair))


def _groups(home: Path, combinations: list[Combination], papers: Papers) -> list[_Group]:
    groups: dict[Path, _Group] = {}
    for place, one in enumerate(combinations):
        folder = library_folder(home, one.settings, papers)
        groups.setdefault(folder, _Group(folder, [])).combinations.append((place, one))
    return list(groups.values())


def _finished(work: _Work, group: _Group) -> tuple[dict[int, Run], list[str]]:
    """Make the library of a group, and give the runs of its combinations that need not be asked again, by place.

    Of each that was finished once and must be asked again, why.
    """
    first = group.combinations[0][1]
    found, again = {}, []
    with closing(open_own(group.folder, first.settings)) as library:
        _make(work, library, first.label)
        for place, one in [] if work.anew else group.combinations:
            kept, reasons = _kept(work.data, head_now(work.sweep.gold, library, one.settings, one.run, work.workers))
            if kept is not None:
                found[place] = kept
            elif reasons:
                again.append(", ".join(reasons))
    return found, again


def _make(work: _Work, library: Library, label: str) -> None:
    work.watch.reads(label, len(work.papers.files))
    for report in take_papers(library, work.papers):
        work.watch.has_read()
        if report.status is Status.FAILED:
            work.watch.tell(f"읽지 못한 문서: {report.file} - {report.reason}")
    if not library.store.documents():
        raise BadInput("읽을 수 있는 문서가 없습니다.", "비교 파일의 documents를 확인해 주십시오.")


def _kept(data: Path, now: Head) -> tuple[Run | None, list[str]]:
    """The newest run that was finished under the same conditions; else what has changed since the newest of this name.

    Of one that was stopped `start` will say it.
    """
    alike = [run for run in runs_of(data) if (run.head.name, run.head.gold.name) == (now.name, now.gold.name)]
    same = [run for run in alike if run.is_done and not changed(run.head, now)]
    if same:
        return same[-1], []
    return None, changed(alike[-1].head, now) if alike and alike[-1].is_done else []


def _asked(work: _Work, folder: Path, todo: list[tuple[int, Combination]], left: int) -> Iterator[tuple[int, Run]]:
    """The runs of some combinations of one library, each performed to its end."""
    if not todo:
        return
    with closing(open_own(folder, todo[0][1].settings)) as library:
        _warm(work, library, todo[0][1].settings)
        for place, one in todo:
            yield place, _ask(work, ranked(library, one.settings), place, one, left)
            left -= work.sweep.questions


def _warm(work: _Work, library: Library, settings: Settings) -> None:
    """Ask one question that is not kept: what is loaded with it is no part of the first combination's times alone."""
    question = read_gold(work.sweep.gold)[0].question
    with suppress(GeungeoError):
        answer(library, question, replace(settings, llm=""))


def _ask(work: _Work, library: Library, place: int, one: Combination, left: int) -> Run:
    sweep, data = work.sweep, work.data
    started = start(sweep.gold, library, one.settings, name=one.run, workers=work.workers, anew=work.anew, data=data)
    if started.told:
        work.watch.tell(f"{one.label}: {started.told}")
    work.watch.asks(one.label, place + 1, left - len(results_of(started.run)))
    with closing(perform(started.run, library, one.settings)) as coming:
        for _ in coming:
            work.watch.has_asked()
    return find_run(data, started.run.head.id)


def _on(settings: Settings, day: str) -> Settings:
    """The settings with a day to count from, where they have none."""
    return settings if settings.today else replace(settings, today=day)


def _day(home: Path, sweep: Sweep, *, anew: bool) -> str:
    """The day that the sweep was begun on; today where it begins now, or program or gold file are others than then."""
    path = home / _STATE
    now = Begun(date.today().isoformat(), code().digest, digest([sweep.gold.read_bytes()]))
    try:
        begun = None if anew else msgspec.json.decode(path.read_bytes(), type=Begun)
    except (OSError, msgspec.DecodeError):
        begun = None
    if begun is not None and (begun.code, begun.gold) == (now.code, now.gold):
        return begun.day
    path.write_bytes(msgspec.json.encode(now))
    return now.day


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """One process at a sweep."""
    home.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(home / _LOCK, timeout=0):
            yield
    except Timeout as error:
        raise BadInput(f"이 비교는 지금 돌고 있습니다: {home.name}", "끝나거나 멈춘 뒤에 다시 해 주십시오.") from error
