"""Whether documents wait to be read again, or could not be."""

from __future__ import annotations

from index.doctor.finding import Finding, Patient, care, well

_AGAIN = "`geungeo ingest 문서폴더`로 다시 넣어 주십시오. 그동안은 전에 읽은 내용으로 답합니다."


def look(patient: Patient) -> Finding:
    """Count what an older version read, what was put right since, and what could not be read."""
    assert patient.store is not None
    waiting = [trace.name for trace in patient.store.traces() if trace.is_outdated]
    unread = [row.name for row in patient.store.documents() if row.unread]
    if unread:
        return care(f"바뀐 파일을 읽지 못한 문서 {len(unread)}개: {', '.join(unread[:3])}", "파일을 확인하고 다시 넣어 주십시오.")
    if waiting:
        return care(f"다시 읽어야 할 문서 {len(waiting)}개: {', '.join(waiting[:3])}", _AGAIN)
    return well("다시 읽을 문서가 없습니다.")
