"""Reading text: what a person reads of a span, with lines joined, letters closed up and left-over markup gone.

The canonical text stays as it is; this is a second text beside it, for eyes and for search.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from ingest.head_words import LETTER_RUN, heads_of
from ingest.korean import is_one_noun, joins_without_space, nouns_of
from ingest.labels import is_table_word
from ingest.units import COUNTER_ENDS, UNIT_PATTERN

# Look-alikes of one character, each as it is read and searched by.
GLYPHS = str.maketrans(
    {
        "․": "·", "‧": "·", "・": "·", "･": "·", "ㆍ": "·", "∙": "·",
        "∼": "~", "～": "~", "〜": "~", "−": "-", "％": "%", "（": "(", "）": ")", "，": ",", "：": ":",
        "‘": "'", "’": "'", "`": "'", "´": "'", "“": '"', "”": '"', "\u200b": "", "\ufeff": "", "\xa0": " ", "\u3000": " ",
    }
)  # fmt: skip
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")
_FULL_WIDTH = re.compile("[０-９Ａ-Ｚａ-ｚ]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,120}>")
_EMPHASIS = re.compile(r"\*\*|__(?=\S)|(?<=\S)__")
# A run of four or more single characters (서 울  V i s i o n  2 0 3 0), or a two-letter word pulled apart (현   황).
_SPACED_RUN = re.compile(r"(?<!\S)\w(?: {1,6}\w){2,}(?=[\s:：(\[]|$)")
_SPACED_PAIR = re.compile(r"(?<!\S)[가-힣]\s+[가-힣](?=[:：(\[\t\s]|$)(?! [가-힣](?!\S))")
_FEWEST_GAPS = 3  # fewer, and one-syllable words in a row are as likely as letters set apart
_SYLLABLE_BEFORE = re.compile(r"(?<!\S)[가-힣]\s$")
_GOES_ON = re.compile(r"\s*[가-힣]")
_WIDE_PAIR = re.compile(r"(?<!\S)[가-힣] {7,}[가-힣](?=\s)")  # 구             분 계: wider than any run of letters
_SEVERAL_WORDS = 5  # gaps; a longer run of letters is more than one word: 구 분 정 원 현 원
_FEWEST_LETTERS = 3  # fewer letters among the single characters and it is a row of digits
_WORDS_ASKED = 2  # of each line, when Kiwi tells whether the line end between them cut a word; more decide no better
_LINE_ENDS_KEPT = 20_000  # a line end is met again in its sentence, its row and the headers that it may be of
# 2026 년, 15 개소, 5 천만원; not 1 일반현황, 4 건의사항, 2 개선과제, whose number is that of a heading.
_FALSE_SPACE = re.compile(
    rf"(?<=\d) (?=%|년|월(?:[말초]|{COUNTER_ENDS})|원{COUNTER_ENDS}|[천백십]?[천백만억](?:\s?\d|\s?원|{COUNTER_ENDS})"
    rf"|(?=[일명건개천백만억])(?:{UNIT_PATTERN}))|(?<=제) (?=\d)"
)
_SPACED_LABEL = re.compile(r"\s*[가-힣](?:\s+[가-힣]){3,}\s*$|\s*[가-힣]\s{3,}[가-힣](?:\s|$)")
_HANGUL_END = re.compile(r"[가-힣]$")
_HANGUL_START = re.compile(r"^[가-힣]")
_SPACES = re.compile(r"\s+")
# Words of two or more plain characters, one space between them: nothing below would change them. Most texts are so.
_NOTHING_TO_MEND = re.compile(r"[0-9A-Za-z가-힣,.%()~·:/+-]{2,}(?: [0-9A-Za-z가-힣,.%()~·:/+-]{2,})*")


_line_ends: dict[tuple[str, str], bool] = {}  # what Kiwi said of the line ends that it was asked about


@lru_cache(maxsize=4096)  # a line is read as itself, as a header that it may be of, and as a row
def mend(text: str) -> str:
    """The reading text of a run of one line: glyphs mapped, tags and emphasis gone, spaced-out letters closed.

    >>> mend("구     분 · <b>위 탁 법 인</b> 서울")
    '구분 · 위탁법인 서울'
    """
    if _NOTHING_TO_MEND.fullmatch(text):
        return text
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "&" in text:
        text = html.unescape(text)
    text = _PRIVATE_USE.sub(" ", text).translate(GLYPHS)
    text = _FULL_WIDTH.sub(lambda match: chr(ord(match.group()) - 0xFEE0), text)
    text = _EMPHASIS.sub("", text)
    text = close_letters(text)
    return _SPACES.sub(" ", text).strip()


def close_letters(text: str) -> str:
    """Close words whose letters are set apart: `서 울  V i s i o n` -> `서울 Vision`, `현    황` -> `현황`.

    Two or more spaces within such a run are what is left of the space between words.
    """
    text = LETTER_RUN.sub(lambda match: " ".join(heads_of(match.group())) or match.group(), text)
    text = _WIDE_PAIR.sub(_close_pair, text)
    text = _SPACED_RUN.sub(_close_run, text)
    return _SPACED_PAIR.sub(_close_pair, text)


def _close_pair(match: re.Match[str]) -> str:
    """Two letters apart are one word if Kiwi knows it as one: `구 분` is, `등 총` is not."""
    if _SYLLABLE_BEFORE.search(match.string, 0, match.start()):
        return match.group()  # the end of a run that was no word
    closed = re.sub(r"\s+", "", match.group())
    return closed if is_one_noun(closed) or is_table_word(closed) else match.group()


def _close_run(match: re.Match[str]) -> str:
    """Words out of a run of single characters; the gaps that differ from most are those between words.

    `서 울  V i s i o n` is set apart by wider gaps, `구     분 합   계` by narrower ones.
    """
    run = match.group()
    if sum(character.isalpha() for character in run) < _FEWEST_LETTERS:
        return run
    gaps = [len(gap) for gap in re.findall(r" +", run)]
    if 1 in gaps and max(gaps) > 1 and gaps.count(1) * 2 <= len(gaps):
        narrow = [word.replace(" ", "") for word in re.split(r"(?<=\S) (?=\S)", run)]
        if all(len(word) == 1 or is_one_noun(word) for word in narrow):
            return " ".join(narrow)
    if max(gaps) == 1 and len(gaps) >= _SEVERAL_WORDS and (several := nouns_of(run.replace(" ", ""))):
        return " ".join(several)
    if len(gaps) < _FEWEST_GAPS and is_table_word(run):
        return run.replace(" ", "")
    if len(gaps) < _FEWEST_GAPS and (_GOES_ON.match(match.string, match.end()) or not is_one_noun(run.replace(" ", ""))):
        return run  # 이 중 세 곳을: words of one syllable
    return " ".join(word.replace(" ", "") for word in re.split(r" {2,}", run)) if 1 in gaps else run.replace(" ", "")


def is_spaced_label(line: str) -> bool:
    """Whether a line is a name set in spaced-out letters (`일 자 리 정 책 과`): it stands by itself."""
    return bool(_SPACED_LABEL.match(line))


def close_digits(text: str) -> str:
    """Close false spaces between digits and the words that belong to them: `2026 년` -> `2026년`."""
    return _FALSE_SPACE.sub("", text)


def join_lines(lines: Sequence[str]) -> str:
    """One text from the lines of a paragraph; Kiwi decides where a line end had cut a word."""
    return join_all([lines])[0]


def join_all(paragraphs: Sequence[Sequence[str]]) -> list[str]:
    """One text from the lines of each paragraph: Kiwi is asked once for all their line ends, which is several times faster."""
    stripped = [[line.strip() for line in lines if line.strip()] for lines in paragraphs]
    pairs = dict.fromkeys(pair for lines in stripped for pair in _possible_cuts(lines))
    known = {pair: _line_ends[pair] for pair in pairs if pair in _line_ends}
    asked = [pair for pair in pairs if pair not in known]
    if asked:
        known.update(zip(asked, joins_without_space(asked), strict=True))
        if len(_line_ends) + len(asked) > _LINE_ENDS_KEPT:
            _line_ends.clear()
        _line_ends.update(known)
    return [_join(lines, known) for lines in stripped]


def _join(lines: Sequence[str], cuts: Mapping[tuple[str, str], bool]) -> str:
    """The lines as one text, without a space where a word was cut."""
    text = "".join(lines[:1])
    for before, after in pairwise(lines):
        text += after if cuts.get((_tail(before), _head(after))) else f" {after}"
    return text


def _possible_cuts(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The line ends that may have cut a word. Only between two Hangul syllables is that a question for Kiwi."""
    for before, after in pairwise(lines):
        if _HANGUL_END.search(before) and _HANGUL_START.search(after):
            yield _tail(before), _head(after)


def _tail(line: str) -> str:
    """The last words of a line: enough for Kiwi to decide by, and quick."""
    return " ".join(line.rsplit(" ", _WORDS_ASKED)[-_WORDS_ASKED:])


def _head(line: str) -> str:
    return " ".join(line.split(" ", _WORDS_ASKED)[:_WORDS_ASKED])
