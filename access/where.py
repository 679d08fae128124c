"""Where a request comes from and which name of this machine it was sent to: loopback, trusted proxies, hosts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from starlette.datastructures import Headers
from starlette.types import Scope

from ingest.errors import BadInput

Networks = Sequence[IPv4Network | IPv6Network]
_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^\s/@:\[\]]+)(?::\d{1,5})?")  # without regard to case: lowered before


def is_loopback(host: str) -> bool:
    """Whether an address that is listened on is reached from this machine alone."""
    if host.lower() == "localhost":
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return address.is_loopback or (mapped is not None and mapped.is_loopback)


def networks(text: str) -> Networks:
    """Addresses and networks of a setting: `10.0.0.5, 192.168.1.0/24`. Raises BadInput for what is none."""
    try:
        return [ip_network(part, strict=False) for part in re.split(r"[,\s]+", text) if part]
    except ValueError as error:
        raise BadInput(
            f"sso_proxies에 주소가 아닌 것이 있습니다: {text}", "10.0.0.5, 192.168.1.0/24처럼 적어 주십시오."
        ) from error


def is_within(address: str, trusted: Networks) -> bool:
    """Whether an address is one of those; a name never is."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    return any((mapped or found) in network for network in trusted)


def peer_of(scope: Scope) -> str:
    """The address that a request was sent from over the wire, whatever its headers say; empty where it is not known."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def asker_of(scope: Scope, trusted: Networks) -> str:
    """The address of who asks: as a trusted proxy tells it, else the one over the wire."""
    address = peer_of(scope)
    told = ",".join(Headers(scope=scope).getlist("x-forwarded-for")).split(",")
    for before in reversed([part.strip() for part in told if part.strip()]):
        if not is_within(address, trusted):
            break
        address = before[:60]
    return address


def is_secure(scope: Scope, trusted: Networks) -> bool:
    """Whether the browser speaks over TLS, to us or to a trusted proxy."""
    if is_within(peer_of(scope), trusted) and Headers(scope=scope).get("x-forwarded-proto", "").lower() in {"https", "wss"}:
        return True
    return scope["scheme"] in {"https", "wss"}


class Hosts:
    """The names under which the program answers.

    On an address of this machine alone no others than its own, so that no page of another site can reach it by a name that
    was turned to that address after the page was loaded (DNS rebinding). On others all, unless `hosts` names some.
    """

    def __init__(self, host: str, hosts: str) -> None:
        named = {name.lower() for name in re.split(r"[,\s]+", hosts) if name}
        self._names = _LOCAL_NAMES | named | {f"[{host.lower()}]" if ":" in host else host.lower()}
        self._are_all = not is_loopback(host) and not named

    def know(self, headers: Headers) -> bool:
        """Whether a request was sent to a name of ours."""
        given = headers.getlist("host")
        found = _HOST.fullmatch(given[0].lower()) if len(given) == 1 else None
        return found is not None and (self._are_all or found.group(1).rstrip(".") in self._names)
