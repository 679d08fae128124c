"""Zip-packed documents from strangers: look at the table of contents before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from ingest.errors import UnreadableFile

_MOST_MEMBERS = 10_000  # a report with 500 pictures has some 600
_LARGEST_TOTAL = 200 * 1024 * 1024
_LARGEST_RATIO = 200  # XML of real sheets packs 10 to 40 times, deflate can pack 1,032 times
_RATIO_FREE = 10 * 1024 * 1024  # below this no ratio does harm
_ENCRYPTED = 0x1  # bit 0 of a member's flags (APPNOTE 4.4.4)
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # the only ones OPC and OWPML know
_AGAIN = "원본을 다시 받아 넣어 주십시오."


def check_archive(content: bytes) -> None:
    """Raise UnreadableFile for a zip that is broken, locked, or made to exhaust memory or to write outside its folder.

    The sizes are those the archive declares: zipfile never gives out more of a member than it declares.
    """
    with refusing_broken("압축 문서(HWPX·DOCX·XLSX)"), zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
    _check_sizes(members)
    for member in members:
        _check_name(member.filename)
        if member.flag_bits & _ENCRYPTED:
            raise UnreadableFile("암호가 걸린 파일입니다.", "암호를 풀어 저장한 뒤 넣어 주십시오.")
        if member.compress_type not in _METHODS:
            raise UnreadableFile("문서에 쓰이지 않는 방식으로 압축된 파일입니다.", "원래 프로그램에서 다시 저장해 넣어 주십시오.")


def member_names(content: bytes) -> frozenset[str]:
    """The names in a zip. Raises UnreadableFile as `check_archive` does."""
    check_archive(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return frozenset(archive.namelist())


@contextmanager
def refusing_broken(what: str) -> Iterator[None]:
    """Turn whatever goes wrong while a broken file is read into UnreadableFile; `what` names the format.

    The libraries are written for sound files and fail on others with some twenty kinds of exception, so all are caught.
    """
    try:
        yield
    except UnreadableFile:
        raise
    except Exception as error:
        reason = f"깨졌거나 {what} 형식이 아닌 파일입니다."
        raise UnreadableFile(reason, "원본을 다시 받거나 PDF로 다시 저장해 넣어 주십시오.") from error


def _check_sizes(members: Sequence[zipfile.ZipInfo]) -> None:
    """Refuse too many members, too much in all, and members packed as only a bomb is."""
    if len(members) > _MOST_MEMBERS:
        raise UnreadableFile(f"파일 안의 항목이 너무 많습니다({len(members):,}개, 한도 {_MOST_MEMBERS:,}개).", _AGAIN)
    total = sum(member.file_size for member in members)
    if total > _LARGEST_TOTAL:
        raise UnreadableFile(
            f"압축을 풀면 너무 큰 파일입니다({total >> 20:,}MB, 한도 {_LARGEST_TOTAL >> 20}MB).",
            "그림을 줄이거나 문서를 나누어 넣어 주십시오.",
        )
    for member in members:
        if member.file_size > _RATIO_FREE and member.file_size > _LARGEST_RATIO * max(1, member.compress_size):
            raise UnreadableFile("비정상으로 압축된 파일입니다(압축 폭탄으로 의심됨).", _AGAIN)


def _check_name(name: str) -> None:
    """Refuse names that lead out of the archive."""
    path = name.replace("\\", "/")
    if path.startswith("/") or ".." in path.split("/") or path[1:2] == ":":
        raise UnreadableFile("파일 안에 바깥 경로를 가리키는 항목이 있습니다.", _AGAIN)
