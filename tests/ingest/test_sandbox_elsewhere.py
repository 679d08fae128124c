"""Reading where the system is not Linux: the parent bounds the worker's memory, and nothing is called that only POSIX has."""

from __future__ import annotations

import ast
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.memory_watch import memory_watched
from ingest.sandbox import Sandbox
from tests.ingest.safely import GOOD, Put, refused

ROOT = Path(__file__).parents[2]
PRODUCT = [path for layer in ("ingest", "index", "assistant", "eval", "cli") for path in (ROOT / layer).rglob("*.py")]
POSIX_MODULES = {"fcntl", "grp", "pwd", "resource", "termios"}
POSIX_NAMES = {
    "os": {
        "fork",
        "forkpty",
        "getloadavg",
        "geteuid",
        "getuid",
        "killpg",
        "mkfifo",
        "nice",
        "setsid",
        "sysconf",
        "uname",
        "wait",
    },
    "signal": {"SIGALRM", "SIGHUP", "SIGKILL", "SIGUSR1", "alarm", "setitimer"},
}


@pytest.fixture(scope="module")
def watched() -> Iterator[Sandbox]:
    """A sandbox whose reader does what the file says, its memory watched from here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(Path(__file__).parent / "hostile"))
        sandbox = Sandbox("hostile_reader:read", watches_memory=True)
        yield sandbox
        sandbox.close()


@pytest.mark.parametrize("deed", ["eat", "eat-unnoticed"])
def test_a_worker_that_eats_memory_is_ended_with_the_same_message(watched: Sandbox, put: Put, deed: str) -> None:
    watched.read(put(GOOD))
    error = refused(watched.read, put(deed))
    assert error.reason == "읽는 데 메모리를 너무 많이 써서 그만두었습니다(한도 512MB)."
    assert watched.read(put(GOOD)).text == GOOD


def test_one_that_stays_within_its_memory_is_left_alone(watched: Sandbox, put: Put) -> None:
    watched.read(put(GOOD))
    worker = watched.worker_id
    assert watched.read(put("sleep 0.3")).text == "slept"
    assert watched.worker_id == worker


def test_a_process_that_is_gone_is_not_watched() -> None:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    with memory_watched(process.pid, 1, lambda: pytest.fail("stopped")):
        pass


def test_a_worker_without_alarms_ends_itself_in_native_code() -> None:
    began = time.monotonic()
    code = "from ingest.worker import watchdog_set\nwith watchdog_set(0.5): sum(range(10**15))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=60).returncode == 1
    assert time.monotonic() - began < 30


def test_a_watchdog_lets_what_is_done_in_time_go_on() -> None:
    code = "import time\nfrom ingest.worker import watchdog_set\nwith watchdog_set(0.2): pass\ntime.sleep(0.5); print('done')"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True).stdout == "done\n"


def unguarded(node: ast.AST) -> Iterator[str]:
    """What only POSIX has, outside of an `if` or a function that asks for the platform or for the name."""
    if isinstance(node, ast.If | ast.FunctionDef) and any(word in ast.unparse(node) for word in ("sys.platform", "hasattr(os")):
        return
    if isinstance(node, ast.Import):
        yield from POSIX_MODULES & {name.name for name in node.names}
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        yield from POSIX_NAMES.get(node.value.id, set()) & {node.attr}
    for child in ast.iter_child_nodes(node):
        yield from unguarded(child)


@pytest.mark.parametrize("path", PRODUCT, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_called_that_windows_lacks(path: Path) -> None:
    assert list(unguarded(ast.parse(path.read_text(encoding="utf-8")))) == []
