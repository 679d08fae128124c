"""Who asks: an unguessable name in a cookie, which a script cannot read and no other site can send.

Where there are accounts, it is the account's name instead: what was asked before then belongs to the account.
"""

from __future__ import annotations

import re
from uuid import uuid4

import gradio as gr
from starlette.requests import Request
from starlette.responses import Response

from access.person import person_of

_COOKIE = "geungeo-user"
_NAME = re.compile(r"[0-9a-f]{32}")
_SECONDS = 400 * 86_400  # as long as browsers keep a cookie; begun anew whenever the page is opened


def user_of(request: Request | gr.Request | None) -> str:
    """The name of who asks; empty for one who has none, of whom nothing is kept on disk."""
    plain = request.request if isinstance(request, gr.Request) else request
    if account := account_of(plain):
        return account
    name = plain.cookies.get(_COOKIE, "") if plain is not None else ""
    return name if _NAME.fullmatch(name) else ""


def account_of(request: Request | None) -> str:
    """The name of the account that asks; empty where there are none."""
    try:
        return person_of(request).name if request is not None else ""
    except PermissionError:
        return ""


def named(request: Request) -> Response:
    """An empty reply that gives a browser its name, or lets it keep the one that it has.

    The page's script asks for it, not the page brings it: to a page that is opened from another site the browser does not
    say the name that it has, and a new one would take its place.
    """
    reply = Response(status_code=204)
    if account_of(request):
        return reply
    name = user_of(request) or uuid4().hex
    reply.set_cookie(_COOKIE, name, max_age=_SECONDS, httponly=True, samesite="strict", secure=request.url.scheme == "https")
    return reply
