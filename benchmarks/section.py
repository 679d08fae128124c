"""One section of a Markdown file, between markers of its name: written by the command that measured it, again at will."""

from __future__ import annotations

from pathlib import Path

RELIABILITY = Path(__file__).parents[1] / "docs" / "reliability.md"
_HEAD = "# Reliability, as measured\n\nEach section is written by the command that stands in it.\n"


def write_section(path: Path, name: str, markdown: str) -> None:
    """Put `markdown` between `<!-- name:begin -->` and `<!-- name:end -->`; file and section are made where they are missing."""
    text = path.read_text(encoding="utf-8") if path.is_file() else _HEAD
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    section = f"{begin}\n{markdown.strip()}\n{end}"
    before, found, rest = text.partition(begin)
    if found:
        _, closed, after = rest.partition(end)
        if not closed:
            raise ValueError(f"{path.name}: {begin} has no {end}")
        text = before + section + after
    else:
        text = f"{text.rstrip()}\n\n{section}\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(path.name + ".new")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)
