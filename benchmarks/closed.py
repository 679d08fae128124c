"""Install from the bundle where there is no network at all, and use what was installed: `python -m benchmarks.closed`.

`make bundle` comes first. Everything happens in a network namespace of its own (`unshare -rn`), whose only interface is its
own loopback. Times and sizes are written into docs/install.md. Exit status 1 where any step fails, 2 where the system gives no
such namespace.
"""

from __future__ import annotations

import argparse
import errno
import fcntl
import json
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tarfile
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

from benchmarks.machine import machine
from benchmarks.section import write_section
from shipping.bundle import PROJECT
from shipping.sums import write_sums

_INSIDE = "GEUNGEO_NO_NETWORK"  # set where the namespace is made already
_QUESTION = "2024년 스마트상점 보급 실적은 몇 개소인가요?"
_ANSWER = "265개소"
_PORT = 7869
_INTO = PROJECT / "docs" / "install.md"


class Step(NamedTuple):
    """Something that was done, and what came of it."""

    name: str
    seconds: float
    told: str


def has_namespaces() -> bool:
    """Whether the system gives a network namespace to whoever asks."""
    return shutil.which("unshare") is not None and subprocess.run(["unshare", "-rn", "true"], capture_output=True).returncode == 0


def loopback_up() -> None:
    """Switch the namespace's own loopback on."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as opened:
        request = struct.pack("16sH14x", b"lo", 0x1 | 0x40)  # IFF_UP, IFF_RUNNING
        fcntl.ioctl(opened, 0x8914, request)  # SIOCSIFFLAGS


def check_closed() -> None:
    """Raises RuntimeError where anything beyond this machine can be reached."""
    names = [name for _, name in socket.if_nameindex()]
    if names != ["lo"]:
        raise RuntimeError(f"there are interfaces: {names}")
    try:
        socket.create_connection(("192.0.2.1", 80), timeout=2).close()
    except OSError as error:
        if error.errno == errno.ENETUNREACH:
            return
        raise RuntimeError(f"not closed: {error}") from error
    raise RuntimeError("the network is there")


def perform(archive: Path, work: Path) -> Iterator[Step]:
    """Unpack, install, take in, ask, serve, upgrade and uninstall, below a folder. Raises RuntimeError for what fails."""
    prefix, source = work / "installed", Path()
    environment = {"PATH": os.environ["PATH"], "HOME": str(work / "home"), "LANG": "C.UTF-8"}
    geungeo = str(prefix / "bin" / "geungeo")

    def run(*command: str | Path) -> str:
        done = subprocess.run(list(map(str, command)), cwd=work, env=environment, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"{command}: {done.returncode}\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def install() -> str:
        run(source / "install.sh", "--prefix", prefix, "--python", getattr(sys, "_base_executable", sys.executable))
        return f"{_size(prefix):,.0f}MB"

    def ask() -> str:
        told: str = json.loads(run(geungeo, "ask", _QUESTION, "--json"))["answer"]
        if _ANSWER not in told:
            raise RuntimeError(told)
        return told.partition("\n")[0]

    yield _timed("묶음 풀기", lambda: _unpack(archive, work))
    (source,) = work.glob("geungeo-*")
    yield _timed("설치", install)
    yield _timed("예시 문서 넣기", lambda: run(geungeo, "ingest", source / "sample").splitlines()[-1])
    yield _timed("묻기", ask)
    yield _timed("화면과 API 켜고 묻기", lambda: _served(geungeo, environment, work))
    _as_another(source)
    yield _timed("새 판으로 올리기", lambda: f"{install()} (앞의 판과 함께), 백업 {len(list(prefix.glob('backups/*.zip')))}개")
    yield _timed("올린 뒤 묻기", ask)
    yield _timed(
        "지우기", lambda: run(source / "install.sh", "--prefix", prefix, "--uninstall").splitlines()[0] and _left(prefix)
    )


def _timed(name: str, work: Callable[[], str]) -> Step:
    start = time.perf_counter()
    told = work()
    return Step(name, time.perf_counter() - start, told)


def _unpack(archive: Path, work: Path) -> str:
    with tarfile.open(archive) as opened:
        opened.extractall(work, filter="data")
    return f"{archive.name}, {archive.stat().st_size / (1 << 20):,.0f}MB"


def _as_another(source: Path) -> None:
    """Let the unpacked bundle be of another build, as the next version's would be."""
    manifest = source / "MANIFEST"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("build=", "build=next-"), encoding="utf-8")
    write_sums(source)


@contextmanager
def _serving(geungeo: str, environment: dict[str, str], work: Path) -> Iterator[str]:
    command = [geungeo, "serve", "--port", str(_PORT)]
    server = subprocess.Popen(command, cwd=work, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{_PORT}"
    finally:
        server.send_signal(signal.SIGTERM)
        if server.wait(timeout=60):
            raise RuntimeError(f"serve ended with {server.returncode}")


def _served(geungeo: str, environment: dict[str, str], work: Path) -> str:
    """Serve, wait until it is ready, open the page and ask over HTTP."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with _serving(geungeo, environment, work) as address:
        end = time.monotonic() + 120
        while True:
            try:
                opener.open(f"{address}/readyz", timeout=5).close()
                break
            except OSError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.2)
        page = opener.open(f"{address}/", timeout=30).read()
        question = json.dumps({"question": _QUESTION}).encode()
        sent = urllib.request.Request(f"{address}/api/v1/ask", question, {"Content-Type": "application/json"})
        told = json.load(opener.open(sent, timeout=60))
    if _ANSWER not in told["answer"] or b"gradio" not in page:
        raise RuntimeError(str(told))
    return f"화면 {len(page) >> 10}KB, 인용 {len(told['citations'])}개"


def _left(prefix: Path) -> str:
    left = sorted(path.name for path in prefix.iterdir())
    if left != ["backups", "data", "geungeo.toml"]:
        raise RuntimeError(f"left behind: {left}")
    return f"남은 것: {', '.join(left)}"


def _size(folder: Path) -> float:
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_symlink()) / (1 << 20)


def _table(steps: list[Step], load: str) -> str:
    rows = "\n".join(f"| {step.name} | {step.seconds:.1f}초 | {step.told} |" for step in steps)
    head = f"`python -m benchmarks.closed` ({date.today()}, {load}): 망이 없는 네트워크 이름공간에서 모두 되었습니다."
    return f"{head}\n\n| 한 일 | 걸린 시간 | 결과 |\n|---|---:|---|\n{rows}\n"


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description="Install from the bundle without a network, and use it.")
    parser.add_argument("--archive", type=Path, default=next(iter(sorted((PROJECT / "build").glob("geungeo-*.tar"))), None))
    given = parser.parse_args()
    if given.archive is None or not given.archive.is_file():
        parser.error("there is no bundle: `make bundle` first")
    if not os.environ.get(_INSIDE):
        if not has_namespaces():
            print("this system gives no network namespaces (unshare -rn)", file=sys.stderr)
            return 2
        again = ["unshare", "-rn", sys.executable, "-m", "benchmarks.closed", "--archive", str(given.archive.resolve())]
        return subprocess.run(again, env={**os.environ, _INSIDE: "1"}).returncode
    load = machine()
    loopback_up()
    check_closed()
    steps: list[Step] = []
    with tempfile.TemporaryDirectory(prefix="geungeo-closed-") as work:
        for step in perform(given.archive, Path(work)):
            steps.append(step)
            print(f"{step.name}: {step.seconds:.1f} s, {step.told}", flush=True)
    write_section(_INTO, "closed", _table(steps, load))
    return 0


if __name__ == "__main__":
    sys.exit(main())
