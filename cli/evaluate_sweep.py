"""`geungeo eval sweep`: a gold set asked under many settings, and the table of what came of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.measure import Measurement
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table as RichTable
from rich.text import Text

from assistant.settings import load_settings
from cli.common import AsJson, Data, print_json, warn
from cli.evaluate import Workers
from eval.sweep.perform import perform_sweep
from eval.sweep.plan import read_sweep
from eval.sweep.show import BEST, NOTE, as_dict, as_text, cell_lines, headings, subtitle, write_table, writer_for
from eval.sweep.table import Cell, Table, table_of

_ANY = 10_000  # columns: as wide as the table would be


def sweep(
    file: Annotated[Path, typer.Argument(help="비교할 설정을 적은 파일(TOML)", metavar="비교.toml")],
    out: Annotated[Path | None, typer.Option("--out", help="표를 이 파일에 씁니다(.md나 .csv)")] = None,
    workers: Workers = 0,
    anew: Annotated[bool, typer.Option("--anew", help="끝난 조합도 처음부터 다시 합니다")] = False,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """설정을 바꾸어 가며 같은 문항을 풀고 표로 견줍니다. 멈추었으면 이어서 합니다."""
    if out is not None:
        writer_for(out)  # a wrong name is told before hours of asking, not after
    settings = load_settings({"data": data})
    plan = read_sweep(file, settings)
    with _Bar(len(plan.combinations), show=not json and sys.stderr.isatty()) as bar:
        runs = perform_sweep(plan, settings.data, bar, anew=anew, workers=workers)
    table = table_of(plan, runs)
    print_json(as_dict(table)) if json else _print(table)
    if out is not None:
        write_table(out, table)
        if not json:
            print(f"표: {out}")


class _Bar:
    """Shows how far a sweep is, on a terminal; what is told to the user is printed in any case."""

    def __init__(self, combinations: int, *, show: bool) -> None:
        columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._progress = Progress(*columns, console=Console(stderr=True), disable=not show, transient=True)
        self._combinations = combinations
        self._reading = self._progress.add_task("문서를 읽는 중입니다", visible=False, total=None)
        self._asking = self._progress.add_task("", visible=False, total=None)

    def __enter__(self) -> _Bar:
        self._progress.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self._progress.stop()

    def tell(self, text: str) -> None:
        """Print it on standard error."""
        warn(text)  # while the bar is shown, it is printed above

    def reads(self, label: str, files: int) -> None:
        """Show a bar over the files."""
        self._progress.reset(self._reading, total=files, visible=True, description=f"문서를 읽는 중입니다({label})")

    def has_read(self) -> None:
        """One file more."""
        self._progress.advance(self._reading)

    def asks(self, label: str, number: int, left: int) -> None:
        """Show a bar over what is left of all combinations."""
        self._progress.update(self._reading, visible=False)
        done = self._progress.tasks[1].completed
        description = f"조합 {number}/{self._combinations} ({label})"
        self._progress.update(self._asking, total=done + left, visible=True, description=description)

    def has_asked(self) -> None:
        """One question more."""
        self._progress.advance(self._asking)


def _print(table: Table) -> None:
    """The table on the terminal, what is best in its column marked."""
    shown = RichTable(title=None, caption=None, show_lines=True)
    for place, heading in enumerate(headings(table)):
        shown.add_column(Text(heading), justify="left" if place < len(table.sweep.varied) else "right")
    for row in table.rows:
        shown.add_row(*(Text(value) for value in row.combination.told.values()), *map(_cell, row.cells))
    print(f"설정 비교 {table.sweep.name}: {subtitle(table)}")
    console = Console(file=sys.stdout)
    if Measurement.get(console, console.options.update(max_width=_ANY), shown).maximum <= console.width:
        console.print(shown)
    else:
        print(as_text(table), end="\n\n")
    print(f"{BEST}는 그 열에서 가장 좋은 값입니다. {NOTE}")


def _cell(cell: Cell) -> Text:
    first, *rest = cell_lines(cell)
    return Text("\n".join((f"{BEST} {first}" if cell.is_best else first, *rest)), style="bold" if cell.is_best else "")
