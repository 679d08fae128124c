"""Boxes and ruled lines on a page, in PDF points from its top left corner."""

from __future__ import annotations

from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle on the page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle_x(self) -> float:
        """Half way from left to right."""
        return (self.left + self.right) / 2

    @property
    def middle_y(self) -> float:
        """Half way from top to bottom."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def has(self, x: float, y: float) -> bool:
        """Whether the point lies in the box."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def beside(self, other: Box) -> bool:
        """Whether the two stand on one line: they share half of the height of the lower one."""
        shared = min(self.bottom, other.bottom) - max(self.top, other.top)
        return shared > 0.5 * min(self.height, other.height)

    def with_box(self, other: Box) -> Box:
        """The smallest box around both."""
        return Box(
            min(self.left, other.left), min(self.top, other.top), max(self.right, other.right), max(self.bottom, other.bottom)
        )


class Rule(NamedTuple):
    """A straight line along an axis: where it lies across it, and from where to where it runs."""

    place: float
    start: float
    end: float


class Rules(NamedTuple):
    """The lines of a page: horizontal ones (`place` is from the top) and vertical ones (`place` is from the left)."""

    across: list[Rule]
    down: list[Rule]
    too_many: bool = False  # there are more than are read, and none of them is given
