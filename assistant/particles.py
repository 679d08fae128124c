"""Korean particles that depend on the sound before them."""

from __future__ import annotations

_DIGIT_ENDS_IN_CONSONANT = {
    "0": True,
    "1": True,
    "2": False,
    "3": True,
    "4": False,
    "5": False,
    "6": True,
    "7": True,
    "8": True,
    "9": False,
}

_ENDS_IN_RIEUL = "178"  # 일, 칠, 팔
_RIEUL = 8  # the final consonant ㄹ, after which 으로 is 로


def with_particle(word: str, after_consonant: str, after_vowel: str) -> str:
    """The word with the particle that fits its last sound; brackets at its end are not read.

    >>> with_particle("출연금(2022년)", "은", "는")
    '출연금(2022년)은'
    """
    spoken = _without_brackets(word).strip(" '\"’”」』)") or word
    last = spoken[-1:]
    if "가" <= last <= "힣":
        final = (ord(last) - ord("가")) % 28
        consonant = final not in {0, _RIEUL} if after_consonant.startswith("으") else final != 0
    elif last.isdigit():
        consonant = _DIGIT_ENDS_IN_CONSONANT[last] and not (after_consonant.startswith("으") and last in _ENDS_IN_RIEUL)
    else:
        consonant = last.lower() in "lmnr"
    return word + (after_consonant if consonant else after_vowel)


def _without_brackets(word: str) -> str:
    """The word without the brackets at its end, those within them too: `기본경비(3,000백만원(30억 원))` -> 기본경비."""
    depth = 0
    for at in range(len(word.rstrip()) - 1, -1, -1):
        depth += (word[at] == ")") - (word[at] == "(")
        if depth <= 0 and word[at] != "(":
            return word[: at + 1].rstrip() if depth == 0 else word
    return word
