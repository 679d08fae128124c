"""Korean text as it is typed on a two-set keyboard (두벌식): what each key commits, and the syllable that it leaves unfinished."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = ["", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"]
_TWO_KEYS = {"ㅘ": "ㅗㅏ", "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ", "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ", "ㅟ": "ㅜㅣ", "ㅢ": "ㅡㅣ"}
_TWO_KEYS |= {"ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ"}
_TWO_KEYS |= {"ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ"}
_ONE = {keys: letter for letter, keys in _TWO_KEYS.items()}


class Stroke(NamedTuple):
    """What a key does: `committed` stands from now on, `composed` is still being put together behind it."""

    committed: str
    composed: str


def strokes(text: str) -> Iterator[Stroke]:
    """The keys of a text, in order; what is no Hangul syllable is a key by itself.

    >>> [composed for _, composed in strokes("디지")]
    ['ㄷ', '디', '딪', '지']
    """
    pending = ""  # the syllable that the next key may still change
    text = unicodedata.normalize("NFC", text)
    for letter in text:
        states = _states(letter)
        if not states:
            yield Stroke(pending + letter, "")
            pending = ""
            continue
        first, *rest = states
        joined = _joined(pending, first) if pending else ""
        yield Stroke("", joined) if joined else Stroke(pending, first)
        for number, state in enumerate(rest):
            yield Stroke(pending if joined and not number else "", state)
        pending = states[-1]
    if pending:
        yield Stroke(pending, "")


def _states(syllable: str) -> list[str]:
    """What stands on the screen after each key of a syllable: 값 → ㄱ 가 갑 값."""
    if not "가" <= syllable <= "힣":
        return []
    initial, vowel, final = _letters(syllable)
    begun = [_syllable(initial, part) for part in _parts(vowel)]
    return [initial, *begun, *(_syllable(initial, vowel, part) for part in _parts(final))]


def _parts(letter: str) -> list[str]:
    """A letter of two keys after the first and after both."""
    return [] if not letter else [_TWO_KEYS[letter][0], letter] if letter in _TWO_KEYS else [letter]


def _joined(syllable: str, consonant: str) -> str:
    """The syllable with a consonant under it, as it stands until a vowel takes it away; empty where it takes none."""
    initial, vowel, final = _letters(syllable)
    joined = consonant if not final else _ONE.get(final + consonant, "")
    return _syllable(initial, vowel, joined) if joined in _FINALS[1:] else ""


def _letters(syllable: str) -> tuple[str, str, str]:
    number = ord(syllable) - ord("가")
    return _INITIALS[number // 588], _VOWELS[number % 588 // 28], _FINALS[number % 28]


def _syllable(initial: str, vowel: str, final: str = "") -> str:
    return chr(ord("가") + (_INITIALS.index(initial) * 21 + _VOWELS.index(vowel)) * 28 + _FINALS.index(final))
