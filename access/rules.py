"""Which role an address asks for. What stands in no rule is for admins alone, so that a new address is closed until it has one."""

from __future__ import annotations

import re
from typing import NamedTuple

from access.person import Role

_GET, _POST, _DELETE = frozenset({"GET"}), frozenset({"POST"}), frozenset({"DELETE"})
_API = "/api/v1"


class Rule(NamedTuple):
    """What an address asks for; `role` is None for one that is open to everybody."""

    methods: frozenset[str]
    path: re.Pattern[str]
    role: Role | None


def _rule(methods: frozenset[str], path: str, role: Role | None) -> Rule:
    return Rule(methods, re.compile(path, re.DOTALL), role)


# Gradio's own addresses that its page uses; those that it has beside (monitoring, profiling, its editor) are for nobody.
_GRADIO_GET = (
    r"/|/config|/theme\.css|/favicon\.ico|/manifest\.json|/robots\.txt|/pwa_icon(/\w+)?|/(assets|static|svelte)/.*"
    r"|/gradio_api/(info|app_id|startup-events|theme\.css|heartbeat/[^/]+|queue/(data|status)|upload_progress|file[=/].*|call/.*)"
)
_GRADIO_POST = r"/gradio_api/(queue/join|cancel|reset/?|upload|component_server/?|call/.*)"
RULES = (
    _rule(_GET, rf"({_API})?/(healthz|readyz)", None),
    _rule(_GET | _POST, r"/login", None),
    _rule(_GET, r"/login\.css", None),
    _rule(_POST, r"/logout", None),  # of whoever has a session; there is nothing to see
    _rule(_GET | _POST, r"/account", Role.READER),
    _rule(_GET, rf"({_API})?/metrics", Role.ADMIN),
    _rule(_POST, rf"{_API}/(ask|ask/stream|check)", Role.READER),
    _rule(_GET, rf"{_API}/(cite|figures|documents)", Role.READER),
    _rule(_GET, rf"{_API}/(docs|openapi\.json|docs/oauth2-redirect|static-offline-docs(/.*)?)", Role.READER),
    _rule(_POST, rf"{_API}/documents", Role.EDITOR),
    _rule(frozenset({"PATCH", "DELETE"}), rf"{_API}/documents/.*", Role.EDITOR),
    _rule(_GET, rf"{_API}/jobs/.*", Role.EDITOR),  # names files that may be of any collection
    _rule(_GET | _POST, rf"{_API}/evaluations", Role.ADMIN),
    _rule(_GET, rf"{_API}/evaluations/.*", Role.ADMIN),
    _rule(_GET, r"/geungeo/(alive|page|further/[^/]+|history|user|me|cite|desk)", Role.READER),
    _rule(_GET, r"/geungeo/answer/[^/]+/[^/]+", Role.READER),
    _rule(_DELETE, r"/geungeo/history(/[^/]+)?", Role.READER),
    _rule(_POST | _DELETE, r"/geungeo/judge/[^/]+", Role.READER),
    _rule(_POST, r"/geungeo/hearing/[^/]+", Role.READER),
    _rule(_GET | _POST, r"/geungeo/eval/.*", Role.ADMIN),
    _rule(_GET, _GRADIO_GET, Role.READER),
    _rule(_POST, _GRADIO_POST, Role.READER),
)


def rule_of(method: str, path: str) -> Rule | None:
    """The rule of an address; None where there is none. A HEAD is as the GET that it leaves the body out of."""
    method = "GET" if method == "HEAD" else method
    return next((rule for rule in RULES if method in rule.methods and rule.path.fullmatch(path)), None)


def needed(method: str, path: str) -> Role | None:
    """The role that an address asks for; None where it is open to everybody."""
    found = rule_of(method, path)
    return found.role if found is not None else Role.ADMIN
