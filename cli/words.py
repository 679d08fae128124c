"""`geungeo words`: what is looked for beside a question's own words, and where that comes from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.thesaurus import FILE, OWN, Entry, load_thesaurus, own_entries, shipped_entries
from assistant.word_list import add_words, remove_words
from cli.common import DONE, FOUND, AsJson, Data, library, print_json, warn
from index.store import Store
from ingest.errors import BadInput

LIST, ADD, REMOVE = "list", "add", "remove"


def words(
    action: Annotated[str, typer.Argument(help="list(보기), add(더하기), remove(빼기)", metavar="[할 일]")] = LIST,
    said: Annotated[str | None, typer.Argument(help="묻는 사람의 말", metavar="[일상말]")] = None,
    official: Annotated[str | None, typer.Argument(help="문서가 쓰는 말", metavar="[공식말]")] = None,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """함께 찾는 말(유의어, 문서에서 배운 줄임말)을 보여 주고, 더하고, 뺍니다."""
    if action not in {LIST, ADD, REMOVE}:
        raise BadInput(f"할 수 없는 일입니다: {action}", "list, add, remove 가운데 하나를 주십시오.")
    if action != LIST and (said is None or official is None):
        raise BadInput("두 낱말을 주십시오.", f"예: geungeo words {action} 어린이집 보육시설")
    with library(data) as (opened, settings):
        if action == LIST or said is None or official is None:
            _show(_entries(opened.store, settings.data, said), settings.data, json)
            raise typer.Exit(DONE)
        with opened.writing():
            changed = _change(action, opened.store, settings.data, said, official)
    raise typer.Exit(DONE if changed else FOUND)


def _change(action: str, store: Store, folder: Path, said: str, official: str) -> bool:
    """Add or remove two words, and say so; whether anything was done."""
    if action == ADD:
        changed = add_words(folder, said, official)
        print(f"더했습니다: {said} = {official}") if changed else warn(f"이미 있습니다: {said} = {official}")
    else:
        changed = remove_words(store, folder, said, official)
        print(f"뺐습니다: {said} = {official}") if changed else warn(
            f"함께 찾는 말이 아닙니다: {said} = {official}. `geungeo words`로 확인해 주십시오."
        )
    return changed


def _entries(store: Store, folder: Path, said: str | None) -> list[Entry]:
    """The words in force: a user's own, those learnt from documents, those shipped; of one word if it is given."""
    thesaurus = load_thesaurus(folder)
    own = [entry for entry in own_entries(folder / FILE) if not entry.out]
    learnt = [Entry(row.short, row.long, row.document) for row in store.abbreviations()]
    found = [entry for entry in (*own, *learnt, *shipped_entries()) if thesaurus.wants(entry.said, entry.official)]
    return [entry for entry in found if said is None or said in (entry.said, entry.official)]


def _show(entries: list[Entry], folder: Path, json: bool) -> None:
    if json:
        for entry in entries:
            print_json({"said": entry.said, "official": entry.official, "source": entry.source})
        return
    for entry in entries:
        print(f"{entry.said} → {entry.official} ({entry.source})")
    own = sum(entry.source == OWN for entry in entries)
    print(f"함께 찾는 말 {len(entries):,}개 / 사용자 낱말 {own}개: {folder / FILE}")
