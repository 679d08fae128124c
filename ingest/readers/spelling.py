"""How list numbers are spelt: 1, 가, ①, Ⅰ, 일, 하나. The names are ours; each format's reader maps its own to them."""

from __future__ import annotations

from collections.abc import Callable

_SYLLABLES = "가나다라마바사아자차카타파하"
_CONSONANTS = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_SINO, _HANJA = "영일이삼사오육칠팔구", "〇一二三四五六七八九"
_ONES = ("", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉")
_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_STEMS_HANGUL = "갑을병정무기경신임계"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"))
_ROMAN_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_LAST_CIRCLED, _LARGEST = 20, 9999


def spell(number: int, style: str) -> str:
    """A list number in one of the `STYLES`, or nothing for "none": `spell(3, "syllable")` -> `다`. Decimal digits where the style has no such number."""
    if style == "none":
        return ""
    return (STYLES[style](number) if 0 < number <= _LARGEST else "") or str(number)


def _of(letters: str) -> Callable[[int], str]:
    """Letters in order; behind the last, none: formats differ there."""
    return lambda number: letters[number - 1] if number <= len(letters) else ""


def _latin(first: str) -> Callable[[int], str]:
    """a … z, then aa, bb: as Word counts on."""
    return lambda number: chr(ord(first) + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _run(first: str, count: int) -> Callable[[int], str]:
    """Characters that follow each other in Unicode."""
    return lambda number: chr(ord(first) + number - 1) if number <= count else ""


def _circled(number: int) -> str:
    return chr(ord("①") + number - 1) if number <= _LAST_CIRCLED else f"({number})"


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text + _ROMAN_ONES[number]


def _counted(digits: str, tens: str) -> Callable[[int], str]:
    """Numbers up to 99 as they are read: 일, 이, … 십, 십일, 이십."""

    def word(number: int) -> str:
        if number > 99:
            return ""
        high, low = divmod(number, 10)
        return (digits[high] if high > 1 else "") + (tens if high else "") + (digits[low] if low else "")

    return word


def _native(number: int) -> str:
    return _TENS[number // 10] + _ONES[number % 10] if number <= 99 else ""


STYLES: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimal_zero": lambda number: f"{number:02d}",
    "circled": _circled,
    "parenthesised": _run("⑴", 20),
    "full_stop": _run("⒈", 20),
    "roman": _roman,
    "roman_small": lambda number: _roman(number).lower(),
    "latin": _latin("A"),
    "latin_small": _latin("a"),
    "circled_latin": _run("Ⓐ", 26),
    "circled_latin_small": _run("ⓐ", 26),
    "syllable": _of(_SYLLABLES),
    "circled_syllable": _run("㉮", 14),
    "consonant": _of(_CONSONANTS),
    "circled_consonant": _run("㉠", 14),
    "sino": _counted(_SINO, "십"),
    "native": _native,
    "hanja": _counted(_HANJA, "十"),
    "circled_hanja": _run("㊀", 10),
    "stem": _of(_STEMS_HANGUL),
    "stem_hanja": _of(_STEMS),
}
