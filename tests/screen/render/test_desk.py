"""The HTML of the desk: nothing from outside gets in unescaped, and every field has a name."""

from __future__ import annotations

import json
import re
from html import unescape

from assistant.cite import LookedUp, Place, look_up
from assistant.scope import Choices
from ingest.document import Span
from screen.render.desk import desk_html, filters_html, searched_line
from screen.render.lookup import lookup_html
from screen.render.pins import pin_attribute

EVIL = "<script>alert(\"가\")</script> & '나'"


def test_every_field_has_a_name_that_is_read_out():
    html = desk_html() + filters_html(Choices((("업무보고", "업무보고"),), (("2023년", 2023),), (), (), ()), [])
    fields = re.findall(r"<(?:input|select)[^>]*>", html)
    assert len(fields) == 7
    assert [field for field in fields if "aria-label" not in field and f"<label>{field}" not in html] == [
        field
        for field in fields
        if "hearing-" in field or "checkbox" in field  # these stand within their label's text
    ]


def test_what_nothing_is_known_of_cannot_be_chosen():
    html = filters_html(Choices((), (("2023년", 2023),), (), (), ()), [])
    assert re.findall(r'<select name="(\w+)"', html) == ["year"]


def test_what_comes_from_outside_is_escaped():
    named = ((EVIL, EVIL),)
    html = filters_html(Choices(named, (), named, named, named), [EVIL])
    place = Place(EVIL, EVIL, (EVIL,), 1, EVIL, Span(0, len(EVIL)), EVIL, EVIL)
    assert "<script" not in html + pin_attribute(place) and '"가' not in html
    assert "<script" not in lookup_html(LookedUp(()), searched_line(EVIL, EVIL, 1, 0, 20))


def test_what_is_pinned_is_the_quote_to_the_letter(small_library):
    place = look_up(small_library, "별빛도서관 운영").places[0]
    kept = json.loads(unescape(re.fullmatch(r' data-pin="([^"]*)"', pin_attribute(place)).group(1)))
    assert kept["quote"] == place.span.of(small_library.store.document_text(place.document) or "")
    assert (kept["title"], kept["place"], kept["section"]) == (place.title, place.place, list(place.section))


def test_what_is_searched_is_said():
    assert searched_line("", "", 17, 20, 20) == "모든 문서 17개에서 가장 가까운 20곳을 찾았습니다."
    assert searched_line("2024년", "업무", 3, 0, 20) == "2024년, 이름에 ‘업무’: 문서 3개에서 찾았으나 없습니다."
