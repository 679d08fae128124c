"""Items that ask the same in the same or nearly the same words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.question import understand
from eval.checking.problem import Flaw, Problem
from eval.gold import GoldItem
from eval.measures.text import plain


def duplicates(items: Sequence[GoldItem]) -> Iterator[Problem]:
    """Items whose question has the same words and years as one before it, whatever their order and endings.

    Asked to the letter alike they are doubled whatever they want; in other words, where they want the same.
    """
    seen: dict[tuple[object, ...], GoldItem] = {}
    for item in items:
        keys = [(_letters(item),), _key(item)]
        first = next((seen[key] for key in keys if key in seen), None)
        if first is not None:
            found = f"앞의 {first.id}번 문항과 같은 것을 묻습니다: {first.question}"
            yield Problem(item.id, item.question, Flaw.DUPLICATE, found, "둘 가운데 하나를 지우거나 다르게 물어 주십시오.")
        for key in keys:
            seen.setdefault(key, item)


def _letters(item: GoldItem) -> str:
    """The question without white space and what ends it."""
    return plain(item.question).rstrip("?.!")


def _key(item: GoldItem) -> tuple[object, ...]:
    """The question's words with a meaning of their own, its years, and what it wants."""
    question = understand(item.question)
    words = frozenset(question.words) or frozenset([plain(item.question)])
    wanted = frozenset((figure.value, figure.unit) for figure in item.figures)
    return words, question.years, wanted, tuple(sorted(map(plain, item.must_contain)))
