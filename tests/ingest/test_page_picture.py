"""Pictures of pages: of the file that was read and no other, bounded in size, drawn where a hostile file can do no harm."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from PIL import Image

from ingest.errors import UnreadableFile
from ingest.page_picture import page_picture
from ingest.readers.page_picture import PagePicture, Wanted, read_page
from ingest.sandbox import Limits
from tests.ingest.test_readers import made_pdf

CONTENT = made_pdf("Garam city budget", "Second page 1,234")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "a.pdf").write_bytes(CONTENT)
    return tmp_path / "a.pdf"


def wanted(page: int = 2, quote: str = "page 1,234", content: bytes = CONTENT, is_drawn: bool = False) -> Wanted:
    return Wanted(hashlib.sha256(content).hexdigest(), page, quote, 1.5, is_drawn)


def picture(found: PagePicture) -> Image.Image:
    return Image.open(io.BytesIO(found.png)).convert("L")


def test_the_page_is_drawn_and_its_quote_lies_under_the_mark(path: Path) -> None:
    found = page_picture(path, wanted())
    drawn = picture(found)
    assert drawn.size == (round(612 * 1.5), round(792 * 1.5)) and (found.width, found.height) == (612, 792)
    (mark,) = found.marks
    marked = drawn.crop(tuple(round(1.5 * side) for side in mark))
    assert marked.getextrema()[0] < 100  # letters are there
    drawn.paste(255, tuple(round(1.5 * side) for side in (mark[0] - 60, mark[1] - 5, mark[2] + 5, mark[3] + 5)))
    assert drawn.getextrema()[0] > 200  # and nowhere else but beside them


def test_a_page_that_is_drawn_already_is_only_marked(path: Path) -> None:
    found = page_picture(path, wanted(is_drawn=True))
    assert found.png == b"" and len(found.marks) == 1


def test_a_quote_that_is_not_there_is_not_marked(path: Path) -> None:
    found = page_picture(path, wanted(quote="Nowhere"))
    assert found.png and found.marks == ()


@pytest.mark.parametrize("page", [0, 3, 10**6])
def test_a_page_that_is_not_there_is_told(path: Path, page: int) -> None:
    with pytest.raises(UnreadableFile, match=f"{page}쪽이 없습니다"):
        page_picture(path, wanted(page))


def test_a_file_that_is_gone_or_changed_is_told(path: Path) -> None:
    path.write_bytes(made_pdf("Another"))
    with pytest.raises(UnreadableFile, match="바뀌었습니다"):
        page_picture(path, wanted())
    path.unlink()
    with pytest.raises(UnreadableFile, match="열 수 없습니다"):
        page_picture(path, wanted())


def test_what_is_no_pdf_has_no_pages(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("가람시".encode())
    with pytest.raises(UnreadableFile, match="쪽 그림이 없습니다"):
        page_picture(tmp_path / "a.txt", wanted(content="가람시".encode()))


@pytest.mark.parametrize("box", ["0 0 14400 14400", "0 0 200000 3", "0 0 0.01 90000", "0 0 1e9 1e9"])
def test_a_page_of_any_size_makes_a_picture_that_is_bounded(tmp_path: Path, box: str) -> None:
    content = made_pdf("Garam").replace(b"[0 0 612 792]", f"[{box}]".encode())
    (tmp_path / "a.pdf").write_bytes(content)
    found = read_page(tmp_path / "a.pdf", wanted(1, "Garam", content))
    width, height = picture(found).size
    assert width * height <= 4_100_000 and max(width, height) <= 5_001


def test_a_page_that_takes_too_long_costs_only_its_own_picture(path: Path, tmp_path: Path) -> None:
    slow = made_pdf("Garam) Tj ET " + "0 0 m 600 700 l 3 9 l 500 2 l f* " * 150_000 + "BT (")
    (tmp_path / "slow.pdf").write_bytes(slow)
    with pytest.raises(UnreadableFile, match="시간이 너무 오래"):
        page_picture(tmp_path / "slow.pdf", wanted(1, "Garam", slow), Limits(seconds=0.3, seconds_per_megabyte=0))
    assert page_picture(path, wanted()).png
