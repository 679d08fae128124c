"""Questions and drafts of any size and of any letters: answered or refused in Korean, soon, and nothing falls over."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import ui
from assistant.cite import look_up
from assistant.series import find_series
from assistant.settings import Settings
from index.intake import take_in
from index.kept import safe_name
from index.library import Library, open_library
from ingest.errors import BadInput
from ingest.plain import as_plain, is_plain
from screen.chat import _reply
from screen.kept import KeptAnswers
from tests.serving import service_over

SOON = 4.0  # seconds of the processor's time, on a machine that may be busy: it takes one
SETTINGS = Settings(today="2025-03-01")
SEEDS = ("1", "(", "가", " ", "\n", "😀", "가\u0301", "ㄱ", "\u1100\u1161", "\u200b", "\0", "만", "A", ".", "예산 ", "2024년 ", "얼마 ", "\"", "-가 ", "요", "\\")  # fmt: skip


@pytest.fixture(scope="module")
def client(small_library: Library) -> Iterator[TestClient]:
    kept = KeptAnswers()
    service = service_over(small_library, SETTINGS)
    with TestClient(ui.application(service, kept), base_url="http://127.0.0.1", raise_server_exceptions=False) as opened:
        opened.post("/api/v1/ask", json={"question": "예산은 얼마인가요?"})  # loads what is loaded once
        yield opened
    kept.close()
    service.turns.close()
    service.close_access()


class Soon:
    """That what is done within takes little of the processor's time."""

    def __enter__(self) -> None:
        self._began = time.process_time()

    def __exit__(self, *failed: object) -> None:
        assert failed[0] is not None or time.process_time() - self._began < SOON


def filled(seed: str, length: int) -> str:
    return (seed * (length // len(seed) + 1))[:length]


@pytest.mark.parametrize("seed", SEEDS, ids=ascii)
def test_a_question_as_long_as_may_be_is_answered_soon(client, small_library, seed):
    text = filled(seed, 2_000)
    with Soon():
        assert client.post("/api/v1/ask", json={"question": text}).status_code in {200, 422}
    with Soon():
        list(_reply(small_library, SETTINGS, text, []))
    for look in (look_up, find_series):
        with Soon(), suppress(BadInput):
            look(small_library, text)


@pytest.mark.parametrize("seed", ["가", "1 ", "\\", "\0", "{"], ids=ascii)
def test_a_question_of_a_megabyte_is_refused_with_the_bound(client, small_library, seed):
    text = filled(seed, 1 << 20)
    for body in ({"question": text}, {"question": "예산은?", "after": [text] * 3}, {"question": "예산은?", "document": [text]}):
        with Soon():
            reply = client.post("/api/v1/ask", json=body)
        assert reply.status_code in {413, 422} and len(reply.content) < 4_000 and reply.json()["remedy"]
    for path in ("cite", "figures"):
        with Soon():
            assert client.get(f"/api/v1/{path}", params={"q": text[:5_000]}).status_code == 422
    with Soon():
        shown = list(_reply(small_library, SETTINGS, text, []))
    assert "2,000자" in shown[-1][0][0]["content"] or not as_plain(text).strip()
    for look in (look_up, find_series):
        with Soon(), pytest.raises(BadInput, match="2,000자"):
            look(small_library, text)
    with Soon():
        assert client.post("/api/v1/check", json={"text": text}).status_code in {413, 422}


@pytest.mark.parametrize("seed", ["가", "(", "1,", " ", "“", ".", "가나다라 ", "\0", "ㄱ", "\u200b"], ids=ascii)
def test_a_draft_of_nothing_but_one_letter_is_checked(client, seed):
    reply = client.post("/api/v1/check", json={"text": "예산은 1,200원이다." + filled(seed, 20_000)})
    assert reply.status_code == 200 and "\0" not in reply.text


@pytest.mark.parametrize("letter", ["\\ud800", "\\udfff\\ud800", "\\u0000", "\\u2028", "\\ufffe", "\\u001b[31m"])
@pytest.mark.parametrize("path", ["ask", "ask/stream", "check"])
def test_halves_of_letters_and_controls_fell_nothing(client, letter, path):
    field = "text" if path == "check" else "question"
    reply = client.post(
        f"/api/v1/{path}", content=f'{{"{field}": "예산은 {letter} 얼마인가요"}}', headers={"Content-Type": "application/json"}
    )
    assert reply.status_code in {200, 422}
    reply.content.decode()


@pytest.mark.parametrize(
    "body", [b"[" * 100_000, b'{"a":' * 50_000, b"\xff\xfe\x00", b"1e999999", b'{"question": 1' + b"0" * 5_000 + b"}", b"nul"]
)
def test_json_that_is_none_is_refused(client, body):
    for path in ("ask", "check", "evaluations"):
        reply = client.post(f"/api/v1/{path}", content=body, headers={"Content-Type": "application/json"})
        assert 400 <= reply.status_code < 500, (path, body[:20], reply.status_code)


@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "..%2f..%2fetc%2fpasswd",
        "%252e%252e%252f",
        "..\\..\\x",
        "a%00.txt",
        "%0d%0aSet-Cookie:%20a=b",
        "con",
        "." * 300,
        "가" * 4_000,
    ],
)
def test_names_in_addresses_lead_nowhere(client, name):
    addresses = ("/geungeo/answer/{}/html", "/geungeo/answer/x/{}", "/geungeo/eval/gold/{}", "/geungeo/eval/run/{}", "/geungeo/eval/misses/{}",
                 "/api/v1/documents/{}", "/api/v1/jobs/{}", "/api/v1/evaluations/{}", "/geungeo/eval/flaws?gold={}", "/geungeo/page?document={}&page=1&start=0&end=1&check=1",
                 "/geungeo/eval/compare?id={}&id=x", "/geungeo/eval/card?document={}&quote=x", "/geungeo/eval/drafts?gold={}", "/geungeo/further/{}")  # fmt: skip
    for address in addresses:
        for method in ("GET", "DELETE"):
            reply = client.request(method, address.format(name))
            assert reply.status_code < 500 or reply.status_code == 503, (method, address, reply.status_code)
            assert "root:" not in reply.text and "set-cookie" not in {key for key in reply.headers if reply.headers[key] == "a=b"}


def test_what_is_told_back_in_a_header_is_one_header(client):
    for given in ("a\r\nSet-Cookie: a=b", "가", "x" * 5_000, "a b", "\t", "<script>"):
        reply = client.get("/api/v1/healthz", headers={"X-Request-ID": given.encode()})
        assert (
            reply.headers["X-Request-ID"].isalnum()
            and len(reply.headers["X-Request-ID"]) == 32
            and "set-cookie" not in reply.headers
        )
    name = '가"\r\nX-Evil: 1;.jsonl'
    reply = client.post(
        "/geungeo/eval/gold", params={"name": name}, content=json.dumps({"id": "1", "question": "예산은?", "answer": "x"})
    )
    assert reply.status_code in {200, 503}  # 503: refused with the reason
    for row in ("gold.jsonl", reply.text if reply.status_code == 200 else "x.jsonl"):
        given = client.get(f"/geungeo/eval/gold/{row}")
        assert "x-evil" not in given.headers and "\r" not in given.headers.get("content-disposition", "")


# Files


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\a.txt", "a.txt"),
        ("CON", "_CON"),
        ("aux .txt", "_aux .txt"),
        ("COM¹.txt", "_COM¹.txt"),
        ("a\0b\r\n.txt", "ab.txt"),
        (" . . ", "이름 없는 문서"),
        ("", "이름 없는 문서"),
        ("\u202ecod.exe", "cod.exe"),
        ("가\u1100\u1161.txt", "가가.txt"),
        ("...a.txt", "a.txt"),
        ("a.txt. . ", "a.txt"),
        ("<b>|*?.txt", "_b____.txt"),
        ("a\u2028b.txt", "ab.txt"),
        ("\ud800a.txt", "a.txt"),
    ],
)
def test_a_name_is_one_that_every_system_takes(given, safe):
    assert safe_name(given) == safe
    assert is_plain(safe_name(given)) and len(safe_name(given * 90).encode()) <= 200


def test_names_that_are_one_file_elsewhere_are_not_both_taken(client, small_library, tmp_path):
    from index.handing import hand_over
    from index.jobs import Jobs

    paths = []
    for number, name in enumerate(("보고.txt", "보고.TXT", "café.txt", "cafe\u0301.txt")):
        folder = tmp_path / str(number)
        folder.mkdir()
        paths.append(folder / name)
        paths[-1].write_text(f"예산은 {number}원이다.", encoding="utf-8")
    own = open_library(tmp_path / "data", "kiwi")
    jobs = Jobs(own)
    batch = jobs.batch(hand_over(own, jobs, paths))
    assert batch is not None and [item.reason[:9] for item in batch.items].count("같은 이름의 파일") == 2
    jobs.wait(60)
    jobs.close()
    own.close()


@pytest.mark.skipif(os.name != "posix", reason="there are no such files here")
def test_a_folder_of_traps_is_read_to_its_end(tmp_path):
    """Pipes, devices, links in a circle and to what is not there: none is waited for, the document is taken in."""
    folder = tmp_path / "문서"
    folder.mkdir()
    (folder / "보고.txt").write_text("가람시 예산은 1,200원이다.", encoding="utf-8")
    os.mkfifo(folder / "관.txt")
    (folder / "끝없음.txt").symlink_to("/dev/zero")
    (folder / "없음.txt").symlink_to(tmp_path / "없는 것")
    (folder / "돌기").symlink_to(folder, target_is_directory=True)
    (folder / "혼자.txt").symlink_to(folder / "혼자.txt")
    (folder / "빨강\x1b[31m.txt").write_text("가람시 예산은 1,300원이다.", encoding="utf-8")
    from index.folders import list_files

    own = open_library(tmp_path / "data", "kiwi")
    listed = list_files([folder]).files
    found = {Path(item.file).name: item for item in take_in(own, [*listed, folder / "관.txt", folder / "끝없음.txt"])}
    own.close()
    assert found["보고.txt"].status.value == "added"
    assert {item.status.value for name, item in found.items() if name != "보고.txt"} == {"failed"}
    assert all("\x1b" not in f"{item.file}{item.reason}" for item in found.values())
    assert [row for row in found if "돌기" in row] == []
