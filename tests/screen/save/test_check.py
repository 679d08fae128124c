"""What came of a check as HTML and DOCX: all is escaped, every mark is there."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.errors import BadInput
from screen.render.check import checked_html
from screen.save.check import save

TEXT = "<script>alert('가')</script> & “인용”\n2025년 찾아가는 디지털교실 예산은 1,180백만원이다.\n2025년 스마트상점 보급 예산은 760백만원이다.\x02"
DAY = date(2025, 3, 1)


def test_html_escapes_the_text_and_marks_each_figure(check):
    html = checked_html(check(TEXT))
    assert "<script>" not in html and "&lt;script&gt;" in html
    assert html.count("<mark ") == 2
    assert 'class="verified"' in html and 'class="conflict"' in html and "900백만원" in html


def test_docx_opens_again_with_the_text_and_its_marks(check, tmp_path):
    from docx import Document
    from docx.enum.text import WD_COLOR_INDEX

    path = tmp_path / "검증.docx"
    save(check(TEXT), path, DAY)
    document = Document(str(path))
    marks = {run.text: run.font.highlight_color for item in document.paragraphs for run in item.runs if run.font.highlight_color}
    assert marks == {"1,180백만원": WD_COLOR_INDEX.BRIGHT_GREEN, "760백만원": WD_COLOR_INDEX.RED}
    assert any("<script>alert('가')</script>" in item.text for item in document.paragraphs)


def test_html_file_stands_alone(check, tmp_path):
    path = tmp_path / "검증.html"
    save(check(TEXT), path, DAY)
    written = path.read_text(encoding="utf-8")
    assert written.startswith("<!DOCTYPE html>") and "2025-03-01" in written and "http:" not in written


@pytest.mark.parametrize("name", ["검증.txt", "없는 폴더/검증.html", "없는 폴더/검증.docx"])
def test_what_cannot_be_written_is_told(check, tmp_path, name):
    with pytest.raises(BadInput, match=r"[가-힣]"):
        save(check("가"), tmp_path / name, DAY)
