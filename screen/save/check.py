"""Save a checked text as HTML or DOCX: the text with its marks, then the list of findings with their places."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from assistant.checking.types import Checked, Finding, Verdict
from assistant.checking.wording import NAMES, summary, told, where
from assistant.xml_text import xml_text
from ingest.errors import BadInput, why
from screen.render.check import CLASSES, lines, marked_html

_REMEDY = "폴더가 있는지, 다른 프로그램이 그 파일을 열고 있지 않은지 확인해 주십시오."
_STYLE = """
body { font-family: "Malgun Gothic", "Apple SD Gothic Neo", sans-serif; max-width: 48rem; margin: 2rem auto; line-height: 1.7; }
mark { padding: 0 .1em; } mark.verified { background: #e3f4e6; } mark.derived { background: #e2eefb; }
mark.conflict { background: #fbdcdc; } mark.unverified { background: #fdf0c9; }
.verdict { font-weight: bold; } .place { color: #555; } li { margin: .4em 0; } q { color: #333; }
"""


def save(checked: Checked, path: Path, on: date) -> None:
    """Write the result to a file of the format that its ending names. Raises BadInput for another, or where it cannot be."""
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        raise BadInput(
            f"저장할 수 없는 형식입니다: {path.name}", f"파일 이름의 끝을 {' 또는 '.join(WRITERS)} 가운데 하나로 해 주십시오."
        )
    try:
        writer(checked, path, on)
    except OSError as error:
        raise BadInput(f"결과를 쓸 수 없습니다: {path} ({why(error)})", _REMEDY) from error


def _write_html(checked: Checked, path: Path, on: date) -> None:
    title = escape(f"초안 검증: {checked.name}")
    written = (
        f'<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{title}</title><style>{_STYLE}</style></head>"
        f"<body><h1>{title}</h1><p>{on:%Y-%m-%d} 검증</p>{_listed(checked)}</body></html>"
    )
    path.write_text(xml_text(written), encoding="utf-8")


def _listed(checked: Checked) -> str:
    """The summary, the marked text, and the findings with their places."""
    items = "".join(_item(number, finding) for number, finding in enumerate(checked.findings, 1))
    return f'<p><b>{escape(summary(checked))}</b></p><div class="draft">{marked_html(checked)}</div><ol>{items}</ol>'


def _item(number: int, finding: Finding) -> str:
    places = "".join(
        f'<li><span class="place">{escape(where(ground))}</span> <q>{lines(ground.quote.strip())}</q></li>'
        for ground in finding.grounds
    )
    return (
        f'<li value="{number}" class="{CLASSES[finding.verdict]}"><b>{escape(finding.text)}</b> '
        f'<span class="verdict">{NAMES[finding.verdict]}</span> {escape(told(finding))}{f"<ul>{places}</ul>" if places else ""}</li>'
    )


def _write_docx(checked: Checked, path: Path, on: date) -> None:
    """The text as Word shows it, findings highlighted by verdict."""
    from docx import Document
    from docx.enum.text import WD_COLOR_INDEX

    colours = {
        Verdict.VERIFIED: WD_COLOR_INDEX.BRIGHT_GREEN,
        Verdict.DERIVED: WD_COLOR_INDEX.TURQUOISE,
        Verdict.CONTRADICTED: WD_COLOR_INDEX.RED,
        Verdict.NOT_FOUND: WD_COLOR_INDEX.YELLOW,
    }
    document = Document()
    document.add_heading(f"초안 검증: {_plain(checked.name)}", level=1)
    document.add_paragraph(f"{on:%Y-%m-%d} 검증. {summary(checked)}")
    paragraph, at = document.add_paragraph(), 0
    for number, finding in enumerate(checked.findings, 1):
        if finding.span.start < at:
            continue
        _add(document, paragraph, checked.text[at : finding.span.start])
        paragraph = document.paragraphs[-1]
        run = paragraph.add_run(_plain(finding.span.of(checked.text)))
        run.font.highlight_color = colours[finding.verdict]
        paragraph.add_run(f"[{number}]").font.superscript = True
        at = finding.span.end
    _add(document, paragraph, checked.text[at:])
    document.add_heading("찾은 것", level=2)
    for number, finding in enumerate(checked.findings, 1):
        _list(document, number, finding)
    document.save(str(path))


def _add(document: Any, paragraph: Any, text: str) -> None:
    """Text at the end of a document: each of its lines a paragraph."""
    first, *rest = text.split("\n")
    paragraph.add_run(_plain(first))
    for line in rest:
        document.add_paragraph(_plain(line))


def _list(document: Any, number: int, finding: Finding) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(f"[{number}] {_plain(finding.text)} ")
    paragraph.add_run(NAMES[finding.verdict]).bold = True
    paragraph.add_run(f" {_plain(told(finding))}")
    for ground in finding.grounds:
        document.add_paragraph(_plain(f"{where(ground)}: “{' '.join(ground.quote.split())}”"), style="List Bullet")


def _plain(text: str) -> str:
    return xml_text(text)


WRITERS: dict[str, Callable[[Checked, Path, date], None]] = {".html": _write_html, ".docx": _write_docx}
