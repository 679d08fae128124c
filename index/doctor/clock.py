"""Whether the clock agrees with what was written: documents of tomorrow mean that it was put back, or ran ahead."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from index.doctor.finding import Finding, Patient, care, well

_SLACK = timedelta(minutes=5)


def look(patient: Patient) -> Finding:
    """Hold the latest change against the clock."""
    assert patient.store is not None
    latest = max([patient.store.changed_at(), *(trace.added_at for trace in patient.store.traces())], default="")
    now = datetime.now(UTC)
    if latest and datetime.fromisoformat(latest) > now + _SLACK:
        return care(
            f"시계({now:%Y-%m-%d %H:%M} UTC)보다 나중에 넣은 문서가 있습니다({latest}).",
            "컴퓨터의 시계를 확인해 주십시오. 문서의 순서는 시계가 아니라 넣은 차례로 정합니다.",
        )
    return well("시계가 넣은 문서의 시각과 맞습니다.")
