"""The tests that walk all that is served, once more, for what they counted.

`python -m benchmarks.walks` runs the canary (a document of a collection, sought at every address and in every call of the page)
and schemathesis over the API, and writes their figures into docs/reliability.md. Exit status 1 where anything was wrong.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

from benchmarks.machine import machine
from benchmarks.section import RELIABILITY, write_section

ROOT = Path(__file__).parents[1]
_CANARY = ROOT / "tests" / "test_canary.py"
_SCHEMA = ROOT / "tests" / "api" / "test_schema.py"


def main() -> None:
    """Walk, count, write."""
    is_right = True
    for name, title, told, tests in (
        ("canary", "A document that is not to be seen", "One sees the collection that it lies in, the others do not.", _CANARY),
        ("schema", "Requests made from the API's own schema", "Fitting and not fitting, by schemathesis.", _SCHEMA),
    ):
        is_passed, rows = walk(tests)
        is_right &= is_passed
        write_section(RELIABILITY, name, section(title, told, tests, is_passed, rows))
    sys.exit(0 if is_right else 1)


def walk(tests: Path) -> tuple[bool, list[tuple[str, dict[str, str]]]]:
    """Run the tests of a file: whether all passed, and of each that counted something what that was."""
    with tempfile.TemporaryDirectory(prefix="geungeo-") as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", str(tests), f"--junitxml={report}", "-o", "junit_family=xunit1"]
        passed = subprocess.run(command, cwd=ROOT, check=False).returncode == 0
        cases = ET.parse(report).getroot().iter("testcase")
        rows = [(case.get("name", ""), {p.get("name", ""): p.get("value", "") for p in case.iter("property")}) for case in cases]
    return passed, [(name, counted) for name, counted in rows if counted]


def section(title: str, told: str, tests: Path, is_passed: bool, rows: list[tuple[str, dict[str, str]]]) -> str:
    """The section of what was counted."""
    columns = list(dict.fromkeys(name for _, counted in rows for name in counted))
    lines = [
        f"## {title}",
        "",
        f"`python -m benchmarks.walks` ({date.today()}, {machine()}): `{tests.relative_to(ROOT)}` "
        f"{'passed' if is_passed else '**failed**'}. {told}",
        "",
        f"| test | {' | '.join(columns)} |",
        f"| --- |{' ---: |' * len(columns)}",
    ]
    named = ((name.removeprefix("test_").replace("_", " "), counted) for name, counted in rows)
    lines += [f"| {name} | {' | '.join(counted.get(column, '') for column in columns)} |" for name, counted in named]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
