"""The house itself: imports run one way, files stay small, names are documented, the README says what is there."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from assistant.settings import Settings
from cli.main import app

ROOT = Path(__file__).parents[1]
LAYERS = ("ingest", "index", "assistant", "eval", "access", "screen", "api", "cli")
LONGEST_FILE = 350
SOURCES = [*sorted(path for layer in LAYERS for path in (ROOT / layer).rglob("*.py")), ROOT / "ui.py"]


def imported(path: Path) -> Iterator[str]:
    """The top-level packages that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def undocumented(path: Path) -> Iterator[str]:
    """The public classes and functions of a file that say nothing of themselves."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    scopes = [tree, *(node for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_"))]
    for scope in scopes:
        for node in scope.body:
            named = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
            if named and not ast.get_docstring(node):
                yield f"{path.relative_to(ROOT)}: {node.name}"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_says_what_it_is_and_stays_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), "no docstring"
    assert len(text.splitlines()) <= LONGEST_FILE
    assert list(undocumented(path)) == []


@pytest.mark.parametrize("layer", LAYERS)
def test_imports_point_one_way(layer: str) -> None:
    above = {*LAYERS[LAYERS.index(layer) + 1 :], "ui"} - ({"ui"} if layer == "cli" else set())
    wrong = {str(path.relative_to(ROOT)): above & set(imported(path)) for path in (ROOT / layer).rglob("*.py")}
    assert {path: found for path, found in wrong.items() if found} == {}


def test_functions_fit_a_screen() -> None:
    lengths = [
        node.end_lineno - node.lineno + 1  # type: ignore[operator]
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    ]
    assert sorted(lengths)[len(lengths) // 2] <= 10
    assert sum(length > 50 for length in lengths) <= 0.04 * len(lengths)


def test_what_is_logged_is_noted_with_facts_apart_from_contents() -> None:
    """A message with a question in it would stand in the log: `ingest.log.noting.note` is the way."""
    calls = {
        str(path.relative_to(ROOT))
        for path in SOURCES
        if path.parent.name != "log" and re.search(r"getLogger\((?!\"httpx\"\))|print_exc\(", path.read_text(encoding="utf-8"))
    }
    assert calls == set()


def test_every_setting_stands_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [field.name for field in fields(Settings) if f"`{field.name}`" not in readme] == []


def test_the_readme_names_every_command_and_no_other() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = {command.name for command in (*app.registered_commands, *app.registered_groups)}
    assert set(re.findall(r"geungeo ([a-z]+)", readme)) == commands


def test_every_dependency_is_pinned_and_explained() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {*project["dependencies"], *project["optional-dependencies"]["dev"]}
    pinned = {line.split("==")[0].lower() for line in (ROOT / "constraints.txt").read_text().splitlines() if "==" in line}
    explained = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert {name for name in names if name.lower() not in pinned} == set()
    assert {name for name in names if name not in explained} == set()


def test_every_package_and_page_is_installed() -> None:
    setuptools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    tops = LAYERS
    found = {".".join(path.parent.relative_to(ROOT).parts) for top in tops for path in (ROOT / top).rglob("__init__.py")}
    assert found - {"eval.sample"} == set(setuptools["packages"])  # the sample is made by the project, not by its users
    assert {path.stem for path in ROOT.glob("ui*.py")} == set(setuptools["py-modules"])
