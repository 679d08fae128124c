"""Whose an open page is: what Gradio keeps for one (turns, filters, what is being answered) it gives to whoever names it.

A name is of who used it first: of a page, of a call, of an upload. Browsers make them up, so nobody can be asked whose one is.
"""

from __future__ import annotations

from collections import OrderedDict

_MOST = 1_000  # names of a person; of more, the one that was unused longest is nobody's again


class Pages:
    """The names in use, and whose they are. For one thread: the loop that serves."""

    def __init__(self, most: int = _MOST) -> None:
        """Keep the last `most` names of each person: nobody can drive out another's."""
        self._most = most
        self._owners: dict[str, str] = {}
        self._of: dict[str, OrderedDict[str, None]] = {}

    def take(self, name: str, owner: str) -> bool:
        """Whether a name is a person's; one that is nobody's becomes it."""
        if self._owners.setdefault(name, owner) != owner:
            return False
        own = self._of.setdefault(owner, OrderedDict())
        own[name] = None
        own.move_to_end(name)
        if len(own) > self._most:
            del self._owners[own.popitem(last=False)[0]]
        return True

    def __len__(self) -> int:
        """How many names are in use."""
        return len(self._owners)
