"""Render a lookup as HTML: pure functions of what was found. Everything that comes from outside is escaped here."""

from __future__ import annotations

from html import escape

from assistant.cite import Group, LookedUp, Place, by_document
from screen.render.answer import card_html, lines_html

HINT_HTML = (
    '<div class="geungeo lookup"><p class="hint">찾을 말을 적으면 적는 대로 찾습니다. 찾은 줄을 누르면 대목을 보여 줍니다.<br>'
    "“국비 매칭비율”처럼 따옴표로 묶으면 그대로 적힌 곳만 찾고, -추경처럼 적으면 그 말이 든 줄은 뺍니다.</p></div>"
)
_NOTHING = "찾는 말이 있는 대목이 없습니다. 따옴표나 ‘적은 그대로’를 빼거나 찾을 범위를 넓혀 보십시오."


def lookup_html(found: LookedUp, told: str = "", *, is_shortened: bool = False) -> str:
    """The places by document, each with the line that was found and, to be opened from it, its passage.

    `told` says where was looked; `is_shortened` that a letter of what was typed was left out, which may still change.
    """
    parts = [f'<p class="reading">{escape(line)}</p>' for line in found.readings]
    opened = f'<div class="geungeo lookup" data-told="{escape(told)}"{" data-shortened" if is_shortened else ""}>'
    if not found.places:
        return f'{opened}{"".join(parts)}<p class="nothing">{_NOTHING}</p></div>'
    number = 0
    for group in by_document(found.places):
        parts.append(_group(group, number))
        number += len(group.places)
    return f"{opened}{''.join(parts)}</div>"


def notice_html(message: str) -> str:
    """Why nothing was looked up."""
    return f'<div class="geungeo lookup"><p class="notice">{escape(message)}</p></div>'


def _group(group: Group, before: int) -> str:
    """The places of a document; `before` are those of the documents above."""
    places = "".join(_found(place, before + number) for number, place in enumerate(group.places, 1))
    return (
        f'<section><h3>{escape(group.title)} <span class="file">{escape(group.document)}</span></h3>'
        f'<ol start="{before + 1}">{places}</ol></section>'
    )


def _found(place: Place, number: int) -> str:
    """A line that was found, as a button that opens its passage, a button that pins it, and the passage, hidden until then."""
    id = f"found-{number}"
    where = " · ".join(filter(None, (place.place, " › ".join(place.section))))
    said = f"{escape(place.utterance.line)}<br>" if place.utterance is not None else ""
    return (
        f'<li><button type="button" class="found" data-source="{id}"><span class="place">[{number}] {escape(where)}</span>'
        f'<span class="line">{said}{_marked(place, "mark")}</span></button>'
        f'<button type="button" class="pin tool" data-source="{id}" aria-pressed="false" aria-label="{number}번 담기">담기</button>'
        f"{_card(place, id, number)}</li>"
    )


def _card(place: Place, id: str, number: int) -> str:
    """The passage with the line marked in it, and what matched set off within the line."""
    quote = f"{lines_html(place.before)}<mark>{_marked(place, 'b')}</mark>{lines_html(place.after)}"
    return card_html(place, id, number, quote, attributes=" hidden")


def _marked(place: Place, tag: str) -> str:
    """The quote with what matched in a tag."""
    return "".join(
        f"<{tag}>{lines_html(piece)}</{tag}>" if marked else lines_html(piece) for piece, marked in place.pieces() if piece
    )
