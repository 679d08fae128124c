"""The page of a citation: its picture where the PDF is there as it was read, else why not; kept, and never a path of a user's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer import answer
from assistant.settings import Settings
from assistant.types import Citation
from index.library import Library
from ingest.document import Span
from screen import page_view as module
from screen.page_view import Asked, PageView, check_of, page_view
from screen.render.page import page_html
from tests.pdf_library import QUESTION, pdf_library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with pdf_library(tmp_path_factory.mktemp("pdf")) as opened:
        yield opened


@pytest.fixture(scope="module")
def cited(library: Library) -> Citation:
    return answer(library, QUESTION, Settings()).citations[0]


def asked(cited: Citation) -> Asked:
    return Asked(cited.document, cited.page, cited.span, check_of(cited.quote))


def test_the_cited_row_is_marked_on_its_page(library: Library, cited: Citation) -> None:
    view = page_view(library, asked(cited))
    assert view.png.startswith(b"\x89PNG") and view.page == cited.page and view.told == ""
    assert len({round(top) for _, top, _, _ in view.marks}) == 1 and len(view.marks) > 1  # cells of one row


def test_a_picture_is_drawn_once(library: Library, cited: Citation, monkeypatch: pytest.MonkeyPatch) -> None:
    first = page_view(library, asked(cited))
    drawn: list[bool] = []
    once = module.page_picture
    monkeypatch.setattr(module, "page_picture", lambda path, wanted: [drawn.append(not wanted.is_drawn), once(path, wanted)][1])
    assert page_view(library, asked(cited)) == first
    assert drawn == [False]


def test_where_the_text_is_another_now_it_is_told(library: Library, cited: Citation) -> None:
    view = page_view(library, asked(cited)._replace(span=Span(cited.span.start + 1, cited.span.end + 1)))
    assert not view.png and "다시 물으면" in view.told


@pytest.mark.parametrize("name", ["../보고.pdf", "/etc/passwd", "C:\\a.pdf", "", "보고", "보고.pdf\x00"])
def test_a_name_that_no_document_has_shows_nothing(library: Library, cited: Citation, name: str) -> None:
    assert page_view(library, asked(cited)._replace(document=name)) == PageView(cited.page)


def test_what_has_no_pages_shows_nothing(small_library: Library) -> None:
    name = small_library.store.documents()[0].name
    assert page_html(page_view(small_library, Asked(name, 1, Span(0, 0), check_of("")))) == ""


def test_a_changed_and_a_missing_file_are_told(tmp_path: Path) -> None:
    with pdf_library(tmp_path) as library:
        cited = answer(library, QUESTION, Settings()).citations[0]
        assert page_view(library, asked(cited)).png
        path, _ = library.store.origin(cited.document) or (tmp_path, "")
        path.write_bytes(path.read_bytes() + b"\n")
        assert "바뀌었습니다" in page_view(library, asked(cited)).told
        path.unlink()
        gone = page_view(library, asked(cited))
    assert "열 수 없습니다" in gone.told and not gone.png
    assert page_html(gone).startswith("<p")


def test_marks_lie_within_the_page_as_shares() -> None:
    html = page_html(PageView(3, b"png", 200.0, 400.0, ((20.0, 40.0, 120.0, 60.0),)))
    left, top, width, height = (float(share) for share in re.findall(r":(-?[\d.]+)%", html))
    assert (left, top) == pytest.approx((10, 10), abs=0.3) and (width, height) == pytest.approx((50, 5), abs=0.5)
    assert "data:image/png;base64,cG5n" in html and "3번째 쪽" in html


def test_what_is_told_is_escaped() -> None:
    assert "<script>" not in page_html(PageView(1, told="<script>"))
