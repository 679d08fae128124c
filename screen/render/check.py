"""Render a checked text as HTML: its words with every finding marked, and the list of findings beside it. All is escaped."""

from __future__ import annotations

from html import escape

from assistant.checking.types import Checked, Finding, Ground, Verdict
from assistant.checking.wording import NAMES, summary, told, where

HINT_HTML = '<div class="geungeo check"><p class="hint">질의서나 보도자료를 붙여 넣거나 올리면, 그 안의 수치와 따옴표 인용을 문서와 견주어 봅니다.</p></div>'
_CLASSES = {
    Verdict.VERIFIED: "verified",
    Verdict.DERIVED: "derived",
    Verdict.CONTRADICTED: "conflict",
    Verdict.NOT_FOUND: "unverified",
}


def checked_html(checked: Checked) -> str:
    """The marked text, then the findings: what differs first."""
    items = "".join(_item(number, finding) for number, finding in enumerate(checked.findings, 1))
    return (
        f'<div class="geungeo check"><p class="summary">{escape(summary(checked))}</p>'
        f'<div class="draft">{marked_html(checked)}</div><ol class="findings">{items}</ol></div>'
    )


def marked_html(checked: Checked) -> str:
    """The text with each finding in a mark of its verdict's class, numbered as in the list."""
    parts, at = [], 0
    for number, finding in enumerate(checked.findings, 1):
        if finding.span.start < at:
            continue  # a figure within a quotation: the quotation's mark is there already
        name, css = NAMES[finding.verdict], _CLASSES[finding.verdict]
        parts.append(_lines(checked.text[at : finding.span.start]))
        parts.append(
            f'<mark class="{css}" title="{escape(f"{name}. {told(finding)}".strip())}">'
            f"{_lines(finding.span.of(checked.text))}<sup>{number}</sup></mark>"
        )
        at = finding.span.end
    return "".join([*parts, _lines(checked.text[at:])])


def _item(number: int, finding: Finding) -> str:
    grounds = "".join(_ground(ground) for ground in finding.grounds)
    said = escape(told(finding))
    return (
        f'<li value="{number}" class="{_CLASSES[finding.verdict]}"><b>{escape(finding.text)}</b> '
        f'<span class="verdict">{NAMES[finding.verdict]}</span> {said}{f"<ul>{grounds}</ul>" if grounds else ""}</li>'
    )


def _ground(ground: Ground) -> str:
    return f'<li><span class="place">{escape(where(ground))}</span> <q>{_lines(ground.quote.strip())}</q></li>'


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
