"""Whether the search structures hold what the store holds, and find passages by their own words and vectors."""

from __future__ import annotations

from index.doctor.finding import Finding, Patient, broken, care, well
from index.doctor.rows import passage_ids
from index.embed import open_embedder
from index.lexical import LexicalIndex
from index.store import Store
from index.sync import catch_up, is_level
from index.vectors import VectorIndex
from index.writer import writing
from ingest.errors import InUse

_SAMPLE = 40  # passages, spread evenly
_AMONG = 50  # the first results: several passages may say the same
_REBUILD = "`geungeo doctor --mend`로 저장된 문서에서 다시 만들어 주십시오."

_AT_OPENING = "프로그램을 켜거나 물으면 저절로 다시 만듭니다. 지금 만들려면 `geungeo doctor --mend`를 쓰십시오."


def look(patient: Patient) -> Finding:
    """Open both as they lie on disk, hold their numbers against the store's, and look some passages up."""
    assert patient.store is not None
    store = patient.store
    lexical, vectors = _structures(patient)
    trouble = lexical.trouble or vectors.trouble
    if not is_level(store, lexical, vectors) and not trouble:
        try:
            with writing(patient.data):
                lexical.reopen()
                vectors.reopen()
        except InUse:
            return care("다른 작업이 색인에 쓰고 있어 검색 색인을 살피지 못했습니다.", "그 작업이 끝난 뒤 다시 해 주십시오.")
    if trouble:
        return broken(f"검색 색인이 저장된 문서와 맞지 않습니다({trouble}).", _REBUILD)
    if not is_level(store, lexical, vectors):  # after restoring, or where taking in was cut short
        return care("검색 색인이 저장된 문서보다 뒤처져 있습니다.", _AT_OPENING)
    counts = (store.passage_count(), lexical.count(), vectors.count())
    if counts[0] != counts[1] or counts[2] > counts[0]:
        return broken(f"검색 색인의 대목 수가 다릅니다(저장 {counts[0]:,}, 낱말 {counts[1]:,}, 벡터 {counts[2]:,}).", _REBUILD)
    sample = _sample(patient)
    lost = [id for id in sample if not _is_found(id, store, lexical, vectors)]
    if lost:
        return broken(f"제 낱말로 찾아지지 않는 대목이 있습니다({len(lost)}개).", _REBUILD)
    return well(f"대목 {counts[0]:,}개가 모두 검색 색인에 있고, 골라 찾은 {len(sample)}개가 찾아집니다.")


def mend(patient: Patient) -> None:
    """Make both anew from the store."""
    assert patient.store is not None
    lexical, vectors = _structures(patient)
    with writing(patient.data):
        lexical.reset()
        vectors.reset()
        catch_up(patient.store, lexical, vectors)


def _structures(patient: Patient) -> tuple[LexicalIndex, VectorIndex]:
    dimension = open_embedder(patient.embedding, patient.data / "models").dimension
    return LexicalIndex(patient.data / "lexical"), VectorIndex(patient.data / "vectors", dimension)


def _sample(patient: Patient) -> list[int]:
    """The ids of passages spread evenly over the library."""
    assert patient.connection is not None
    ids = passage_ids(patient.connection)
    return ids[:: max(1, len(ids) // _SAMPLE)][:_SAMPLE]


def _is_found(id: int, store: Store, lexical: LexicalIndex, vectors: VectorIndex) -> bool:
    (row,) = store.search_rows(id, id)
    words, pairs = row.words.split(), row.pairs.split()
    if (words or pairs) and id not in {hit.id for hit in lexical.search(words, pairs, _AMONG)}:
        return False
    ids, stored = store.vectors(id, id)
    if not len(ids) or not stored.any():
        return True
    return id in {hit.id for hit in vectors.search(stored[0], _AMONG)}
