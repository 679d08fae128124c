"""An answer to take away: as text with footnotes, as HTML, as DOCX. Pure functions of an Answer.

Text of documents may be made to harm: it is escaped in HTML, only ever text in DOCX, and no line of the plain text
begins as a formula does, should it be pasted into a spreadsheet.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from html import escape
from typing import Any

from assistant.export import RUN
from assistant.figure_tip import MARKS
from assistant.formula import formulas_of
from assistant.marked import Piece, marked_sentences
from assistant.types import Answer, Citation, FigureStatus, Sentence
from assistant.verify import RELATED
from assistant.xml_text import xml_text
from screen.render.answer import NEAREST

_STYLE = """
body { font-family: "Malgun Gothic", "Apple SD Gothic Neo", sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.7; }
h1 { font-size: 1.2rem; } h2 { font-size: 1rem; margin-top: 1.6rem; } .related, .formula { color: #555; } .notice { color: #8a4500; }
.conflict { border-left: 3px solid #b35900; padding-left: .6rem; } .figure { border-bottom: 1px dotted; white-space: nowrap; }
table { border-collapse: collapse; } th, td { border: 1px solid #bbb; padding: .2rem .6rem; text-align: left; }
q { color: #333; } .place, footer { color: #555; font-size: .9rem; } a { text-decoration: none; } sup { line-height: 1; }
@media print { body { margin: 0; max-width: none; } }
"""


def as_text(answer: Answer) -> str:
    """The answer with its numbers, and under it the cited places as footnotes."""
    lines = [f"질문: {_asked(answer)}", "", *_text_lines(answer)]
    lines += [f"※ {notice}" for notice in _notices(answer)]
    if answer.citations:
        lines += ["", "근거"]
    lines += [f"[{number}] {_where(citation)}: {_quoted(citation)}" for number, citation in enumerate(answer.citations, 1)]
    return "\n".join(map(_harmless, lines)) + "\n"


def as_html(answer: Answer) -> str:
    """The answer as a page of its own: nothing is fetched, nothing runs, each number leads to its place."""
    parts = [f"<h1>{escape(_asked(answer))}</h1>", *_html_sentences(answer)]
    parts += [f'<p class="notice">※ {escape(notice)}</p>' for notice in _notices(answer)]
    if answer.citations:
        places = "".join(
            f'<li id="source-{number}">{_html_place(citation)}</li>' for number, citation in enumerate(answer.citations, 1)
        )
        parts.append(f"<h2>근거</h2><ol>{places}</ol>")
    parts.append(f"<footer>{escape(_made(answer))}</footer>")
    title = escape(_asked(answer))
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return xml_text(
        '<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"><title>{title}</title><style>{_STYLE}</style></head>'
        f"<body>{''.join(parts)}</body></html>"
    )


def as_docx(answer: Answer) -> bytes:
    """The answer for Word and Hangul: numbers raised, the cited places listed under it."""
    from docx import Document

    document = Document()
    document.add_heading(xml_text(_asked(answer)), level=1)
    related = False
    for sentence, pieces in marked_sentences(answer):
        if sentence.role == "related" and not related:
            related = True
            _docx_computed(document, answer)
            document.add_heading(RELATED, level=2)
        _docx_sentence(document, sentence, pieces)
    if not related:
        _docx_computed(document, answer)
    if answer.abstained:
        document.add_paragraph(xml_text(answer.text))
    for notice in _notices(answer):
        document.add_paragraph(xml_text(f"※ {notice}"))
    if answer.citations:
        document.add_heading("근거", level=2)
    for number, citation in enumerate(answer.citations, 1):
        document.add_paragraph(xml_text(f"[{number}] {_where(citation)}: {_quoted(citation)}"))
    document.add_paragraph(xml_text(_made(answer)))
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _asked(answer: Answer) -> str:
    return " ".join((answer.question.typed or answer.question.text).split())


def _notices(answer: Answer) -> list[str]:
    """How it was read, where was looked, what it leaves open; and where there is no answer, the nearest places as such."""
    scope = [f"찾은 범위: {answer.scope}"] if answer.scope else []
    near = [
        f"가장 가까운 대목(답이 아닙니다): {', '.join(filter(None, (hit.title, hit.place)))}: {' '.join(hit.text.split())}"
        for hit in answer.hits[: NEAREST if answer.abstained else 0]
    ]
    return [*answer.question.readings, *scope, *answer.notices, *near]


def _where(citation: Citation) -> str:
    """2025년도 주요업무 보고 (07_업무보고_2025.pdf), 2쪽, 2024년 주요성과 > 사업별 추진실적, 류하준 위원"""
    said = citation.utterance.line if citation.utterance is not None else ""
    parts = (f"{citation.title} ({citation.document})", citation.place, " > ".join(citation.section), said)
    return " ".join(", ".join(filter(None, parts)).split())


def _quoted(citation: Citation) -> str:
    return f"“{' '.join(citation.quote.split())}”"


def _made(answer: Answer) -> str:
    """With what and from which day: `근거 0.1.0 · 2025-03-01 · ✓ 확인됨 = 계산됨 ! 상충`."""
    marks = " ".join(f"{mark} {name}" for mark, name, _ in MARKS.values())
    writer = f"언어 모델 {answer.made.llm}" if answer.made.llm else ""
    return " · ".join(filter(None, (f"근거 {answer.made.version}".strip(), answer.made.day, writer, marks)))


def _harmless(line: str) -> str:
    """A line that no spreadsheet takes for a formula, were it pasted there."""
    return f"· {line}" if line.lstrip(" ").startswith(RUN) else line


def _text_lines(answer: Answer) -> list[str]:
    """The answer's text, its formulas and its table before what else bears on the question."""
    text, headline, related = answer.text.partition(f"\n\n{RELATED}\n")
    rest = ["", RELATED, *related.split("\n")] if headline else []
    return [*text.split("\n"), *formulas_of(answer), *_table_lines(answer), *rest]


def _table_lines(answer: Answer) -> list[str]:
    """The table with tabs between its cells."""
    if answer.table is None:
        return []
    rows = [answer.table.columns, *(_row(answer, number) for number in range(len(answer.table.rows)))]
    return ["", *filter(None, [answer.table.title]), *("\t".join(_harmless(cell) for cell in row) for row in rows)]


def _row(answer: Answer, number: int) -> list[str]:
    """The cells of a row of the table, each with the number of its place."""
    assert answer.table is not None
    cells = answer.table.rows[number]
    marks = (f" [{cell.citation + 1}]" if cell.citation is not None else "" for cell in cells)
    return [f"{' '.join(cell.text.split())}{mark}" for cell, mark in zip(cells, marks, strict=True)]


def _html_sentences(answer: Answer) -> Iterator[str]:
    related = False
    for sentence, pieces in marked_sentences(answer):
        if sentence.role == "related" and not related:
            related = True
            yield from _html_computed(answer)
            yield f"<h2>{RELATED}</h2>"
        numbers = "".join(f'<sup><a href="#source-{index + 1}">[{index + 1}]</a></sup>' for index in sentence.citations)
        yield f'<p class="{escape(sentence.role)}">{"".join(map(_html_piece, pieces))} {numbers}</p>'
    if not related:
        yield from _html_computed(answer)
    if answer.abstained:
        yield f"<p>{escape(answer.text)}</p>"


def _html_piece(piece: Piece) -> str:
    text = escape(piece.text).replace("\n", "<br>")
    if piece.figure is None:
        return text
    mark, name, _ = MARKS[piece.figure.status]
    told = " · ".join(filter(None, (name, piece.figure.reading, piece.figure.formula)))
    return f'<span class="figure" title="{escape(told)}">{text}<sup>{mark}</sup></span>'


def _html_computed(answer: Answer) -> Iterator[str]:
    """The formulas and the table, which stand before what else bears on the question."""
    yield from (f'<p class="formula">{escape(formula)}</p>' for formula in formulas_of(answer))
    yield from _html_table(answer)


def _html_table(answer: Answer) -> Iterator[str]:
    if answer.table is None:
        return
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in answer.table.columns)
    rows = [_row(answer, number) for number in range(len(answer.table.rows))]
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    yield f"<h2>{escape(answer.table.title)}</h2>" if answer.table.title else ""
    yield f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _html_place(citation: Citation) -> str:
    return f'<q>{escape(" ".join(citation.quote.split()))}</q><div class="place">{escape(_where(citation))}</div>'


def _docx_sentence(document: Any, sentence: Sentence, pieces: list[Piece]) -> None:
    paragraph = document.add_paragraph(style="List Bullet" if sentence.role == "related" else None)
    for piece in pieces:
        run = paragraph.add_run(xml_text(piece.text))
        if piece.figure is not None:
            run.font.strike = piece.figure.status is FigureStatus.UNVERIFIED or None
            paragraph.add_run(MARKS[piece.figure.status][0]).font.superscript = True
    if sentence.citations:
        numbers = "".join(f"[{index + 1}]" for index in sentence.citations)
        paragraph.add_run(f" {numbers}").font.superscript = True


def _docx_computed(document: Any, answer: Answer) -> None:
    """The formulas and the table, which stand before what else bears on the question."""
    for formula in formulas_of(answer):
        document.add_paragraph(xml_text(formula))
    _docx_table(document, answer)


def _docx_table(document: Any, answer: Answer) -> None:
    if answer.table is None:
        return
    if answer.table.title:
        document.add_paragraph(xml_text(answer.table.title))
    table = document.add_table(rows=1, cols=len(answer.table.columns), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, answer.table.columns, strict=True):
        cell.text = xml_text(text)
    for number in range(len(answer.table.rows)):
        for cell, text in zip(table.add_row().cells, _row(answer, number), strict=True):
            cell.text = xml_text(text)


Writer = Callable[[Answer], bytes]
# By the ending of the file's name: how it is written, and what a browser is told that it is.
FORMATS: dict[str, tuple[Writer, str]] = {
    "txt": (lambda answer: as_text(answer).encode(), "text/plain; charset=utf-8"),
    "html": (lambda answer: as_html(answer).encode(), "text/html; charset=utf-8"),
    "docx": (as_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}
