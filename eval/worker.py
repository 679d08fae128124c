"""The process that asks gold questions: items come in on standard input, results go out on standard output.

`eval.workers` starts it, with one thread for its libraries. It reads the library that its parent has brought level.
"""

from __future__ import annotations

import pickle
import signal
from contextlib import suppress

from assistant.opening import library_of, log_of
from eval.asking import asker
from ingest.errors import GeungeoError
from ingest.log.noting import asked
from ingest.worker import receive, send, take_pipes

READY = ("", "")  # the first reply: that the library is open; else reason and remedy


def serve(_: str) -> None:
    """Answer one gold item after another until the parent closes the pipe or is no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to handle, which then ends us
    requests, replies = take_pipes()
    with suppress(EOFError, OSError):  # the parent is gone
        settings = pickle.loads(receive(requests))
        try:
            library = library_of(settings)
        except GeungeoError as error:
            send(replies, pickle.dumps((error.reason, error.remedy)))
            return
        ask = asker(library, settings)
        send(replies, pickle.dumps(READY))
        with log_of(settings):
            while True:
                item = pickle.loads(receive(requests))
                with asked(face="evaluation"):
                    send(replies, pickle.dumps(ask(item)))
