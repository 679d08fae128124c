"""Whether what is cited stands in the text: every passage, figure and finding lies within its document."""

from __future__ import annotations

from index.doctor.finding import Finding, Patient, broken, well
from index.doctor.rows import misplaced, outdate
from index.writer import writing


def look(patient: Patient) -> Finding:
    """Count the documents of which something lies outside of the text, or nothing was cut."""
    assert patient.store is not None and patient.connection is not None
    names = misplaced(patient.connection)
    if names:
        return broken(
            f"원문을 벗어난 대목이나 수치가 있는 문서 {len(names)}개: {', '.join(names[:3])}", "그 문서를 다시 넣어 주십시오."
        )
    return well(f"문서 {len(patient.store.documents())}개의 대목과 수치가 모두 원문 안에 있습니다.")


def mend(patient: Patient) -> None:
    """Mark those documents to be read again."""
    assert patient.connection is not None
    with writing(patient.data):
        outdate(patient.connection, misplaced(patient.connection))
