"""What of a clause a place does not have: nouns, names, years, digits, and the bounds of its figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.generate.clauses import COMPLEMENT, OBJECT, SUBJECT, TOPIC, Noun, squashed
from assistant.generate.opposites import side_of
from assistant.generate.people import strangers
from assistant.generate.places import Place, plain_letters
from assistant.generate.plain_words import DOING, POINTING, plain_words
from assistant.generate.said import Said
from assistant.grounds import literals_missing
from ingest.labels import is_total
from ingest.years import years_of

_FEWEST = 2  # letters of a part of a noun that is looked for by itself
_NOT_BEHIND = r"(?<![부미비불무])"  # what turns a word into another: 부시장, 미추진
_SUFFIX = "비료율률액금수자점"  # 용역비 is what 용역 costs
_BOUNDS = ("이상", "이하", "초과", "미만", "이내")
_BOUND = re.compile(rf"(\d[가-힣A-Za-z㎡%]{{0,5}}?)\s?({'|'.join(_BOUNDS)})")


def lacking(said: Said, source: Place) -> list[str]:
    """What of a clause a place lacks, in the clause's words."""
    split = (noun for noun in said.clause.nouns if len(noun.text) < _FEWEST and not _as_word(noun.text).search(said.clause.text))
    parts = set(split)  # single letters that are but the end of a word that the dictionary does not have: 해든|시
    missing = [noun.text for noun in said.clause.nouns if noun not in parts and not _is_met(noun, source)]
    around = " ".join((plain_letters(source.statement.text), source.own, source.near, source.above))
    missing += literals_missing(" ".join(said.literals), (), (around,))
    missing += _bounds_missing(said.clause.text, source)
    own_years = {
        year for cell in source.statement.cells for label in (*cell.row_path, *cell.col_path) for year in years_of(label)
    }
    missing += [f"{year}년" for year in said.years if own_years and year not in own_years]
    missing += strangers(said.clause.text, f"{source.statement.text} {source.near}")
    return missing


def _bounds_missing(text: str, source: Place) -> list[str]:
    """The bounds of a clause that a source has as others of the same thing: 12밀리미터 이하, of 12밀리미터 이상."""
    written = squashed(source.own)
    found = []
    for match in _BOUND.finditer(text):
        what, bound = squashed(match.group(1)), match.group(2)
        others = [other for other in _BOUNDS if what + other in written]
        if others and bound not in others:
            found.append(match.group())
    return found


def _is_met(noun: Noun, source: Place) -> bool:
    """Whether a noun stands in or above a statement, whole or in its parts; what is done, or done to, in it or near above."""
    if (
        noun.text in plain_words(POINTING)
        or side_of(noun.text) is not None
        or (noun.is_doing and noun.parts[-1] in plain_words(DOING))
    ):
        return True
    if source.is_row and is_total(noun.text):
        return True  # which total is meant, the naming of cells has told
    is_spoken_of = noun.role in {SUBJECT, TOPIC}
    if len(noun.text) < _FEWEST:
        return not is_spoken_of or _as_word(noun.text).search(plain_letters(source.statement.text)) is not None
    places: tuple[str, ...] = (source.own, source.near, source.above)
    if noun.role == COMPLEMENT or (noun.role == OBJECT and any(other.of_role(OBJECT) for other in source.clauses)):
        places = (source.own,)
    elif noun.role == OBJECT or noun.is_doing or (is_spoken_of and source.is_row):
        places = (source.own, source.near)
    whole = (noun.text, noun.text[:-1]) if noun.text[-1] in _SUFFIX and len(noun.text) > _FEWEST else (noun.text,)
    return any(stands(word, text) for word in whole for text in places) or _in_parts(noun, places)


def _in_parts(noun: Noun, places: Sequence[str]) -> bool:
    parts = [part for part in noun.parts if part not in plain_words(POINTING)]
    longer = [part for part in parts if len(part) >= _FEWEST]
    known = all(any(stands(part, text) for text in places) for part in longer)
    return not parts or (bool(longer) and known and len(noun.parts) > 1)


def stands(word: str, text: str) -> bool:
    """Whether a word stands in a text, over line ends, and not as the end of what means another thing."""
    return _as_written(plain_letters(word)).search(text) is not None


@lru_cache(maxsize=4096)
def _as_written(word: str) -> re.Pattern[str]:
    """A word over line ends, and not as the end of what means another thing."""
    return re.compile(_NOT_BEHIND + r"\s*".join(map(re.escape, squashed(word))))


@lru_cache(maxsize=256)
def _as_word(word: str) -> re.Pattern[str]:
    """A word of one letter, by itself."""
    return re.compile(rf"(?<![\w가-힣]){re.escape(word)}(?=에는|에서|[은는이가에의와과도로를을]|[^\w가-힣]|$)")
