"""Names of columns whose letters are set apart, so that their words run into one another: 구 분 총 계.

Such a run is cut only into words that are known, or that the gaps mark off: wide ones within a word and single spaces
around it. Where it can be cut in several ways, all are given; the number of values in the rows tells which holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, product

from ingest.korean import is_known_noun
from ingest.labels import is_label_head, is_table_word, is_total

# Single syllables side by side; the first may stand behind a stroke: 월/시 기.
LETTER_RUN = re.compile(r"(?<![^\s/])[가-힣](?:\s+[가-힣](?!\S))+")
_LONGEST_WORD = 6  # letters
_SUFFIXES = "액률율비수명별"  # of words that Kiwi takes for a noun and a suffix: 예산액, 집행률
_ALONE = "계"  # the one column name of a single letter
_MOST_READINGS = 64
_MOST_LETTERS = 40  # of a run: a header of thirteen columns; longer ones are no header, and the ways to cut them endless


def readings_of(line: str) -> list[str]:
    """A header line with its runs of single letters cut into words, in every way; the line itself where there is none."""
    runs = list(LETTER_RUN.finditer(line))
    choices = [[" ".join(words) for words in cut_run(run.group())] or [run.group()] for run in runs]
    found = []
    for chosen in islice(product(*choices), _MOST_READINGS):
        text, end = "", 0
        for run, words in zip(runs, chosen, strict=True):
            text += line[end : run.start()] + words
            end = run.end()
        found.append(text + line[end:])
    return list(dict.fromkeys(found))


def heads_of(run: str) -> list[str]:
    """The words of a run that names a column of labels and others behind it; empty where it is not certain to.

    >>> heads_of("구 분 총 계"), heads_of("일 자 리 정 책 과")
    (['구분', '총계'], [])
    """
    closed = "".join(run.split())
    if not any(is_label_head(closed[:length]) for length in range(2, min(_LONGEST_WORD, len(closed)) + 1)):
        return []
    found = [words for words in cut_run(run) if len(words) > 1 and is_label_head(words[0])]
    return found[0] if len(found) == 1 else []


def cut_run(run: str) -> list[list[str]]:
    """The ways to cut a run of single letters into known words, or into those that its gaps mark off."""
    letters = run.split()
    if len(letters) > _MOST_LETTERS:
        return []
    gaps = [len(gap) for gap in re.findall(r"\s+", run)]
    return [list(words) for words in islice(_cut(letters, [1, *gaps, 1], 0), _MOST_READINGS)]


def _cut(letters: Sequence[str], gaps: Sequence[int], start: int) -> Iterator[tuple[str, ...]]:
    """The ways to cut the letters from `start` on; `gaps` are the spaces before each letter and behind the last."""
    if start == len(letters):
        yield ()
        return
    for end in range(start + 1, min(start + _LONGEST_WORD, len(letters)) + 1):
        word = "".join(letters[start:end])
        if _is_word(word) or _is_marked_off(gaps[start : end + 1]):
            yield from ((word, *rest) for rest in _cut(letters, gaps, end))


def _is_word(word: str) -> bool:
    if len(word) == 1:
        return word == _ALONE
    known = is_table_word(word) or is_total(word) or is_known_noun(word)
    return known or (len(word) > 2 and word[-1] in _SUFFIXES and (is_table_word(word[:-1]) or is_known_noun(word[:-1])))


def _is_marked_off(gaps: Sequence[int]) -> bool:
    """Whether the gaps around a word are single spaces and those within it wider."""
    return len(gaps) > 2 and gaps[0] == gaps[-1] == 1 and min(gaps[1:-1]) > 1
