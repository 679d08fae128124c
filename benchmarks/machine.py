"""The machine in words, so that times can be told apart."""

from __future__ import annotations

import os
import platform
from pathlib import Path

_PROCESSORS = Path("/proc/cpuinfo")  # of Linux; elsewhere the architecture alone is told


def machine() -> str:
    """The machine, with what else ran on it when measuring began: a load of 0 is an idle machine."""
    load = f", load {os.getloadavg()[0]:.1f} from other work" if hasattr(os, "getloadavg") else ""
    name = f", {_processor()}" if _processor() else ""
    python = f"Python {platform.python_version()}"
    return f"{platform.system()} {platform.machine()}{name}, {os.cpu_count()} cores, {python}{load}"


def _processor() -> str:
    lines = _PROCESSORS.read_text(encoding="utf-8").splitlines() if _PROCESSORS.is_file() else []
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "")
