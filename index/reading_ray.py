"""Files read by the machines of a Ray cluster, or by a Ray that is started here for it.

The bytes of a file are sent, so that the machines need no disk in common with this one. They need this program, of the same
state as here; which it is is compared before anything is sent. Ray itself is imported here and nowhere else, when asked for.
"""

from __future__ import annotations

import hashlib
import logging
import os
import socket
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from index.embed import Embedder, open_embedder
from index.reading import Wanted, given_up, reply_to
from ingest.correction import Correction
from ingest.errors import BadInput, GeungeoError, why
from ingest.korean import use_threads
from ingest.log.noting import format_of, note

LOCAL = "local"
_TRIES = 2  # as of a process: by us and not by Ray, which tries what wants too much memory for ever
_MEMORY = 1 << 30  # bytes that a task takes, for Ray to find room for
_PATIENCE = 10.0  # seconds for an address that does not answer
_PORT = 10001  # of `ray://`
_INSTALL = "`pip install 'geungeo[ray]'`로 설치하거나 --ray 없이 실행해 주십시오."
_FORM = "`local`, `ray://주소:포트`, `주소:포트` 가운데 하나로 적어 주십시오."
_CHECK = "주소와 포트, 양쪽의 Ray와 Python이 같은 판인지, 암호가 있는 Ray라면 RAY_AUTH_MODE와 RAY_AUTH_TOKEN을 확인해 주십시오."
_SAME = "Ray의 모든 컴퓨터에 이 컴퓨터와 같은 판의 근거를 설치해 주십시오."


class _Sent(NamedTuple):
    """What is sent of a file."""

    name: str
    content: bytes
    correction: Correction
    passage_length: int
    model: str
    models: Path


class RayReader:
    """Reads as many files at once as the cluster has cores."""

    def __init__(self, address: str, workers: int, model: str, models: Path) -> None:
        """`workers` are those of a Ray that is started here (`local`). Raises BadInput where none can be reached or used."""
        self._ray: Any = _connected(address, workers)
        self._model, self._models = model, models.absolute()
        remote = self._ray.remote(num_cpus=1, memory=_MEMORY, max_retries=0)
        self._read_there = remote(_read_there)
        self._lock = Lock()
        self._asked: set[Any] = set()
        self._is_closed = False
        try:
            self.at_once = max(1, int(self._ray.cluster_resources().get("CPU", 1)))
            self._compare(remote(_state))
        except BaseException:
            self._ray.shutdown()
            raise
        self._threads = ThreadPoolExecutor(self.at_once, "ray")

    def submit(self, wanted: Wanted) -> Future[bytes]:
        """Have a file read."""
        return self._threads.submit(self._read, wanted)

    def close(self) -> None:
        """Stop what is begun, and leave the cluster."""
        with self._lock:
            if self._is_closed:
                return
            self._is_closed = True
            for task in self._asked:
                self._ray.cancel(task, force=True)
        self._threads.shutdown(cancel_futures=True)
        self._ray.shutdown()

    def _compare(self, state: Any) -> None:
        """Raises BadInput where the machines have another program or another model than this one."""
        try:
            there = self._ray.get(state.remote(self._model, self._models))
        except self._ray.exceptions.RayError as error:
            raise BadInput(f"Ray의 컴퓨터에서 근거를 실행하지 못했습니다({type(error).__name__}).", _SAME) from error
        if there != _state(self._model, self._models):
            raise BadInput("Ray의 컴퓨터에 있는 근거나 임베딩 모델이 이 컴퓨터와 다릅니다.", _SAME)

    def _read(self, wanted: Wanted) -> bytes:
        try:
            content = wanted.file.read_bytes()
        except OSError as error:
            raise BadInput(f"파일을 읽을 수 없습니다({why(error)}).", "경로와 권한을 확인해 주십시오.") from error
        sent = _Sent(wanted.file.name, content, wanted.correction, wanted.passage_length, self._model, self._models)
        for _ in range(_TRIES):
            reply = self._asked_for(sent)
            if reply is not None:
                return reply
            if self._is_closed:
                raise BadInput("파일을 읽는 작업을 끝냈습니다.")
            note("reading ended", logging.WARNING, format=format_of(wanted.file), content={"file": str(wanted.file)})
        return given_up(wanted.file)

    def _asked_for(self, sent: _Sent) -> bytes | None:
        """The pickled reply for a file; None where the one who read it is no more."""
        with self._lock:
            if self._is_closed:
                return None
            task = self._read_there.remote(sent)
            self._asked.add(task)
        failed = self._ray.exceptions
        try:
            reply: bytes = self._ray.get(task)
            return reply
        except failed.RayTaskError as error:
            raise GeungeoError(f"Ray의 컴퓨터에서 읽지 못했습니다({type(error.cause).__name__}).", _SAME) from error
        except failed.RayError:  # the process, its memory, its machine, or what it gave is gone
            return None
        finally:
            with self._lock:
                self._asked.discard(task)


def _connected(address: str, workers: int) -> Any:
    """Ray, connected. Raises BadInput where it is not installed or not reached."""
    if address != LOCAL:
        _knock(address)
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is told to anybody outside
    if address == LOCAL and "RAY_AUTH_MODE" not in os.environ:  # nobody else's, and without a token left in the user's folder
        os.environ.update(RAY_AUTH_MODE="token", RAY_AUTH_TOKEN=token_hex(32))
    try:
        import ray
        from ray import init  # of a folder that happens to be called ray there is none
    except ImportError as error:
        raise BadInput("Ray가 설치되어 있지 않습니다.", _INSTALL) from error
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
    try:
        if address == LOCAL:
            init(address=LOCAL, num_cpus=workers, include_dashboard=False, **quiet)
        else:
            init(address=address, **quiet)
    except (OSError, RuntimeError, ValueError, ImportError) as error:
        raise BadInput(f"Ray에 연결하지 못했습니다: {address} ({type(error).__name__})", _CHECK) from error
    return ray


def _knock(address: str) -> None:
    """Raises BadInput for an address of another form, and where nobody answers: Ray itself would try for minutes."""
    try:
        place = urlsplit(address if "://" in address else f"//{address}")
        host, port = place.hostname, place.port or (_PORT if place.scheme else None)
    except ValueError:
        host = port = None
    if host is None or port is None or place.scheme not in {"", "ray"}:
        raise BadInput(f"Ray의 주소가 아닙니다: {address}", _FORM)
    try:
        socket.create_connection((host, port), _PATIENCE).close()
    except OSError as error:
        raise BadInput(f"Ray에 연결하지 못했습니다: {address} (응답 없음)", _CHECK) from error


# -- on the machines ------------------------------------------------------------------------------------------------


def _read_there(sent: _Sent) -> bytes:
    """The pickled reply for a file that was sent."""
    use_threads(1)
    with TemporaryDirectory(prefix="geungeo-") as folder:
        file = Path(folder) / sent.name  # what a document is, is read from its file's name too
        file.write_bytes(sent.content)
        return reply_to(Wanted(file, sent.correction, sent.passage_length), _embedder(sent.model, sent.models))


@lru_cache(maxsize=1)
def _embedder(model: str, models: Path) -> Embedder:
    return open_embedder(model, models)


def _state(model: str, models: Path) -> tuple[str, str]:
    """Which program this is, and which model it has."""
    code = hashlib.sha256()
    root = Path(__file__).parents[1]
    for package in ("index", "ingest"):
        for file in sorted((root / package).rglob("*.py")):
            code.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes())
    return code.hexdigest(), _embedder(model, models).name
