"""Whether an answer to `왜` gives a reason: words that do so, in a statement that speaks of the matter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.stated import Stated, of_the_matter
from assistant.types import Asked, Question
from assistant.unsaid.wording import not_found

_ASKS_WHY = re.compile(r"왜(?![가-힣])|이유|사유|까닭|원인(?!행위)")
_GIVES_REASON = re.compile(
    r"때문|위해|위하여|위한|하고자|목적|필요|사유|이유|원인|한계|문제|지적|인하여|인한|인해|따라|따른|우려|미흡|부족|못하|못해|어려|어렵"
    r"|으므로|므로|하여|되어|에도|지만|으나|아서|어서|해서|라서|니까|감안|고려|취지|영향|[늦낮높적많줄늘크]\S{0,3}(?:져|아|어|고|은데)|지연|취소|중복"
)


def unsaid_reason(question: Question, stated: Sequence[Stated]) -> str:
    """What to say where no statement of the answer reads as a reason."""
    if question.asked is not Asked.REASON or not _ASKS_WHY.search(question.plain):
        return ""
    if any(_GIVES_REASON.search(item.statement.text) for item in of_the_matter(question, stated)):
        return ""
    return not_found("까닭")
