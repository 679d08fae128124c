"""What is to be summarised: the paper that a question names, and of it the section, the programme or the part."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.parts import PART_ASKED, holds_swallowed_heading, is_of_part, part_heading, runs_on
from assistant.retrieve import as_hit
from assistant.types import Hit, Question
from index.filters import Described, Filters
from index.store import Store
from ingest.document import Statement, StatementKind
from ingest.korean import letters_of
from ingest.metadata import name_words

# What papers of each kind are called in questions.
_CALLED: Mapping[str, str] = {
    "업무보고": r"업무\s?보고",
    "검토보고서": r"검토\s?보고|검토\s?의견",
    "회의록": r"회의록|\d+\s?[회차]\s?(?:회의|임시회|정례회|[가-힣]*위원회)|회의",
    "감사 처리결과": r"행감|행정\s?사무\s?감사|처리\s?결과",
    "예산·결산": r"결산|추경|추가경정|예산서|예산\s?총괄",
    "조례·의안": r"조례안|동의안|개정안|의안|조례",
}
_YEAR_BEFORE = r"(?:(?:19|20)?(?P<year>\d\d)\s?년도?|(?:19|20)(?P<fiscal>\d\d)\s?회계\s?연도)\S{0,4}\s(?:\S+\s){0,3}?\S*"
_SESSION = re.compile(r"(\d{2,4})\s?회")
_CALLED_SO = 0.5  # more for what the title itself says
_KIND, _YEAR, _OTHER_YEAR, _OF_SESSION, _WORD = 2.0, 1.5, -2.0, 2.0, 0.7
_MANY_WORDS = 4  # of a title, that nobody says but to name the paper
_NAMED = 2.0  # what a paper must have for the question to name it
_MOST_PAPERS, _MOST_READ, _MOST_PASSAGES = 12, 3, 260
_MARKS = "□○◯●■◇◆▶▷-–·ㆍ•*※①②③④⑤⑥⑦⑧⑨"
_PART_OF_PAPER = re.compile(r"제안\s?이유|검토\s?의견|종합\s?의견")
_SEVERAL = 3  # statements that make a subject; of fewer another paper may say more
_WHOLE, _MOSTLY = 0.99, 0.7  # of the words of a topic
# Words that say what is wanted of a topic, and are none.
_NO_TOPIC = frozenset(
    [
        "내용",
        "주요",
        "현황",
        "사항",
        "건",
        "관련",
        "대한",
        "보고",
        "보고서",
        "자료",
        "문서",
        "사업",
        "설명",
        "처리",
        "나오/V",
        "어떻/V",
        "되/V",
        "이루어지/V",
        "추진",
        "부분",
        "부탁",
        "결과",
        "상황",
        "안",
        "것",
        "회의",
        "회의록",
        "회",
        "의견서",
        "의견",
        "검토",
        "계획서",
        "업무",
        "올해",
        "작년",
        "이번",
        "전반",
        "문제점",
        "제",
        "차",
        "위원회",
        "진행",
        "이야기",
        "논의",
        "말",
        "오가/V",
        "하/V",
        "호",
    ]
)


@dataclass(frozen=True, slots=True)
class _Paper:
    """A paper that may be meant, with the hits that were found in it, and how surely the question names it."""

    described: Described
    title: str
    named: float


def subject_of(
    store: Store, question: Question, hits: Sequence[Hit], rarity: Callable[[str], float], filters: Filters
) -> list[tuple[Hit, frozenset[int]]]:
    """The passages to be summarised in order, each with the numbers of those of its statements that belong to the subject.

    Empty where no paper and no section of one is meant.
    """
    papers = _papers(store, question, hits, filters)
    best = papers[0] if papers and papers[0].named >= _NAMED else None
    few: list[tuple[Hit, frozenset[int]]] = []
    for paper in [best] if best else _with_heading(question, papers, hits, rarity)[:_MOST_READ]:
        name = name_words(paper.title, paper.described.name) if best else frozenset[str]()
        topic = _topic(question, name, rarity)
        if not topic and best is None:
            return []
        chosen = _chosen(question, _passages(store, paper.described, hits), topic, paper)
        if sum(len(numbers) for _, numbers in chosen) >= _SEVERAL:
            return chosen
        few = few or chosen
    return few


def _with_heading(
    question: Question, papers: Sequence[_Paper], hits: Sequence[Hit], rarity: Callable[[str], float]
) -> list[_Paper]:
    """The papers with those first that have a heading of the topic, of the year asked for, else the newest."""
    topic = _topic(question, frozenset(), rarity)
    headed = {
        hit.document
        for hit in hits
        for label in (*hit.section, *(holds_swallowed_heading(statement.text) for statement in hit.statements))
        if label and _share(label, topic) >= _MOSTLY
    }

    def standing(paper: _Paper) -> tuple[bool, bool, int]:
        year = paper.described.year or 0
        return not question.years or year in question.years, paper.described.name in headed, year if headed else 0

    return sorted(papers, key=standing, reverse=True)


def _papers(store: Store, question: Question, hits: Sequence[Hit], filters: Filters) -> list[_Paper]:
    """The papers that were found, and those of a kind that the question names; those that it names most surely first."""
    titles = {hit.document: hit.title for hit in hits}
    allowed = store.allowed(filters)
    of_kind = [item for item in allowed if item.name not in titles and says_kind(question, item.kind)]
    wanted = [item for item in allowed if item.name in titles] + sorted(of_kind, key=lambda item: -(item.year or 0))[
        :_MOST_PAPERS
    ]
    found = []
    for item in wanted:
        title = titles.get(item.name) or next((row.title for row in store.passages([item.first_passage])), item.name)
        found.append(_Paper(item, title, _named(question, item, title)))
    rank = {name: number for number, name in enumerate(titles)}
    return sorted(found, key=lambda paper: (-paper.named, rank.get(paper.described.name, len(rank))))


def _named(question: Question, item: Described, title: str) -> float:
    """How surely a question names a paper: by its kind, year, session and the words of its title."""
    said = says_kind(question, item.kind)
    is_called = any(
        letters_of(match.group()) in letters_of(title)
        for called in _CALLED.values()
        for match in re.finditer(called, question.plain)
    )
    words = name_words(title, item.name) & set(question.words)
    score = _KIND * (said or is_called) + _CALLED_SO * is_called + _WORD * len({word for word in words if not word.isdigit()})
    year = _year_said(question, item.kind)
    if year is not None and item.year is not None:
        score += _YEAR if year in {item.year, *item.imprint.fiscal_years} else _OTHER_YEAR
    if (session := _SESSION.search(question.plain)) and item.imprint.session:
        score += _OF_SESSION if session.group(1) in item.imprint.session else _OTHER_YEAR
    # Words alone are the topic's as often as the paper's: 키오스크 체험관.
    nouns = [word for word in question.words if not word.isdigit() and not word.endswith("/V")]
    is_titled = len(words) >= _MANY_WORDS and 2 * len(words) >= len(nouns)
    return score if said or is_called or is_titled or (session and score > _OF_SESSION) else min(score, _NAMED - 0.1)


def says_kind(question: Question, kind: str) -> bool:
    """Whether a question names a kind of paper, as questions call it."""
    return kind in _CALLED and re.search(_CALLED[kind], question.plain) is not None


def _year_said(question: Question, kind: str) -> int | None:
    """The year that a question puts before the kind of paper: 2024년 업무보고에서 2023년 실적; else the one year that it has."""
    if match := re.search(_YEAR_BEFORE + rf"(?:{_CALLED.get(kind, '$^')})", question.plain):
        return 2000 + int(match["year"] or match["fiscal"])
    return question.years[0] if len(question.years) == 1 else None


def _topic(question: Question, name: frozenset[str], rarity: Callable[[str], float]) -> dict[str, float]:
    """The words of what is to be summarised, but for those that name the paper or a part of it, with their weights."""
    called = [match.group() for words in _CALLED.values() for match in re.finditer(words, question.plain)] if name else []
    parts = {*PART_ASKED.findall(question.plain), *called}
    inside = {word for word in question.words if any(word.removesuffix("/V") in part for part in parts)}
    return {
        word: rarity(word)
        for word in question.words
        if word not in name and word not in inside and word not in _NO_TOPIC and not word.isdigit() and not word.endswith("/V")
    }


def _passages(store: Store, described: Described, hits: Sequence[Hit]) -> list[Hit]:
    """The paper's passages in order; of a very long one those around what was found."""
    numbers = list(range(described.first_passage, described.last_passage + 1))
    if len(numbers) > _MOST_PASSAGES:
        found = [hit.passage_id for hit in hits if hit.document == described.name] or numbers[:1]
        reach = _MOST_PASSAGES // (2 * len(found)) + 1
        numbers = [number for number in numbers if any(abs(number - other) <= reach for other in found)]
    return [as_hit(passage, score=0.0) for passage in store.passages(numbers)]


def _chosen(
    question: Question, passages: Sequence[Hit], topic: Mapping[str, float], paper: _Paper
) -> list[tuple[Hit, frozenset[int]]]:
    """The statements of the topic, and of the part and the years asked for where there are such."""
    flat = [(hit, number, statement) for hit in passages for number, statement in enumerate(hit.statements)]
    inside = _of_topic(flat, topic) if topic else {key for key, _ in _keyed(flat)}
    if not inside:
        return []
    narrowed = _of_part(question, flat, inside, paper, whole=not topic)
    if not narrowed and _PART_OF_PAPER.search(question.plain):  # 출연 동의안 제안이유: the topic is what the paper is about
        narrowed = _of_part(question, flat, {key for key, _ in _keyed(flat)}, paper, whole=True)
    inside = narrowed or inside
    inside = _of_years(question, flat, inside, paper) or inside
    kept = {hit.passage_id: hit for hit, _, _ in flat}
    numbers: dict[int, set[int]] = {}
    for passage, number in sorted(inside):
        numbers.setdefault(passage, set()).add(number)
    return [(kept[passage], frozenset(found)) for passage, found in numbers.items()]


_Flat = Sequence[tuple[Hit, int, Statement]]
_Key = tuple[int, int]


def _keyed(flat: _Flat) -> Iterator[tuple[_Key, Statement]]:
    return (((hit.passage_id, number), statement) for hit, number, statement in flat)


def _of_topic(flat: _Flat, topic: Mapping[str, float]) -> set[_Key]:
    """The statements under a heading that names the topic; with them, or where there is none, those that name it themselves."""
    few: set[_Key] = set()
    for least in (_WHOLE, _MOSTLY):
        found, heads, swallowed = set[_Key](), set[str](), ""
        last: Statement | None = None
        for hit, number, statement in flat:
            heads |= {label for label in statement.section if label not in heads and _share(label, topic) >= least}
            if last is None or statement.section != last.section:
                swallowed = ""
            under = any(label in heads for label in statement.section) and not swallowed
            own = _share(" ".join((statement.text, *statement.context)), topic) >= least
            goes_on = last is not None and _goes_on(hit, last, statement) and (hit.passage_id, number - 1) in found
            if under or own or goes_on or (swallowed and _share(swallowed, topic) >= least):
                found.add((hit.passage_id, number))
            swallowed, last = holds_swallowed_heading(statement.text) or swallowed, statement
        if len(found) >= _SEVERAL:
            return found
        few = few or found
    return few


def _goes_on(hit: Hit, last: Statement, statement: Statement) -> bool:
    """Whether a sentence stands in one line or bullet with the one before it, or goes on with what that said."""
    if last.kind is not StatementKind.SENTENCE or statement.kind is not StatementKind.SENTENCE:
        return False
    start = hit.span.start
    between = hit.text[last.span.end - start : statement.span.start - start]
    opens = hit.text[last.span.start - start : last.span.start - start + 2].strip()[:1]
    is_in_bullet = opens in _MARKS and hit.text[statement.span.start - start : statement.span.start - start + 1] not in _MARKS
    return runs_on(statement.text) or (is_in_bullet and between.count("\n") < 2 and statement.section == last.section)


def _share(text: str, topic: Mapping[str, float]) -> float:
    """How much of a topic a text names, by the weight of its words."""
    letters, total = letters_of(text).lower(), sum(topic.values()) or 1.0
    return sum(weight for word, weight in topic.items() if word.removesuffix("/V").lower() in letters) / total


def _of_part(question: Question, flat: _Flat, inside: set[_Key], paper: _Paper, *, whole: bool) -> set[_Key]:
    """Of some statements those of the part asked for: 실적, 예산, 검토의견; not what the paper itself is called, 처리결과 보고.

    A section called 주요내용 is that of the `whole` paper.
    """
    title = letters_of(paper.title)
    parts = [letters_of(part) for part in PART_ASKED.findall(question.plain)]
    parts = [part for part in parts if part not in title and (whole or part != "주요내용")]
    found: set[_Key] = set()
    current = ""
    for key, statement in _keyed(flat):
        if statement.kind is StatementKind.HEADING:
            current = ""
        current = part_heading(statement.text) or current
        if key in inside and any(is_of_part(part, statement, current) for part in parts):
            found.add(key)
    return found


def _of_years(question: Question, flat: _Flat, inside: Iterable[_Key], paper: _Paper) -> set[_Key]:
    """Of some statements those that speak of the years asked for, besides the paper's own."""
    years = {year for year in question.years if year != _year_said(question, paper.described.kind) or len(question.years) == 1}
    if not years or years == {paper.described.year}:
        return set()
    kept = set(inside)
    return {
        key
        for key, statement in _keyed(flat)
        if key in kept
        and (years & set(statement.years) or any(str(year) in label for year in years for label in statement.section))
    }
