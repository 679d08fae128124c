"""The plot beside the results: recall@5 of every ranking on every set, and how long a question takes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from benchmarks.ours import DENSE, HYBRID, LEXICAL, WHOLE, WORDS
from benchmarks.ranking import DEPTHS
from benchmarks.retrieval_tables import Measured
from benchmarks.rivals import BIGRAMS, LLAMA_BM25, LLAMA_VECTORS, WHITESPACE

# Colours of Okabe and Ito, which colour-blind readers tell apart; the shapes say the same. Bottom row first.
_MARKS = {
    LLAMA_BM25: ("#D55E00", "s"),
    LLAMA_VECTORS: ("#D55E00", "s"),
    WHITESPACE: ("#595959", "^"),
    BIGRAMS: ("#595959", "^"),
    DENSE: ("#56B4E9", "D"),
    WORDS: ("#56B4E9", "D"),
    LEXICAL: ("#56B4E9", "D"),
    HYBRID: ("#0072B2", "o"),
    WHOLE: ("#0072B2", "o"),
}
_COLUMNS = 4
_LESS = {
    r"<!--.*?-->": "",
    r"\n\s+": "\n",
    r"(\d\.\d)\d{3,}": r"\1",  # places, not figures, which have two decimals
    r"font-family: [^;\"]*": "font-family: sans-serif",
}
_SETTINGS = {"svg.fonttype": "none", "svg.hashsalt": "geungeo", "font.family": "sans-serif", "font.size": 9}


def write_plot(path: Path, sets: Sequence[Measured]) -> None:
    """Write the plot as SVG: text stays text, and the same figures give the same file."""
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context(_SETTINGS):
        rows = -(-(len(sets) + 1) // _COLUMNS)
        figure = Figure(figsize=(12, 2.9 * rows), layout="constrained")
        panels = figure.subplots(rows, _COLUMNS, sharey=True, squeeze=False).flatten()
        for panel, measured in zip(panels, sets, strict=False):
            _draw(panel, measured, [row.quality.recall[DEPTHS.index(5)] for row in measured.rows], "{:.2f}")
            panel.set_title(f"{measured.name}, recall@5", fontsize=9, loc="left")
            panel.set_xlim(0, 1.14)
            panel.set_xticks([0, 0.25, 0.5, 0.75, 1])
        times = panels[len(sets)]
        _draw(times, sets[0], [row.time.p50 for row in sets[0].rows], "{:.2g}")
        times.set_title(f"{sets[0].name}, ms a question (p50)", fontsize=9, loc="left")
        times.set_xscale("log")
        times.minorticks_off()
        times.xaxis.set_major_formatter("{x:g}")
        times.margins(x=0.25)
        for panel in panels[len(sets) + 1 :]:
            panel.axis("off")
        drawn = StringIO()
        figure.savefig(drawn, format="svg", metadata={"Date": None})
    path.write_text(_in_less(drawn.getvalue()), encoding="utf-8")


def _in_less(svg: str) -> str:
    """The same picture in half the letters: without indents and comments, to a tenth of a point, in any font without serifs."""
    for pattern, instead in _LESS.items():
        svg = re.sub(pattern, instead, svg)
    return svg


def _draw(panel: Any, measured: Measured, values: Sequence[float], form: str) -> None:
    """A dot for each ranking that was measured, with its figure beside it."""
    names = list(_MARKS)
    for row, value in zip(measured.rows, values, strict=True):
        if row.name in _MARKS:
            colour, shape = _MARKS[row.name]
            place = names.index(row.name)
            panel.plot(value, place, shape, color=colour, markersize=6)
            panel.annotate(form.format(value), (value, place), (6, -3), textcoords="offset points", fontsize=8)
    panel.set_yticks(range(len(names)), names)
    panel.grid(axis="x", color="#dddddd", linewidth=0.6)
    panel.set_axisbelow(True)
    panel.spines[["top", "right"]].set_visible(False)
