"""HWP 5: what is read of a small file made here, and that no broken file ends in anything but a refusal."""

from __future__ import annotations

import random
import re
import struct
import time
import zlib
from pathlib import Path

import pytest

from ingest.document import Source
from ingest.errors import UnreadableFile
from ingest.readers import read_source, sniff
from ingest.readers.hwp import read_hwp

SLOWEST = 5.0  # seconds

PARAGRAPH, TEXT, CONTROL, LIST, TABLE, SHAPE = 66, 67, 71, 72, 77, 76
PACKED, PASSWORD, DISTRIBUTION, DRM = 1, 2, 4, 16
NEW_PAGE = 4
SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def record(tag: int, level: int, payload: bytes) -> bytes:
    size = len(payload)
    if size < 0xFFF:
        return struct.pack("<I", tag | level << 10 | size << 20) + payload
    return struct.pack("<II", tag | level << 10 | 0xFFF << 20, size) + payload


def paragraph(text: str, level: int = 0, breaks: int = 0) -> bytes:
    head = struct.pack("<IIHBBHHHI", len(text) + 1, 0, 0, 0, breaks, 0, 0, 0, 0)
    return record(PARAGRAPH, level, head) + record(TEXT, level + 1, (text + "\r").encode("utf-16-le"))


def mark(code: int) -> str:
    """A control of eight letters, as it stands in the text."""
    return chr(code) + "\x00" * 6 + chr(code)


def control(name: str, level: int, rest: bytes = b"") -> bytes:
    return record(CONTROL, level, name.encode()[::-1] + rest)


def listed(level: int, *texts: str, rest: bytes = b"") -> bytes:
    head = record(LIST, level, struct.pack("<HHI", len(texts), 0, 0) + rest)
    return head + b"".join(paragraph(text, level) for text in texts)


def cell(level: int, row: int, col: int, *texts: str, spans: tuple[int, int] = (1, 1)) -> bytes:
    return listed(level, *texts, rest=struct.pack("<4H", col, row, spans[1], spans[0]))


def table(level: int, rows: int, cols: int, *cells: bytes, inline: bool = True, caption: bytes = b"") -> bytes:
    size = record(TABLE, level + 1, struct.pack("<IHH", 0, rows, cols))
    return control("tbl ", level, struct.pack("<I", int(inline))) + caption + size + b"".join(cells)


def compound_file(streams: dict[str, bytes]) -> bytes:
    """A compound file ([MS-CFB]) of at most 127 sectors. Streams are padded to the 4,096 bytes from which they stand alone."""
    folders = sorted({path.split("/")[0] for path in streams if "/" in path})
    top = [*folders, *(path for path in streams if "/" not in path)]
    inner = [path for path in streams if "/" in path]
    entries = [("Root Entry", 5, FREE, 1, b"")]
    for number, name in enumerate(top, start=1):
        first = next((len(top) + 1 + at for at, path in enumerate(inner) if path.startswith(name + "/")), FREE)
        right = number + 1 if number < len(top) else FREE
        entries.append((name, 1 if name in folders else 2, right, first, streams.get(name, b"")))
    for number, path in enumerate(inner, start=len(top) + 1):
        folder, name = path.split("/")
        is_last = path == [other for other in inner if other.startswith(folder + "/")][-1]
        entries.append((name, 2, FREE if is_last else number + 1, FREE, streams[path]))
    return _laid_out(entries)


def _laid_out(entries: list[tuple[str, int, int, int, bytes]]) -> bytes:
    table, body, directory = [FAT], b"", b""
    directory_sectors = -(-len(entries) // 4)
    table += [*range(2, directory_sectors + 1), END]
    for name, kind, right, child, data in entries:
        padded = data + b"\x00" * (max(4096, -(-len(data) // SECTOR) * SECTOR) - len(data)) if kind == 2 else b""
        start = len(table) if padded else 0
        if padded:
            table += [*range(start + 1, start + len(padded) // SECTOR), END]
        body += padded
        encoded = name.encode("utf-16-le") + b"\x00\x00"
        directory += encoded.ljust(64, b"\x00") + struct.pack("<HBBIII", len(encoded), kind, 1, FREE, right, child)
        directory += b"\x00" * 36 + struct.pack("<IQ", start if padded else END, len(padded))
    directory = directory.ljust(directory_sectors * SECTOR, b"\x00")
    assert len(table) <= 128
    fat = struct.pack("<128I", *table, *[FREE] * (128 - len(table)))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\x00" * 6
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0)
    return head + struct.pack("<109I", 0, *[FREE] * 108) + fat + directory + body


def hwp(*sections: bytes, flags: int = PACKED) -> bytes:
    header = b"HWP Document File".ljust(32, b"\x00") + struct.pack("<II", 0x05000500, flags)
    streams = {"FileHeader": header}
    for number, section in enumerate(sections):
        packer = zlib.compressobj(wbits=-15)
        streams[f"BodyText/Section{number}"] = packer.compress(section) + packer.flush() if flags & PACKED else section
    return compound_file(streams)


def read(*sections: bytes, flags: int = PACKED) -> Source:
    return read_hwp("a.hwp", hwp(*sections, flags=flags), "")


def refused(content: bytes) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        read_hwp("a.hwp", content, "")
    assert re.search("[가-힣]{2}", caught.value.remedy)
    return caught.value


def grid(source: Source, number: int = 0) -> list[tuple[int, int, int, int, str]]:
    return [(*found[:4], found.span.of(source.text)) for found in source.grids[number].cells]


def outcome(content: bytes) -> str | None:
    """The text, or None where the file is refused, within the time that any file may take."""
    began = time.monotonic()
    try:
        return read_hwp("a.hwp", content, "").text
    except UnreadableFile:
        return None
    finally:
        assert time.monotonic() - began < SLOWEST


@pytest.mark.parametrize("flags", [0, PACKED])
def test_paragraphs_come_in_order(flags: int) -> None:
    assert read(paragraph("가람시"), paragraph("둘째 구역"), flags=flags).text == "가람시\n둘째 구역\n"


def test_tabs_line_ends_and_rare_letters_are_kept() -> None:
    text = "가" + "\t" + "\x00" * 6 + "\t" + "나\n다\x18라\x1e마 𠀀\uf53a"
    assert read(paragraph(text)).text == "가 나\n다-라 마 𠀀\uf53a\n"


def test_half_a_letter_spoils_no_text() -> None:
    head = paragraph("")[: 4 + 22]
    section = head + record(TEXT, 1, "가".encode("utf-16-le") + b"\x00\xd8" + "나".encode("utf-16-le"))
    assert read(section).text == "가\ufffd나\n"


def test_pages_begin_where_the_author_broke_them() -> None:
    source = read(paragraph("첫째") + paragraph("둘째", breaks=NEW_PAGE), paragraph("셋째"))
    assert [page.of(source.text).strip() for page in source.pages] == ["첫째", "둘째", "셋째"]


def test_merged_cells_stand_at_their_place() -> None:
    cells = (
        cell(2, 0, 0, "구분", spans=(2, 1)),
        cell(2, 0, 1, "예산", spans=(1, 2)),
        cell(2, 1, 1, "2023"),
        cell(2, 1, 2, "12", "13"),
    )
    source = read(paragraph("앞" + mark(11) + "뒤") + table(1, 2, 3, *cells))
    assert grid(source) == [(0, 0, 2, 1, "구분"), (0, 1, 1, 2, "예산"), (1, 1, 1, 1, "2023"), (1, 2, 1, 1, "12\n13")]
    assert source.text.startswith("앞\n구분\t") and source.text.endswith("\n뒤\n")


def test_table_that_floats_comes_after_its_paragraph() -> None:
    source = read(paragraph(mark(11) + "예산 현황") + table(1, 1, 1, cell(2, 0, 0, "12"), inline=False))
    assert source.text == "예산 현황\n12\n"


@pytest.mark.parametrize(("side", "text"), [(2, "표 제목\n12\n"), (3, "12\n표 제목\n")])
def test_caption_stands_on_its_side_of_the_table(side: int, text: str) -> None:
    caption = listed(2, "표 제목", rest=struct.pack("<I", side))
    assert read(paragraph(mark(11)) + table(1, 1, 1, cell(2, 0, 0, "12"), caption=caption)).text == text


def test_table_in_a_cell_is_text_of_the_cell() -> None:
    inner = table(3, 1, 2, cell(4, 0, 0, "안"), cell(4, 0, 1, "쪽"))
    source = read(paragraph(mark(11)) + table(1, 1, 2, cell(2, 0, 0, "밖" + mark(11)) + inner, cell(2, 0, 1, "옆")))
    assert grid(source) == [(0, 0, 1, 1, "밖\n안 쪽"), (0, 1, 1, 1, "옆")]
    assert len(source.grids) == 1


def test_note_follows_its_paragraph_and_running_heads_are_left_out() -> None:
    controls = control("head", 1) + listed(2, "머리말") + control("fn  ", 1) + listed(2, "각주 글")
    source = read(paragraph(mark(16) + "본문" + mark(17) + " 끝") + controls + paragraph("다음"))
    assert source.text == "본문 끝\n각주 글\n다음\n"


def test_note_marked_in_a_cell_follows_the_table() -> None:
    first = cell(2, 0, 0, "12" + mark(17)) + control("fn  ", 3) + listed(4, "잠정치")
    source = read(paragraph(mark(11)) + table(1, 1, 2, first, cell(2, 0, 1, "13")))
    assert source.text == "12\t13\n잠정치\n"


def test_text_box_gives_its_text() -> None:
    box = control("gso ", 1, struct.pack("<I", 0)) + record(SHAPE, 2, b"cer$") + listed(3, "글상자")
    assert read(paragraph("본문" + mark(11)) + box).text == "본문\n글상자\n"


def test_table_of_a_false_size_gives_its_text_quickly() -> None:
    assert outcome(hwp(paragraph(mark(11)) + table(1, 65535, 65535, cell(2, 0, 0, "12", spans=(65535, 65535))))) == "12\n"


@pytest.mark.parametrize(("flags", "reason"), [(PASSWORD, "암호"), (DRM, "보안"), (DISTRIBUTION, "깨졌거나")])
def test_locked_document_is_refused(flags: int, reason: str) -> None:
    assert reason in refused(hwp(paragraph("가람시"), flags=flags)).reason


def test_old_version_is_refused_with_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "옛문서.hwp"
    path.write_bytes(b"HWP Document File V3.00 \x1a\x01\x02\x03\x04\x05" + b"\x00" * 99)
    with pytest.raises(UnreadableFile, match="HWPX") as caught:
        read_source(path)
    assert "3.0" in caught.value.reason


def test_document_without_text_is_told() -> None:
    assert "글자가 없는" in read(paragraph("")).warnings[0]


def test_document_without_sections_is_refused() -> None:
    assert "깨졌거나" in refused(hwp()).reason


def test_other_compound_file_is_not_taken_for_hwp() -> None:
    with pytest.raises(UnreadableFile):
        sniff(compound_file({"WordDocument": b"word"}))
    assert sniff(hwp(paragraph("가"))) == "hwp"


def test_stream_that_unpacks_without_end_is_refused_quickly() -> None:
    packer = zlib.compressobj(wbits=-15)
    bomb = b"".join(packer.compress(b"\x00" * 1_000_000) for _ in range(40)) + packer.flush()
    header = b"HWP Document File".ljust(36, b"\x00") + struct.pack("<I", PACKED)
    began = time.monotonic()
    assert "지나치게 큰" in refused(compound_file({"FileHeader": header, "BodyText/Section0": bomb})).reason
    assert time.monotonic() - began < SLOWEST


def test_records_nested_without_end_are_refused() -> None:
    refused(hwp(b"".join(record(PARAGRAPH, level, b"") for level in range(1000))))


def test_record_longer_than_the_stream_is_refused() -> None:
    refused(hwp(paragraph("가람시") + struct.pack("<I", TEXT | 1 << 10 | 500 << 20)))


def test_cut_file_gives_all_of_its_text_or_a_refusal() -> None:
    letters = random.Random(3)
    texts = ["".join(chr(letters.randrange(0xAC00, 0xD7A4)) for _ in range(40)) for _ in range(100)]
    content = hwp(b"".join(paragraph(text) for text in texts))
    whole = outcome(content)
    assert whole == "".join(text + "\n" for text in texts)
    assert {outcome(content[:length]) for length in range(0, len(content), 97)} <= {None, whole}
    assert outcome(content[: len(content) // 2]) is None


def test_changed_records_give_a_text_or_a_refusal() -> None:
    cells = (
        cell(2, 0, 0, "밖" + mark(11)) + table(3, 1, 2, cell(4, 0, 0, "안"), cell(4, 0, 1, "쪽")),
        cell(2, 0, 1, "옆" + mark(17)),
    )
    note = control("fn  ", 3) + listed(4, "잠정치")
    section = paragraph("앞" + mark(11) + "뒤") + table(1, 1, 2, *cells) + note
    random_bytes = random.Random(5)
    for _ in range(600):
        changed = bytearray(section)
        for _ in range(random_bytes.randint(1, 6)):
            changed[random_bytes.randrange(len(changed))] = random_bytes.choice(
                (0, 1, 0x7F, 0x80, 0xFF, random_bytes.randrange(256))
            )
        outcome(hwp(bytes(changed)))
