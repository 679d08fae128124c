"""Words by which officials' prose gives reasons, and by which a question asks for one."""

from __future__ import annotations

import re

_ASKS_WHY = re.compile(r"왜(?![가-힣])|이유|사유|까닭|원인(?!행위)")
_GIVES = re.compile(
    r"때문|위해|위하여|위한|고자\s|목적|필요|사유|이유|원인|한계|문제|지적|인하여|인한|인해|따라|따른|우려|미흡|부족|못하|못해|어려|어렵|불가|바,|지\s않아(?!도)|데\s?따"
    r"|으므로|므로|하여|되어|에도|지만|으나|아서|어서|해서|라서|니까|감안|고려|취지|영향|[늦낮높적많줄늘커]\S{0,3}(?:아서|어서|져서|은데|져\s)|지연|취소|중복|남아"
)
# Words by which a sentence says of itself what something is due to, or what it is for.
_STATES = re.compile(
    r"때문|(?:사유|이유|까닭|원인|배경)(?:은|는|가|입니다|임|\s?[:：])|[가-힣]데\s?따|따른\s?것|[으]?므로[\s,]|지\s않아(?!도)|[아어해여라]서[\s,]|니까|고자\s"
)
_POINTS_BACK = re.compile(r"(?:이는|이것은|그\s(?:이유|까닭|원인)|(?:주요?|주된)\s(?:이유|까닭|원인))(?![가-힣])")
# Words that do nothing else.
_NAMES = re.compile(r"때문|사유|이유|원인|까닭|배경")


def asks_why(text: str) -> bool:
    """Whether a question asks for a reason, and not for an opinion."""
    return _ASKS_WHY.search(text) is not None


def gives_reason(text: str) -> bool:
    """Whether a text reads as a reason."""
    return _GIVES.search(text) is not None


def names_reason(text: str) -> bool:
    """Whether a text calls something a reason."""
    return _NAMES.search(text) is not None


def points_back(text: str) -> bool:
    """Whether a sentence speaks of the one before it: 이는 …"""
    return _POINTS_BACK.match(text) is not None


def states_reason(text: str) -> bool:
    """Whether a text gives a reason in words that hardly do anything else: 낮아졌기 때문임, 늦어질 때에는 사유를 알려야 함 not."""
    return _STATES.search(text) is not None
