"""What can go wrong with a user's input, each with the file, the reason and the remedy, in Korean."""

from __future__ import annotations


class GeungeoError(Exception):
    """A message for the user: what happened, why, and what to do."""

    def __init__(self, reason: str, remedy: str = "") -> None:
        super().__init__(f"{reason} {remedy}".strip())
        self.reason = reason
        self.remedy = remedy


class UnreadableFile(GeungeoError):
    """A file that gives no text: broken, empty, locked with a password, or of a foreign format."""


class IndexMismatch(GeungeoError):
    """The index was made with another model or another version and must be made anew."""


class BadInput(GeungeoError):
    """Wrong use: a path that is not there, a setting out of range, a gold file with a broken line."""
