"""What a role may do, for every face alike."""

from __future__ import annotations

from access.person import Person, Role
from ingest.errors import GeungeoError

_ORDER = tuple(Role)
_NAMES = {Role.READER: "열람", Role.EDITOR: "편집", Role.ADMIN: "관리"}
_NEEDED = {
    Role.READER: "로그인해야 합니다.",
    Role.EDITOR: "문서를 넣고 고치고 빼는 것은 편집 권한이 있어야 합니다.",
    Role.ADMIN: "평가와 운영 지표는 관리 권한이 있어야 합니다.",
}
REMEDY = "이 프로그램을 관리하는 사람에게 권한을 요청해 주십시오."


class NotAllowed(GeungeoError):
    """What somebody's role does not reach to."""


def may(person: Person, needed: Role) -> bool:
    """Whether somebody may do what a role may."""
    return _ORDER.index(person.role) >= _ORDER.index(needed)


def need(person: Person, needed: Role) -> None:
    """Raises NotAllowed, which says in Korean what is lacking, where somebody may not do what a role may."""
    if not may(person, needed):
        raise NotAllowed(_NEEDED[needed], REMEDY)


def role_name(role: Role) -> str:
    """What a role is called in Korean."""
    return _NAMES[role]
