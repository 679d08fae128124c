"""The addresses of the hearing desk: what was typed is looked up, kept to what was chosen; pins come back as files."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator

import pytest
from docx import Document
from starlette.applications import Starlette
from starlette.testclient import TestClient

import screen.routes
from assistant.settings import Settings
from index.intake import take_in
from index.library import Library, open_library
from screen.kept import KeptAnswers
from screen.named import NamedDocuments
from screen.shown import Shown

EVIL = "<script>alert(\"가\")</script> & '나'"


@pytest.fixture(scope="module")
def client(small_library: Library) -> TestClient:
    return TestClient(Starlette(routes=screen.routes.routes(Shown(small_library), Settings(today="2025-03-01"), KeptAnswers())))


@pytest.fixture
def own(tmp_path) -> Iterator[Library]:
    library = open_library(tmp_path / "data", "kiwi")
    yield library
    library.close()


def cite(client: TestClient, **asked: str) -> str:
    reply = client.get("/geungeo/cite", params=asked)
    assert reply.status_code == 200
    return reply.text


def kept_of(library: Library, quote: str, name: str = "업무보고.txt", **more: str) -> dict[str, object]:
    start = (library.store.document_text(name) or "").index(quote)
    return {"document": name, "title": "제목", "place": "3쪽", "start": start, "end": start + len(quote), "quote": quote, **more}


def a_quote(library: Library) -> str:
    return next(line for line in (library.store.document_text("업무보고.txt") or "").split("\n") if "별빛도서관" in line)


def take(client: TestClient, format: str, pins: list[dict[str, object]], **more: object) -> bytes:
    reply = client.post(f"/geungeo/hearing/{format}", content=json.dumps({"pins": pins, **more}).encode())
    assert reply.status_code == 200 and reply.headers["x-content-type-options"] == "nosniff"
    return reply.content


# Looked up


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("별빛도서", "<mark>별빛"), ('"정산 의무', "<mark>정산 의무</mark>"), ("야간에 도서관 누가 써 -운영비", "도서관")],
)
def test_what_was_typed_so_far_is_looked_up(client, typed, expected):
    assert expected in cite(client, q=typed)


@pytest.mark.parametrize(
    ("typed", "told"), [("", "따옴표"), ("  ", "따옴표"), ("-운영", "찾을 말이 없습니다"), ("쀍뷁쒧", "대목이 없습니다")]
)
def test_where_nothing_is_found_it_is_told(client, typed, told):
    assert told in cite(client, q=typed)


def test_a_lookup_that_was_pasted_is_cut(client):
    assert "found-1" in cite(client, q="별빛도서관 " * 500)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({}, "모든 문서 2개에서"),
        ({"year": "2023", "kind": "업무보고"}, "2023년, 업무보고: 문서 1개에서"),
        ({"document": "업무"}, "이름에 ‘업무’: 문서 1개에서"),
    ],
)
def test_the_filters_hold_and_what_is_searched_is_said(client, asked, told):
    found = cite(client, q="별빛도서관", **asked)
    assert told in found and "업무보고.txt" in found
    assert ("검토보고.txt" in found) is not bool(asked)


@pytest.mark.parametrize(
    ("asked", "told"),
    [({"year": "2024", "kind": "업무보고"}, "찾을 범위에 맞는 문서가 없습니다"), ({"document": EVIL}, "든 문서가 없습니다")],
)
def test_filters_that_leave_no_document_are_told(client, asked, told):
    found = cite(client, q="별빛도서관", **asked)
    assert told in found and "<script" not in found


def test_as_it_was_typed_is_a_phrase(client):
    assert "found-1" in cite(client, q="도서관 별빛")
    assert "없습니다" in cite(client, q="도서관 별빛", exact="1")
    assert "<mark>정산 의무</mark>" in cite(client, q="정산 의무", exact="1")


def test_a_syllable_that_is_put_together_does_not_empty_the_list(client):
    """For 정산 the letters 정 and ㅅ stand as 젌 for a moment."""
    assert "없습니다" in cite(client, q='"의무젌', typing="") and "data-shortened" not in cite(client, q="별빛", typing="1")
    assert "data-shortened" in cite(client, q='"정산 의뭄', typing="1")


def test_a_year_that_is_none_is_refused(client):
    assert client.get("/geungeo/cite", params={"q": "가", "year": "작년"}).status_code == 400


def test_the_filters_hold_what_is_in_the_library_and_say_when_it_changes(own, small_documents):
    client = TestClient(Starlette(routes=screen.routes.routes(Shown(own), Settings(), KeptAnswers())))
    before = client.get("/geungeo/desk")
    assert "<select" not in before.text and "문서’ 탭에서" in cite(client, q="도서관")
    list(take_in(own, sorted(small_documents.iterdir())))
    after = client.get("/geungeo/desk")
    assert '<option value="2023">2023년</option>' in after.text and "업무보고.txt" in after.text
    assert before.headers["x-library"] != after.headers["x-library"] == client.get("/geungeo/cite").headers["x-library"]


def test_a_document_is_found_by_what_its_label_has(small_library):
    named = NamedDocuments(small_library)
    assert named.of("업무보고.txt") == ("업무보고.txt",)
    assert named.of(named.labels()[0]) == ("검토보고.txt",)
    assert set(named.of("보고")) == {"검토보고.txt", "업무보고.txt"}


# Taken away


def test_the_pins_come_in_the_order_chosen_with_title_day_and_notes(client, small_library):
    line = a_quote(small_library)
    pins = [kept_of(small_library, line[2:], note="둘째"), kept_of(small_library, line, note="첫째")]
    html = take(client, "html", pins, title="예산 심사", day="2025-02-19").decode()
    assert "예산 심사" in html and "2025년 2월 19일" in html
    assert 0 < html.index("둘째") < html.index("첫째") and html.count("※") == 0 and "2개는 지금 문서의 글자 그대로" in html
    docx = "\n".join(part.text for part in Document(io.BytesIO(take(client, "docx", pins))).paragraphs)
    assert line in docx and 0 < docx.index("둘째") < docx.index("첫째") and "2025년 3월 1일" in docx


def test_a_quote_that_does_not_stand_there_is_marked(client, small_library):
    line = a_quote(small_library)
    changed = {**kept_of(small_library, line), "quote": line + "고친 말"}
    gone = {**kept_of(small_library, line), "document": "없는 문서.txt"}
    moved = {**kept_of(small_library, line), "start": 0, "end": len(line), "place": "999쪽"}
    html = take(client, "html", [changed, gone, moved]).decode()
    assert "그 자리에 이 글이 없습니다" in html and "색인에서 뺀 문서" in html and "자리가 바뀌었습니다" in html
    assert "999쪽" not in html and "3개 가운데 1개는" in html


def test_hostile_text_stays_text(client):
    evil = {"document": EVIL, "title": EVIL, "place": EVIL, "section": [EVIL], "said": EVIL, "note": EVIL, "quote": EVIL + "\0"}
    pins = [{**evil, "start": 0, "end": 5}]
    html = take(client, "html", pins, title=EVIL).decode()
    assert "<script" not in html and "\0" not in html and "default-src 'none'" in html
    docx = zipfile.ZipFile(io.BytesIO(take(client, "docx", pins, title=EVIL))).read("word/document.xml").decode()
    assert "<script" not in docx and "&lt;script&gt;" in docx


@pytest.mark.parametrize(
    ("format", "body", "status"),
    [
        ("html", b"", 400),
        ("html", b'{"pins": [{"document": 1}]}', 400),
        ("html", b'{"pins": [{"document":"a","title":"","place":"","start":-1,"end":2,"quote":"x"}]}', 400),
        ("html", b"\xff", 400),
        ("html", b" " * (3 << 20), 413),
        ("exe", b"{}", 404),
        ("html", b'{"pins": []}', 200),
    ],
)
def test_what_makes_no_hearing_is_refused(client, format, body, status):
    assert client.post(f"/geungeo/hearing/{format}", content=body).status_code == status
