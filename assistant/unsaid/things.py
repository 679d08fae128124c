"""Whether what is cited is of the very body, place or programme that a question names by a proper name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.stated import Stated
from assistant.types import Question
from assistant.unsaid.wording import not_told_of
from ingest.korean import letters_of

_ACRONYM = re.compile(
    r"(?<![A-Za-z])[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?![A-Za-z])"
)  # SSCE, SCEWC, WeGo; not AI, which is of everything
_SHORTEST_ACRONYM = 3
_BODY_OR_PLACE = re.compile(r"(?<![가-힣])([가-힣]{2,8}(?:위원회|구청|군청|시청)|[가-힣]{2}(?:구|군)|[가-힣]{2,3}도)(?![가-힣])")
_NO_PLACES = frozenset(
    {"요구", "연구", "기구", "도구", "친구", "가구", "전구", "지구", "입구", "출구", "자치구", "위원회", "공군", "해군", "육군"}
)
_PROVINCES = re.compile(
    r"경기도|강원도|충청[남북]도|전라[남북]도|경상[남북]도|제주도|전북|전남|경북|경남|부산|대구|인천|광주|대전|울산|세종"
)


def unsaid_thing(question: Question, stated: Sequence[Stated]) -> str:
    """What to say where a name of the question stands in none of the cited passages, nor what may stand for it."""
    text = letters_of(" ".join(" ".join((item.point.hit.text, item.words)) for item in stated)).lower()
    for name in _names(question):
        official = [item.official for item in question.alternatives if item.said and (item.said in name or name in item.said)]
        if not any(letters_of(form).lower() in text for form in (name, *official)):
            return not_told_of(name)
    return next(
        (not_told_of(name) for name in _acronyms(question.plain) if all(_is_of_another(item, name) for item in stated)), ""
    )


def _is_of_another(item: Stated, name: str) -> bool:
    """Whether the cells stated are called by another name of that sort: those of CES 2022, where SCEWC is asked for."""
    labels = item.labels if item.cells else ""
    return name not in labels and bool(_acronyms(labels))


def _names(question: Question) -> list[str]:
    """The acronyms, committees and places that a question names."""
    return [
        *_acronyms(question.plain),
        *(match.group() for match in _BODY_OR_PLACE.finditer(question.plain) if _is_name(match.group())),
    ]


def _acronyms(text: str) -> list[str]:
    return [match.group() for match in _ACRONYM.finditer(text) if len(match.group()) >= _SHORTEST_ACRONYM]


def _is_name(word: str) -> bool:
    """Whether a word that ends like a place or a body is one."""
    return (word.endswith(("위원회", "구청", "군청", "시청", "구", "군")) and word not in _NO_PLACES) or bool(
        _PROVINCES.match(word)
    )
