"""A whole draft: its quotations, its tables, its size, and a draft that is a document itself."""

from __future__ import annotations

import pytest

from assistant.checking.draft import check_file, check_text
from ingest.errors import BadInput, GeungeoError
from tests.assistant.checking.conftest import AUDIT, REPORT

EXACT = "출연금은 보조금과 달리 집행 후 정산할 의무가 없으므로 사전에 타당성을 꼼꼼히 따져야 함"


@pytest.mark.parametrize(
    ("quoted", "expected"),
    [
        (EXACT, "verified"),
        (EXACT.replace("의무가 없으므로", "의무가 있으므로"), "contradicted"),
        ("우주정거장의 승무원 보수는 의회가 해마다 새로 정하여야 함", "not_found"),
    ],
)
def test_quotations_stand_to_the_letter_or_not_at_all(check, quoted, expected):
    (finding,) = (finding for finding in check(f"보고서는 “{quoted}”이라고 적었다.").findings if finding.is_quotation)
    assert finding.verdict == expected


def test_document_as_draft_is_borne_out_throughout(check):
    for text in (REPORT, AUDIT):
        found = [finding.verdict.value for finding in check(text).findings]
        assert len(found) > 5 and set(found) == {"verified"}


def test_each_statement_is_looked_for_at_most_once(library, monkeypatch):
    from assistant.checking import candidates

    asked, real = [], candidates.retrieve
    monkeypatch.setattr(candidates, "retrieve", lambda *args: asked.append(args) or real(*args))
    seen: list[tuple[int, int]] = []
    check_text(library, REPORT, progress=lambda done, of: seen.append((done, of)))
    assert 0 < len(asked) <= seen[-1][1] == len(seen)


@pytest.mark.parametrize("text", ["", " \n\t ", "가" * 200_001])
def test_empty_and_endless_texts_are_refused_in_korean(library, text):
    with pytest.raises(BadInput, match=r"[가-힣]"):
        check_text(library, text)


@pytest.mark.parametrize("text", ["1 2 3 4 5\n" * 40, "123,456\n", "%%% ,,, ...", "가나다 " * 2_000, "\x00\x01 2024년"])
def test_odd_texts_are_gone_through(check, text):
    checked = check(text)
    assert all(0 <= finding.span.start < finding.span.end <= len(checked.text) for finding in checked.findings)


@pytest.mark.parametrize(("name", "content"), [("깨짐.docx", b"PK\x03\x04 no zip"), ("깨짐.pdf", b"%PDF-1.7 nothing")])
def test_broken_file_is_told_in_korean(library, tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(GeungeoError, match=r"[가-힣]"):
        check_file(library, path)


def test_cells_of_a_word_table_are_checked(library, tmp_path):
    from docx import Document

    document = Document()
    document.add_paragraph("2025년 사업별 예산 (단위: 백만원)")
    rows = [("사업명", "2024년", "2025년"), ("찾아가는 디지털교실", "1,050", "1,180"), ("청년 디지털 인턴", "720", "670")]
    table = document.add_table(rows=0, cols=3)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    path = tmp_path / "질의서.docx"
    document.save(path)
    found = {finding.text: finding.verdict.value for finding in check_file(library, path).findings}
    assert [found[text] for text in ("1,050", "1,180", "720")] == ["verified"] * 3
    assert found["670"] in {"contradicted", "not_found"}
