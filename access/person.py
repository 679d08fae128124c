"""Who asks, as every face of the program knows it: a name, a role, and the collections whose documents are shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from starlette.requests import HTTPConnection

_KEY = "person"


class Role(StrEnum):
    """What one may do; each may what those before it may."""

    READER = "reader"  # ask, look up, check drafts
    EDITOR = "editor"  # take documents in, put them right, take them away
    ADMIN = "admin"  # accounts, evaluations, and every collection


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks."""

    name: str
    role: Role
    collections: frozenset[str] | None = frozenset()  # beside documents of no collection, which everybody sees; None: all

    @property
    def may_edit(self) -> bool:
        """Whether documents may be taken in, put right and taken away."""
        return self.role is not Role.READER

    @property
    def may_govern(self) -> bool:
        """Whether accounts are managed and evaluations made, which show what stands in any document."""
        return self.role is Role.ADMIN


ANYBODY = Person("", Role.ADMIN, None)  # whoever asks where there are no accounts


def admit(scope_state: dict[str, object], person: Person) -> None:
    """Note who a request is from, in the state of its scope. The gate does it, before any handler."""
    scope_state[_KEY] = person


def person_of(connection: HTTPConnection) -> Person:
    """Who a request is from. Raises PermissionError where it has not passed the gate."""
    person = connection.scope.get("state", {}).get(_KEY)
    if not isinstance(person, Person):
        raise PermissionError("this request has not passed the gate")
    return person
