"""The library of the draft check, whose results are saved here."""

from tests.assistant.checking.conftest import check, library

__all__ = ["check", "library"]
