"""Whose turn it is."""

from __future__ import annotations

import threading

import pytest

from api.turns import Crowded, Turns
from assistant.settings import Settings


def test_so_many_at_once_so_many_wait_and_no_more():
    turns, go_on = Turns(2, 1), threading.Event()
    futures = [turns.start(go_on.wait) for _ in range(3)]
    assert (turns.working, turns.waiting) == (2, 1)
    with pytest.raises(Crowded) as raised:
        turns.start(go_on.wait)
    assert 1 <= raised.value.seconds <= 60
    go_on.set()
    assert all(future.result(10) for future in futures)
    assert turns.start(lambda: 7).result(10) == 7
    turns.close()


def test_one_that_gives_up_waiting_leaves_its_place():
    turns, go_on = Turns(1, 1), threading.Event()
    first, second = turns.start(go_on.wait), turns.start(go_on.wait)
    assert second.cancel() and turns.waiting == 0
    third = turns.start(lambda: 3)
    go_on.set()
    assert first.result(10) and third.result(10) == 3
    turns.close()


def test_what_fails_leaves_its_place_too():
    turns = Turns(1, 0)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            turns.start(lambda: 1 / 0).result(10)
        while turns.working:
            threading.Event().wait(0.001)
    turns.close()


def test_as_many_at_once_as_is_set_or_was_measured():
    assert Settings().at_once() == 2
    assert Settings(llm="ollama", llm_model="m").at_once() == 8
    assert Settings(llm="ollama", llm_model="m", serve_at_once=3).at_once() == 3
