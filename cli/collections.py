"""`geungeo collections`: groups of documents that not everybody sees, and who sees them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from cli.common import DONE, FOUND, AsJson, Data, print_json, warn
from cli.users import registered
from index.backup import LIBRARY
from index.collections import collection_of
from index.store import Store

Name = Annotated[str, typer.Argument(help="모음의 이름", metavar="모음")]
Who = Annotated[str, typer.Argument(help="계정의 이름", metavar="이름")]


def add_collection(name: Name, data: Data = None) -> None:
    """모음을 만듭니다."""
    with registered(data) as (register, _):
        is_new = register.collections.add(name)
    print(f"만들었습니다: {name}") if is_new else warn(f"이미 있습니다: {name}")
    raise typer.Exit(DONE if is_new else FOUND)


def list_collections(data: Data = None, json: AsJson = False) -> None:
    """모음마다 문서의 수와 볼 수 있는 사람을 보여 줍니다. 관리 권한이 있으면 모두 봅니다."""
    with registered(data) as (register, folder):
        found, held = register.collections.all(), _held(folder)
    for collection in found:
        people = ", ".join(collection.people) or "관리자만"
        row = {**collection._asdict(), "documents": held[collection.name]}
        print_json(row) if json else print(f"{collection.name} (문서 {held[collection.name]}개): {people}")
    for name in sorted(held.keys() - {collection.name for collection in found}) if not json else ():
        print(f"{name} (문서 {held[name]}개): 관리자만. 없앤 모음입니다. `geungeo collections add`로 다시 만들 수 있습니다.")
    if not found and not held and not json:
        print("모음이 없습니다. `geungeo collections add 이름`으로 만들어 주십시오.")


def remove_collection(name: Name, data: Data = None) -> None:
    """모음과 그 권한을 없앱니다. 문서는 그대로 있고, 다른 모음에 넣을 때까지 관리자만 봅니다."""
    with registered(data) as (register, folder):
        register.collections.remove(name)
        left = _held(folder)[name]
    print(f"없앴습니다: {name}" + (f". 들어 있던 문서 {left}개는 그대로 있고 관리자만 봅니다." if left else ""))


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


def _held(folder: Path) -> Counter[str]:
    """How many documents there are in each collection."""
    if not (folder / LIBRARY).exists():
        return Counter()
    store = Store(folder / LIBRARY)
    try:
        return Counter(filter(None, (collection_of(row.name) for row in store.documents())))
    finally:
        store.close()
