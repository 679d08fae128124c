"""Whether the files that were handed over are there, and each belongs to a document."""

from __future__ import annotations

from pathlib import Path

from index.doctor.finding import Finding, Patient, care, well
from index.kept import is_kept, kept_files


def look(patient: Patient) -> Finding:
    """Hold the kept files against the documents that were read from them."""
    assert patient.store is not None
    origins = patient.store.origins()
    gone = [name for name, path in origins if is_kept(patient.data, path) and not path.is_file()]
    known = {path for _, path in origins}
    files = kept_files(patient.data)
    orphans = [file.name for file in files if file not in known]
    if gone:
        return care(
            f"보관한 파일이 없는 문서 {len(gone)}개: {', '.join(gone[:3])}",
            "답에는 지장이 없습니다. 다시 읽으려면 파일을 다시 넣어 주십시오.",
        )
    if orphans:
        where = Path(files[0]).parent
        return care(
            f"어느 문서의 것도 아닌 보관 파일 {len(orphans)}개: {', '.join(orphans[:3])}",
            f"넣으려면 `geungeo ingest {where}`, 필요 없으면 지워 주십시오.",
        )
    return well(f"보관한 파일 {len(files)}개가 문서와 맞습니다.")
