"""Files as they come: every encoding read to the letter, every unreadable file refused with reason and remedy."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Source
from ingest.errors import UnreadableFile
from ingest.readers import read_source, sniff
from ingest.readers.text import is_wrapped, read_text

KOREAN = "가람시 주요업무 보고\n2024년 예산은 1,200백만원이다.\n"
HANGUL = re.compile("[가-힣]{2}")
SHORT_LINES = [f"○ 가람시 {number}번째 과제를 추진하였음" for number in range(12)]


def made_pdf(*pages: str, encrypted: bool = False) -> bytes:
    """A PDF of one line of ASCII text a page; an empty string makes a page without text."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, text in enumerate(pages):
        stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET" if text else ""
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >>"
            f" /Contents {5 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    return _with_xref(objects, encrypted)


def _with_xref(objects: list[str], encrypted: bool) -> bytes:
    """The objects as a file. The password of an encrypted one is known to nobody: its check values fit none."""
    trailer = f"/Size {len(objects) + 1} /Root 1 0 R"
    if encrypted:
        check = "ab" * 32
        trailer += f" /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{check}> /U <{check}> >>"
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode("ascii")
    rows = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    xref = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}trailer\n<< {trailer} >>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + xref.encode("ascii")


def put(folder: Path, content: bytes, name: str = "가람시.txt") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def refused(path: Path) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        read_source(path)
    return caught.value


def page_texts(source: Source) -> list[str]:
    return [page.of(source.text).strip() for page in source.pages]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_text_reads_the_same_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    source = read_source(put(tmp_path, KOREAN.encode(encoding)))
    assert source.text == KOREAN
    assert source.format == "text"


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_utf16_reads_in_both_byte_orders(tmp_path: Path, mark: bytes) -> None:
    encoding = "utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"
    assert read_source(put(tmp_path, mark + KOREAN.encode(encoding))).text == KOREAN


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_foreign_line_ends_become_our_own(tmp_path: Path, end: str) -> None:
    assert read_source(put(tmp_path, KOREAN.replace("\n", end).encode())).text == KOREAN


def test_name_and_digest_tell_which_file_it_was(tmp_path: Path) -> None:
    content = KOREAN.encode()
    source = read_source(put(tmp_path, content, "업무보고.md"))
    assert (source.name, source.digest) == ("업무보고.md", hashlib.sha256(content).hexdigest())


def test_format_is_told_by_content_and_not_by_name(tmp_path: Path) -> None:
    assert read_source(put(tmp_path, KOREAN.encode(), "이름만.pdf")).format == "text"
    assert read_source(put(tmp_path, made_pdf("Garam"), "이름만.txt")).format == "pdf"


def test_form_feed_begins_a_new_page(tmp_path: Path) -> None:
    source = read_source(put(tmp_path, "첫째 쪽\f둘째 쪽\f셋째 쪽".encode()))
    assert page_texts(source) == ["첫째 쪽", "둘째 쪽", "셋째 쪽"]
    assert [source.page_at(source.text.find(word)) for word in ("첫째", "둘째", "셋째")] == [1, 2, 3]


def test_empty_lines_break_pages_in_text_taken_from_paper() -> None:
    text = "\n".join(SHORT_LINES) + "\n\n\n\n" + "\n".join(SHORT_LINES)
    source = read_text("가람시", text.encode(), "")
    assert source.wrapped
    assert page_texts(source) == ["\n".join(SHORT_LINES)] * 2


def test_empty_lines_break_no_page_in_text_as_written() -> None:
    text = "# 가람시 업무보고\n\n\n\n\n## 일반현황\n구분\t계\n정원\t20\n"
    source = read_text("가람시", text.encode(), "")
    assert (len(source.pages), source.wrapped) == (1, False)


def test_blank_pages_at_either_end_are_not_counted(tmp_path: Path) -> None:
    source = read_source(put(tmp_path, "\f첫째 쪽\f둘째 쪽\f\f".encode()))
    assert page_texts(source) == ["첫째 쪽", "둘째 쪽"]


@given(st.text(alphabet="가나다 1\n\f\t", min_size=1))
def test_pages_cover_the_text_whole_and_in_order(text: str) -> None:
    if not text.strip():
        return
    source = read_text("가람시", text.encode(), "")
    assert "".join(page.of(source.text) for page in source.pages) == source.text


@pytest.mark.parametrize(
    ("lines", "wrapped"),
    [
        (SHORT_LINES, True),
        ([line + "\n" for line in SHORT_LINES], True),
        (SHORT_LINES[:5], False),
        ([line + " 그리고 다음 해에도 이어서 추진할 계획임" * 5 for line in SHORT_LINES], False),
        ([*SHORT_LINES, "구분\t계", "정원\t20"], False),
        (["# 제목", "## 현황", *SHORT_LINES], False),
    ],
)
def test_lines_broken_by_the_paper_are_told_from_the_authors(lines: list[str], wrapped: bool) -> None:
    assert is_wrapped("\n".join(lines) + "\n") is wrapped


@pytest.mark.parametrize("content", [b"", b"   \n\t\n", b"\n"])
def test_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    error = refused(put(tmp_path, content))
    assert "빈 파일" in error.reason
    assert HANGUL.search(error.remedy)


def test_file_of_nothing_but_a_byte_order_mark_is_refused(tmp_path: Path) -> None:
    assert "글자가 없는" in refused(put(tmp_path, b"\xef\xbb\xbf\n")).reason


@pytest.mark.parametrize(
    "content",
    [bytes(range(1, 9)) * 20, b"\x00\x01\x02\x03" * 50, b"\x81\x20\xff\xff" * 30],
    ids=["controls", "zeros", "no-encoding"],
)
def test_file_of_control_characters_or_wrong_bytes_is_refused(tmp_path: Path, content: bytes) -> None:
    error = refused(put(tmp_path, content))
    assert "글자로 읽을 수 없는" in error.reason
    assert "다시 저장" in error.remedy


def test_stray_control_character_spoils_no_file(tmp_path: Path) -> None:
    text = KOREAN * 10 + "\x02"
    assert read_source(put(tmp_path, text.encode())).text == text.replace("\x02", " ")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "한글(HWP)"),
        (b"PK\x03\x04", "HWPX"),
        (b"\x89PNG\r\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"GIF89a", "GIF"),
        (b"\x7fELF", "실행 파일"),
        (b"MZ\x90", "실행 파일"),
        (b"\x1f\x8b\x08", "압축 파일"),
    ],
)
def test_foreign_format_is_named_with_what_to_do(tmp_path: Path, content: bytes, name: str) -> None:
    error = refused(put(tmp_path, content + b"\x00" * 40))
    assert name in error.reason
    assert "PDF" in error.remedy and "저장" in error.remedy
    assert str(error) == f"{error.reason} {error.remedy}"


def test_missing_file_is_refused_with_a_remedy(tmp_path: Path) -> None:
    error = refused(tmp_path / "없는파일.txt")
    assert "열 수 없습니다" in error.reason
    assert "경로" in error.remedy


def test_folder_is_refused_as_no_file(tmp_path: Path) -> None:
    assert "열 수 없습니다" in refused(tmp_path).reason


def test_pdf_is_found_behind_a_foreign_first_line() -> None:
    assert sniff(b"\r\n<junk>" + made_pdf("Garam")) == "pdf"


def test_pdf_is_read_page_by_page(tmp_path: Path) -> None:
    source = read_source(put(tmp_path, made_pdf("Garam city budget 1,200", "Second page", "Third page"), "a.pdf"))
    assert page_texts(source) == ["Garam city budget 1,200", "Second page", "Third page"]
    assert source.page_at(source.text.find("Third")) == 3
    assert (source.format, source.wrapped, source.warnings) == ("pdf", True, ())


def test_blank_page_of_a_pdf_is_named_and_keeps_its_number(tmp_path: Path) -> None:
    source = read_source(put(tmp_path, made_pdf("First", "", "Third", ""), "a.pdf"))
    assert len(source.pages) == 4
    assert source.page_at(source.text.find("Third")) == 3
    assert "2, 4" in source.warnings[0]


def test_pdf_without_any_text_is_refused(tmp_path: Path) -> None:
    error = refused(put(tmp_path, made_pdf("", ""), "그림.pdf"))
    assert "2쪽 모두 그림" in error.reason
    assert "OCR" in error.remedy


def test_locked_pdf_is_refused_for_its_password(tmp_path: Path) -> None:
    error = refused(put(tmp_path, made_pdf("Secret", encrypted=True), "잠김.pdf"))
    assert "암호가 걸린" in error.reason
    assert "암호를 풀어" in error.remedy


@pytest.mark.parametrize("kept", [9, 40, 60])
def test_pdf_cut_short_is_refused(tmp_path: Path, kept: int) -> None:
    error = refused(put(tmp_path, made_pdf("Garam")[:kept], "잘림.pdf"))
    assert "깨졌거나" in error.reason
    assert "다시 받아" in error.remedy


def outcome(path: Path) -> str:
    """What the user gets of a file: its text, or the reason why there is none."""
    try:
        return read_source(path).text
    except UnreadableFile as error:
        return error.reason if HANGUL.search(error.remedy) else ""


@pytest.mark.parametrize("share", [0.3, 0.5, 0.7, 0.9])
def test_pdf_cut_anywhere_gives_its_text_or_a_reason(tmp_path: Path, share: float) -> None:
    content = made_pdf("Page one", "Page two")
    found = outcome(put(tmp_path, content[: int(share * len(content))], "잘림.pdf"))
    assert "Page one" in found or HANGUL.search(found)
