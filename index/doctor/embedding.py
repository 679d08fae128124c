"""Whether the embedding model opens, is the one that made the vectors, and made one for every passage."""

from __future__ import annotations

from index.doctor.finding import Finding, Patient, broken, well
from index.doctor.rows import outdate, without_vector
from index.embed import open_embedder
from index.writer import writing
from ingest.errors import GeungeoError

_AGAIN = "`geungeo doctor --mend`로 다시 읽을 문서로 표시한 뒤 `geungeo ingest 문서폴더`를 실행해 주십시오."


def look(patient: Patient) -> Finding:
    """Open the model and hold the stored vectors against its dimension."""
    assert patient.store is not None and patient.connection is not None
    try:
        embedder = open_embedder(patient.embedding, patient.data / "models")
    except GeungeoError as error:
        return broken(f"임베딩 모델을 열 수 없습니다: {error.reason}", error.remedy)
    made = patient.store.model()
    if patient.store.passage_count() and made not in (None, embedder.name):
        return broken(
            f"벡터를 만든 모델({made})과 설정의 모델({embedder.name})이 다릅니다.",
            "설정을 되돌리거나 `geungeo ingest --rebuild 문서폴더`로 색인을 새로 만들어 주십시오.",
        )
    lacking = without_vector(patient.connection, embedder.dimension)
    if lacking:
        return broken(f"벡터가 없거나 길이가 다른 대목이 있는 문서 {len(lacking)}개: {', '.join(lacking[:3])}", _AGAIN)
    return well(f"모델 {embedder.name}이(가) 대목마다 벡터({embedder.dimension}차원)를 만들었습니다.")


def mend(patient: Patient) -> None:
    """Mark the documents that lack some to be read again."""
    assert patient.connection is not None
    dimension = open_embedder(patient.embedding, patient.data / "models").dimension
    with writing(patient.data):
        outdate(patient.connection, without_vector(patient.connection, dimension))
