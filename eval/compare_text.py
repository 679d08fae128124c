"""A comparison of two runs as a terminal shows it, and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from eval.compare import Change, Comparison, Pair, Verdict
from eval.report import given
from eval.result import Result
from eval.wording import difference_told, measure_told, type_told, value_told

VERDICTS = {Verdict.BETTER: "나아짐", Verdict.WORSE: "나빠짐", Verdict.OTHER: "달라짐", Verdict.SAME: "차이를 알 수 없음"}
_TIME_NOTE = "응답 시간은 그때 컴퓨터가 하던 다른 일에도 달라집니다."


def comparison_as_text(found: Comparison, unlike: Sequence[str]) -> str:
    """The comparison in lines. `unlike` says in Korean what the two runs were made of otherwise."""
    lines = [f"함께 견준 문항 {found.questions}개, 괄호 안은 차이의 95% 신뢰구간(같은 문항끼리 견줌)"]
    lines += [f"달라진 것: {', '.join(unlike)}" if unlike else "달라진 것: 설정, 색인, 모델, 프로그램이 모두 같습니다"]
    lines += [_change_line(change) for change in found.changes]
    lines += [_TIME_NOTE] if any(change.is_real and change.name.startswith("latency") for change in found.changes) else []
    lines += _pairs("맞게 된 문항", found.better)
    lines += _pairs("틀리게 된 문항", found.worse)
    lines += [f"맞고 틀림은 같고 답이 달라진 문항 {len(found.otherwise)}개"] if found.otherwise else []
    lines += _pairs("id는 같고 질문이 다른 문항(견주지 않음)", found.reworded)
    lines += _alone("앞의 평가에만 있는 문항", found.only_before)
    lines += _alone("뒤의 평가에만 있는 문항", found.only_after)
    return "\n".join(lines)


def comparison_as_dict(found: Comparison, unlike: Sequence[str]) -> dict[str, Any]:
    """The comparison for programs: every measure, and the questions that changed with both answers."""
    return {
        "questions": found.questions,
        "unlike": list(unlike),
        "measures": {change.name: _change(change) for change in found.changes},
        "better": list(map(_pair, found.better)),
        "worse": list(map(_pair, found.worse)),
        "otherwise": list(map(_pair, found.otherwise)),
        "reworded": [pair.before.id for pair in found.reworded],
        "only_before": [result.id for result in found.only_before],
        "only_after": [result.id for result in found.only_after],
    }


def _change_line(change: Change) -> str:
    before, after = value_told(change.name, change.before), value_told(change.name, change.after)
    grown = difference_told(change.name, change.grown)
    return f"{measure_told(change.name)}: {before} → {after}, {grown} {VERDICTS[change.verdict]}"


def _pairs(title: str, pairs: Sequence[Pair]) -> Iterator[str]:
    if pairs:
        yield f"{title} {len(pairs)}개"
    for before, after in pairs:
        yield f"- {before.id} [{type_told(before.type)}] {before.question}"
        yield f"    정답: {before.wanted}"
        yield f"    앞: {given(before)}"
        yield f"    뒤: {given(after)}"


def _alone(title: str, results: Iterable[Result]) -> list[str]:
    ids = [result.id for result in results]
    return [f"{title} {len(ids)}개: {', '.join(ids)}"] if ids else []


def _change(change: Change) -> dict[str, Any]:
    return {
        "before": change.before,
        "after": change.after,
        "difference": change.grown.value,
        "low": change.grown.low,
        "high": change.grown.high,
        "real": change.is_real,
        "verdict": change.verdict.value,
    }


def _pair(pair: Pair) -> dict[str, Any]:
    return {
        "id": pair.before.id,
        "type": pair.before.type,
        "question": pair.before.question,
        "wanted": pair.before.wanted,
        "before": {"answer": pair.before.given, "right": pair.before.right, "error": pair.before.error or None},
        "after": {"answer": pair.after.given, "right": pair.after.right, "error": pair.after.error or None},
    }
