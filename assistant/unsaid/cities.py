"""Whether what is cited is of the other city that a question names: the papers' own cities are said of everything in them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from assistant.stated import Stated
from assistant.types import Question
from assistant.unsaid.wording import not_told_of
from ingest.korean import letters_of

_CITY = "시"
_WORD_BEFORE = re.compile(r"[가-힣]+$")
_NO_CITY = re.compile(r"(?:도|전|고|공|표|제|지|게|개|명|응|택|감|당|동|일|상|수|임|예|즉|역|다|무|중)시$")
_SHORTEST, _LONGEST = 2, 4  # letters of a city's name: 나루, 다온내


def unsaid_city(question: Question, stated: Sequence[Stated], own_names: Collection[str]) -> str:
    """What to say where none of the cities named stands in a cited passage, or in the name of who issued a paper.

    `own_names` are councils, issuing bodies and what stands on covers: 가람시의회, 가람디지털진흥원.
    """
    cities = cities_named(question)
    texts = [" ".join((item.point.hit.text, item.words, *item.point.hit.topics)) for item in stated]
    if not cities or any(name in letters_of(text) for name in cities for text in (*texts, *own_names)):
        return ""
    return not_told_of(f"{cities[0]}{_CITY}")


def cities_named(question: Question) -> list[str]:
    """The names of cities, less the 시, as Kiwi reads them: no time (시작 시, 몇 시), and no word that ends so (즉시, 도시)."""
    found = []
    for item in question.morphemes:
        is_noun = item.tag in {"NNP", "NNG"} and item.form.endswith(_CITY) and not _NO_CITY.search(item.form)
        word = _WORD_BEFORE.search(question.plain[: item.end - len(_CITY)]) if is_noun else None
        if word is not None and _SHORTEST <= len(word.group()) <= _LONGEST:
            found.append(word.group())
    return found
