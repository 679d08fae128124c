"""OLE containers: tell encrypted and old Office documents, which are refused, each with its own remedy."""

from __future__ import annotations

import io

from ingest.errors import UnreadableFile

_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The stream that tells each kind: reason and remedy.
_KINDS: tuple[tuple[str, str, str], ...] = (
    ("EncryptedPackage", "암호가 걸린 오피스 문서(DOCX·XLSX)입니다.", "오피스에서 암호를 풀어 저장한 뒤 넣어 주십시오."),
    ("WordDocument", "옛 워드 문서(DOC)는 읽지 못합니다.", "워드에서 DOCX나 PDF로 다시 저장해 넣어 주십시오."),
    ("Workbook", "옛 엑셀 문서(XLS)는 읽지 못합니다.", "엑셀에서 XLSX로 다시 저장해 넣어 주십시오."),
    ("Book", "옛 엑셀 문서(XLS)는 읽지 못합니다.", "엑셀에서 XLSX로 다시 저장해 넣어 주십시오."),
    ("PowerPoint Document", "옛 파워포인트 문서(PPT)는 읽지 못합니다.", "PDF로 다시 저장해 넣어 주십시오."),
)


def refuse_old_office(content: bytes) -> None:
    """Raise UnreadableFile for an OLE container that holds an encrypted or an old Office document; let others pass."""
    if not content.startswith(_SIGNATURE):
        return
    names = _stream_names(content)
    for stream, reason, remedy in _KINDS:
        if stream in names:
            raise UnreadableFile(reason, remedy)


def _stream_names(content: bytes) -> frozenset[str]:
    """The names at the top of the container; of a broken one, those whose bytes can still be found."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(content)) as container:
            return frozenset(path[0] for path in container.listdir(streams=True, storages=False) if len(path) == 1)
    except Exception:  # olefile fails on broken containers with many kinds of exception
        return frozenset(stream for stream, _, _ in _KINDS if stream.encode("utf-16-le") + b"\x00\x00" in content)
