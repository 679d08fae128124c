"""Pairs of texts that belong together, to train on: a question and its answer, a title and its text, a sentence and the rest.

Held out for measuring: one statute of five and one precedent of forty, by number, so that every run holds out the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

LAWS, PRECEDENTS = "law_articles.jsonl", "precedent_pairs.jsonl"
_EVERY_LAW, _EVERY_PRECEDENT = 5, 40
_LONGEST = 1_200  # characters of a passage: what a passage of a council document does not exceed by much
_SENTENCE = re.compile(r"(?<=다\.)\s+")
_FEWEST_SENTENCES = 3
_EVERY_REST = 2  # of the precedents that are long enough, every second one gives a sentence with the rest of its text


class Pair(NamedTuple):
    """Two texts, of which the first should find the second."""

    query: str
    passage: str


def training_pairs(data: Path) -> Iterator[Pair]:
    """All pairs that are trained on, in a fixed order."""
    for number, precedent in enumerate(read_lines(data / PRECEDENTS)):
        if is_held_out(number, _EVERY_PRECEDENT):
            continue
        passage = precedent["passage"][:_LONGEST]
        yield Pair(precedent["question"], passage)
        sentences = _SENTENCE.split(passage)
        if number % _EVERY_REST == 0 and len(sentences) >= _FEWEST_SENTENCES:
            taken = number // _EVERY_REST % len(sentences)
            yield Pair(sentences[taken], " ".join(sentences[:taken] + sentences[taken + 1 :]))
    for article in training_articles(data):
        yield Pair(f"{article['law']} {article['title']}", article["body"][:_LONGEST])
        yield Pair(article["title"], article["body"][:_LONGEST])


def training_articles(data: Path) -> Iterator[dict[str, str]]:
    """The articles of the statutes that are trained on."""
    return (article for article, held_out in _articles(data) if not held_out)


def held_out_articles(data: Path) -> Iterator[dict[str, str]]:
    """The articles of the other statutes."""
    return (article for article, held_out in _articles(data) if held_out)


def held_out_precedents(data: Path) -> Iterator[dict[str, str]]:
    """The precedents that are not trained on."""
    return (line for number, line in enumerate(read_lines(data / PRECEDENTS)) if is_held_out(number, _EVERY_PRECEDENT))


def is_held_out(number: int, every: int) -> bool:
    """Whether the item of this number is kept for measuring."""
    return number % every == every - 1


def read_lines(path: Path) -> Iterator[dict[str, str]]:
    """The objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def _articles(data: Path) -> Iterator[tuple[dict[str, str], bool]]:
    """Each article, and whether its statute is held out: a statute's articles resemble each other."""
    numbers: dict[str, int] = {}
    for article in read_lines(data / LAWS):
        number = numbers.setdefault(article["law"], len(numbers))
        yield article, is_held_out(number, _EVERY_LAW)
