"""Zip files from strangers: sound ones pass, bombs and broken ones are refused before anything is unpacked."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from contextlib import suppress

import pytest

from ingest.errors import UnreadableFile
from ingest.readers.archive import check_archive, member_names, refusing_broken


def made_zip(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def refused(content: bytes) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        check_archive(content)
    assert caught.value.reason.endswith(".") and caught.value.remedy.endswith("주십시오.")
    return caught.value


def with_declared_size(content: bytes, size: int) -> bytes:
    """The archive with another unpacked size in the first entry of its table of contents."""
    at = content.index(b"PK\x01\x02") + 24
    return content[:at] + struct.pack("<I", size) + content[at + 4 :]


def test_sound_archive_passes_and_names_its_members() -> None:
    content = made_zip({"a.xml": b"<a/>" * 1000, "b/c.xml": "가람시".encode()})
    check_archive(content)
    assert member_names(content) == {"a.xml", "b/c.xml"}


def test_archive_that_declares_too_much_is_refused() -> None:
    assert "너무 큰" in refused(with_declared_size(made_zip({"a": b"a"}), 201 << 20)).reason


def test_archive_packed_as_only_a_bomb_is_is_refused() -> None:
    assert "압축 폭탄" in refused(made_zip({"a": b"\x00" * (11 << 20)})).reason


def test_archive_of_too_many_members_is_refused() -> None:
    assert "너무 많습니다" in refused(made_zip({str(number): b"" for number in range(10_001)})).reason


@pytest.mark.parametrize("name", ["../a", "a/../../b", "/etc/passwd", "C:/a", "..\\a"])
def test_path_out_of_the_archive_is_refused(name: str) -> None:
    assert "바깥 경로" in refused(made_zip({name: b"a"})).reason


def test_locked_archive_is_refused() -> None:
    content = bytearray(made_zip({"a": b"a"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert "암호" in refused(bytes(content)).reason


def test_unusual_compression_is_refused() -> None:
    assert "방식" in refused(made_zip({"a": b"a"}, zipfile.ZIP_LZMA)).reason


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"PK\x03\x04" + b"\x00" * 100, b"PK\x05\x06"])
def test_broken_archive_is_refused(content: bytes) -> None:
    assert "깨졌거나" in refused(content).reason


def test_truncated_archive_is_refused() -> None:
    content = made_zip({"a.xml": bytes(range(256)) * 20})
    for length in range(4, len(content) - 22, 41):
        refused(content[:length])


def test_mutated_archive_passes_or_is_refused() -> None:
    chance, content = random.Random(20240305), made_zip({"a.xml": b"<a/>" * 50, "b.xml": b"<b/>"})
    for _ in range(60):
        mutated = bytearray(content)
        for _ in range(chance.randint(1, 8)):
            mutated[chance.randrange(len(mutated))] = chance.randrange(256)
        with suppress(UnreadableFile):
            check_archive(bytes(mutated))


def test_own_refusals_go_through_unchanged() -> None:
    own = UnreadableFile("이유.", "방법.")
    with pytest.raises(UnreadableFile) as caught, refusing_broken("DOCX"):
        raise own
    assert caught.value is own
    with pytest.raises(UnreadableFile, match="DOCX"), refusing_broken("DOCX"):
        raise KeyError("word/document.xml")
