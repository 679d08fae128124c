"""Which addresses and names are believed, and what has to be there before anything is served."""

from __future__ import annotations

import pytest
from starlette.datastructures import Headers

from access.person import Role
from access.register import Register
from access.start import check_accounts, check_address
from access.where import Hosts, asker_of, is_loopback, is_secure, networks
from assistant.settings import Settings
from ingest.errors import BadInput


@pytest.mark.parametrize(
    ("host", "is_ours"),
    [("127.0.0.1", True), ("127.8.9.1", True), ("::1", True), ("localhost", True), ("LOCALHOST", True), ("::ffff:127.0.0.1", True),
     ("0.0.0.0", False), ("::", False), ("", False), ("10.0.0.5", False), ("geungeo", False), ("127.0.0.1.evil.kr", False)],
)  # fmt: skip
def test_which_addresses_are_of_this_machine_alone(host, is_ours):
    assert is_loopback(host) == is_ours
    if is_ours:
        check_address(Settings(host=host))
    else:
        with pytest.raises(BadInput, match="계정이 있어야"):
            check_address(Settings(host=host))
    check_address(Settings(host=host, users=True))


def test_a_header_is_believed_only_with_proxies_and_accounts():
    check_address(Settings(users=True, sso_header="X-Remote-User", sso_proxies="10.0.0.5"))
    for wrong in (
        Settings(users=True, sso_header="X-Remote-User"),
        Settings(sso_header="X-Remote-User", sso_proxies="10.0.0.5"),
        Settings(users=True, sso_header="X-Remote-User", sso_proxies="proxy.example"),
    ):
        with pytest.raises(BadInput):
            check_address(wrong)


def test_somebody_must_manage_the_accounts(tmp_path):
    register = Register(tmp_path)
    for role in (Role.READER, Role.EDITOR):
        register.accounts.add(role.value, None, role)
    with pytest.raises(BadInput, match=r"관리 권한이 있는 계정이 없습니다.*geungeo users add"):
        check_accounts(register)
    register.accounts.add("admin", None, Role.ADMIN)
    check_accounts(register)
    register.accounts.set_disabled("admin", True)
    with pytest.raises(BadInput):
        check_accounts(register)
    register.close()


@pytest.mark.parametrize(
    ("host", "hosts", "given", "is_known"),
    [
        ("127.0.0.1", "", "127.0.0.1:7860", True),
        ("127.0.0.1", "", "localhost:7860", True),
        ("127.0.0.1", "", "LocalHost", True),
        ("127.0.0.1", "", "[::1]:7860", True),
        ("127.0.0.1", "", "evil.example:7860", False),
        ("127.0.0.1", "", "127.0.0.1.evil.example", False),
        ("127.0.0.1", "", "localhost.", True),
        ("127.0.0.1", "", "", False),
        ("127.0.0.1", "", "evil@localhost", False),
        ("127.0.0.1", "geungeo.go.kr, b.go.kr", "b.go.kr", True),
        ("127.0.0.1", "geungeo.go.kr", "evil.example", False),
        ("0.0.0.0", "", "anything.go.kr", True),
        ("0.0.0.0", "geungeo.go.kr", "anything.go.kr", False),
        ("0.0.0.0", "geungeo.go.kr", "geungeo.go.kr:8080", True),
    ],
)
def test_which_names_the_program_answers_to(host, hosts, given, is_known):
    assert Hosts(host, hosts).know(Headers({"host": given})) == is_known


def test_no_name_and_two_names_are_none():
    assert not Hosts("127.0.0.1", "").know(Headers({}))
    assert not Hosts("127.0.0.1", "").know(Headers(raw=[(b"host", b"localhost"), (b"host", b"localhost")]))


def scope(peer, **headers):
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return {"type": "http", "scheme": "http", "client": (peer, 1), "headers": raw}


@pytest.mark.parametrize(
    ("peer", "told", "asker"),
    [
        ("10.0.0.5", "", "10.0.0.5"),
        ("9.9.9.9", "1.2.3.4", "9.9.9.9"),  # anybody may say so
        ("10.0.0.5", "1.2.3.4", "1.2.3.4"),
        ("10.0.0.5", "6.6.6.6, 1.2.3.4", "1.2.3.4"),  # what the asker itself put before it
        ("10.0.0.5", "6.6.6.6, 1.2.3.4, 10.0.0.6", "1.2.3.4"),
        ("::ffff:10.0.0.5", "1.2.3.4", "1.2.3.4"),
    ],
)
def test_who_asks_is_told_by_trusted_proxies_alone(peer, told, asker):
    assert asker_of(scope(peer, **({"x_forwarded_for": told} if told else {})), networks("10.0.0.0/24")) == asker


def test_tls_is_told_by_trusted_proxies_alone():
    trusted = networks("10.0.0.5")
    assert is_secure(scope("10.0.0.5", x_forwarded_proto="https"), trusted)
    assert not is_secure(scope("9.9.9.9", x_forwarded_proto="https"), trusted)
    assert not is_secure(scope("10.0.0.5"), trusted)
