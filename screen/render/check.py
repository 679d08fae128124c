"""Render a checked text as HTML: its words with every finding marked, and the list of findings beside it. All is escaped."""

from __future__ import annotations

from html import escape

from assistant.checking.types import Checked, Finding, Ground, Verdict
from assistant.checking.wording import NAMES, described, summary, told, where
from assistant.types import Citation
from screen.render.answer import citation_html

HINT_HTML = '<div class="geungeo check"><p class="hint">질의서나 보도자료를 붙여 넣거나 올리면, 그 안의 수치와 따옴표 인용을 문서와 견주어 봅니다.</p></div>'
CLASSES = {
    Verdict.VERIFIED: "verified",
    Verdict.DERIVED: "derived",
    Verdict.CONTRADICTED: "conflict",
    Verdict.NOT_FOUND: "unverified",
}


def checked_html(checked: Checked) -> str:
    """The marked text and beside it the findings, each with the places that decide, which open from there."""
    numbered = list(enumerate(checked.findings, 1))
    items = "".join(_item(number, finding) for number, finding in numbered)
    cards = "".join(
        _card(number, place, ground) for number, finding in numbered for place, ground in enumerate(finding.grounds, 1)
    )
    return (
        f'<div class="geungeo check"><p class="summary">{escape(summary(checked))}</p><div class="beside">'
        f'<div class="draft" tabindex="0" role="region" aria-label="검증한 글">{marked_html(checked, is_linked=True)}</div>'
        f'<ol class="findings" tabindex="0" aria-label="찾은 것">{items}</ol></div><div class="cards" hidden>{cards}</div></div>'
    )


def marked_html(checked: Checked, *, is_linked: bool = False) -> str:
    """The text with each finding in a mark of its verdict's class, numbered as in the list, and linked to it if asked for."""
    parts, at = [], 0
    for number, finding in enumerate(checked.findings, 1):
        if finding.span.start < at:
            continue  # a figure within a quotation: the quotation's mark is there already
        name, css = NAMES[finding.verdict], CLASSES[finding.verdict]
        linked = f' id="marked-{number}" data-finding="finding-{number}" tabindex="0" role="button"' if is_linked else ""
        parts.append(lines(checked.text[at : finding.span.start]))
        parts.append(
            f'<mark class="{css}"{linked} title="{escape(f"{name}. {told(finding)}".strip())}">'
            f"{lines(finding.span.of(checked.text))}<sup>{number}</sup></mark>"
        )
        at = finding.span.end
    return "".join([*parts, lines(checked.text[at:])])


def lines(text: str) -> str:
    """The text with its line ends."""
    return escape(text).replace("\n", "<br>")


def _item(number: int, finding: Finding) -> str:
    """A finding: what stands in the text, which leads back to it, the verdict, and the places."""
    places = "".join(_place(number, place, ground) for place, ground in enumerate(finding.grounds, 1))
    return (
        f'<li value="{number}" id="finding-{number}" class="{CLASSES[finding.verdict]}">'
        f'<button type="button" class="claim" data-finding="marked-{number}" title="글에서 보기">{escape(finding.text)}</button> '
        f'<span class="verdict">{NAMES[finding.verdict]}</span> {escape(told(finding))}{places}</li>'
    )


def _place(number: int, place: int, ground: Ground) -> str:
    value = f"<b>{escape(described(ground))}</b> " if ground.value else ""
    return (
        f'<button type="button" class="found" data-source="check-{number}-{place}"><span class="place">{value}{escape(where(ground))}</span>'
        f'<span class="line">{lines(ground.quote.strip())}</span></button>'
    )


def _card(number: int, place: int, ground: Ground) -> str:
    """The passage of a ground, as of a citation."""
    cited = Citation(
        ground.document,
        ground.title,
        ground.section,
        ground.page,
        ground.span,
        ground.quote,
        ground.before,
        ground.after,
        place=ground.place,
    )
    return citation_html(cited, f"check-{number}-{place}", place)
