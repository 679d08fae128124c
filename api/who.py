"""Who asks, as the gate found it before any handler."""

from __future__ import annotations

from fastapi import Request

from screen.user import user_of


def caller(request: Request) -> str:
    """The name of who asks, as the screen knows it; empty for a program. Every route depends on it."""
    return user_of(request)
