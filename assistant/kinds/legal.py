"""The law behind something: the line that names its ground; of an article asked for, the whole text as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from assistant.evidence import Evidence
from assistant.kinds.quoting import quote_point, related
from assistant.matter import matter_of, share_met
from assistant.parts import is_sentence, name_above
from assistant.points import Point
from assistant.types import Asked, Question
from ingest.document import Statement, StatementKind
from ingest.korean import letter_pairs, letters_of

_ARTICLE = re.compile(r"(?<![\d.])(?P<number>\d{1,4})\s?조(?:\s?의\s?(?P<branch>\d{1,2}))?(?!\s?원)")
_HEADS_ARTICLE = re.compile(r"제\s?\d+조(?:의\s?\d+)?\s?[(（]")
_TITLE = re.compile(r"제\s?\d+조(?:의\s?\d+)?\s?[(（]([^()（）]{2,40})[)）]")
_PARAGRAPH = re.compile(r"제?\s?(\d{1,2})\s?항")
_MARKER = re.compile(r"\s*([①-⑳]|\d{1,2}(?:의\d+)?\.|[가-하]\.)\s*")
_PARAGRAPHS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_LAW = re.compile(
    r"「[^」]{0,60}(?:법|법률|조례|규칙|규정|령|정관|협약|지침)(?:안)?」|[가-힣]{2,20}(?:법|조례|규칙|법률|시행령|정관)(?:\s?제\s?\d+조|에\s?따[라른]|에\s?근거)"
)
_NUMBERED = re.compile(r"제\s?\d+\s?조")
_LABELLED = re.compile(
    r"(?:법적|추진|설립|설치|검사|지원|편성|위탁|사업|관련|시행)?\s?근\s?거\s*[:：]|^관계?련?\s?법\s?[령규]\s*[:：]"
)
_BY_LAW = re.compile(r"에\s?(?:따라|따른|의거|의하|근거|의한)|근거(?:는|로|하)|규정")
_LABEL, _ARTICLE_NAMED, _SAID_TO_BE = 0.5, 0.15, 0.15
# Words that every line has that names a law.
_OF_LAW = frozenset(
    ["근거", "법", "법적", "법률", "법령", "조례", "규칙", "규정", "조항", "조", "추진", "시행", "명시", "뭐", "설명"]
)
_AS_NEAR = 0.75  # of what the line that meets most of the matter meets of it, for another to be of the same
_LEAST = 0.42  # of the letters of the matter's words
_AS_STRONG = 0.7  # of the strongest line's score
_MOST = 2
_CLEARLY = 2  # letter pairs of a paper's name, by which a question names it and not another
_ADDENDA = "부칙"
_LONGEST = 650  # characters of an article


def article_asked(question: Question) -> str:
    """The article whose text is asked for, as papers write it: 제13조, 제12조의2. Empty where none is."""
    match = _ARTICLE.search(question.plain) if question.asked is Asked.LEGAL else None
    if match is None:
        return ""
    return f"제{match['number']}조" + (f"의{match['branch']}" if match["branch"] else "")


def compose_legal(question: Question, evidence: Sequence[Evidence]) -> list[Point]:
    """The article asked for, whole; else the lines that name the law by which the matter is done."""
    if article := article_asked(question):
        return _article(question, article, evidence)
    matter = matter_of(question, _OF_LAW)
    if (titled := _titled(matter, evidence)) is not None:
        return [_clause(item) for item in _whole(titled, evidence)[:_MOST]]
    laws = [item for item in evidence if _LAW.search(item.statement.text) and not _is_title(item)]
    shares = [share_met(item, matter) for item in laws]
    least = max(_LEAST, _AS_NEAR * max(shares, default=0.0))
    named = [replace(item, score=item.score + _bonus(item)) for item, met in zip(laws, shares, strict=True) if met >= least]
    ranked = sorted(named, key=lambda item: -item.score)
    stated = [item for number, item in enumerate(ranked) if not number or (_is_labelled(item) and _is_labelled(ranked[0]))]
    stated = [item for item in stated if item.score >= _AS_STRONG * ranked[0].score][:_MOST]
    stated = list({_laws(item): item for item in reversed(stated)}.values())[::-1]
    return [*map(_as_ground, stated), *related(stated, evidence)] if stated else []


def _titled(matter: Sequence[str], evidence: Sequence[Evidence]) -> Evidence | None:
    """The article whose title has all of the matter: 제14조(디지털안내사의 배치). None where there is none."""
    for item in evidence:
        title = _TITLE.match(item.statement.text)
        if title is not None and len(matter) > 1 and all(letters_of(word) in letters_of(title[1]) for word in matter):
            return item
    return None


def _laws(item: Evidence) -> tuple[str, ...]:
    """The laws that a line names, with their articles: two papers often give the same ground."""
    return tuple(letters_of(law) for law in re.findall(r"「[^」]+」(?:\s?제\d+조)?", item.statement.text)) or (
        item.statement.text,
    )


def _bonus(item: Evidence) -> float:
    """What speaks for a line that names a law: that it is called the ground, names the article, says that it is done by it."""
    text = item.statement.text
    return _LABEL * _is_labelled(item) + _ARTICLE_NAMED * bool(_NUMBERED.search(text)) + _SAID_TO_BE * bool(_BY_LAW.search(text))


def _is_labelled(item: Evidence) -> bool:
    """Whether a line is called the ground, by itself or by what it stands under."""
    above = (*item.statement.context[-1:], *item.statement.section[-1:])
    return bool(_LABELLED.search(item.statement.text)) or any(re.search(r"근\s?거$", label) for label in above)


def _is_title(item: Evidence) -> bool:
    return item.statement.kind is StatementKind.HEADING or item.statement.text == item.hit.title


def _as_ground(item: Evidence) -> Point:
    """The line, led by what it is the ground of where it does not say so: `물빛천 수위 감지망 구축 - 추진근거 : …`"""
    point = _with_article_behind(quote_point(item), item)
    if point.text != item.statement.text or not _LABELLED.match(item.statement.text):
        return point
    name = name_above(item.hit, item.statement)
    is_plain = 2 <= len(name) <= 40 and not re.search(r"\d", name) and name not in point.text
    return replace(point, text=f"{name} - {point.text}") if is_plain else point


def _with_article_behind(point: Point, item: Evidence) -> Point:
    """The line with the next, where that was cut off it before the article: …, 「지방재정법」 / 제45조."""
    behind = next((other for other in item.hit.statements if other.span.start >= item.statement.span.end), None)
    if not point.text.endswith("」") or behind is None or not re.match(r"제\s?\d+조", behind.text):
        return point
    return replace(point, text=f"{point.text} {behind.text}", spans=(*point.spans, behind.span))


def _article(question: Question, article: str, evidence: Sequence[Evidence]) -> list[Point]:
    """The article of the paper whose name the question has most of, with all that stands under it; the paragraph alone if asked."""
    begins = re.compile(rf"{article}\s?[(（]")
    heads = [item for item in evidence if begins.match(item.statement.text)]
    if _ADDENDA in question.plain:
        heads = [item for item in heads if _ADDENDA in "".join(item.statement.section)] or heads
    if not heads:
        return []
    said = frozenset(question.pairs)
    best = max(heads, key=lambda item: (_named(item, said), item.score))
    text = _whole(best, evidence)
    if paragraph := _PARAGRAPH.search(question.plain.split("조", 1)[-1]):
        text = list(_paragraph(text, int(paragraph.group(1)))) or text
    points, length = _of_which(heads, best, said), 0
    for item in text:
        point = _clause(item)
        length += len(point.text)
        if length > _LONGEST and item is not text[0]:
            break
        points.append(point)
    return points


def _of_which(heads: Sequence[Evidence], best: Evidence, said: frozenset[str]) -> list[Point]:
    """`‘…’의 조문입니다.`, where several papers have an article of that number and the question names none of them more."""
    others = [item for item in heads if item.hit.document != best.hit.document]
    if not any(_named(item, said) >= _named(best, said) - _CLEARLY for item in others):
        return []
    return [Point(f"‘{best.hit.title}’에 실린 조문입니다.", best.hit, (best.statement.span,))]


def _named(item: Evidence, said: frozenset[str]) -> float:
    """How much of what the article's paper and its headings are called a question says."""
    name = frozenset(letter_pairs(" ".join((item.hit.title, item.hit.document, *item.statement.section))))
    return len(name & said) - (0.5 if _ADDENDA in "".join(item.statement.section) else 0.0)


def _whole(head: Evidence, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The article from its head up to where another begins, in the document's order."""
    behind = {
        item.statement.span: item
        for item in evidence
        if item.hit.document == head.hit.document and item.statement.span.start > head.statement.span.start
    }
    following = (behind[span] for span in sorted(behind))
    text = [head, *takewhile(lambda item: _goes_on(item.statement, head.statement), following)]
    subitems = [mark.group(1)[0] for item in text if (mark := _MARKER.match(_raw(item))) and mark.group(1)[0] >= "가"]
    if subitems[:1] in ([], ["가"]):
        return text
    return list(takewhile(lambda item: not _raw(item).lstrip().startswith(f"{subitems[0]}."), text))  # 나. is another list's


def _goes_on(statement: Statement, head: Statement) -> bool:
    return (
        not _HEADS_ARTICLE.match(statement.text)
        and (statement.kind is not StatementKind.HEADING or is_sentence(statement.text))
        and statement.kind is not StatementKind.ROW
        and statement.section[: len(head.section)] == head.section
    )


def _paragraph(text: Sequence[Evidence], number: int) -> Iterator[Evidence]:
    """The statements of one paragraph (②) of an article."""
    current = 0
    for item in text:
        mark = next((sign for sign in _PARAGRAPHS if sign in _raw(item)[:30]), "")
        current = _PARAGRAPHS.index(mark) + 1 if mark else current
        if current == number:
            yield item


def _clause(item: Evidence) -> Point:
    """A paragraph or an item, with its number."""
    mark = _MARKER.match(_raw(item))
    number = f"{mark.group(1)} " if mark and not item.statement.text.startswith(mark.group(1)) else ""
    return Point(f"{number}{item.statement.text}", item.hit, (item.statement.span,))


def _raw(item: Evidence) -> str:
    """A statement as it stands in the paper, its marker with it."""
    first = item.hit.span.start
    return item.hit.text[item.statement.span.start - first : item.statement.span.end - first]
