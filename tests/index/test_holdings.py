"""What the keeper of a library sees: its documents, where they come from, and the state of the whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from index.holdings import holdings, state, to_read_again
from index.intake import take_in
from index.kept import keep
from index.library import Library
from ingest.correction import Correction

Write = Callable[..., Path]
PARK = "가람시는 강변공원을 새로 꾸민다.\n"
LIGHT = "솔섬에 등대를 세운다.\n"


def test_an_empty_library_has_no_documents_and_was_never_changed(library: Library) -> None:
    found = state(library, holdings(library))
    assert (found.documents, found.passages, found.figures, found.changed_at) == (0, 0, 0, "")
    assert found.index_bytes > 0 and found.kept_bytes == 0


def test_documents_come_with_their_files(library: Library, write: Write) -> None:
    here, gone = write("공원.txt", PARK), write("등대.txt", LIGHT)
    list(take_in(library, [here, gone]))
    gone.unlink()
    first, second = holdings(library)
    assert (first.row.name, first.path, first.is_there, first.is_outdated) == ("공원.txt", here.resolve(), True, False)
    assert not second.is_there
    assert to_read_again(library) == [here.resolve()]


def test_a_change_is_dated_also_where_a_document_is_removed_or_put_right(library: Library, write: Write) -> None:
    list(take_in(library, [write("공원.txt", PARK)]))
    with library.store._transaction() as connection:
        connection.execute("UPDATE setting SET value = '2001-01-01T00:00:00+00:00' WHERE name = 'changed_at'")
    library.put_right("공원.txt", Correction(title="공원 계획"))
    found = state(library, holdings(library))
    assert datetime.fromisoformat(found.changed_at).year > 2001
    assert found.outdated == 1
    library.remove("공원.txt")
    assert state(library, holdings(library)).documents == 0
    assert library.store.changed_at()


def test_a_kept_file_that_was_never_taken_in_is_to_be_read(library: Library, write: Write) -> None:
    kept = keep(library.folder, write("올린 것", PARK), "공원.txt")
    assert to_read_again(library) == [kept]
    list(take_in(library, [kept]))
    assert to_read_again(library) == [kept]
    assert state(library, holdings(library)).kept_bytes == len(PARK.encode())
