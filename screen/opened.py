"""What has become of the document of the passage that is open: removed, or replaced by another version. Above the pane."""

from __future__ import annotations

import re

import gradio as gr
import msgspec

from index.library import Library
from ingest.document import Span
from screen.page_view import check_of
from screen.render.documents import removed_html, replaced_html
from screen.shown import Shown

_LARGEST_NUMBER = 1 << 32  # no place and no check is beyond it


class Opened(msgspec.Struct, frozen=True):
    """The passage that is open, as the page tells it (documents.js): nothing of it is trusted."""

    document: str
    quote: str = ""  # as it is shown
    start: int = 0
    end: int = 0
    check: int | None = None  # of the quote; None for a passage that is no citation


def opened_notice(shown: Shown, seen: gr.Textbox) -> None:
    """The notice, kept true when another passage is opened and when the library holds other documents."""
    notice = gr.HTML("", elem_id="removed", padding=False)
    opened = gr.Textbox(visible="hidden", elem_id="opened-document", label="연 문서")
    for event in (opened.change, seen.change):
        event(shown.handler(told), opened, notice, queue=False, show_progress="hidden", api_name=False)


def told(library: Library, opened: str | None) -> str:
    """The notice as HTML; empty where the document still says what was cited of it."""
    try:
        shown = msgspec.json.decode(opened or "", type=Opened)
    except msgspec.DecodeError:
        return ""
    if not shown.document:
        return ""
    if library.store.origin(shown.document) is None:
        return removed_html(shown.document)
    if shown.check is None or not all(0 <= number < _LARGEST_NUMBER for number in (shown.start, shown.end)):
        return ""
    text = library.store.document_text(shown.document) or ""
    if check_of(Span(shown.start, shown.end).of(text)) == shown.check:
        return ""
    return replaced_html(shown.document, _stands(shown, text))


def _stands(shown: Opened, text: str) -> bool:
    """Whether what was cited is in the text, wherever. Of a line that was found only its words are marked: they are no quote."""
    quote = _closed_up(shown.quote)
    return len(quote) * 2 >= shown.end - shown.start > 0 and quote in _closed_up(text)


def _closed_up(text: str) -> str:
    """A text without its spaces: the page shows a quote with line ends of its own."""
    return re.sub(r"\s+", "", text)
