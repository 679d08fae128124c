"""A run as one HTML file that needs nothing else: the verdict first, then plots, every measure, the misses, what it was made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from eval.head import Head
from eval.page import plots
from eval.page.summary import Line, lines, sentence
from eval.report import Report
from eval.result import Result
from eval.wording import type_told

_STYLE = """
:root { color-scheme: light; } body { font-family: "Malgun Gothic", "Apple SD Gothic Neo", NanumGothic, sans-serif; color: #1c1c1c;
max-width: 72rem; margin: 1.2rem auto; padding: 0 1rem; line-height: 1.6; } h1 { font-size: 1.4rem; margin: 0; } h2 { font-size: 1.1rem; margin-top: 2rem; }
.verdict { font-size: 1.15rem; font-weight: 600; margin: .4rem 0 .8rem; } .quiet { color: #555; font-size: .85rem; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: .6rem; } .card { border: 1px solid #ccc; border-radius: 8px; padding: .5rem .8rem; }
.card b { display: block; font-size: 1.35rem; font-variant-numeric: tabular-nums; } .plots { display: grid; grid-template-columns: repeat(auto-fill, minmax(26rem, 1fr)); gap: 1rem; } .plots > div { min-width: 0; }
table { border-collapse: collapse; font-size: .9rem; } th, td { border-bottom: 1px solid #ddd; padding: .25rem .7rem; text-align: left; vertical-align: top; } td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
details { border: 1px solid #ddd; border-radius: 8px; padding: .4rem .8rem; margin: .5rem 0; } summary { cursor: pointer; } dt { color: #555; font-size: .82rem; } dd { margin: 0 0 .4rem; white-space: pre-line; overflow-wrap: anywhere; }
blockquote { margin: .3rem 0; padding-left: .7rem; border-left: 3px solid #ccc; font-size: .88rem; white-space: pre-line; overflow-wrap: anywhere; }
"""


def page(head: Head, found: Report, results: Sequence[Result]) -> str:
    """The file of a run. Everything that comes from documents, users and models is escaped."""
    drawn = [plots.by_type(found), plots.by_document(results), plots.risk_over_coverage(results), plots.times(results)]
    pictures = "".join(
        f"<div>{figure.to_html(full_html=False, include_plotlyjs=number == 0, config={'displayModeBar': False, 'responsive': True})}</div>"
        for number, figure in enumerate(drawn)
    )
    missed = [result for result in results if not result.right]
    return (
        f'<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>평가 {escape(head.name)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head><body>'
        f"<h1>평가: {escape(head.name)}</h1>{_when(head)}"
        f'<p class="verdict">{escape(sentence(found))}</p><div class="cards">{"".join(map(_card, lines(found)))}</div>'
        f'<h2>그림</h2><div class="plots">{pictures}</div>'
        f"<h2>모든 지표</h2>{_measures(lines(found, tuple(found.measures)))}"
        f"<h2>틀린 문항 {len(missed)}개</h2>{''.join(map(_miss, missed)) or '<p>없습니다.</p>'}"
        f"<h2>무엇으로 평가했나</h2>{_made_of(head)}</body></html>"
    )


def _when(head: Head) -> str:
    told = f"{head.started.replace('T', ' ')} 시작, 정답 파일 {head.gold.name}, 문서 {len(head.index.documents)}개"
    return f'<p class="quiet">{escape(told)}</p>'


def _card(line: Line) -> str:
    beside = " · ".join(filter(None, (line.counts, line.interval.removeprefix(line.value).strip())))
    return f'<div class="card">{escape(line.name)}<b>{escape(line.value)}</b><span class="quiet">{escape(beside)}</span></div>'


def _measures(found: Iterable[Line]) -> str:
    rows = "".join(
        f'<tr><td>{escape(line.name)}</td><td class="number">{escape(line.counts)}</td><td class="number">{escape(line.interval)}</td></tr>'
        for line in found
    )
    return f"<table><thead><tr><th>지표</th><th>수</th><th>값 (95% 신뢰구간)</th></tr></thead><tbody>{rows}</tbody></table>"


def _miss(result: Result) -> str:
    """A wrong answer: the question, and behind a fold what was wanted, given, cited and found."""
    passages = "".join(
        f'<blockquote><span class="quiet">{number}. {escape(passage.document)} {escape(passage.place)}</span><br>{escape(passage.text)}</blockquote>'
        for number, passage in enumerate(result.passages[:5], 1)
    )
    gold = "".join(
        f'<blockquote><span class="quiet">{escape(place.document)}</span><br>{escape(place.quote)}</blockquote>'
        for place in result.evidence
    )
    given = f"오류: {result.error}" if result.error else result.given
    return (
        f'<details><summary>{escape(result.id)} <span class="quiet">{escape(type_told(result.type))}</span> {escape(result.question)}</summary>'
        f"<dl><dt>정답</dt><dd>{escape(result.wanted or '답이 없음')}</dd><dt>받은 답</dt><dd>{escape(given)}</dd>"
        f"<dt>정답의 근거</dt><dd>{gold or '없습니다.'}</dd><dt>찾은 대목</dt><dd>{passages or '없습니다.'}</dd></dl></details>"
    )


def _made_of(head: Head) -> str:
    rows = {
        "평가": head.id,
        "프로그램": " ".join(filter(None, (head.code.version, head.code.commit[:12], head.code.digest))),
        "임베딩 모델": head.models.embedding,
        "언어 모델": head.models.llm or "쓰지 않음",
        "확신의 기준": head.models.calibration,
        "색인": f"변경 번호 {head.index.generation}, 문서 {len(head.index.documents)}개",
        "정답 파일": f"{head.gold.name} ({head.gold.digest}), {head.gold.questions}문항",
        "프로세스": f"{head.workers}개",
        **{f"설정 {name}": str(value) for name, value in head.settings.items()},
    }
    listed = "".join(f"<tr><td>{escape(name)}</td><td>{escape(value)}</td></tr>" for name, value in rows.items())
    return f"<table><tbody>{listed}</tbody></table>"
