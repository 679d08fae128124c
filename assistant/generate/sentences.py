"""A growing text into finished sentences, each with the numbers of the passages that it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

# [1], [1, 3], [대목 2], full width too; behind the full stop they belong to the sentence before it.
_MARK = r"[\[［]\s*(?:대목|근거)?\s*\d{1,3}(?:\s*[,，·]\s*\d{1,3})*\s*[\]］]"
_MARKS, _LEADING = re.compile(_MARK), re.compile(rf"(?:\s*{_MARK})*\s*")
# A sentence ends with its line, or with a stop behind which a space, a mark or the next sentence begins. A stop behind a
# digit is none (2023. 9., 12.5, a list's 1.) unless a mark follows; nor one in a quotation that goes on: “그렇다.”라고.
_END = re.compile(
    rf"\n|(?<=[^\d\s])[.?!。]+(?=\s|[\[［]|[가-힣“‘(])|(?<=[^\d\s])[.?!。]+[”\"’')）]+(?=\s|[\[［])|(?<=\d)\.(?=\s*{_MARK})"
)
_THOUGHTS = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL)  # some servers leave them in the reply
_OPEN_TAG = re.compile(r"<t?h?i?n?k?i?n?g?\Z")
_PLAIN = re.compile(r"^\s*(?:[-*•·]\s+|#{1,6}\s+|\d{1,2}[.)]\s+(?=\D)|>\s+)|\*\*|__|`+", re.MULTILINE)
# A verdict on the question, which no passage states: what follows it must tell.
_VERDICT = re.compile(r"^(?:예|네|아니요|아니오|아뇨|맞습니다|그렇습니다)\s*[,.!]\s*")
_BEFORE_STOP = re.compile(r"\s+(?=[.?!。])")


class Written(NamedTuple):
    """A sentence as a model wrote it, without its marks and any Markdown, and the passages that it names, from 1."""

    text: str
    numbers: tuple[int, ...]


class Read(NamedTuple):
    """What of a reply is finished, and the rest."""

    sentences: tuple[Written, ...]
    rest: str


def read(text: str, is_whole: bool = False) -> Read:
    """The finished sentences of a reply so far. One is finished once the next has begun: marks may stand behind its stop."""
    text = _OPEN_TAG.sub("", _THOUGHTS.sub("", text)).lstrip()
    parts = _parts(text)
    if is_whole:
        return Read(tuple(_written(parts)), "")
    *finished, last = parts
    if finished and (not last or last[0] in "[［"):
        last = finished.pop() + last
    return Read(tuple(_written(finished)), plain(last))


def _parts(text: str) -> list[str]:
    """The text cut where sentences end; marks that begin a part belong to the one before it."""
    parts, start = [], 0
    for match in _END.finditer(text):
        if match.end() > start:
            end = _LEADING.match(text, match.end()).end()  # type: ignore[union-attr]  # it matches nothing at least
            parts.append(text[start:end])
            start = end
    return [*parts, text[start:]]


def plain(text: str) -> str:
    """A text without Markdown: what is emphasised, listed or headed reads on as plain words."""
    return " ".join(_PLAIN.sub("", text).split())


def _written(parts: Iterable[str]) -> Iterator[Written]:
    """Each part of a reply that says something, its marks read."""
    for part in parts:
        numbers = dict.fromkeys(int(digits) for mark in _MARKS.findall(part) for digits in re.findall(r"\d+", mark))
        text = _VERDICT.sub("", _BEFORE_STOP.sub("", plain(_MARKS.sub(" ", part))))
        if text.strip(" .·-"):
            yield Written(text, tuple(numbers))
