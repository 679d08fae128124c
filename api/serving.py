"""Listening on an address until stopped: what is under way is finished, within bounds."""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from ingest.errors import BadInput

_ANSWERS_AGAIN = 10  # seconds for requests that are under way when the program is stopped; beyond, they are cut off

_LEAVING = 2.0  # seconds for threads that have nothing more to do to notice it


class Server(uvicorn.Server):
    """A server that ends without passing the signal on, so that whoever serves can put everything away."""

    def __init__(self, app: ASGIApp, began: Callable[[], None], ending: Callable[[], None]) -> None:
        """`began` is called once requests are taken, `ending` when no more are."""
        super().__init__(uvicorn.Config(app, log_level="warning", proxy_headers=False, timeout_graceful_shutdown=_ANSWERS_AGAIN))
        self._began, self._ending = began, ending

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin, and say so."""
        await super().startup(sockets)
        if self.started:
            self._began()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End what never ends by itself, and wait for the rest."""
        self._ending()
        await super().shutdown(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop at the first signal, and at once at the second."""
        self.force_exit = self.should_exit
        self.should_exit = True


def leave() -> None:
    """End the process now where threads are still at work that were not to be waited for: a model that does not answer."""
    end = time.monotonic() + _LEAVING
    others = [thread for thread in threading.enumerate() if not thread.daemon and thread is not threading.main_thread()]
    for thread in others:
        thread.join(max(0.0, end - time.monotonic()))
    if any(thread.is_alive() for thread in others):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


def listening(host: str, port: int) -> socket.socket:
    """A socket on an address. Raises BadInput where it is taken, or is none of this machine."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.socket(family)
    try:
        if os.name == "posix":  # elsewhere it would let two programs have one port
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((host, port))
        opened.listen()
    except OSError as error:
        opened.close()
        raise BadInput(f"{host}의 {port}번 포트를 열 수 없습니다.", "--port로 다른 번호를 주십시오.") from error
    return opened
