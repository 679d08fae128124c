"""The small language of the citation lookup: words, phrases in quotation marks, and what is not to come.

    스마트상점 "국비 매칭비율" -추경 -"이월 예산"

gives words, a phrase that must stand to the letter, a word and a phrase that must not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ingest.errors import BadInput

# Quotation marks as they are typed, and what closes each; phones and word processors set the other half of a pair.
_CLOSING = {
    '"': '"”“＂',
    "＂": '＂"',
    "“": '”"“',
    "”": '”"',
    "‘": "’",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
}
_EXCLUDES = re.compile(r"[-－−](?=\S)")
_LONGEST = 2_000  # characters, as of a question
_YEAR = re.compile(r"‘\d\d(?!\d)[^’]*(?:’\d\d|$)")  # ‘25년, never closed: a year that was shortened, not a quotation
_LETTER = re.compile(r"[^\W_]")
_BEING_TYPED = re.compile(r"[ㄱ-ㅎㅏ-ㅣ]+$")  # a syllable half typed: 디지ㅌ


@dataclass(frozen=True, slots=True)
class Lookup:
    """What is looked for: `words` as typed, each of `phrases` to the letter, and nothing of what is `without`."""

    words: str = ""
    phrases: tuple[str, ...] = ()
    without_words: tuple[str, ...] = ()
    without_phrases: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.words or self.phrases)


def read_lookup(text: str) -> Lookup:
    """What a line of the lookup asks for. A quotation that is not closed goes to the end.

    Raises BadInput where it only says what is not to come, and for a text too long to be one.
    """
    _check_length(text)
    words: list[str] = []
    phrases: list[str] = []
    without_words: list[str] = []
    without_phrases: list[str] = []
    for piece in _pieces(text):
        chosen = (without_phrases if piece.is_excluded else phrases, without_words if piece.is_excluded else words)
        if _LETTER.search(piece.text):
            chosen[0 if piece.is_quoted else 1].append(piece.text)
    if not words and not phrases and without_words and all(word[0].isdigit() for word in without_words):
        words, without_words = without_words, words  # -19.6% by itself is a figure
    found = Lookup(" ".join(words), _each_once(phrases), _each_once(without_words), _each_once(without_phrases))
    return _checked(found)


def read_exactly(text: str) -> Lookup:
    """What a line asks for that is to be found as it stands: one phrase, less what is not to come.

    Raises BadInput as `read_lookup` does.

    >>> read_exactly("국비 매칭비율 -추경")
    Lookup(words='', phrases=('국비 매칭비율',), without_words=('추경',), without_phrases=())
    """
    found, pieces, rest, cursor = read_lookup(text), list(_pieces(text)), "", 0
    sought = [piece for piece in pieces if not piece.is_excluded]
    if found.words and not sought:  # -19.6% by itself
        return Lookup(phrases=(found.words,))
    for piece in pieces:
        if piece.is_excluded:
            rest, cursor = rest + text[cursor : piece.start], piece.end
    rest = _BEING_TYPED.sub("", " ".join((rest + text[cursor:]).split()))
    phrase = sought[0].text if len(sought) == 1 and sought[0].is_quoted else rest
    phrases = (phrase,) if _LETTER.search(phrase) else ()
    return _checked(Lookup("", phrases, found.without_words, found.without_phrases))


def without_half_typed(text: str) -> str:
    """A line less the consonant under its last syllable, which may be the first of a syllable still to come: 디짙 → 디지.

    The line itself where its last letter is no such syllable.
    """
    letters = unicodedata.normalize("NFD", text[-1:])
    return text[:-1] + unicodedata.normalize("NFC", letters[:2]) if len(letters) == 3 and "가" <= text[-1] <= "힣" else text


class _Piece(NamedTuple):
    """A word or a quotation of a line, where it stands in it with its marks, and whether it is not to come."""

    text: str
    start: int
    end: int
    is_quoted: bool
    is_excluded: bool


def _pieces(text: str) -> Iterator[_Piece]:
    """The words and quotations of a line, in order."""
    cursor = 0
    while cursor < len(text):
        if text[cursor].isspace():
            cursor += 1
            continue
        start, excluded = cursor, bool(_EXCLUDES.match(text, cursor))
        cursor += excluded
        quoted = _opens(text, cursor)
        piece, cursor = _quoted(text, cursor) if quoted else _word(text, cursor)
        yield _Piece(piece, start, min(cursor, len(text)), quoted, excluded)


def _check_length(text: str) -> None:
    if len(text) > _LONGEST:
        raise BadInput(f"찾을 말이 너무 깁니다({len(text):,}자).", f"{_LONGEST:,}자 안으로 줄여 주십시오.")


def _checked(lookup: Lookup) -> Lookup:
    """The lookup, which says what is to come. Raises BadInput where it only says what is not."""
    if not lookup and (lookup.without_words or lookup.without_phrases):
        raise BadInput("뺄 말만 있고 찾을 말이 없습니다.", "찾을 말을 함께 적어 주십시오. 예: 출연금 -추경")
    return lookup


def _opens(text: str, at: int) -> bool:
    """Whether a quotation begins here; a mark before two digits may stand for the century."""
    return text[at] in _CLOSING and not _YEAR.match(text, at)


def _quoted(text: str, at: int) -> tuple[str, int]:
    """The quotation that begins here, less its marks, and where it ends."""
    closing = _CLOSING[text[at]]
    end = next((place for place in range(at + 1, len(text)) if text[place] in closing), len(text))
    inside = text[at + 1 : end]
    return " ".join((inside if end < len(text) else _BEING_TYPED.sub("", inside)).split()), end + 1


def _word(text: str, at: int) -> tuple[str, int]:
    """The word that begins here, up to white space or a quotation, and where it ends."""
    end = next((place for place in range(at + 1, len(text)) if text[place].isspace() or _opens(text, place)), len(text))
    word = text[at:end]
    return _BEING_TYPED.sub("", word) if end == len(text) else word, end


def _each_once(items: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
