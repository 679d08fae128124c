"""Columns of a table whose header lost its cells: only where words and values agree on their number.

Each way below gives the header path of every value column, or nothing. What none of them can tell stays untold.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice, product

from ingest.head_words import readings_of
from ingest.header_solver import Row, solve
from ingest.labels import is_label_head
from ingest.mend import mend

Path = tuple[str, ...]

YEAR_COLUMN = re.compile(r"(?:(?:['’‘]\d{2}|(?:19|20)\d{2})(?:년도?)?|\d{2}년도?)(?:\([^)]*\))?|합계|계|누계|평균")
_YEAR_ALONE = re.compile(r"['’‘]?\d{2,4}년(?:도)?|(?:19|20)\d{2}")
_VALUE_HEAD = re.compile(r"(?:예산|금액|사업비|지원액|집행액|소요액|예산액|건수|인원|수량|물량|면적)(?:\([^)]*\))?")
_NOTES = re.compile(r"비고|참고|근거|산출근거|산출내역")
_STANDS_ALONE = frozenset({"계", "명", "건", "비", "%"})
_LONGEST_NAME = 16
_MOST_READINGS = 64
_AGREEING_ROWS = 0.6  # of the rows must have as many values as the header has columns


def find_columns(header: Sequence[str], rows: Sequence[Row], shares: Sequence[Sequence[bool]]) -> list[Path]:
    """The columns of a header, given the rows' values and which of them carry a share in brackets.

    Where letters set apart can be read as different words, one reading alone must agree with the rows.
    """
    found: dict[tuple[Path, ...], None] = {}
    for reading in islice(product(*map(readings_of, header)), _MOST_READINGS):
        if columns := _find(reading, rows, shares):
            found[tuple(columns)] = None
    return list(next(iter(found))) if len(found) == 1 else []


def _find(header: Sequence[str], rows: Sequence[Row], shares: Sequence[Sequence[bool]]) -> list[Path]:
    """The columns of a header whose words are known."""
    counts = Counter(len(row) for row in rows if row)
    if not counts or not header:
        return []
    count, times = counts.most_common(1)[0]
    if len(header) > 1:
        lines = [_words(line) for line in header]
        for number, _ in counts.most_common():
            columns = _staggered(lines, number) or _repeating(lines, number)
            if columns:
                return columns
    if times < sum(counts.values()) * _AGREEING_ROWS:
        return []
    if len(header) == 1 and (columns := _single_line(header[0], count) or _before_notes(header[0], rows)):
        return columns
    fitting = [number for number, row in enumerate(rows) if len(row) == count]
    names = _behind_labels([_join_years(_words(line)) for line in header])
    return solve(names, [rows[number] for number in fitting], [shares[number] for number in fitting])


def _words(line: str) -> list[str]:
    """The words of a header line: a bracket belongs to the word before it, and so does a syllable left alone."""
    words: list[str] = []
    text = re.sub(r"(?<=\))(?=[가-힣])", " ", re.sub(r"\s+(?=\()", "", mend(line)))
    for word in text.split():
        alone = re.fullmatch("[가-힣]", word) and word not in _STANDS_ALONE
        in_bracket = words and words[-1].count("(") > words[-1].count(")")
        if words and (word == "및" or words[-1].endswith(" 및") or in_bracket):
            words[-1] += f" {word}"
        elif words and alone and not is_label_head(words[-1]):
            words[-1] += word
        else:
            words.append(word)
    return words


def _join_years(words: Sequence[str]) -> list[str]:
    """The words with those that follow a year put to it: `’25년 예산`."""
    joined: list[str] = []
    for word in words:
        if joined and _YEAR_ALONE.fullmatch(joined[-1]) and not YEAR_COLUMN.fullmatch(word) and not _YEAR_ALONE.match(word):
            joined[-1] += f" {word}"
        else:
            joined.append(word)
    return joined


def _single_line(line: str, count: int) -> list[Path]:
    """The last `count` names of one header line, if in just one way only names of label columns stand before them."""
    words = _words(line)
    found: dict[tuple[str, ...], None] = {}
    for names in (words, _join_years(words), _pair_up(words, count)):
        head, tail = names[:-count], names[-count:]
        if len(tail) < count or not head or any(len(name) > _LONGEST_NAME for name in tail):
            continue
        years_only = all(YEAR_COLUMN.fullmatch(name) for name in tail)
        lone_value = count == 1 and _VALUE_HEAD.fullmatch(tail[0]) is not None
        if lone_value or (count > 1 and (_is_label_run(head) or years_only)):
            found[tuple(tail)] = None
    return [(name,) for name in next(iter(found))] if len(found) == 1 else []


def _before_notes(line: str, rows: Sequence[Row]) -> list[Path]:
    """The one column of amounts before a column of remarks that no row fills: `구분 사업명 예산액 비고`.

    A row's only value is its amount, if it is a number; a mark for nothing may as well stand under the remarks.
    """
    names = _words(line)
    if len(names) < 3 or not _NOTES.fullmatch(names[-1]) or not _VALUE_HEAD.fullmatch(names[-2]):
        return []
    certain = _is_label_run(names[:-2]) and all(len(row) == 1 and row[0] is not None for row in rows)
    return [(names[-2],)] if certain else []


def _pair_up(words: Sequence[str], count: int) -> list[str]:
    """Names of several words each that all begin alike: `창업허브 공덕 창업허브 M+` under two columns."""
    tail_length = len(words) - 1
    if count < 2 or tail_length % count or tail_length <= count:
        return []
    size = tail_length // count
    parts = [words[1 + number * size : 1 + (number + 1) * size] for number in range(count)]
    return [words[0], *(" ".join(part) for part in parts)] if len({part[0] for part in parts}) == 1 else []


def _is_label_run(head: Sequence[str]) -> bool:
    """Whether words split into names of label columns: `연번 세부 사업명`."""
    if not head:
        return True
    return any(is_label_head("".join(head[:size])) and _is_label_run(head[size:]) for size in range(1, len(head) + 1))


def _staggered(lines: Sequence[Sequence[str]], count: int) -> list[Path]:
    """Columns under a header whose upper cells partly span two columns.

    Cells that reach over both header lines stand lower than those that head a group, so that the extraction breaks
    the upper line wherever it changes from one sort to the other: the lines alternate, and the first, with the label
    column's name, reaches over both. The last line holds the names under the groups. It is certain only if these are
    the same under each of two groups or more, and the columns so counted are as many as the values of the rows.
    """
    upper, lower = lines[:-1], list(lines[-1])
    if not upper or not upper[0] or not is_label_head(upper[0][0]):
        return []
    groups = [name for number, line in enumerate(upper) if number % 2 for name in line]
    if len(groups) < 2 or len(lower) % len(groups):
        return []
    share = len(lower) // len(groups)
    if share < 2 or lower != lower[:share] * len(groups):
        return []
    columns: list[Path] = []
    for number, line in enumerate(upper):
        for name in line[1:] if number == 0 else line:
            columns.extend([(name, lower.pop(0)) for _ in range(share)] if number % 2 else [(name,)])
    return columns if len(columns) == count else []


def _repeating(lines: Sequence[Sequence[str]], count: int) -> list[Path]:
    """Groups over a lower line that begins anew with the same name under each of them: `정원 현원 과부족 정원 현원`."""
    if len(lines) != 2 or len(lines[1]) != count or not lines[0] or not is_label_head(lines[0][0]):
        return []
    groups, lower = lines[0][1:], lines[1]
    starts = [number for number, name in enumerate(lower) if name == lower[0]]
    if len(groups) < 2 or len(starts) != len(groups):
        return []
    ends = [*starts[1:], len(lower)]
    return [(group, name) for group, start, end in zip(groups, starts, ends, strict=True) for name in lower[start:end]]


def _behind_labels(lines: Sequence[Sequence[str]]) -> list[str]:
    """All words of the header behind the names of label columns at its start."""
    words = [word for line in lines for word in line]
    while words and is_label_head(words[0]):
        words = words[1:]
    return words
