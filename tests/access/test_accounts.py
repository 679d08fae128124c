"""Accounts: names, passwords, roles, collections, and what goes with an account that is removed."""

from __future__ import annotations

import sqlite3
import stat
import unicodedata

import pytest
from argon2 import PasswordHasher, Type, extract_parameters

from access import passwords
from access.may import NotAllowed, may, need
from access.person import Person, Role
from access.register import FILE, Register
from ingest.errors import BadInput
from tests.access.conftest import PASSWORD


def test_a_person_has_name_role_and_collections(register):
    register.collections.add("비공개 문서")
    register.collections.grant("비공개 문서", "reader")
    assert register.accounts.person("reader") == Person("reader", Role.READER, frozenset({"비공개 문서"}))
    assert register.accounts.person("admin") == Person("admin", Role.ADMIN, None)
    assert register.accounts.person("nobody") is None
    register.collections.remove("비공개 문서")
    assert register.accounts.person("reader").collections == frozenset()


def test_a_name_is_one_however_it_is_written(register):
    register.accounts.add("Kim.가람", PASSWORD, Role.READER)
    for same in ("kim.가람", unicodedata.normalize("NFD", "KIM.가람")):
        assert register.accounts.person(same).name == "Kim.가람"
        with pytest.raises(BadInput):
            register.accounts.add(same, PASSWORD, Role.READER)


@pytest.mark.parametrize(
    "name", ["", " ", "a b", "a/b", "가" * 41, "a\n", ".a", "-a", "<b>", "a\u202eb", "f" * 32, "F" * 32, "ａ"]
)
def test_what_is_no_name(register, name):
    with pytest.raises(BadInput):
        register.accounts.add(name, PASSWORD, Role.READER)


@pytest.mark.parametrize("name", ["", " ", "가/나", "..", "가" * 41, "a\tb", "a\n", " a", "a ", "가.나"])
def test_what_is_no_collection(register, name):
    with pytest.raises(BadInput):
        register.collections.add(name)


@pytest.mark.parametrize(
    "password",
    ["짧다", "123456789", "1234567890", "kim.garam!", "KIM.GARAM123", "password123", "Qwertyuiop!", "aaaaaaaaaaaa", "abababababab",
     "9876543210", "대한민국123456", "가" * 201],
)  # fmt: skip
def test_what_is_no_password(password):
    with pytest.raises(BadInput):
        passwords.check_password(password, "kim.garam")


@pytest.mark.parametrize("password", [PASSWORD, "correct horse battery", "kim.garam의 열쇠 하나", "8봄비가 내리는 날"])
def test_what_is_one(password):
    passwords.check_password(password, "kim.garam")


def test_hashes_are_argon2id_of_rfc_9106(monkeypatch):
    from argon2.profiles import RFC_9106_LOW_MEMORY

    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY))
    found = extract_parameters(passwords.hashed(PASSWORD))
    assert (found.type, found.memory_cost, found.time_cost, found.hash_len) == (Type.ID, 65536, 3, 32) and found.salt_len >= 16


def test_the_hasher_that_is_used_is_that_one():
    import subprocess
    import sys

    code = "from access.passwords import _HASHER as h; print(h.type.name, h.memory_cost, h.time_cost, h.salt_len)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.split() == [
        "ID",
        "65536",
        "3",
        "16",
    ]


def test_nothing_secret_lies_in_the_file(register, tmp_path):
    session, token = register.sessions.begin("reader"), register.tokens.make("reader", "시험")
    register.close()
    held = b"".join(path.read_bytes() for path in tmp_path.glob(f"{FILE}*"))
    assert all(secret.encode() not in held for secret in (PASSWORD, session, token))


def test_the_file_is_for_the_program_alone(tmp_path):
    (tmp_path / FILE).touch(mode=0o644)
    Register(tmp_path).close()
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in tmp_path.glob(f"{FILE}*"))


def test_a_removed_account_takes_everything_with_it(register, tmp_path):
    register.collections.add("비공개")
    register.collections.grant("비공개", "reader")
    session, token = register.sessions.begin("reader"), register.tokens.make("reader")
    register.throttle.know("reader")
    register.accounts.remove("reader")
    assert register.sessions.find(session) is None and register.tokens.find(token) is None
    with sqlite3.connect(tmp_path / FILE) as connection:
        for table in ("session", "token", "browser", "membership"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0
    register.accounts.add("reader", PASSWORD, Role.READER)  # another of that name gets nothing of it
    assert register.accounts.person("reader").collections == frozenset()


def test_a_token_is_as_good_as_its_account(register):
    token = register.tokens.make("editor")
    assert register.tokens.find(token).name == "editor" and register.tokens.find(token[:-1]) is None
    register.accounts.set_disabled("editor", True)
    assert register.tokens.find(token) is None
    register.accounts.set_disabled("editor", False)
    assert register.tokens.revoke(register.tokens.all("EDITOR")[0].id) and register.tokens.find(token) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda accounts: accounts.set_password("reader", "다른-비밀번호-하나"),
        lambda accounts: accounts.set_role("reader", Role.EDITOR),
        lambda accounts: accounts.set_disabled("reader", True),
        lambda accounts: accounts.remove("reader"),
    ],
)
def test_a_change_ends_all_sessions_of_the_account_and_no_other(register, change):
    own, other = [register.sessions.begin("reader") for _ in range(3)], register.sessions.begin("editor")
    change(register.accounts)
    assert [register.sessions.find(token) for token in own] == [None] * 3
    assert register.sessions.find(other).name == "editor"


def test_a_damaged_file_is_told(tmp_path):
    (tmp_path / FILE).write_bytes(b"?" * 5000)
    with pytest.raises(BadInput, match="깨진 파일"):
        Register(tmp_path)


def test_each_role_may_what_those_before_it_may():
    for number, role in enumerate(Role):
        person = Person("a", role)
        assert [may(person, needed) for needed in Role] == [place <= number for place in range(len(Role))]
    with pytest.raises(NotAllowed, match="편집 권한"):
        need(Person("a", Role.READER), Role.EDITOR)
