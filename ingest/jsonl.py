"""JSON lines: one object a line, a broken one named by its number."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest.errors import BadInput, why


def read_json_lines(path: Path, what: str, remedy: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a file with their line numbers, empty lines left out. `what` the file is and the `remedy` for a broken line go into messages.

    Raises BadInput for a file that cannot be read and for a line that is no JSON object.
    """
    try:
        # Only a line feed ends a line: a question may hold U+2028 or U+0085.
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{what}을 읽을 수 없습니다: {path} ({why(error)})", "경로와 UTF-8 인코딩을 확인해 주십시오.") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise BadInput(f"{path} {number}번째 줄이 JSON이 아닙니다.", remedy) from error
        if not isinstance(row, dict):
            raise BadInput(f"{path} {number}번째 줄이 JSON 객체가 아닙니다.", remedy)
        yield number, row
