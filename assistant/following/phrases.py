"""A question's text as phrases: its words as they stand between spaces, each with the part that it plays in the question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum, auto

from assistant.asked import dimensions_of
from assistant.following.words import (
    CALCULATING,
    CHANGING,
    COMPARING,
    FACTS,
    FILLERS,
    KINDS,
    LINKS,
    MEASURES,
    POINTERS,
    POINTING_PRONOUNS,
    RATES,
    REASONS,
    words_in,
)
from assistant.persons import names_body
from assistant.question import is_asking
from assistant.relative_years import time_spans
from ingest.document import Span
from ingest.korean import Morpheme, is_known_noun, words

_NOUNS = frozenset({"NNG", "NNP", "NR", "XR", "SL", "SH", "SN", "NNB", "XSN", "W_SERIAL"})
_NAMING = frozenset({"NNG", "NNP", "XR", "SL", "SH"})
_INTERROGATIVES = words_in("누구 뭐 무엇 어디 언제 얼마 얼마나 왜 몇 어느 무슨 어떤 어떻 어떻게 어때 며칠")
_GIVING = words_in("알리 말하 주 보여주 보이 궁금 정리 설명 부탁 알 묻")
_SUFFIXES = frozenset({"율", "률", "액", "비", "수", "료", "금"})
_YEAR_BEFORE = frozenset({"전년", "전년도", "작년", "지난해"})
_NUMBERED = re.compile(
    r"\d+(?:호점|호선|호기|단지|구역|급|팀|권역|공구|지구|차)|제\d+조(?:의\d+)?(?:제\d+[항호])?"
)  # 2호점, 제3조
_DAY = re.compile(r"[가-힣]{2,}일")  # 출시일, 의결일
_BY_YEAR = re.compile(r"[연년]도별로?|해마다|매년")
_END = re.compile(r"[\s?.!,~…]+$")


class Role(StrEnum):
    """The part that a phrase plays."""

    TIME = auto()
    LINK = auto()  # 그럼
    POINTING = auto()  # 그, 거기
    ASKING = auto()  # 얼마, 누구, 알려줘
    MEASURE = auto()  # 예산, 정원
    FACT = auto()  # 담당 부서, 집행률: of something
    COMPARED = auto()  # 차이, 늘었어
    DOING = auto()  # a verb, at its end or before a noun
    EMPTY = auto()  # 것, 중, 더
    THING = auto()  # what all of it is about


@dataclass(frozen=True, slots=True)
class Phrase:
    """A word as it stands between spaces."""

    text: str
    span: Span  # in the reading text
    stem: str  # without particle and ending
    particle: str  # the particles behind it, as one: 에서는
    role: Role
    is_proper: bool = False  # it is a proper name: 남구
    is_noun: bool = True  # it ends with a noun, not with a verb
    is_modifier: bool = False  # a verb before a noun: 찾아가는

    @property
    def stem_span(self) -> Span:
        """Where the stem stands."""
        return Span(self.span.start, self.span.start + len(self.stem))


def phrases_of(plain: str, morphemes: Sequence[Morpheme]) -> tuple[Phrase, ...]:
    """The phrases of a question's reading text, in order."""
    times = time_spans(plain)
    found = []
    for match in re.finditer(r"\S+", plain):
        inside = [item for item in morphemes if match.start() <= item.start < match.end()]
        found.append(_phrase(match.group(), match.start(), inside, times))
    return tuple(found)


def _phrase(text: str, start: int, morphemes: Sequence[Morpheme], times: Sequence[Span]) -> Phrase:
    ends = _stem_end(morphemes, start)
    text = _END.sub("", text) or text
    stem = text[: ends - start] if ends > start and not _BY_YEAR.fullmatch(text) else text
    span = Span(start, start + len(text))
    tags = [item.tag.partition("-")[0] for item in morphemes]
    is_verb = any(tag in {"VV", "VA", "VX", "XSV", "XSA"} for tag in tags)
    return Phrase(
        text=text,
        span=span,
        stem=stem,
        particle=text[len(stem) :] if any(tag.startswith("J") for tag in tags) and not is_verb else "",
        role=_role(stem, span, morphemes, times, is_verb),
        is_proper="NNP" in tags,
        is_noun=not is_verb,
        is_modifier=is_verb and bool(tags) and [tag for tag in tags if not tag.startswith("S")][-1:] == ["ETM"],
    )


def _stem_end(morphemes: Sequence[Morpheme], start: int) -> int:
    """Where the particles, the copula or the ending of a phrase begin."""
    end = start
    for item in morphemes:
        if item.tag.startswith(("J", "VC", "E")) or item.tag.startswith(("VV", "VA", "XSV", "XSA", "VX")):
            break
        if not item.tag.startswith(("SF", "SP", "SE")):
            end = item.end
    return end


def _role(stem: str, span: Span, morphemes: Sequence[Morpheme], times: Sequence[Span], is_verb: bool) -> Role:
    """The first part that fits; what names something and plays no other part is what the question is about."""
    forms = [item.form for item in morphemes]
    nouns = "".join(item.form for item in morphemes if item.tag in _NOUNS)
    if (
        stem in _YEAR_BEFORE
        or _BY_YEAR.fullmatch(stem)
        or any(time.start <= span.start and span.start + len(stem) <= time.end for time in times)
    ):
        return Role.TIME
    if stem in LINKS or (forms and forms[0] in LINKS and morphemes[0].tag in {"MAJ", "MAG"}):
        return Role.LINK
    if _points(stem, morphemes):
        return Role.POINTING
    if is_verb and {*forms, nouns} & (CHANGING | CALCULATING) and not _names(morphemes, CHANGING | CALCULATING):
        return Role.COMPARED
    if stem in COMPARING:
        return Role.COMPARED
    if _asks(stem, morphemes):
        return Role.ASKING
    if is_verb:
        return Role.DOING
    if KINDS.fullmatch(stem):
        return Role.MEASURE
    if stem in FILLERS:
        return Role.EMPTY
    if nouns and (role := _of_value(stem, nouns, morphemes)):
        return role
    if _NUMBERED.fullmatch(stem):
        return Role.THING
    return Role.THING if any(item.tag.partition("-")[0] in _NAMING for item in morphemes) else Role.EMPTY


def _points(stem: str, morphemes: Sequence[Morpheme]) -> bool:
    first = morphemes[0] if morphemes else None
    if len(morphemes) > 1 and is_known_noun(stem):
        return False  # 이사회 is no 이 사회
    if first is not None and first.tag in {"NP", "MM"} and first.form in POINTING_PRONOUNS | POINTERS:
        return True
    return stem in POINTING_PRONOUNS or stem in POINTERS


def _names(morphemes: Sequence[Morpheme], but: frozenset[str]) -> bool:
    """Whether it names something beside some words: 스마트상점확대는 does beside 확대."""
    return any(item.tag in _NAMING and item.form not in but for item in morphemes)


def _asks(stem: str, morphemes: Sequence[Morpheme]) -> bool:
    if stem in _INTERROGATIVES or any(item.form in _INTERROGATIVES and item.tag not in {"NNP"} for item in morphemes):
        return True
    found = words(morphemes)
    is_giving = any(item.form in _GIVING for item in morphemes)
    return is_giving and all(is_asking(word) or word.removesuffix("/V") in _GIVING for word in found)


def _of_value(stem: str, nouns: str, morphemes: Sequence[Morpheme]) -> Role | None:
    """MEASURE or FACT where the phrase ends with a word for a value or a fact; a name in front of it (스마트상점예산) is a thing too."""
    last = next((item for item in reversed(morphemes) if item.tag in _NOUNS), None)
    assert last is not None
    if nouns not in FACTS and names_body(stem):
        return None  # 안전기획팀
    if nouns in RATES | FACTS | REASONS or last.form in RATES | FACTS or _DAY.fullmatch(nouns):
        return Role.FACT
    if nouns in MEASURES or last.form in MEASURES or (last.form in _SUFFIXES and len(nouns) > 1):
        return Role.FACT if last.form in {"율", "률"} else Role.MEASURE
    return Role.MEASURE if set(dimensions_of(stem)) - {"date"} and len(nouns) > 1 else None
