"""What has to be there before the program may be served: beyond this machine, accounts; with accounts, one that manages them."""

from __future__ import annotations

from pathlib import Path

from access.register import Register
from access.where import is_loopback, networks
from assistant.settings import Settings
from ingest.errors import BadInput


def check_start(settings: Settings, folder: Path) -> None:
    """Raises BadInput, with what to do, where the program may not be served over the accounts of a data folder."""
    check_address(settings)
    if settings.users:
        register = Register(folder)
        try:
            check_accounts(register)
        finally:
            register.close()


def check_address(settings: Settings) -> None:
    """Raises BadInput where the settings would let anybody in, or believe a header of anybody."""
    if not settings.users and not is_loopback(settings.host):
        raise BadInput(
            f"{settings.host}에서 열려면 계정이 있어야 합니다. 그러지 않으면 그 망의 누구나 문서를 보고 지울 수 있습니다.",
            "`geungeo users add 이름 --role admin`으로 계정을 만들고 users = true로 설정하거나, host를 127.0.0.1로 두십시오.",
        )
    trusted = networks(settings.sso_proxies)
    if settings.sso_header and not settings.users:
        raise BadInput("sso_header는 계정을 쓸 때만 쓸 수 있습니다.", "users = true로 설정하거나 sso_header를 비워 주십시오.")
    if settings.sso_header and not trusted:
        raise BadInput(
            "sso_header를 믿을 대리 서버가 정해지지 않았습니다. 그러면 누구나 다른 사람이라고 할 수 있습니다.",
            "sso_proxies에 대리 서버의 주소를 적거나 sso_header를 비워 주십시오.",
        )


def check_accounts(register: Register) -> None:
    """Raises BadInput where nobody could manage the accounts."""
    if not register.accounts.has_admin():
        raise BadInput("관리 권한이 있는 계정이 없습니다.", "`geungeo users add 이름 --role admin`으로 먼저 만들어 주십시오.")
