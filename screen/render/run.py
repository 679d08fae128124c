"""Render a run as HTML: measures, types, misses with their passages. Pure functions; what comes from outside is escaped here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from html import escape
from urllib.parse import quote as percent
from urllib.parse import urlencode

from eval.head import Head
from eval.measures.registry import MEASURES
from eval.report import Report
from eval.result import Cited, Ranked, Result
from eval.wording import interval_told, measure_told, type_told
from screen.page_view import check_of
from screen.render.answer import lines_html
from screen.render.documents import day_and_time

_HEADLINE = (
    "answered_right",
    "evidence_recall@5",
    "right_source_cited",
    "citation_precision",
    "wrongly_abstained",
    "numbers_unsupported",
    "errors",
    "latency_p50",
    "latency_p95",
)
_MARK = re.compile(r"\[(\d{1,3})\]")
_AT_ONCE = 20  # misses
_LINE = 110  # characters of a passage on its button
BACK_HTML = '<div class="row"><button type="button" class="tool" data-get="runs">← 지난 평가</button></div>'


def run_html(head: Head, found: Report, results: Sequence[Result]) -> str:
    """A run: what it was made of, its measures with intervals, right answers by type, and what it got wrong."""
    unasked = (
        f'<p class="notice">묻지 않은 {found.unasked:,}문항은 틀린 것으로 셉니다. 목록에서 ‘이어서’를 누르면 마저 묻습니다.</p>'
        if found.unasked
        else ""
    )
    others = [name for name in found.measures if name not in _HEADLINE and (name in MEASURES or "latency" in name)]
    return (
        f'{BACK_HTML}<h3 tabindex="-1">{escape(head.name)}</h3><p class="reading">{_made_of(head)}</p>{unasked}'
        f"{_measures(found, [name for name in _HEADLINE if name in found.measures], '주요 지표')}{_types(found)}"
        '<p class="reading">괄호 안은 95% 신뢰구간입니다. 문항을 바꾸어 다시 재도 대체로 이 사이에 듭니다.</p>'
        f"<details><summary>모든 지표</summary>{_measures(found, others, '그 밖의 지표')}</details>"
        f'<section class="misses" data-run="{escape(percent(head.id))}">{misses_html(results)}</section>'
    )


def misses_html(results: Sequence[Result], type: str = "", start: int = 0) -> str:
    """Some of the questions that were answered wrong, of a type or of all, from one on; the first come with the filter."""
    missed = [result for result in results if not result.right]
    shown = [result for result in missed if type in ("", result.type)]
    cards = "".join(map(_miss, shown[start : start + _AT_ONCE]))
    left = len(shown) - start - _AT_ONCE
    more = (
        f'<div class="row"><button type="button" class="tool more" data-type="{escape(type)}" data-from="{start + _AT_ONCE}">'
        f"{min(left, _AT_ONCE)}문항 더 보기 (남은 {left:,}문항)</button></div>"
        if left > 0
        else ""
    )
    return f"{cards}{more}" if start else f"{_filter(missed, type)}{cards}{more}"


def card_button(query: dict[str, str | int], label: str, line: str, aria: str, kind: str = "found") -> str:
    """A button that opens a passage in the pane, once its card is fetched."""
    text = f'<span class="place">{label}</span><span class="line">{line}</span>' if line else label
    return (
        f'<button type="button" class="{kind}" data-card="{escape(urlencode(query))}"{f" aria-label={chr(34)}{aria}{chr(34)}" if aria else ""}>'
        f"{text}</button>"
    )


def answer_parts(result: Result) -> str:
    """What was answered, with the places that it cites."""
    if result.error:
        return f'<span class="notice">오류: {escape(result.error)}</span>'
    return _MARK.sub(lambda mark: _cited(result.citations, mark), lines_html(result.given))


def _made_of(head: Head) -> str:
    models = ", ".join(filter(None, (head.models.embedding, head.models.llm)))
    ended = f"{day_and_time(head.ended)} 끝남" if head.ended else "끝나지 않음"
    return escape(
        f"정답 파일 {head.gold.name} · 문항 {head.gold.questions:,}개 · 문서 {len(head.index.documents):,}개 · 모델 {models} · "
        f"프로그램 {head.code.version} · {day_and_time(head.started)} 시작, {ended}"
    )


def _measures(found: Report, names: Sequence[str], title: str) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(measure_told(name))}</th><td class="number">{interval_told(name, found.measures[name])}</td></tr>'
        for name in names
    )
    return f'<div class="table" role="region" tabindex="0" aria-label="{title}"><table><caption>{title}</caption><tbody>{rows}</tbody></table></div>'


def _types(found: Report) -> str:
    rows = []
    for type in found.types:
        name = f"answered_right.{type}"
        counted = found.counts[name]
        rows.append(
            f'<tr><th scope="row">{escape(type_told(type))}</th><td class="number">{counted.part:,.0f}/{counted.whole:,.0f}</td>'
            f'<td class="number">{interval_told(name, found.measures[name])}</td></tr>'
        )
    return (
        '<div class="table" role="region" tabindex="0" aria-label="유형별 정답"><table><caption>유형별 정답</caption><thead><tr><th scope="col">유형</th><th scope="col" class="number">맞음</th>'
        f'<th scope="col" class="number">비율</th></tr></thead><tbody>{"".join(rows)}</tbody></table></div>'
    )


def _filter(missed: Sequence[Result], type: str) -> str:
    """The head of the misses, with the choice of a type."""
    if not missed:
        return '<h3>틀린 문항</h3><p class="done">틀린 문항이 없습니다.</p>'
    counts = Counter(result.type for result in missed)
    options = "".join(
        f'<option value="{escape(name)}"{" selected" if name == type else ""}>{escape(type_told(name))} ({number:,})</option>'
        for name, number in counts.most_common()
    )
    return (
        f'<h3>틀린 문항 {len(missed):,}개</h3><label class="of-type">유형<select class="miss-type"><option value="">모두 ({len(missed):,})</option>'
        f"{options}</select></label>"
    )


def _miss(result: Result) -> str:
    """A question that was answered wrong: wanted, given, where the evidence is, and the passages found."""
    evidence = " ".join(
        card_button(
            {"document": place.document, "quote": place.quote},
            f"정답 근거 {number}",
            lines_html(f"{place.document} “{_short(place.quote)}”"),
            "",
        )
        for number, place in enumerate(result.evidence, 1)
    )
    passages = "".join(_passage(passage, number) for number, passage in enumerate(result.passages, 1))
    found = (
        f"<details><summary>찾은 대목 {len(result.passages)}곳{_rank(result)}</summary>{passages}</details>" if passages else ""
    )
    return (
        f'<article class="miss"><h4>{escape(result.question)}</h4><p class="reading">{escape(type_told(result.type))} · {escape(result.id)}</p>'
        f"<dl><dt>정답</dt><dd>{lines_html(result.wanted) or '(답하지 않아야 함)'}</dd><dt>답</dt><dd>{answer_parts(result)}</dd></dl>"
        f"{evidence}{found}</article>"
    )


def _rank(result: Result) -> str:
    """Where among the passages the evidence stands: whether the search missed or the answer."""
    counted = result.measures.get("mrr@10")
    if counted is None:
        return ""
    return f", 정답 근거는 {round(1 / counted.part)}번째" if counted.part else ", 정답 근거는 여기에 없음"


def _passage(passage: Ranked, number: int) -> str:
    end = passage.start + len(passage.text)
    query = {**_asked(passage.document, passage.start, end, passage.text, number), "whole": 1}
    label = escape(" · ".join(filter(None, (f"[{number}] {passage.document}", passage.place))))
    return card_button(query, label, lines_html(_short(passage.text)), "")


def _cited(citations: Sequence[Cited], mark: re.Match[str]) -> str:
    """The button in the place of `[1]`; the mark as it is where the answer has no such citation."""
    number = int(mark[1])
    if not 0 < number <= len(citations):
        return mark[0]
    citation = citations[number - 1]
    end = citation.start + len(citation.quote)
    query = _asked(citation.document, citation.start, end, citation.quote, number)
    return card_button(query, f"[{number}]", "", f"근거 {number} 보기", "cite")


def _asked(document: str, start: int, end: int, text: str, number: int) -> dict[str, str | int]:
    return {"document": document, "start": start, "end": end, "check": check_of(text), "number": number}


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"{line[:_LINE]}…" if len(line) > _LINE else line
