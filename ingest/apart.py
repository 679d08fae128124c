"""A Python process of its own: with this one's paths, and out of the reach of the terminal's Ctrl+C, which is ours to handle."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

# Only the directories on its own path: with -P not even the start looks into the folder that the user happens to be in.
_START = "import sys; sys.path[:] = sys.argv[2:]; from {module} import serve; serve(sys.argv[1])"
_ROOT = str(Path(__file__).parents[1])
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")
# openpyxl draws numpy in, whose OpenBLAS sets memory aside for each core: on a large machine more than a file may take.
_FEW_THREADS = ("OPENBLAS_NUM_THREADS",)
_NICE = 10  # where others want the processor, they get nine tenths of it


def start_apart(module: str, told: str = "", *, one_thread: bool = False) -> subprocess.Popen[bytes]:
    """Start `serve(told)` of a module, its standard input and output as pipes; `one_thread` keeps its libraries to one.

    Raises OSError where it cannot be started.
    """
    arguments = [sys.executable, "-P", "-c", _START.format(module=module), told, *filter(None, sys.path), _ROOT]
    environment = {**os.environ, **dict.fromkeys(_THREADS if one_thread else _FEW_THREADS, "1")}
    pipe = subprocess.PIPE
    if sys.platform == "win32":
        group = subprocess.CREATE_NEW_PROCESS_GROUP
        return subprocess.Popen(arguments, stdin=pipe, stdout=pipe, env=environment, creationflags=group)
    return subprocess.Popen(arguments, stdin=pipe, stdout=pipe, env=environment, start_new_session=True)


def give_way() -> None:
    """Let others have the processor before this process; those that are started from here give way as well."""
    if sys.platform == "win32":
        import psutil

        psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
    else:
        os.nice(_NICE)
