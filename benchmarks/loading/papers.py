"""Council papers to be taken in: the sample's own, told of other cities, matters and amounts, joined to 5 to 20 pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

from eval.sample.formats import DOCUMENTS, WRITERS
from eval.sample.parts import Part, PartTable, parts_of
from ingest.pipeline import read_document
from ingest.readers import read_source

PAGE = 1_000  # characters that a page of such a paper holds
_PAGES = (5, 20)
_FORMATS = ("hwpx", "pdf", "txt", "hwpx", "docx", "pdf", "md", "hwpx", "docx", "xlsx")  # in turn
_CITIES = ("다온", "미르", "아라", "한별", "솔빛", "누리", "새벽", "푸른", "온새", "해담", "단비", "여울")
_MATTERS = (
    "농업",
    "문화",
    "환경",
    "교통",
    "복지",
    "체육",
    "관광",
    "건강",
    "주거",
    "안전",
    "청년",
    "산림",
    "수산",
    "평생",
    "보육",
    "소방",
)
_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+")
_SMALL = re.compile(r"(?<![\d.,'’-])[1-9]\d{1,2}(?=(?:명|건|개소|회|대)(?![가-힣]))")


def write_papers(folder: Path, count: int, seed: int = 1) -> Iterator[Path]:
    """Write so many papers, each another, in the formats that councils use; gives each once it is there."""
    folder.mkdir(parents=True, exist_ok=True)
    random = Random(seed)
    sources = [parts_of(read_document(read_source(document))) for document in DOCUMENTS]
    for number in range(count):
        format = _FORMATS[number % len(_FORMATS)]
        city, matter = random.choice(_CITIES), random.choice(_MATTERS)
        path = folder / f"{number:04d}_{city}시_{matter}_{random.choice(('업무보고', '검토보고', '예산', '감사결과'))}.{format}"
        _WRITERS[format](path, _paper(sources, city, matter, random))
        yield path


def _paper(sources: Sequence[Sequence[Part]], city: str, matter: str, random: Random) -> list[Part]:
    """Parts of the sources told anew, until the pages are full. Amounts grow by one factor, so that sums stay sums."""
    wanted, parts = random.randint(*_PAGES) * PAGE, list[Part]()
    while sum(map(_length, parts)) < wanted:
        factor = random.randint(2, 97)
        parts += [_told_anew(part, city, matter, factor, random) for part in random.choice(sources)]
    while sum(map(_length, parts)) > wanted:
        parts.pop()
    return parts


def _told_anew(part: Part, city: str, matter: str, factor: int, random: Random) -> Part:
    def anew(text: str) -> str:
        text = text.replace("가람", city).replace("디지털", matter)
        text = _SMALL.sub(lambda found: str(random.randint(10, 999)), text)
        return _AMOUNT.sub(lambda found: f"{int(found.group().replace(',', '')) * factor:,}", text)

    if part.table is None:
        return part._replace(text=anew(part.text))
    cells = tuple(cell._replace(text=anew(cell.text)) for cell in part.table.cells)
    return part._replace(table=part.table._replace(cells=cells))


def _length(part: Part) -> int:
    return len(part.text) if part.table is None else sum(len(cell.text) + 1 for cell in part.table.cells)


def _write_text(path: Path, parts: Sequence[Part]) -> None:
    """Plain text as it comes out of HWP, and Markdown: headings with #, tables with tabs."""
    lines = (
        "\n".join(_rows(part.table)) if part.table is not None else "#" * part.level + " " * bool(part.level) + part.text
        for part in parts
    )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _rows(table: PartTable) -> Iterator[str]:
    places = {(cell.row, cell.col): cell.text.replace("\n", " ") for cell in table.cells}
    for row in range(table.rows):
        yield "\t".join(places.get((row, col), "") for col in range(table.cols))


_WRITERS: dict[str, Callable[[Path, Sequence[Part]], None]] = {**WRITERS, "txt": _write_text, "md": _write_text}
