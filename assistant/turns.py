"""Turns of a meeting out of the statements that were found: what one speaker says at a stretch, and how near it is to a matter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evidence import Evidence
from assistant.types import Question
from ingest.korean import letters_of
from ingest.minutes import is_question
from ingest.utterance import Utterance

# What is said to begin, to thank, to give the floor: nothing of the matter.
_MANNERS = re.compile(
    r"(?:(?:예|네),?\s?)?(?:[가-힣]{2,4}\s[가-힣·\s]{2,16}(?:장|위원|의원|담당관)입니다|[가-힣·\s]{2,16}(?:장|위원|의원|담당관)\s[가-힣]{2,4}입니다"
    r"|그렇습니다|알겠습니다|감사합니다|고맙습니다|이상입니다|안녕하십니까|수고하셨습니다|.{0,14}(?:질의|말씀|답변|보고)\s?(?:해|하여)?\s?주(?:시기\s?바랍니다|십시오|세요)"
    r"|질의하실\s.{0,20}계십니까|더\s질의하실\s.{0,20}|의사일정\s제?\d+항을\s상정합니다|.{0,40}(?:개의하겠습니다|산회를\s선포합니다|정회를\s선포합니다)|의석을\s정돈.{0,16}|예|네)[.?!]*"
)
_NOTED = re.compile(r"(?:\s*\((?:의사봉|\d+\s?시)[^)]*\))+\s*$")
_INTRODUCES = re.compile(r"입니다[.?!]*$")
# By which one asks for what was said, and which nobody says of the matter itself.
_OF_SPEECH = frozenset(
    [
        "위원",
        "의원",
        "위원장",
        "원장",
        "과장",
        "팀장",
        "국장",
        "본부장",
        "실장",
        "담당관",
        "전문위원",
        "지적",
        "질의",
        "질문",
        "답변",
        "발언",
        "말씀",
        "요구",
        "제안",
        "건의",
        "주장",
        "당부",
        "강조",
        "회의",
        "회의록",
        "점",
        "것",
        "일",
        "게",
        "내용",
        "설명",
        "대답",
        "답",
        "사람",
        "분",
        "의견",
        "말",
        "때",
        "대하",
        "관하",
        "회",
    ]
)
_IN_CONTEXT, _VERB = 0.7, 0.5
_FEELS, _FEELING = re.compile(r"걱정|우려|염려"), 1.5  # what is looked for of all that somebody says
_NAME = re.compile(r"(?<![가-힣])([가-힣]{2,4})\s(?:수석|전문)?(?:위원장?|의원|원장|국장|과장|팀장|실장|본부장|전문위원)")


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says at a stretch, in order."""

    said: tuple[Evidence, ...]

    @property
    def utterance(self) -> Utterance:
        """Who says it, and under which item."""
        utterance = self.said[0].statement.utterance
        assert utterance is not None
        return utterance

    @property
    def document(self) -> str:
        """The minutes that it stands in."""
        return self.said[0].hit.document

    @property
    def start(self) -> int:
        """Where it begins there."""
        return self.said[0].statement.span.start

    @property
    def substance(self) -> tuple[Evidence, ...]:
        """Its sentences but those of mere manners."""
        return tuple(item for item in self.said if not is_manners(item.statement.text, self.utterance.name))

    @property
    def asks(self) -> bool:
        """Whether it asks or demands something."""
        return any(is_question(item.statement.text) for item in self.substance)


def without_notes(text: str) -> str:
    """What was said, without what the minutes note behind it: (의사봉 3타) (11시 37분 회의중지)."""
    return _NOTED.sub("", text)


def is_manners(text: str, name: str = "") -> bool:
    """Whether a sentence says nothing of any matter: 감사합니다. 류하준 위원입니다."""
    introduces = bool(name) and name in text and _INTRODUCES.search(text) is not None and len(text) < len(name) + 20
    return introduces or _MANNERS.fullmatch(text) is not None


def turns_of(evidence: Sequence[Evidence]) -> list[Turn]:
    """The turns of the meetings, in order; a passage that is not at hand ends a turn."""
    spoken = {(item.hit.document, item.statement.span): item for item in evidence if item.statement.utterance is not None}
    runs: list[list[Evidence]] = []
    for key in sorted(spoken):
        item = spoken[key]
        if runs and _goes_on(runs[-1][-1], item):
            runs[-1].append(item)
        else:
            runs.append([item])
    return [turn for run in runs if (turn := Turn(tuple(run))).substance]


def _goes_on(last: Evidence, item: Evidence) -> bool:
    one, other = last.statement.utterance, item.statement.utterance
    assert one is not None and other is not None
    near = item.hit.passage_id - last.hit.passage_id <= 1
    return last.hit.document == item.hit.document and one.name == other.name and one.items == other.items and near


def matter_of(question: Question) -> tuple[str, ...]:
    """The words of a question that say what was spoken of: not who spoke, nor that it was said."""
    names = " ".join(_NAME.findall(question.plain))
    found = [
        word
        for word in question.words
        if word.removesuffix("/V") not in _OF_SPEECH and word.removesuffix("/V") not in names and not word.isdigit()
    ]
    return tuple(found)


def strength(turn: Turn, matter: Sequence[str], *, own: bool = False) -> float:
    """How much of a matter a turn speaks of, from 0 to 1; with `own`, not counting what stands around it."""
    if not matter:
        return 1.0
    texts = [letters_of(item.statement.text) for item in turn.said]
    words = {word for item in turn.said for word in item.statement.words}
    around = set() if own else {word for item in turn.said for word in item.statement.context_words}
    weights = {word: _VERB if word.endswith("/V") else _FEELING if _FEELS.match(word) else 1.0 for word in matter}
    met = sum(weight * _share(word, words, around, texts) for word, weight in weights.items())
    return met / sum(weights.values())


def _share(word: str, words: set[str], around: set[str], texts: Sequence[str]) -> float:
    bare = word.removesuffix("/V")
    if word in words or (len(bare) > 1 and any(bare in text for text in texts)):
        return 1.0
    return _IN_CONTEXT if word in around else 0.0
