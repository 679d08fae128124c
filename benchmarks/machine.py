"""The machine in words, as every table of results names it."""

from __future__ import annotations

import os
import platform


def machine() -> str:
    """System, cores, Python, and what else ran when measuring began: a load of 0 is an idle machine."""
    load = f", load {os.getloadavg()[0]:.1f} from other work" if hasattr(os, "getloadavg") else ""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}{load}"
