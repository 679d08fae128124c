"""Render the place of a figure as HTML: the card that a button opens, its statement with the figure set off. All is escaped."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from assistant.places import At, Placed
from screen.render.answer import card_html, lines_html

Places = Mapping[At, Placed]


def number_html(placed: Placed | None, id: str, number: int) -> str:
    """The number of a place, as a button that opens it, and its card, hidden until then; where it is gone the number alone."""
    if placed is None:
        return f"[{number}]"
    button = f'<button type="button" class="cite" data-source="{escape(id)}" aria-label="근거 {number} 보기">[{number}]</button>'
    return button + hidden_card(placed, id, number)


def hidden_card(placed: Placed, id: str, number: int) -> str:
    """The card of a place: the quote marked in the text around it, and the figure set off within the quote."""
    citation = placed.citation
    before, figure, behind = (lines_html(part) for part in placed.around)
    set_off = f"<b>{figure}</b>" if figure else ""
    quote = f"{lines_html(citation.before, 'end')}<mark>{before}{set_off}{behind}</mark>{lines_html(citation.after, 'start')}"
    return card_html(citation, escape(id), number, quote, attributes=" hidden")
