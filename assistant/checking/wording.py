"""Findings in words: one Korean name for a verdict, one line for a finding, wherever it is shown."""

from __future__ import annotations

from assistant.checking.types import Checked, Finding, Ground, Verdict

NAMES = {
    Verdict.VERIFIED: "확인됨",
    Verdict.DERIVED: "계산됨",
    Verdict.CONTRADICTED: "다름",
    Verdict.NOT_FOUND: "찾지 못함",
}


def summary(checked: Checked) -> str:
    """`수치와 인용 24곳: 확인됨 20, 계산됨 1, 다름 2, 찾지 못함 1`."""
    if not checked.findings:
        return "검증할 수치나 인용이 없습니다."
    counts = ", ".join(f"{name} {checked.count(verdict)}" for verdict, name in NAMES.items())
    return f"수치와 인용 {len(checked.findings)}곳: {counts}"


def told(finding: Finding) -> str:
    """What is said of a finding beside its verdict: how it differs, what stands in the documents, how it was computed."""
    parts = [finding.note]
    if finding.verdict is Verdict.CONTRADICTED and not finding.is_quotation:
        values = dict.fromkeys(described(ground) for ground in finding.grounds if ground.value)
        parts += [f"문서의 값: {', '.join(values)}."] if values else []
    if finding.formula:
        parts.append(f"계산: {finding.formula}")
    return " ".join(filter(None, parts))


def described(ground: Ground) -> str:
    """A value with its year and kind, as far as they are known: 265개소(2024년, 실적)."""
    about = ", ".join(filter(None, (f"{ground.year}년" if ground.year else "", ground.kind)))
    return f"{ground.value}({about})" if about else ground.value


def where(ground: Ground) -> str:
    """Where a ground stands: 2025년도 주요업무 보고, 12쪽, 추진실적."""
    return ", ".join(filter(None, (ground.title, ground.place, " › ".join(ground.section[-2:]))))
