"""Who says what in a meeting: the speaker, the items of the agenda, the time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class AgendaItem(NamedTuple):
    """An item of a meeting's agenda. The title is empty where the minutes call it by its number alone."""

    number: int
    title: str


_NAME_FIRST = frozenset({"위원", "의원"})  # how a person is addressed: 심나래 위원, but 위원장 정다온


@dataclass(frozen=True, slots=True)
class Utterance:
    """By whom something was said in a meeting, under which items of the agenda, and the last time noted before it."""

    name: str
    title: str
    items: tuple[AgendaItem, ...] = ()
    time: str = ""  # 10시 03분

    @property
    def speaker(self) -> str:
        """The speaker as addressed: 심나래 위원, 디지털정책과장 임서준."""
        return f"{self.name} {self.title}" if self.title in _NAME_FIRST else f"{self.title} {self.name}"

    @property
    def line(self) -> str:
        """Who, under which item, when, as it is shown with a citation: ○디지털정책과장 임서준, 안건 1, 10시 03분."""
        numbers = "·".join(str(item.number) for item in self.items)
        return ", ".join(part for part in (f"○{self.speaker}", f"안건 {numbers}" if numbers else "", self.time) if part)
