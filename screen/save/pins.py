"""The pins of a hearing to print and to take away: as a page of its own, as DOCX. Pure functions of pins and how they stand."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date
from html import escape

from assistant.xml_text import xml_text
from screen.pins import Hearing, Pin, Standing

_STYLE = """
body { font-family: "Malgun Gothic", "Apple SD Gothic Neo", sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.65; color: #111; background: #fff; }
h1 { font-size: 1.3rem; margin: 0; } .day { color: #444; margin: .1rem 0 1.2rem; } ol { padding-left: 1.8rem; } li { margin: 0 0 1.1rem; break-inside: avoid; }
.source { font-weight: bold; } .place { color: #444; font-size: .9rem; } blockquote { margin: .3rem 0; padding: .1rem .8rem; border-left: 3px solid #888; white-space: pre-line; }
.note { font-size: .95rem; white-space: pre-line; } .standing { color: #8a2b00; font-size: .9rem; } footer { color: #555; font-size: .85rem; margin-top: 1.5rem; }
@page { margin: 18mm; } @media print { body { margin: 0; max-width: none; padding: 0; } }
"""
_UNTITLED = "이 회의에 담은 대목"

Held = Sequence[tuple[Pin, Standing]]


def as_html(hearing: Hearing, held: Held, today: date) -> str:
    """The pins as a page of its own: nothing is fetched, nothing runs."""
    title = escape(_title(hearing))
    pins = "".join(f"<li>{_html_pin(pin, standing)}</li>" for pin, standing in held)
    return xml_text(
        '<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{title}</title><style>{_STYLE}</style></head><body><h1>{title}</h1>"
        f'<p class="day">{_day(hearing, today)}</p><ol>{pins}</ol><footer>{_told(held)}</footer></body></html>'
    )


def as_docx(hearing: Hearing, held: Held, today: date) -> bytes:
    """The pins for Word and Hangul."""
    from docx import Document

    document = Document()
    document.add_heading(xml_text(_title(hearing)), level=1)
    document.add_paragraph(_day(hearing, today))
    for number, (pin, standing) in enumerate(held, 1):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        paragraph.add_run(f"{number}. {xml_text(_source(pin))}").bold = True
        paragraph.add_run(xml_text(f"\n{_where(pin)}"))
        document.add_paragraph(xml_text(pin.quote), style="Intense Quote")
        if pin.note:
            document.add_paragraph(xml_text(f"메모: {pin.note}"))
        if standing.value:
            document.add_paragraph().add_run(f"※ {standing.value}").italic = True
    document.add_paragraph(_told(held))
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _html_pin(pin: Pin, standing: Standing) -> str:
    note = f'<div class="note">메모: {escape(pin.note)}</div>' if pin.note else ""
    mark = f'<div class="standing">※ {standing.value}</div>' if standing.value else ""
    return (
        f'<div class="source">{escape(_source(pin))}</div><div class="place">{escape(_where(pin))}</div>'
        f"<blockquote>{escape(pin.quote)}</blockquote>{note}{mark}"
    )


def _title(hearing: Hearing) -> str:
    return " ".join(hearing.title.split()) or _UNTITLED


def _day(hearing: Hearing, today: date) -> str:
    day = hearing.day or today
    return f"{day.year}년 {day.month}월 {day.day}일"


def _source(pin: Pin) -> str:
    """2025년도 주요업무 보고 (07_업무보고_2025.pdf)"""
    return " ".join(f"{pin.title} ({pin.document})".split())


def _where(pin: Pin) -> str:
    """2쪽, 2024년 주요성과 > 사업별 추진실적, 류하준 위원"""
    return " ".join(", ".join(filter(None, (pin.place, " > ".join(pin.section), pin.said))).split())


def _told(held: Held) -> str:
    """How many of the quotes were found in the documents to the letter."""
    verbatim = sum(standing in {Standing.STANDS, Standing.MOVED} for _, standing in held)
    return f"근거 · 인용 {len(held)}개 가운데 {verbatim}개는 지금 문서의 글자 그대로임을 확인했습니다."


Writer = Callable[[Hearing, Held, date], bytes]
# By the ending of the file's name: how it is written, and what a browser is told that it is.
FORMATS: dict[str, tuple[Writer, str]] = {
    "html": (lambda hearing, held, today: as_html(hearing, held, today).encode(), "text/html; charset=utf-8"),
    "docx": (as_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}
