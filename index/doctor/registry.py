"""The checks by name, in the order in which they are told. A new check is one more file and one more line."""

from __future__ import annotations

from index.doctor import clock, databases, disk, embedding, files, leftovers, outdated, search, texts, versions
from index.doctor.finding import Check

CHECKS = {
    "databases": Check("데이터베이스", databases.look),
    "versions": Check("판", versions.look),
    "texts": Check("원문과 대목", texts.look, texts.mend, needs_store=True, mends="다시 읽을 문서로 표시했습니다."),
    "embedding": Check("임베딩", embedding.look, embedding.mend, needs_store=True, mends="다시 읽을 문서로 표시했습니다."),
    "search": Check("검색 색인", search.look, search.mend, needs_store=True, mends="저장된 문서에서 다시 만들었습니다."),
    "outdated": Check("다시 읽을 문서", outdated.look, needs_store=True),
    "files": Check("보관 파일", files.look, needs_store=True),
    "leftovers": Check("남은 조각", leftovers.look, leftovers.mend, mends="지웠습니다."),
    "room": Check("빈 자리", disk.look_for_room),
    "rights": Check("권한", disk.look_at_rights, disk.close, mends="이 계정만 읽게 했습니다."),
    "clock": Check("시계", clock.look, needs_store=True),
}
