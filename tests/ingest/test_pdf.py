"""PDF: ruled tables as cells, also over page breaks; columns in reading order; quotes found on the page."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Sequence
from itertools import pairwise

import pytest

from ingest.document import Grid, Source
from ingest.errors import UnreadableFile
from ingest.readers import pdf, pdf_page
from ingest.readers.pdf import read_pdf
from ingest.readers.places import rectangles

COLUMNS = (72.0, 172.0, 272.0, 372.0, 472.0)
ROW = 20.0
HEADER = [("Office", 0, 0, 2, 1), ("Budget", 0, 1, 1, 2), ("Rate", 0, 3, 2, 1), ("State", 1, 1, 1, 1), ("City", 1, 2, 1, 1)]
Cell = tuple[str, int, int, int, int]  # text, row, column, rows covered, columns covered


def made_pdf(*streams: str, rotate: int = 0, form: str = "") -> bytes:
    """A PDF of pages with these content streams, 612 by 792 points, Helvetica as /F1, the form as /X0 moved up by 100."""
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(streams)))
    fonts = "/Font << /F1 3 0 R >>"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Type /XObject /Subtype /Form /BBox [0 0 612 792] /Matrix [1 0 0 1 0 100]"
        f" /Resources << {fonts} >> /Length {len(form)} >>\nstream\n{form}\nendstream",
    ]
    for number, stream in enumerate(streams):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Rotate {rotate}"
            f" /Resources << {fonts} /XObject << /X0 4 0 R >> >> /Contents {6 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode("ascii")
    rows = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    xref = f"xref\n0 {size}\n0000000000 65535 f \n{rows}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + xref.encode("ascii")


def line(text: str, x: float, y: float, size: float = 10) -> str:
    escaped = re.sub(r"([()\\])", r"\\\1", text)
    return f"BT /F1 {size} Tf {x} {y} Td ({escaped}) Tj ET\n"


def table(cells: Sequence[Cell], top: float, columns: Sequence[float] = COLUMNS, open_sides: bool = False) -> str:
    """The cells, each with its own border drawn as lines; without the outer left and right ones if the sides are open."""
    parts = []
    for text, row, col, down, right in cells:
        x0, x1 = columns[col], columns[col + right]
        y1, y0 = top - row * ROW, top - (row + down) * ROW
        parts.append(f"{x0} {y0} m {x1} {y0} l S {x0} {y1} m {x1} {y1} l S\n")
        parts += [f"{x} {y0} m {x} {y1} l S\n" for x in (x0, x1) if not (open_sides and x in (columns[0], columns[-1]))]
        if text:
            parts.append(line(text, x0 + 3, (y0 + y1) / 2 - 3))
    return "".join(parts)


def data(first: int, count: int, row: int) -> list[Cell]:
    """Rows of figures: four cells each."""
    return [
        (text, row + number, col, 1, 1)
        for number in range(count)
        for col, text in enumerate([f"Dept{first + number}", f"1,{first + number:03d}", f"2,{first + number:03d}", "50.5"])
    ]


def read(content: bytes) -> Source:
    return read_pdf("a.pdf", content, "")


def shown(source: Source, grid: Grid) -> list[Cell]:
    """The cells with text, as the test writes them."""
    found = [(cell.span.of(source.text), *cell[:4]) for cell in grid.cells]
    return sorted((cell for cell in found if cell[0]), key=lambda cell: cell[1:3])


def placed(cells: Sequence[Cell]) -> list[Cell]:
    return sorted((cell for cell in cells if cell[0]), key=lambda cell: cell[1:3])


def in_order(source: Source, *words: str) -> bool:
    """Whether each word stands once in the text, in this order."""
    places = [source.text.find(word) for word in words]
    return all(source.text.count(word) == 1 for word in words) and all(a < b for a, b in pairwise(places))


CELLS = [*HEADER, *data(1, 3, 2)]
AROUND = line("After the table", 72, 400) + table(CELLS, 700) + line("Before the table", 72, 720)


def test_ruled_table_with_a_merged_header_is_read_as_cells() -> None:
    source = read(made_pdf(AROUND))
    (grid,) = source.grids
    assert (grid.rows, grid.cols, source.wrapped) == (5, 4, True)
    assert shown(source, grid) == placed(CELLS)
    assert in_order(source, "Before the table", "Office", "Dept1", "Dept3", "After the table")


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_places_are_those_of_the_page_as_it_is_seen(rotate: int) -> None:
    turned = {90: "0 1 -1 0 612 0 cm\n", 180: "-1 0 0 -1 612 792 cm\n", 270: "0 -1 1 0 0 792 cm\n"}[rotate]
    source = read(made_pdf(turned + table(CELLS, 560) + line("Before the table", 72, 580), rotate=rotate))
    assert shown(source, source.grids[0]) == placed(CELLS)
    assert in_order(source, "Before the table", "Office", "Dept3")


def test_table_without_lines_at_its_sides_keeps_its_outer_columns() -> None:
    source = read(made_pdf(table(CELLS, 700, open_sides=True)))
    assert shown(source, source.grids[0]) == placed(CELLS)


def test_table_drawn_of_thin_filled_rectangles_is_read() -> None:
    drawn = re.sub(
        r"(\S+) (\S+) m (\S+) (\S+) l S",
        lambda m: f"{m[1]} {m[2]} {max(0.7, float(m[3]) - float(m[1]))} {max(0.7, float(m[4]) - float(m[2]))} re f",
        table(CELLS, 700),
    )
    source = read(made_pdf(drawn))
    assert shown(source, source.grids[0]) == placed(CELLS)


def test_table_within_a_form_stands_where_the_form_is_put() -> None:
    source = read(
        made_pdf(line("Before", 72, 760) + "q 1 0 0 1 20 10 cm /X0 Do Q\n" + line("After", 72, 400), form=table(CELLS, 560))
    )
    assert shown(source, source.grids[0]) == placed(CELLS)
    assert in_order(source, "Before", "Office", "Dept3", "After")


def test_cells_are_those_that_pdfplumber_finds() -> None:
    """An independent implementation sees the same boxes and the same texts."""
    import io

    import pdfplumber

    content = made_pdf(AROUND)
    with pdfplumber.open(io.BytesIO(content)) as document:
        (found,) = document.pages[0].find_tables()
        texts = [text for row in found.extract() for text in row if text]
        boxes = len(found.cells)
    source = read(content)
    assert len(source.grids[0].cells) == boxes
    assert [cell[0] for cell in shown(source, source.grids[0])] == texts


FIRST = line("Report", 72, 760) + table([*HEADER, *data(1, 20, 2)], 700) + line("- 1 -", 300, 40)
SECOND = line("Report", 72, 760) + table([*HEADER, *data(21, 5, 2)], 740) + line("The end", 72, 500) + line("- 2 -", 300, 40)


def test_table_over_two_pages_is_one_and_its_repeated_header_no_data() -> None:
    source = read(made_pdf(FIRST, SECOND))
    (grid,) = source.grids
    assert (grid.rows, shown(source, grid)) == (27, placed([*HEADER, *data(1, 25, 2)]))
    assert source.text.count("Office") == 2  # the repeated header is in the text, but in no cell
    last = next(cell for cell in grid.cells if cell.span.of(source.text) == "Dept21")
    assert source.page_at(last.span.start) == 2
    assert in_order(source, "Dept20", "- 1 -", "Dept21", "The end")


def test_table_over_three_pages_is_one() -> None:
    middle = line("Report", 72, 760) + table([*HEADER, *data(21, 20, 2)], 700) + line("- 2 -", 300, 40)
    last = line("Report", 72, 760) + table([*HEADER, *data(41, 2, 2)], 700) + line("- 3 -", 300, 40)
    source = read(made_pdf(FIRST, middle, last))
    assert [grid.rows for grid in source.grids] == [44]
    assert shown(source, source.grids[0]) == placed([*HEADER, *data(1, 42, 2)])


def test_merged_cell_goes_on_over_the_page_break() -> None:
    first = [*HEADER, ("Roads", 2, 0, 2, 1), *[cell for cell in data(1, 2, 2) if cell[2]]]
    second = [("", 0, 0, 2, 1), *[cell for cell in data(3, 2, 0) if cell[2]]]
    source = read(made_pdf(table(first, 120), table(second, 760)))
    (grid,) = source.grids
    assert ("Roads", 2, 0, 4, 1) in shown(source, grid)
    assert grid.rows == 6


def test_empty_value_after_a_page_break_stays_empty() -> None:
    second = [cell if cell[2] != 1 else ("", *cell[1:]) for cell in data(3, 1, 0)]
    source = read(made_pdf(table([*HEADER, *data(1, 2, 2)], 120), table(second, 760)))
    assert [cell for cell in shown(source, source.grids[0]) if cell[2] == 1][-1] == ("1,002", 3, 1, 1, 1)


@pytest.mark.parametrize(
    "second",
    [
        line("Another subject begins here", 72, 770) + table(data(21, 5, 0), 740),
        table(data(21, 5, 0), 740, (72.0, 120.0, 272.0, 300.0, 472.0)),
    ],
    ids=["text-between", "other-columns"],
)
def test_another_table_on_the_next_page_is_another_table(second: str) -> None:
    assert len(read(made_pdf(FIRST, second)).grids) == 2


@pytest.mark.parametrize(
    "drawing",
    ["50 50 512 692 re S\n", "72 690 m 300 690 l S\n", "100 100 m 400 100 l S 100 100 m 100 400 l S\n", "72 60 200 200 re f\n"],
    ids=["page-border", "underline", "axes", "shading"],
)
def test_lines_that_enclose_no_cells_make_no_table(drawing: str) -> None:
    source = read(made_pdf(drawing + line("Garam city", 80, 700)))
    assert (source.grids, source.text.strip()) == ((), "Garam city")


def test_frame_gives_way_to_the_table_within_it() -> None:
    frame = "60 60 m 480 60 l S 60 770 m 480 770 l S 60 745 m 480 745 l S 60 60 m 60 770 l S 480 60 m 480 770 l S\n"
    source = read(made_pdf(frame + line("Title", 70, 752) + table(CELLS, 700)))
    assert shown(source, source.grids[0]) == placed(CELLS)
    assert in_order(source, "Title", "Office")


PROSE = "the council shall provide the means for it and"


def columns_page(right: str = PROSE) -> str:
    """Two columns, written row by row across both, under a heading over the whole width."""
    rows = "".join(
        line(f"L{number:02d} {PROSE}", 60, 700 - 14 * number) + line(f"R{number:02d} {right}", 330, 700 - 14 * number)
        for number in range(25)
    )
    return line("A heading that runs over the whole width of both of the columns of this page", 60, 740, 13) + rows


def test_columns_of_prose_are_read_one_after_the_other() -> None:
    source = read(made_pdf(columns_page()))
    assert in_order(source, "A heading", "L00", "L01", "L24", "R00", "R24")


def test_rows_of_a_table_without_rules_are_not_taken_for_columns() -> None:
    source = read(made_pdf(columns_page(right="1,234")))
    assert in_order(source, "L00", "R00", "L01", "R01")


def test_pages_without_text_keep_their_number_among_tables() -> None:
    source = read(made_pdf(AROUND, "", line("Third", 72, 700)))
    assert source.page_at(source.text.find("Third")) == 3
    assert "2" in source.warnings[0]


def test_rectangles_cover_a_quote_wherever_its_spaces_are() -> None:
    found = rectangles(made_pdf(AROUND), 1, "Before  thetable")
    assert len(found) == 1
    left, top, right, bottom = found[0]
    assert (round(left), 60 < top < bottom < 75, 72 < right < 172) == (73, True, True)


def test_rectangles_of_a_table_row_stand_on_that_row() -> None:
    source = read(made_pdf(AROUND))
    row = [cell for cell in source.grids[0].cells if cell.row == 3]
    found = rectangles(made_pdf(AROUND), 1, source.text[row[0].span.start : row[-1].span.end])
    assert len(found) == 4
    assert all(92 + 3 * ROW <= top < bottom <= 92 + 4 * ROW for _, top, _, bottom in found)


@pytest.mark.parametrize(("page", "quote"), [(1, "Nowhere"), (2, "Dept1"), (0, "Dept1"), (1, " \n")])
def test_no_rectangles_of_what_is_not_there(page: int, quote: str) -> None:
    assert rectangles(made_pdf(AROUND), page, quote) == []


def test_rectangles_of_a_broken_file_are_refused() -> None:
    with pytest.raises(UnreadableFile):
        rectangles(b"%PDF-1.4 nothing", 1, "Garam")


def test_pages_beyond_the_most_are_left_out_with_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 2)
    source = read(made_pdf(*(line(f"Page {number}", 72, 700) for number in range(5))))
    assert len(source.pages) == 2
    assert "2쪽까지만" in source.warnings[0] and "3쪽" in source.warnings[0]


def test_characters_beyond_the_most_are_left_out_with_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGE_CHARS", 10)
    source = read(made_pdf(line("Garam city budget", 72, 700)))
    assert source.text.strip() == "Garam city"
    assert "1" in source.warnings[0]


@pytest.mark.parametrize(
    "drawing",
    [
        "".join(f"{number % 600} {number % 7 * 100} m {number % 600} 700 l S\n" for number in range(80_000)),
        "".join(f"{4 * a} 0 m {4 * a} 792 l S 0 {4 * a} m 612 {4 * a} l S\n" for a in range(190)),
        "".join(f"{10 * (a % 60)} {10 * (a // 60)} 6 6 re S\n" for a in range(4_500)),
        "0 0 m " + "".join(f"{number % 600} {number % 790} l " for number in range(200_000)) + "S\n",
    ],
    ids=["lines", "lattice", "boxes", "one-path"],
)
def test_page_full_of_lines_takes_no_more_than_seconds(drawing: str) -> None:
    started = time.perf_counter()
    source = read(made_pdf(drawing + line("Garam city", 80, 700)))
    assert "Garamcity" in re.sub(r"\s", "", source.text)
    assert time.perf_counter() - started < 5


def test_file_full_of_costly_pages_is_read_as_far_as_it_is_worth(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_WORK", 10_000)
    source = read(made_pdf(*(table(CELLS, 700) for _ in range(40))))
    assert 1 < len(source.pages) < 40
    assert "쪽까지만" in source.warnings[0]


@pytest.mark.parametrize("far", ["1e30", "99999999999999999999999999999999999999999999", "-1e9"])
def test_places_beyond_any_paper_do_no_harm(far: str) -> None:
    drawing = f"0 0 m {far} 0 l S 0 {far} m 0 0 l S {far} 0 0 1 0 0 cm " + line("far", 1, 1)
    source = read(made_pdf(line("Garam city", 80, 700) + f"q {drawing} Q\n" + columns_page()))
    assert "Garam city" in source.text


def test_most_objects_are_fewer_than_a_hostile_page_has() -> None:
    assert pdf_page.MAX_OBJECTS < 80_000 and pdf_page.MAX_SEGMENTS < 200_000


def test_file_cut_or_spoilt_anywhere_gives_a_source_or_a_reason() -> None:
    content, chance = made_pdf(FIRST, SECOND, columns_page()), random.Random(20260101)
    for attempt in range(60):
        spoilt = bytearray(content[: chance.randrange(8, len(content))] if attempt % 2 else content)
        for _ in range(chance.randrange(1, 40)):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        try:
            source = read(bytes(spoilt))
        except UnreadableFile:
            continue
        assert all(grid.span.end <= len(source.text) for grid in source.grids)


def test_page_whose_size_stands_above_it_loses_nothing() -> None:
    fpdf = pytest.importorskip("fpdf", reason="writes a landscape page whose MediaBox is that of all pages")
    pdf = fpdf.FPDF(orientation="landscape", format="A4")
    pdf.add_page()
    pdf.set_font("Helvetica", size=9)
    pdf.set_xy(5, 4)
    with pdf.table(width=277, col_widths=(1, 1, 1, 1)) as table:
        for row in (("name", "plan", "done", "rest"), ("park", "1,200", "1,100", "100"), ("road", "300", "290", "10")):
            table.row(row)
    source = read(bytes(pdf.output()))
    assert [cell.span.of(source.text) for cell in source.grids[0].cells][3::4] == ["rest", "100", "10"]
