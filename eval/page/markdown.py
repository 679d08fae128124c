"""A run in Markdown, and how it is put into a file between two marks, so that no figure of it is typed by hand."""

from __future__ import annotations

import re
from pathlib import Path

from eval.head import Head
from eval.page.summary import Line, lines, sentence
from eval.report import Report
from eval.wording import type_told
from ingest.errors import BadInput, why

_MARKUP = re.compile(r"[\\`*|\[\]<>!]")
BEGIN, END = "<!-- geungeo eval report: begin -->", "<!-- geungeo eval report: end -->"


def markdown(head: Head, found: Report) -> str:
    """The sentence, the deciding measures and right answers by type, as two tables."""
    types = [Line(_plain(type_told(name)), *_of_type(found, name)) for name in found.types]
    return "\n".join(
        (
            f"{sentence(found)} ({_plain(head.gold.name)}, 문서 {len(head.index.documents)}개, {head.started[:10]})",
            "",
            *_table("지표", lines(found)),
            "",
            *_table("유형", types),
        )
    )


def put_into(path: Path, text: str, begin_mark: str = BEGIN, end_mark: str = END) -> None:
    """Put a text between two marks of a file. Raises BadInput where the file has none, or cannot be read or written."""
    try:
        whole = path.read_text(encoding="utf-8")
        before, begin, rest = whole.partition(begin_mark)
        _, end, after = rest.partition(end_mark)
        if not begin or not end:
            raise BadInput(
                f"{path}에 표를 넣을 자리가 없습니다.", f"넣을 곳에 두 줄을 적어 주십시오: {begin_mark} 그리고 {end_mark}"
            )
        path.write_text(f"{before}{begin_mark}\n{text}\n{end_mark}{after}", encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(
            f"파일에 쓸 수 없습니다: {path} ({why(error)})", "경로와 쓰기 권한, UTF-8 인코딩을 확인해 주십시오."
        ) from error


def _of_type(found: Report, name: str) -> tuple[str, str, str]:
    (line,) = lines(found, (f"answered_right.{name}",))
    return line.value, line.interval, line.counts


def _table(title: str, rows: list[Line]) -> list[str]:
    head = [f"| {title} | 수 | 값 (95% 신뢰구간) |", "| --- | ---: | ---: |"]
    return [*head, *(f"| {row.name} | {row.counts} | {row.interval} |" for row in rows)]


def _plain(text: str) -> str:
    """A name as Markdown shows it to the letter, in one line: no markup, no cell of its own, no end of a comment."""
    return _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))
