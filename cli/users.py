"""`geungeo users`: accounts, their roles, passwords, sessions and tokens."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from access.may import role_name
from access.person import Role
from access.register import Register
from assistant.settings import load_settings
from cli.common import DONE, FOUND, AsJson, Data, print_json, warn
from index.history import FILE as HISTORY
from index.history import History
from ingest.errors import BadInput

Name = Annotated[str, typer.Argument(help="계정의 이름", metavar="이름")]
OneRole = Annotated[Role, typer.Option("--role", help="reader(열람), editor(편집), admin(관리)")]


@contextmanager
def registered(data: Path | None) -> Iterator[tuple[Register, Path]]:
    """The accounts of the settings' data folder, and the folder; made where they are not there."""
    folder = load_settings({"data": data}).data
    register = Register(folder)
    try:
        yield register, folder
    finally:
        register.close()


def add_user(
    name: Name,
    role: OneRole = Role.READER,
    no_password: Annotated[bool, typer.Option("--no-password", help="비밀번호 없이 (통합 로그인이나 토큰으로만)")] = False,
    data: Data = None,
) -> None:
    """계정을 만듭니다. 비밀번호는 두 번 묻거나 표준 입력의 첫 줄에서 읽습니다."""
    with registered(data) as (register, _):
        register.accounts.add(name, None if no_password else asked_password(), role)
    print(f"만들었습니다: {name} ({role_name(role)})")
    if not load_settings({"data": data}).users:
        print("계정은 설정에 users = true가 있을 때 쓰입니다.")


def list_users(data: Data = None, json: AsJson = False) -> None:
    """계정을 보여 줍니다."""
    with registered(data) as (register, _):
        accounts = register.accounts.all()
        granted: dict[str, list[str]] = {account.name: [] for account in accounts}
        for collection in register.collections.all():
            for person in collection.people:
                granted[person].append(collection.name)
    for account in accounts:
        row = {**account._asdict(), "collections": granted[account.name]}
        if json:
            print_json(row)
            continue
        told = ", ".join(
            filter(
                None,
                (
                    role_name(account.role),
                    "막음" if account.is_disabled else "",
                    "" if account.has_password else "비밀번호 없음",
                    f"만든 때 {when(account.created)}",
                    f"마지막 {when(account.seen)}" if account.seen else "들어온 적 없음",
                    f"모음 {', '.join(granted[account.name])}" if granted[account.name] else "",
                ),
            )
        )
        print(f"{account.name}: {told}")
    if not accounts and not json:
        print("계정이 없습니다. `geungeo users add 이름 --role admin`으로 만들어 주십시오.")


def remove_user(
    name: Name, yes: Annotated[bool, typer.Option("--yes", help="묻지 않고 지웁니다")] = False, data: Data = None
) -> None:
    """계정을 그 대화, 로그인, 토큰과 함께 지웁니다. 질의 기록은 `geungeo asked remove`로 지웁니다."""
    with registered(data) as (register, folder):
        account = register.accounts.get(name)
        if not yes and not typer.confirm(
            f"{account.name}의 계정과 지난 대화, 로그인, 토큰을 모두 지우시겠습니까?", default=False
        ):
            raise typer.Exit(FOUND)
        register.accounts.set_disabled(account.name, True)  # nothing is asked any more while the rest goes
        if (folder / HISTORY).exists():
            history = History(folder / HISTORY)
            history.forget_all(account.name)
            history.close()
        register.accounts.remove(account.name)
        _told_without_admin(register)
    print(f"지웠습니다: {account.name}")


def change_password(name: Name, data: Data = None) -> None:
    """계정의 비밀번호를 새로 정합니다. 그 계정의 로그인은 모두 끝납니다."""
    with registered(data) as (register, _):
        account = register.accounts.get(name)
        register.accounts.set_password(account.name, asked_password())
    print(f"바꾸었습니다: {account.name}. 로그인은 모두 끝났고 토큰은 그대로입니다.")


def change_role(
    name: Name, role: Annotated[Role, typer.Argument(help="reader, editor, admin", metavar="권한")], data: Data = None
) -> None:
    """계정의 권한을 바꿉니다. 그 계정의 로그인은 모두 끝납니다."""
    with registered(data) as (register, _):
        register.accounts.set_role(name, role)
        _told_without_admin(register)
    print(f"바꾸었습니다: {name} ({role_name(role)})")


def disable_user(name: Name, data: Data = None) -> None:
    """계정을 막습니다. 로그인은 모두 끝나고 토큰은 듣지 않습니다."""
    with registered(data) as (register, _):
        register.accounts.set_disabled(name, True)
        _told_without_admin(register)
    print(f"막았습니다: {name}")


def enable_user(name: Name, data: Data = None) -> None:
    """막은 계정을 다시 엽니다."""
    with registered(data) as (register, _):
        register.accounts.set_disabled(name, False)
    print(f"열었습니다: {name}")


def make_token(
    name: Name,
    purpose: Annotated[str, typer.Option("--for", help="무엇에 쓰는지", metavar="쓰임")] = "",
    data: Data = None,
) -> None:
    """프로그램이 쓸 토큰을 만듭니다. 한 번만 보여 줍니다."""
    with registered(data) as (register, _):
        token = register.tokens.make(name, purpose)
    print(token)
    warn("다시 볼 수 없으니 지금 옮겨 두십시오. 요청에 `Authorization: Bearer 토큰`으로 붙입니다.")


def list_tokens(
    name: Annotated[str, typer.Argument(help="계정의 이름 (없으면 모두)", metavar="[이름]")] = "",
    revoke: Annotated[int | None, typer.Option("--revoke", help="이 번호의 토큰을 못 쓰게 합니다", metavar="번호")] = None,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """토큰을 보여 주거나, 못 쓰게 합니다."""
    with registered(data) as (register, _):
        if revoke is not None:
            if not register.tokens.revoke(revoke):
                raise BadInput(f"없는 토큰입니다: {revoke}", "`geungeo users tokens`로 번호를 확인해 주십시오.")
            print(f"못 쓰게 했습니다: {revoke}")
            raise typer.Exit(DONE)
        for token in register.tokens.all(name):
            seen = f"마지막 {when(token.seen)}" if token.seen else "쓴 적 없음"
            told = ", ".join(filter(None, (token.purpose, f"만든 때 {when(token.created)}", seen)))
            print_json(token._asdict()) if json else print(f"{token.id}. {token.name}: {told}")


def list_sessions(
    name: Name,
    end: Annotated[bool, typer.Option("--end", help="모두 끝냅니다")] = False,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """계정의 로그인을 보여 주거나, 모두 끝냅니다."""
    with registered(data) as (register, _):
        account = register.accounts.get(name)
        if end:
            print(f"끝냈습니다: 로그인 {register.sessions.end_all(account.name)}개")
            raise typer.Exit(DONE)
        for session in register.sessions.of(account.name):
            told = f"로그인 {when(session.began)}, 마지막 {when(session.seen)}, 주소 {session.address or '모름'}"
            print_json(session._asdict()) if json else print(told)


def asked_password() -> str:
    """A password, asked for twice on a terminal, else the first line of standard input. Raises BadInput where the two differ."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass("비밀번호: ")
    if getpass.getpass("비밀번호 다시: ") != password:
        raise BadInput("두 비밀번호가 다릅니다.", "다시 해 주십시오.")
    return password


def when(at: float) -> str:
    """A time as it is listed: `2026-11-22 09:30`."""
    return datetime.fromtimestamp(at).strftime("%Y-%m-%d %H:%M")


def _told_without_admin(register: Register) -> None:
    if not register.accounts.has_admin():
        warn("이제 관리 권한이 있는 계정이 없습니다. 이대로는 프로그램을 다시 시작할 수 없습니다.")
