"""What of a shown place the browser keeps when it is pinned, as an attribute of its card: a pure function of the place."""

from __future__ import annotations

import json
from html import escape

from assistant.cite import Place
from assistant.types import Citation


def pin_attribute(shown: Citation | Place) -> str:
    """` data-pin="{…}"`: what the card's other attributes do not say; the quote to the letter. See `screen.pins.Pin`."""
    kept = {
        "title": shown.title,
        "place": shown.place,
        "section": list(shown.section),
        "said": shown.utterance.line if shown.utterance is not None else "",
        "quote": shown.quote,
    }
    return f' data-pin="{escape(json.dumps(kept, ensure_ascii=False))}"'
