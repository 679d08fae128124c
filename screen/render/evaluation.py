"""Render where runs are begun and listed as HTML: pure functions. Everything that comes from outside is escaped here."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import quote as percent

from eval.checking.problem import Problem
from eval.job import Progress, Stage
from eval.result import Result
from eval.statistics import values
from eval.summary import Summary
from eval.wording import measure_told, value_told
from screen.render.documents import EMPTY, day_and_time, time_of

SHELL_HTML = (
    '<div class="geungeo evaluation"><nav class="row" aria-label="평가에서 할 일">'
    '<button type="button" class="tool" data-get="runs" aria-current="page">평가하기</button>'
    '<button type="button" class="tool" data-get="drafts">문항 만들기</button></nav>'
    '<p class="told" role="status"></p><div class="view"></div></div>'
)
_NO_GOLD = "정답 파일이 아직 없습니다. JSONL 파일을 올리거나, ‘문항 만들기’에서 문항을 받아 만드십시오."
_NO_RUNS = "아직 한 평가가 없습니다. 위에서 정답 파일을 고르고 ‘시작’을 누르십시오."
_STAGES = {
    Stage.ASKING: "묻는 중",
    Stage.STOPPING: "지금 문항까지만 묻고 멈춥니다",
    Stage.STOPPED: "멈춤",
    Stage.DONE: "끝났습니다",
    Stage.FAILED: "끝내지 못했습니다",
}
_FIRST = ("answered_right", "evidence_recall@5", "right_source_cited", "latency_p50", "errors")  # measures shown on the way
_PROBLEMS_SHOWN = 200


def start_html(files: Sequence[str], chosen: str, has_documents: bool, progress: Progress | None) -> str:
    """The form to begin a run, and the one that is made or was last."""
    if not has_documents:
        return f'<p class="nothing">{EMPTY}</p>'
    upload = '<label class="tool upload">정답 파일 올리기<input type="file" class="gold-file" accept=".jsonl,.json,.txt"></label>'
    if not files:
        return f'<section class="begin"><p class="nothing">{_NO_GOLD}</p><div class="row">{upload}</div></section>'
    options = "".join(
        f'<option value="{escape(name)}"{" selected" if name == chosen else ""}>{escape(name)}</option>' for name in files
    )
    return (
        '<section class="begin"><form class="begin-run"><label>정답 파일'
        f'<select name="gold" class="gold">{options}</select></label>'
        '<label>평가의 이름<input name="name" maxlength="80" placeholder="정답 파일의 이름" autocomplete="off"></label>'
        f'<button type="submit" class="tool chief">시작</button>{upload}'
        '<a class="tool take-away" download>내려받기</a></form>'
        f'<div class="job">{progress_html(progress)}</div><div class="flaws"></div></section>'
    )


def progress_html(progress: Progress | None) -> str:
    """How far the run has come that is being made, with its first measures; how the last one ended."""
    if progress is None:
        return '<div class="progress" data-working="0"></div>'
    done, questions = len(progress.results), progress.run.head.gold.questions
    left = ""
    if progress.stage is Stage.ASKING:
        left = "남은 시간을 재고 있습니다" if progress.seconds_left is None else f"남은 시간 약 {time_of(progress.seconds_left)}"
    told = ", ".join(filter(None, (f"{done:,}/{questions:,}문항", _STAGES[progress.stage], left)))
    why = f'<p class="notice">{escape(progress.told)}</p>' if progress.told else ""
    bar = (
        f'<progress value="{done}" max="{questions}" aria-label="물은 문항"></progress>'
        '<div class="row"><button type="button" class="tool" data-post="stop">멈춤</button></div>'
        if progress.is_working
        else ""
    )
    return (
        f'<div class="progress {progress.stage.value}" data-working="{int(progress.is_working)}">'
        f'<p class="summary"><b>{escape(progress.run.head.name)}</b> {told}</p>{why}{_measures(progress.results)}{bar}</div>'
    )


def _measures(results: Sequence[Result]) -> str:
    """The first measures of what was asked so far."""
    if not results:
        return ""
    found = values(results)
    right = sum(result.right for result in results)
    parts = [f"<div><dt>{escape(measure_told(name))}</dt><dd>{value_told(name, found.get(name))}</dd></div>" for name in _FIRST]
    return f'<dl class="facts"><div><dt>맞음</dt><dd>{right:,}/{len(results):,}</dd></div>{"".join(parts)}</dl>'


def flaws_html(problems: Sequence[Problem]) -> str:
    """What is wrong or doubtful in a gold file: the errors open, the doubts behind a fold."""
    errors = [problem for problem in problems if problem.flaw.is_error]
    doubts = [problem for problem in problems if not problem.flaw.is_error]
    if not problems:
        return '<p class="done">문항에서 잘못된 곳을 찾지 못했습니다.</p>'
    told = f'<p class="notice">잘못된 문항이 있습니다. 그대로 시작할 수 있으나 {len(errors):,}곳을 고치는 것이 좋습니다.</p>'
    return "".join(
        (
            f"{told}{problems_html(errors)}" if errors else "",
            f"<details><summary>살펴볼 문항 {len(doubts):,}곳</summary>{problems_html(doubts)}</details>" if doubts else "",
        )
    )


def problems_html(problems: Sequence[Problem]) -> str:
    """Flaws as a list: which item, what was found, what to do."""
    rows = "".join(
        f'<li class="{"error" if problem.flaw.is_error else "doubt"}"><b>{escape(problem.flaw.value)}</b> '
        f'<span class="file">{escape(problem.item)}</span> {escape(problem.question)}'
        f'<span class="found-flaw">{escape(problem.found)} {escape(problem.remedy)}</span></li>'
        for problem in problems[:_PROBLEMS_SHOWN]
    )
    more = len(problems) - _PROBLEMS_SHOWN
    left = f"<li>그 밖에 {more:,}곳</li>" if more > 0 else ""
    return f'<ul class="problems">{rows}{left}</ul>'


def runs_html(found: Sequence[Summary], working: str, has_gold: bool) -> str:
    """The runs that are kept, the newest first; `working` is the id of the one that is being made."""
    if not found:
        told = f'<h3 tabindex="-1">지난 평가</h3><p class="reading">{_NO_RUNS}</p>' if has_gold else ""
        return f'<section class="runs">{told}</section>'
    rows = "".join(_run(summary, summary.run.head.id == working) for summary in found)
    compare = (
        '<div class="row"><button type="button" class="tool compare" disabled>고른 두 평가 견주기</button></div>'
        if len(found) > 1
        else ""
    )
    return (
        f'<section class="runs"><h3 tabindex="-1">지난 평가</h3>{compare}<div class="table"><table><thead><tr>'
        '<th scope="col"><span class="unseen">견줌</span></th><th scope="col">이름</th><th scope="col">때</th>'
        '<th scope="col">문항</th><th scope="col">정답</th><th scope="col">상태</th><th scope="col">할 일</th>'
        f"</tr></thead><tbody>{rows}</tbody></table></div></section>"
    )


def _run(summary: Summary, is_working: bool) -> str:
    head = summary.run.head
    name, id, questions = escape(head.name), escape(percent(head.id)), head.gold.questions
    right = f"{100 * summary.right / questions:.1f}%" if summary.run.is_done and questions else f"맞음 {summary.right:,}"
    state = "끝남" if summary.run.is_done else "묻는 중" if is_working else f"멈춤 {summary.asked:,}/{questions:,}"
    go_on = (
        f'<button type="button" class="tool" data-post="resume/{id}" aria-label="{name} 이어서">이어서</button>'
        if not summary.run.is_done and not is_working
        else ""
    )
    remove = (
        ""
        if is_working
        else f'<button type="button" class="tool" data-sure="정말 지울까요?" data-post="remove/{id}" aria-label="{name} 지우기">지우기</button>'
    )
    return (
        f'<tr><td><input type="checkbox" class="chosen" value="{escape(head.id)}" aria-label="{name} 견주려고 고르기"></td>'
        f'<th scope="row"><button type="button" class="open-run" data-get="run/{id}">{name}</button>'
        f'<span class="file">{escape(head.gold.name)}</span></th><td data-name="때">{day_and_time(head.started)}</td>'
        f'<td data-name="문항">{questions:,}</td><td data-name="정답">{right}</td><td data-name="상태">{state}</td>'
        f'<td><span class="row">{go_on}{remove}</span></td></tr>'
    )
