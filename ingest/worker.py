"""The process that reads files: paths come in on standard input, sources go out on standard output.

`ingest.sandbox` starts it. It imports the readers and no more: no Kiwi, no model, no server.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import signal
import struct
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any, NamedTuple

from ingest.errors import GeungeoError

if sys.platform != "win32":
    import resource

DIVIDE = "문서를 나누거나 PDF로 다시 저장해 넣어 주십시오."
_TELL_US = "파일과 함께 개발자에게 알려 주십시오."
_GRACE = 2.0  # seconds after which the process ends itself, should its parent be there no more to end it
_LENGTH = struct.Struct(">Q")
_OWN_MEMORY = Path("/proc/self/statm")  # its first field: pages of address space; there on Linux only
BOUNDS_ITSELF = _OWN_MEMORY.exists()  # whether a worker bounds its own memory; elsewhere its parent watches it
_XML_NO_MEMORY = 2  # XML_ERR_NO_MEMORY of libxml2: lxml gives it as the code of an XMLSyntaxError("unknown error")

Read = Callable[..., Any]  # of a path and what else was asked; what it gives is pickled


class Request(NamedTuple):
    """A file to read, the bytes of memory and the seconds that it may take."""

    path: Path
    memory: int
    seconds: float
    bounds_itself: bool = BOUNDS_ITSELF
    asked: tuple[Any, ...] = ()  # what the reader is to know besides the path


class Reply(NamedTuple):
    """What came of a file: what the reader made of it, a source mostly, or why there is nothing."""

    source: Any = None
    reason: str = ""
    remedy: str = ""
    trace: str = ""  # where our own mistake is, for the log
    is_spent: bool = False  # the process has run out of memory and is to be replaced


def out_of_memory(request: Request) -> Reply:
    """What to tell of a file that takes more memory than it may."""
    reason = f"읽는 데 메모리를 너무 많이 써서 그만두었습니다(한도 {request.memory >> 20:,}MB)."
    return Reply(reason=reason, remedy=DIVIDE, is_spent=True)


def serve(target: str) -> None:
    """Read one file after another with `target` ("module:function") until the parent closes the pipe or is no more."""
    if sys.platform != "win32":
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to handle, which then ends us
    requests, replies = take_pipes()
    module, name = target.split(":")
    read: Read = getattr(import_module(module), name)
    inbox: SimpleQueue[Request] = SimpleQueue()
    Thread(target=_listen, args=(requests, inbox), daemon=True).start()
    send(replies, str(os.getpid()).encode())  # on Windows the process that was started may only be the launcher of this one
    while True:
        send(replies, _answer(read, inbox.get()))


def send(stream: IO[bytes], message: bytes) -> None:
    """Write a message with its length. Raises OSError where nobody is left to read it."""
    stream.write(_LENGTH.pack(len(message)))
    stream.write(message)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes:
    """The next message. Raises EOFError where the stream ends before the message does."""
    length = _LENGTH.unpack(_exactly(stream, _LENGTH.size))[0]
    return _exactly(stream, length)


def _exactly(stream: IO[bytes], size: int) -> bytes:
    found = stream.read(size)
    if len(found) < size:
        raise EOFError
    return found


def take_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The two pipes, out of reach of a library that reads standard input or prints to standard output."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return requests, replies


def _listen(requests: IO[bytes], inbox: SimpleQueue[Request]) -> None:
    """Take requests in; end the process as soon as the parent is gone, even in the midst of a file."""
    try:
        while True:
            inbox.put(pickle.loads(receive(requests)))
    finally:
        os._exit(0)


def _answer(read: Read, request: Request) -> bytes:
    """The pickled reply to a request, whatever may happen on the way."""
    try:
        with _limited(request):
            return pickle.dumps(Reply(read(request.path, *request.asked)), pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # a reader's mistake on an unforeseen file must not cost the user the other files
        return pickle.dumps(_explain(error, request), pickle.HIGHEST_PROTOCOL)


@contextmanager
def _limited(request: Request) -> Iterator[None]:
    """Bound time and, where the system can tell how much is in use (Linux), memory within."""
    time_limited = watchdog_set if sys.platform == "win32" else _alarm_set
    with time_limited(request.seconds + _GRACE), _memory_limited(request):
        yield


@contextmanager
def watchdog_set(seconds: float) -> Iterator[None]:
    """End this process after so many seconds, be it in native code that never returns, by a thread that needs no interpreter.

    For systems without alarms: a thread takes 64 MB of address space under glibc, which would count as the file's.
    """
    with open(os.devnull, "w") as nothing:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nothing)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


@contextmanager
def _alarm_set(seconds: float) -> Iterator[None]:
    """The same by the system's own alarm."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_REAL, 0)


@contextmanager
def _memory_limited(request: Request) -> Iterator[None]:
    if sys.platform == "win32" or not request.bounds_itself:
        yield
        return
    usual = resource.getrlimit(resource.RLIMIT_AS)
    most = int(_OWN_MEMORY.read_text().split()[0]) * resource.getpagesize() + request.memory
    hard = usual[1]
    resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, usual)


def _explain(error: Exception, request: Request) -> Reply:
    """What to tell the user of an exception."""
    # Readers take whatever a broken file sets off for its being broken. Want of memory or stack does not say that it is.
    inner = error.__cause__
    cause = inner if isinstance(inner, MemoryError | RecursionError) else error
    if type(inner).__name__ == "XMLSyntaxError" and getattr(inner, "code", None) == _XML_NO_MEMORY:  # code 2 of expat is another
        cause = MemoryError()
    if isinstance(cause, GeungeoError):
        return Reply(reason=cause.reason, remedy=cause.remedy)
    if isinstance(cause, MemoryError):
        return out_of_memory(request)
    trace = "".join(traceback.format_exception(cause))
    if isinstance(cause, RecursionError):
        return Reply(reason="내용이 너무 깊이 겹쳐 있어 해석하다가 멈추었습니다.", remedy=DIVIDE, trace=trace)
    reason = f"프로그램 오류로 해석하다가 멈추었습니다({type(cause).__name__})."
    return Reply(reason=reason, remedy=_TELL_US, trace=trace)
