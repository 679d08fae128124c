"""Render an answer as HTML: pure functions of an Answer. Everything that comes from outside is escaped here.

The HTML holds no blank line and no script: a chat that reads Markdown leaves it as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from assistant.cite import Place
from assistant.figure_tip import MARKS, figure_tip
from assistant.marked import Piece, marked_sentences
from assistant.types import Answer, Citation, FigureStatus, Hit, TableCell
from assistant.verify import RELATED
from ingest.units import DATE
from screen.page_view import check_of
from screen.render.pins import pin_attribute
from screen.render.struck import struck_html

_STEPS = {"understand": "질문 이해", "retrieve": "찾기", "compose": "답 만들기", "verify": "수치 확인", "generate": "언어 모델"}
NEAREST = 3  # passages shown where there is no answer


def answer_html(answer: Answer, key: str, shown: int | None = None) -> str:
    """The answer with its marks, citations and folds. `key` tells it from the others of a conversation.

    With `shown`, only so many sentences and no folds: an answer on its way.
    """
    if answer.abstained:
        return _box(
            "abstained", [*_followed(answer), _abstention(answer, key), *_readings(answer), *_notices(answer), _timings(answer)]
        )
    parts = [*_followed(answer), *_sentences(answer, key, shown)]
    if shown is None:
        parts += [struck_html(answer), *_readings(answer), *_notices(answer), _sources(answer, key), _timings(answer)]
    return _box("answer", parts)


def legend_html() -> str:
    """What the marks on figures mean."""
    marks = "".join(
        f'<span class="figure {status.value}" title="{escape(told)}"><sup>{mark}</sup> {name}</span>'
        for status, (mark, name, told) in MARKS.items()
    )
    return f'<div class="geungeo legend">수치 표시: {marks}</div>'


def _box(kind: str, parts: Sequence[str]) -> str:
    return f'<div class="geungeo {kind}">{"".join(parts)}</div>'


def _sentences(answer: Answer, key: str, shown: int | None) -> list[str]:
    """The sentences one by one, the table behind the answer's own, those under "함께 볼 대목" behind their headline."""
    parts, related = [], False
    table = _table(answer, key) if shown is None else []
    for sentence, pieces in marked_sentences(answer, shown):
        if sentence.role == "related" and not related:
            related = True
            parts += table
            parts.append(f'<p class="headline">{RELATED}</p>')
        text = "".join(_piece(piece, sentence.role, answer.citations) for piece in pieces)
        parts.append(f'<p class="{sentence.role}">{text} {_marks_of(sentence.citations, key)}</p>')
    return parts if related else [*parts, *table]


def _table(answer: Answer, key: str) -> list[str]:
    """The table beside the answer, each value with the number that opens its place."""
    if answer.table is None:
        return []
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in answer.table.columns)
    body = "".join(
        f"<tr>{''.join(_table_cell(cell, number, key) for number, cell in enumerate(row))}</tr>" for row in answer.table.rows
    )
    title = f"<caption>{escape(answer.table.title)}</caption>" if answer.table.title else ""
    return [f'<div class="table"><table>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>']


def _table_cell(cell: TableCell, number: int, key: str) -> str:
    tag, kind = ("th", ' scope="row"') if not number else ("td", ' class="number"' if cell.quantity is not None else "")
    marks = f" {_marks_of([cell.citation], key)}" if cell.citation is not None else ""
    return f"<{tag}{kind}>{escape(' '.join(cell.text.split()))}{marks}</{tag}>"


def _piece(piece: Piece, role: str, citations: Sequence[Citation]) -> str:
    """A piece of a sentence; a figure with its mark, and on hover, focus or tap what there is to know of it."""
    if piece.figure is None:
        return escape(piece.text)
    figure = piece.figure
    mark, name, _ = MARKS[figure.status]
    tip = escape("\n".join(figure_tip(figure, piece.text, citations))).replace("\n", "&#10;")  # no line end that Markdown sees
    # A verified date, or a figure beside the answer, needs no sign of its own: it would drown those that matter.
    quiet = figure.status is FigureStatus.VERIFIED and (figure.dimension == DATE or role == "related")
    sign = "" if quiet else f'<sup aria-label="{name}">{mark}</sup>'
    return f'<span class="figure {figure.status.value}" tabindex="0" data-tip="{tip}">{escape(piece.text)}{sign}</span>'


def _marks_of(citations: Sequence[int], key: str) -> str:
    """The numbers that open the cited places."""
    return "".join(
        f'<button type="button" class="cite" data-source="{escape(key)}-{index + 1}" aria-label="근거 {index + 1} 보기">[{index + 1}]</button>'
        for index in citations
    )


def _sources(answer: Answer, key: str) -> str:
    """The cited places, each with its quote marked in its context."""
    cards = "".join(citation_html(citation, f"{key}-{number}", number) for number, citation in enumerate(answer.citations, 1))
    return f'<details class="sources"><summary>근거 {len(answer.citations)}곳</summary>{cards}</details>'


def citation_html(citation: Citation, id: str, number: int) -> str:
    """A cited place: document, page or paragraph, section, and the quote marked within the text around it."""
    quote = f"{lines_html(citation.before, 'end')}<mark>{lines_html(citation.quote)}</mark>{lines_html(citation.after, 'start')}"
    return card_html(citation, escape(id), number, quote, _others(citation))


def card_html(shown: Citation | Place, id: str, number: int, quote: str, beside: str = "", attributes: str = "") -> str:
    """The card of a place that was cited or found: title, place, who says it, and the quote, which is HTML already."""
    said = f'<div class="said">{escape(shown.utterance.line)}</div>' if shown.utterance is not None else ""
    return (
        f'<article class="source" id="{id}"{attributes}{_asked(shown)}{pin_attribute(shown)}><header><b>[{number}] {escape(shown.title)}</b>'
        f"{place_html(shown.document, shown.place, shown.section)}{said}{beside}</header>"
        f'<blockquote tabindex="0">{quote}</blockquote></article>'
    )


def _asked(shown: Citation | Place) -> str:
    """By what the page of a place is asked for: `page_view.Asked` as attributes."""
    start, end = shown.span
    return (
        f' data-document="{escape(shown.document)}" data-page="{shown.page}" data-start="{start}" data-end="{end}"'
        f' data-check="{check_of(shown.quote)}"'
    )


def _others(citation: Citation) -> str:
    """Where the same passage stands besides."""
    told = ", ".join(f"{other.title} {other.place}".strip() for other in citation.others)
    return f'<div class="others">같은 내용: {escape(told)}</div>' if told else ""


def place_html(document: str, place: str, section: Sequence[str]) -> str:
    """Where a passage stands: page or paragraph, section, file."""
    where = " · ".join(filter(None, (place, " › ".join(section))))
    return f'<div class="place">{escape(where)}<br><span class="file">{escape(document)}</span></div>'


def lines_html(text: str, cut: str = "") -> str:
    """The document's text as it stands, with its line breaks; `cut` says at which end it was cut off."""
    body = re.sub(r"\s*\n\s*", "<br>", escape(text))
    if not text:
        return ""
    return f"…{body}" if cut == "end" else f"{body}…" if cut == "start" else body


def _abstention(answer: Answer, key: str) -> str:
    """That there is no answer, and the nearest places as such."""
    nearest = "".join(_nearest(hit, f"{key}-{number}", number) for number, hit in enumerate(answer.hits[:NEAREST], 1))
    near = f'<p class="headline">가장 가까운 대목 (답이 아닙니다)</p>{nearest}' if nearest else ""
    return f'<p class="nothing">{escape(answer.text)}</p>{near}'


def _nearest(hit: Hit, id: str, number: int) -> str:
    return (
        f'<article class="source" id="{escape(id)}"><header><b>{number}. {escape(hit.title)}</b>{place_html(hit.document, hit.place, hit.section)}'
        f'</header><blockquote tabindex="0">{lines_html(hit.text)}</blockquote></article>'
    )


def _readings(answer: Answer) -> list[str]:
    """Where was looked, if not everywhere, and what of the question was read otherwise than typed: a year, a slip."""
    scope = [f"찾은 범위: {answer.scope}"] if answer.scope else []
    return [f'<p class="reading">{escape(told)}</p>' for told in (*scope, *answer.question.readings[len(_followed(answer)) :])]


def _followed(answer: Answer) -> list[str]:
    """How a question was read on from those before it, above the answer."""
    told = answer.question.readings[:1] if answer.question.typed else ()
    return [f'<p class="reading followed">{escape(line)}</p>' for line in told]


def _notices(answer: Answer) -> list[str]:
    return [f'<p class="notice">※ {escape(notice)}</p>' for notice in answer.notices]


def _timings(answer: Answer) -> str:
    """How the question was understood and how long each step took, behind a fold."""
    steps = ", ".join(f"{_STEPS.get(step, step)} {milliseconds:,.0f}ms" for step, milliseconds in answer.made.timings.items())
    years = ", ".join(f"{year}년" for year in answer.question.years)
    understood = f"묻는 것: {_ASKED[answer.question.asked.value]}" + (f" · 연도: {years}" if years else "")
    words = ", ".join(word.removesuffix("/V") for word in answer.question.words)
    beside = ", ".join(dict.fromkeys(f"{item.said} → {item.official}" for item in answer.question.alternatives))
    told = f"<p>함께 찾은 말: {escape(beside)}</p>" if beside else ""
    told += f"<p>쓴 것: 언어 모델 {escape(answer.made.llm)} (문장마다 근거를 확인했습니다)</p>" if answer.made.llm else ""
    return f'<details class="steps"><summary>질문을 이렇게 읽었습니다</summary><p>{escape(understood)} · 낱말: {escape(words)}</p>{told}<p>{escape(steps)}</p></details>'


_ASKED = {
    "figure": "수치",
    "date": "날짜",
    "person": "사람·부서",
    "list": "목록",
    "reason": "이유·의견",
    "yesno": "예·아니오",
    "place": "위치",
    "comparison": "비교",
    "definition": "뜻",
    "legal": "법적 근거",
    "statement": "발언",
    "summary": "요약",
}
