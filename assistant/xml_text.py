"""Text as XML and HTML may hold it: files of documents bring control characters that no writer takes."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # by XML 1.0, production 2


def xml_text(text: str) -> str:
    """The text without what no XML may hold."""
    return _FORBIDDEN.sub("", text)
