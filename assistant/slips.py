"""Typing slips: words that no document holds, one letter away from words that some do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.question import is_asking
from ingest.korean import Morpheme, analyse, corrected, is_strange, spaced, words

_WORD = re.compile(r"[가-힣]{2,}")
_FIRST, _INITIALS, _VOWELS, _FINALS = 0xAC00, 19, 21, 28  # of Hangul syllables in Unicode
_LONGEST = 8  # syllables of a word that is set right by its letters; each has 65 neighbours
_SHORTEST_BROKEN = 4  # syllables of a word that Kiwi reads as broken pieces
_MOST_NEIGHBOURS = 12  # of a word, read by Kiwi
_NOUNS = frozenset({"NNG", "NNP", "XSN", "XPN", "XR", "SL", "SN"})


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the documents hold: in how many passages a word stands, and whether a pair of letters stands anywhere."""

    frequency: Callable[[str], int]
    holds_pair: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class SetRight:
    """A question without its slips, and what was set right: as typed, as read."""

    text: str
    slips: tuple[tuple[str, str], ...] = ()


def set_right(text: str, morphemes: Sequence[Morpheme], vocabulary: Vocabulary) -> SetRight:
    """The text with each word that no document holds set right where a word one slip away is held. Else as it is.

    First by Kiwi, who knows how Korean is misspelt and what fits the sentence; then by the letters, among the words of
    the documents; last the spaces. `morphemes` are those of the text.
    """
    suspects = [match for match in _WORD.finditer(text) if _is_suspect(_within(morphemes, match), vocabulary)]
    if not suspects:
        return SetRight(text)
    spelt = corrected(text, [(match.start(), match.end()) for match in suspects])
    slips, right = [], text
    for match, read in reversed(list(zip(suspects, spelt, strict=True))):
        read = read if _is_held(read, vocabulary) else ""
        read = read or _by_letters(match.group(), _within(morphemes, match), vocabulary)
        if read and read != match.group():
            slips.append((match.group(), read))
        else:
            read = _apart(match.group(), vocabulary)
        right = right[: match.start()] + read + right[match.end() :]
    return SetRight(right, tuple(reversed(slips)))


def _within(morphemes: Sequence[Morpheme], match: re.Match[str]) -> list[Morpheme]:
    return [item for item in morphemes if match.start() <= item.start < match.end()]


def _is_suspect(morphemes: Sequence[Morpheme], vocabulary: Vocabulary) -> bool:
    """Whether a word holds one that no document does, or lies in pieces."""
    return bool(_unheard(morphemes, vocabulary)) or _is_broken(morphemes, vocabulary)


def _is_broken(morphemes: Sequence[Morpheme], vocabulary: Vocabulary) -> bool:
    """Whether Kiwi made of a word syllables that mean nothing together, and no document has its letters: 사업 것 이 획 서.

    A verb's forms are too many to tell by.
    """
    if not morphemes or morphemes[-1].tag[0] == "E" or morphemes[-1].end - morphemes[0].start < _SHORTEST_BROKEN:
        return False
    pieces = [item for item in morphemes if item.end - item.start == 1 and item.tag[0] in "NVM"]
    forms = "".join(item.form for item in morphemes if item.tag[0] != "J")
    return bool(pieces) and not _are_held(forms, vocabulary)


def _unheard(morphemes: Sequence[Morpheme], vocabulary: Vocabulary) -> list[str]:
    """The words that one can search by and no document holds."""
    return [word for word in _searched(morphemes) if not vocabulary.frequency(word)]


def _searched(morphemes: Sequence[Morpheme]) -> list[str]:
    return [word for word in words(morphemes) if not is_asking(word) and not word.isdigit()]


def _is_held(read: str, vocabulary: Vocabulary) -> bool:
    """Whether the documents hold all that one can search by in a word, and there is such."""
    searched = _searched(analyse([read])[0]) if read else []
    return bool(searched) and all(map(vocabulary.frequency, searched))


def _by_letters(typed: str, morphemes: Sequence[Morpheme], vocabulary: Vocabulary) -> str:
    """The word of the documents that is one letter away, for a word that no dictionary knows; particles as typed.

    A word of the dictionary is what it is, though no document holds it.
    """
    strange = next((item for item in morphemes if is_strange(item)), None)
    if strange is not None:
        typed_part, offset = strange.form, typed.find(strange.form)
    elif _is_broken(morphemes, vocabulary):
        typed_part, offset = typed, 0
    else:
        return ""
    if offset < 0 or not 1 < len(typed_part) <= _LONGEST or _are_held(typed_part, vocabulary):
        return ""
    candidates = list(_neighbours(typed_part, vocabulary))
    found = []
    for candidate, read in zip(candidates, analyse(candidates), strict=True):
        known = all(not is_strange(item) and item.tag in _NOUNS and item.end - item.start > 1 for item in read)
        if known and _is_held(candidate, vocabulary):
            found.append((len(read), -min(map(vocabulary.frequency, _searched(read))), candidate))
    return typed[:offset] + min(found)[2] + typed[offset + len(typed_part) :] if found else ""


def _are_held(typed: str, vocabulary: Vocabulary) -> bool:
    """Whether every letter pair of a word stands somewhere: the documents then most likely have it, in other pieces."""
    return all(vocabulary.holds_pair(typed[index : index + 2]) for index in range(len(typed) - 1))


def _neighbours(typed: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Words with one letter of one syllable changed, all of whose letter pairs some document holds."""
    holds = [vocabulary.holds_pair(typed[index : index + 2]) for index in range(len(typed) - 1)]
    given = 0
    for place, syllable in enumerate(typed):
        if not all(held for index, held in enumerate(holds) if index not in {place - 1, place}):
            continue  # what is wrong stands elsewhere
        before, after = typed[max(0, place - 1) : place], typed[place + 1 : place + 2]
        for other in _one_letter_changed(syllable):
            if (not before or vocabulary.holds_pair(before + other)) and (not after or vocabulary.holds_pair(other + after)):
                yield typed[:place] + other + typed[place + 1 :]
                given += 1
                if given >= _MOST_NEIGHBOURS:
                    return


def _one_letter_changed(syllable: str) -> Iterator[str]:
    """The syllables that differ in their first sound, their vowel or their last sound: 헹 -> 행."""
    initial, rest = divmod(ord(syllable) - _FIRST, _VOWELS * _FINALS)
    vowel, final = divmod(rest, _FINALS)
    changed = [
        *((initial, other, final) for other in range(_VOWELS)),
        *((initial, vowel, other) for other in range(_FINALS)),
        *((other, vowel, final) for other in range(_INITIALS)),
    ]
    for first, middle, last in changed:
        if (first, middle, last) != (initial, vowel, final):
            yield chr(_FIRST + (first * _VOWELS + middle) * _FINALS + last)


def _apart(typed: str, vocabulary: Vocabulary) -> str:
    """The word with Kiwi's spaces in it, if the documents hold every part; else as typed.

    One whose letters stand together somewhere is found by them as it is.
    """
    if _are_held(typed, vocabulary):
        return typed
    apart = spaced(typed)
    return apart if " " in apart and min(map(len, apart.split())) > 1 and _is_held(apart, vocabulary) else typed
