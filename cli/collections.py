"""`geungeo collections`: groups of documents that not everybody sees, and who sees them."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.common import DONE, FOUND, AsJson, Data, print_json, warn
from cli.users import registered

Name = Annotated[str, typer.Argument(help="모음의 이름", metavar="모음")]
Who = Annotated[str, typer.Argument(help="계정의 이름", metavar="이름")]


def add_collection(name: Name, data: Data = None) -> None:
    """모음을 만듭니다."""
    with registered(data) as (register, _):
        is_new = register.collections.add(name)
    print(f"만들었습니다: {name}") if is_new else warn(f"이미 있습니다: {name}")
    raise typer.Exit(DONE if is_new else FOUND)


def list_collections(data: Data = None, json: AsJson = False) -> None:
    """모음과 볼 수 있는 사람을 보여 줍니다. 관리 권한이 있으면 모두 봅니다."""
    with registered(data) as (register, _):
        found = register.collections.all()
    for collection in found:
        people = ", ".join(collection.people) or "관리자만"
        print_json(collection._asdict()) if json else print(f"{collection.name}: {people}")
    if not found and not json:
        print("모음이 없습니다. `geungeo collections add 이름`으로 만들어 주십시오.")


def remove_collection(name: Name, data: Data = None) -> None:
    """모음과 그 권한을 없앱니다. 문서는 그대로 있고, 다른 모음에 넣을 때까지 관리자만 봅니다."""
    with registered(data) as (register, _):
        register.collections.remove(name)
    print(f"없앴습니다: {name}")


def grant_collection(name: Name, person: Who, data: Data = None) -> None:
    """계정이 모음을 보게 합니다."""
    with registered(data) as (register, _):
        is_new = register.collections.grant(name, person)
    print(f"이제 봅니다: {person} - {name}") if is_new else warn(f"이미 볼 수 있습니다: {person} - {name}")
    raise typer.Exit(DONE if is_new else FOUND)


def revoke_collection(name: Name, person: Who, data: Data = None) -> None:
    """계정이 모음을 보지 못하게 합니다."""
    with registered(data) as (register, _):
        was = register.collections.revoke(name, person)
    print(f"이제 보지 못합니다: {person} - {name}") if was else warn(f"볼 수 없던 계정입니다: {person} - {name}")
    raise typer.Exit(DONE if was else FOUND)
