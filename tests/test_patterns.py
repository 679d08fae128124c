"""No regular expression of the program takes for ever over a string that was made for it."""

from __future__ import annotations

import re
import signal
import subprocess
import sys

import pytest

from tests.patterns import Found, patterns, slow

_LONGEST = 240  # seconds of the whole walk; it takes 20 of the processor's time


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="a match cannot be interrupted here")
def test_none_takes_for_ever():
    """In a process of its own: an expression that hangs holds everything else up."""
    ended = subprocess.run([sys.executable, "-m", "tests.patterns"], capture_output=True, text=True, timeout=_LONGEST, check=True)
    assert ended.stdout == ""
    assert int(ended.stderr.split()[-1]) > 700


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="a match cannot be interrupted here")
def test_one_that_does_is_found():
    def ring(number: int, frame: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, ring)
    try:
        assert slow(Found("here", "_BAD", re.compile(r"(?:가나?|나)++"), False)) == []
        assert slow(Found("here", "_BAD", re.compile(r"(?:가+)+"), False))
    finally:
        signal.signal(signal.SIGVTALRM, before)


def test_those_of_the_readers_and_of_answers_are_among_them():
    modules = {found.module.partition(".")[0] for found in patterns()}
    assert {"ingest", "assistant", "screen", "eval"} <= modules
