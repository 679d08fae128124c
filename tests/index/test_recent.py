"""Passages that were read last are not read again, and never shown once the library is another."""

from __future__ import annotations

from dataclasses import replace

from index.recent import RecentPassages


def test_what_is_kept_is_not_read_again(small_library):
    asked: list[list[int]] = []
    known = {passage.id: passage for passage in small_library.store.passages([1, 2, 3])}

    def read(ids):
        asked.append(list(ids))
        return [known[id] for id in ids if id in known]

    recent = RecentPassages(most=2)
    assert [item.id for item in recent.of([2, 1, 99], "a", read)] == [2, 1]
    assert [item.id for item in recent.of([1, 3], "a", read)] == [1, 3]
    assert [item.id for item in recent.of([2], "a", read)] == [2]  # the oldest was given up
    known[2] = replace(known[2], title="고친 제목")
    assert recent.of([2], "a", read)[0].title != "고친 제목"
    assert recent.of([2], "b", read)[0].title == "고친 제목"
    assert asked == [[2, 1, 99], [3], [2], [], [2]]
