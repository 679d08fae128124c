"""Contradictions as HTML: every side with its value and place, and nothing of a document as markup."""

from __future__ import annotations

from assistant.contradictions import Contradiction, Stated
from assistant.places import Placed
from assistant.types import Citation
from ingest.document import FigureKind, Span
from screen.render.conflicts import conflicts_html
from tests.assistant.made_series import point

EVIL = "<script>alert(1)</script>"


def side(value: str, document: str, day: str, quote: str = "이용자 300명", title: str = "업무보고") -> Stated:
    row = point(2024, value).row._replace(document=document, title=title)
    citation = Citation(document, title, ("현황",), 1, Span(0, len(quote)), quote, "앞 글 ", " 뒤 글", place="3쪽")
    return Stated(row, Placed(citation, 4, 3), day)


def contradiction(*sides: Stated, name: str = "돌봄로봇 이용자") -> Contradiction:
    return Contradiction(name, "2024년 실적", 2024, FigureKind.ACHIEVED, sides)


def test_each_side_opens_its_place_and_the_later_document_is_told():
    html = conflicts_html([contradiction(side("300", "가.txt", "2024-02"), side("400", "나.txt", "2025-01"))], 2)
    assert all(
        part in html for part in ("돌봄로봇 이용자", "2024년 실적", "300명", "400명", "가.txt", "나.txt", "3쪽", "2025-01")
    )
    assert 'data-source="differ-1"' in html and 'id="differ-2"' in html
    assert html.count("나중 문서") == 1 and html.index("나중 문서") > html.index("400명")
    assert "<b>300</b>" in html  # the figure is set off within the quote


def test_numbers_run_on_from_one_to_the_next():
    html = conflicts_html([contradiction(side("3", "가.txt", ""), side("4", "나.txt", ""))] * 2, 2)
    assert [html.count(f'id="differ-{number}"') for number in (1, 2, 3, 4, 5)] == [1, 1, 1, 1, 0]


def test_nothing_of_a_document_becomes_markup():
    html = conflicts_html([contradiction(side("3", EVIL, EVIL, EVIL, EVIL), side("4", "나.txt", ""), name=EVIL)], 2)
    assert "<script" not in html and "&lt;script&gt;" in html


def test_no_contradiction_and_no_documents_are_two_things():
    assert conflicts_html([], 3) != conflicts_html([], 0)
