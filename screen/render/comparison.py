"""Render two runs side by side as HTML: pure functions. Everything that comes from outside is escaped here."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from eval.compare import Change, Comparison, Pair, Verdict
from eval.compare_text import VERDICTS
from eval.head import Head
from eval.result import Result
from eval.wording import difference_told, measure_told, type_told, value_told
from screen.render.answer import lines_html
from screen.render.documents import day_and_time
from screen.render.run import BACK_HTML, answer_parts

_SHOWN = 50  # questions of a list
_TIMES = "응답 시간의 차이 (그때 컴퓨터가 하던 다른 일에도 달라집니다)"


def comparison_html(before: Head, after: Head, found: Comparison, unlike: Sequence[str]) -> str:
    """What the two were made of otherwise, the measures whose difference is more than chance, and the questions that changed."""
    made = f"달라진 것: {', '.join(unlike)}" if unlike else "설정, 색인, 모델, 프로그램, 정답 파일이 모두 같습니다."
    head = f'{BACK_HTML}<h3 tabindex="-1">두 평가 견주기</h3><p class="reading">앞: {_name(before)}<br>뒤: {_name(after)}<br>{escape(made)}</p>'
    if not found.questions:
        return (
            f'{head}<p class="nothing">두 평가에 함께 있는 문항이 없어 견줄 수 없습니다. 같은 정답 파일의 평가를 고르십시오.</p>'
        )
    real = [change for change in found.changes if change.is_real and not _is_time(change)]
    times = [change for change in found.changes if change.is_real and _is_time(change)]
    same = [change for change in found.changes if not change.is_real]
    differences = (
        _changes(real, "우연으로 보기 어려운 차이")
        if real
        else '<p class="done">우연으로 보기 어려운 차이가 있는 지표가 없습니다.</p>'
    )
    return (
        f'{head}<p class="summary">함께 견준 {found.questions:,}문항 가운데 맞게 된 문항 {len(found.better):,}개, '
        f"틀리게 된 문항 {len(found.worse):,}개</p>{differences}{_changes(times, _TIMES) if times else ''}"
        f"<details><summary>차이를 알 수 없는 지표 {len(same):,}개</summary>{_changes(same, '차이를 알 수 없는 지표')}</details>"
        f"{_pairs('틀리게 된 문항', 'worse', found.worse)}{_pairs('맞게 된 문항', 'better', found.better)}"
        f"{_folded('맞고 틀림은 같고 답이 달라진 문항', found.otherwise)}{_apart(found)}"
    )


def _name(head: Head) -> str:
    return escape(f"{head.name} ({day_and_time(head.started)})")


def _is_time(change: Change) -> bool:
    return change.name.startswith("latency")


def _changes(changes: Sequence[Change], title: str) -> str:
    rows = "".join(
        f'<tr class="{change.verdict.value}"><th scope="row">{escape(measure_told(change.name))}</th>'
        f'<td class="number">{value_told(change.name, change.before)}</td><td class="number">{value_told(change.name, change.after)}</td>'
        f'<td class="number">{difference_told(change.name, change.grown)}</td>'
        f"<td>{VERDICTS[change.verdict] if change.verdict is not Verdict.SAME else '알 수 없음'}</td></tr>"
        for change in changes
    )
    return (
        f'<div class="table" role="region" tabindex="0" aria-label="{title}"><table><caption>{title}</caption><thead><tr><th scope="col">지표</th><th scope="col" class="number">앞</th>'
        f'<th scope="col" class="number">뒤</th><th scope="col" class="number">차이 (95% 신뢰구간)</th><th scope="col">판정</th></tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _pairs(title: str, kind: str, pairs: Sequence[Pair]) -> str:
    if not pairs:
        return ""
    more = f'<p class="reading">그 밖에 {len(pairs) - _SHOWN:,}문항</p>' if len(pairs) > _SHOWN else ""
    return f'<section class="{kind}"><h3>{title} {len(pairs):,}개</h3>{"".join(map(_pair, pairs[:_SHOWN]))}{more}</section>'


def _folded(title: str, pairs: Sequence[Pair]) -> str:
    cards = "".join(map(_pair, pairs[:_SHOWN]))
    return f"<details><summary>{title} {len(pairs):,}개</summary>{cards}</details>" if pairs else ""


def _pair(pair: Pair) -> str:
    before, after = pair
    return (
        f'<article class="miss"><h4>{escape(before.question)}</h4><p class="reading">{escape(type_told(before.type))} · {escape(before.id)}</p>'
        f"<dl><dt>정답</dt><dd>{lines_html(before.wanted) or '(답하지 않아야 함)'}</dd>"
        f"<dt>앞 {_mark(before)}</dt><dd>{answer_parts(before)}</dd><dt>뒤 {_mark(after)}</dt><dd>{answer_parts(after)}</dd></dl></article>"
    )


def _mark(result: Result) -> str:
    return '<span class="right">맞음</span>' if result.right else '<span class="wrong">틀림</span>'


def _apart(found: Comparison) -> str:
    """The questions that were not compared."""
    told = (
        ("id는 같고 질문이 달라 견주지 않은 문항", [pair.before.id for pair in found.reworded]),
        ("앞의 평가에만 있는 문항", [result.id for result in found.only_before]),
        ("뒤의 평가에만 있는 문항", [result.id for result in found.only_after]),
    )
    return "".join(
        f'<p class="reading">{title} {len(ids):,}개: {escape(", ".join(ids[:_SHOWN]))}{" …" if len(ids) > _SHOWN else ""}</p>'
        for title, ids in told
        if ids
    )
