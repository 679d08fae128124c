"""The HTML of a lookup: nothing from outside gets in unescaped, every found line opens its passage."""

from __future__ import annotations

import re

import pytest

from assistant.cite import LookedUp, Place, look_up
from ingest.document import Span
from screen.render.lookup import HINT_HTML, lookup_html, notice_html

EVIL = "<script>alert(\"가\")</script> & '나'"


@pytest.mark.parametrize("text", ["별빛도서관 운영", '"실증 노선 개통"', "도서관 언제 열어 -예산"])
def test_every_found_line_opens_its_passage(small_library, text):
    html = lookup_html(look_up(small_library, text))
    buttons = re.findall(r'<button type="button" class="found" data-source="([^"]+)"', html)
    assert buttons and buttons == re.findall(r'<article class="source" id="([^"]+)" hidden[ >]', html)
    assert len(set(buttons)) == len(buttons)
    assert "<mark>" in html


def test_a_document_heads_its_places_once(small_library):
    html = lookup_html(look_up(small_library, "별빛도서관 운영", 20))
    assert sorted(re.findall(r'<span class="file">([^<]+)</span></h3>', html)) == ["검토보고.txt", "업무보고.txt"]


def test_what_comes_from_outside_is_escaped():
    marks = (Span(0, 8), Span(10, 15))
    place = Place(EVIL, EVIL, (EVIL,), 1, EVIL, Span(0, len(EVIL)), EVIL, EVIL, None, marks, EVIL, EVIL)
    html = lookup_html(LookedUp((place,), (EVIL,)), EVIL) + notice_html(EVIL)
    assert "<script" not in html and "'나'" not in html and "&lt;script&gt;" in html


def test_nothing_found_is_told():
    assert "없습니다" in lookup_html(LookedUp(()))
    assert 'data-told="2024년: 문서 1개' in lookup_html(LookedUp(()), "2024년: 문서 1개")
    assert "따옴표" in HINT_HTML
