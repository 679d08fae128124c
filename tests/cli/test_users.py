"""Accounts, collections and what was asked, on the command line; and when the program may be served."""

from __future__ import annotations

import io
import json
import shutil
import time
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from access import passwords
from access.asked import Asked, AskedLog
from access.register import Register
from index.history import FILE as HISTORY
from index.history import History
from tests.cli.program import Geungeo

PASSWORD = "오늘도-맑은-가람천"


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    passwords._nobodys.cache_clear()
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def users(geungeo: Geungeo, data: Path, monkeypatch: pytest.MonkeyPatch):
    """Run a command; the password comes from standard input."""

    def run(*args: object, typed: str = f"{PASSWORD}\n"):
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        return geungeo(*args, "--data", data)

    return run


def test_an_account_from_its_making_to_its_end(users, data):
    assert users("users", "add", "김관리", "--role", "admin").status == 0
    assert users("users", "add", "reader").status == 0
    found = users("users", "list", "--json").rows
    assert [(row["name"], row["role"], row["has_password"]) for row in found] == [
        ("reader", "reader", True),
        ("김관리", "admin", True),
    ]
    assert "password" not in str(found).replace("has_password", "") and PASSWORD not in str(found)
    register = Register(data)
    session = register.sessions.begin("reader")
    assert "로그인 1개" in users("users", "sessions", "reader", "--end").out and register.sessions.find(session) is None
    session = register.sessions.begin("reader")
    assert users("users", "role", "reader", "editor").status == 0 and register.sessions.find(session) is None
    assert users("users", "password", "reader", typed="다른-비밀번호-하나\n").status == 0
    assert users("users", "disable", "reader").status == 0 and register.accounts.person("reader") is None
    assert users("users", "enable", "reader").status == 0 and register.accounts.person("reader").role == "editor"
    register.close()


def test_a_removal_asks_and_takes_the_history_with_it(users, data):
    users("users", "add", "reader")
    history = History(data / HISTORY)
    for user in ("reader", "other"):
        history.put(user, "c", user * 4, "질문", "답", b"x")
    assert users("users", "remove", "reader", typed="n\n").status == 1 and history.count("reader") == 1
    assert users("users", "remove", "reader", "--yes").status == 0
    assert (history.count("reader"), history.count("other")) == (0, 1)
    history.close()
    assert users("users", "list").out.startswith("계정이 없습니다")


def test_a_token_is_shown_once(users, data):
    users("users", "add", "reader")
    made = users("users", "token", "reader", "--for", "회의록 연계")
    token = made.out.strip()
    assert token.startswith("geungeo_") and "다시 볼 수 없" in made.err
    listed = users("users", "tokens")
    assert "회의록 연계" in listed.out and token not in listed.out
    register = Register(data)
    assert register.tokens.find(token)
    assert users("users", "tokens", "--revoke", "1").status == 0 and register.tokens.find(token) is None
    register.close()
    assert users("users", "tokens", "--revoke", "1").status == 2


@pytest.mark.parametrize(
    ("args", "typed", "told"),
    [
        (("users", "add", "a b"), PASSWORD, "이름으로 쓸 수 없습니다"),
        (("users", "add", "kim"), "짧다", "10자 이상"),
        (("users", "add", "kim"), "", "10자 이상"),
        (("users", "add", "kim"), "1234567890", "흔히 쓰는"),
        (("users", "remove", "nobody", "--yes"), "", "없는 이름"),
        (("users", "role", "nobody", "admin"), "", "없는 이름"),
        (("users", "role", "nobody", "king"), "", "king. 쓸 수 있는 것: 'reader', 'editor', 'admin'"),
        (("users", "add", "nobody", "--role", "관리자"), "", "--role의 값이 맞지 않습니다: 관리자. 쓸 수 있는 것: 'reader'"),
        (("users", "token", "nobody"), "", "없는 이름"),
        (("users", "sessions", "nobody"), "", "없는 이름"),
        (("collections", "add", "가/나"), "", "모음의 이름"),
        (("collections", "grant", "없는 모음", "nobody"), "", "없는 모음"),
        (("asked", "list"), "", "질의 기록이 없습니다"),
        (("asked", "remove", "--yes"), "", "--person"),
    ],
)
def test_wrong_use_is_told(users, args, typed, told):
    found = users(*args, typed=typed)
    assert found.status == 2 and told in found.err


def test_collections_and_who_sees_them(users, data):
    users("users", "add", "reader")
    assert users("collections", "add", "비공개 문서").status == 0 and users("collections", "add", "비공개 문서").status == 1
    assert users("collections", "grant", "비공개 문서", "READER").status == 0
    assert users("collections", "list", "--json").rows == [{"name": "비공개 문서", "people": ["reader"], "documents": 0}]
    assert users("users", "list", "--json").rows[0]["collections"] == ["비공개 문서"]
    assert users("collections", "revoke", "비공개 문서", "reader").status == 0
    assert users("collections", "revoke", "비공개 문서", "reader").status == 1
    assert users("collections", "remove", "비공개 문서").status == 0 and users("collections", "list", "--json").rows == []


def test_a_document_is_put_into_a_collection_that_there_is_and_counted(users, geungeo, own, small_documents):
    papers = sorted(small_documents.iterdir())[:1]
    found = geungeo("ingest", *papers, "--collection", "비공계", "--data", own)
    assert found.status == 2 and "geungeo collections add 비공계" in found.err
    geungeo("collections", "add", "비공개", "--data", own)
    found = geungeo("ingest", *papers, "--collection", "비공개", "--data", own)
    assert found.status == 0 and f"옮김: 비공개/{papers[0].name}" in found.out and "건너뜀" not in found.out
    assert f"비공개/{papers[0].name}: " in geungeo("status", "--data", own).out
    assert "비공개 (문서 1개): 관리자만" in geungeo("collections", "list", "--data", own).out
    assert "문서 1개는 그대로" in geungeo("collections", "remove", "비공개", "--data", own).out
    assert "비공개 (문서 1개): 관리자만. 없앤 모음" in geungeo("collections", "list", "--data", own).out
    assert f"옮김: {papers[0].name}" in geungeo("ingest", *papers, "--collection", "", "--data", own).out


def test_a_copy_that_everybody_sees_is_told(geungeo, own, small_documents, tmp_path):
    paper = min(small_documents.iterdir())
    (tmp_path / "다른 폴더").mkdir()
    copied = shutil.copy(paper, tmp_path / "다른 폴더")
    geungeo("collections", "add", "비공개", "--data", own)
    found = geungeo("ingest", copied, "--collection", "비공개", "--data", own)
    assert found.status == 0 and f"모두 봅니다: {paper.name}" in found.err
    geungeo("remove", paper.name, "--data", own)
    assert "모두 봅니다" not in geungeo("ingest", copied, "--collection", "비공개", "--data", own).err


def test_what_was_asked_is_listed_and_deleted(users, data):
    log = AskedLog(data)
    log.add([Asked(time.time(), "reader", "chat", '=HYPERLINK("http://x")\x1b[2J', "abc", ["가.hwp"], True)])
    log.add([Asked(1_700_000_000.0, "editor", "desk", "옛 것", "", [], False)])
    log.close()
    assert [row["person"] for row in users("asked", "list", "--json").rows] == ["reader", "editor"]
    assert "\x1b" not in users("asked", "list").out and "답 없음" in users("asked", "list").out
    assert (
        "editor 인용 찾기: 옛 것" in users("asked", "list").out
        and "기록이 없" in users("asked", "list", "--person", "nobody").out
    )
    assert users("asked", "list", "--since", "2025-01-01", "--json").rows[0]["documents"] == ["가.hwp"]
    assert "\"'=HYPERLINK" in users("asked", "list", "--person", "reader", "--csv").out
    assert users("asked", "remove", "--before", "2025-01-01", "--yes").status == 0
    assert users("asked", "remove", "--person", "reader", "--yes").status == 0
    assert users("asked", "list", "--json").rows == []
    assert users("asked", "list", "--since", "어제").status == 2


def test_it_is_not_served_where_anybody_could_come(users, geungeo, data, monkeypatch):
    found = users("serve", "--host", "0.0.0.0")
    assert found.status == 2 and "계정이 있어야" in found.err and "geungeo users add" in found.err
    monkeypatch.setenv("GEUNGEO_USERS", "true")
    found = users("serve", "--host", "0.0.0.0")
    assert found.status == 2 and "관리 권한이 있는 계정이 없습니다" in found.err
    monkeypatch.setenv("GEUNGEO_SSO_HEADER", "X-Remote-User")
    found = users("serve")
    assert found.status == 2 and "대리 서버" in found.err


def test_a_password_is_no_argument(users):
    told = json.dumps([users("users", "add", "--help").out, users("users", "password", "--help").out], ensure_ascii=False)
    assert "--password" not in told.replace("--no-password", "")
