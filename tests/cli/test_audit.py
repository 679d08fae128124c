"""`geungeo audit` as a person and as another program use it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import KOREAN

WRONG = "□ 교육 실적\n\n구분\t2021년\t2022년\t2023년\t합계\n강좌 (식)\t3\t2\t1\t5\n인원 (명)\t384\t572\t707\t1663\n"
RIGHT = WRONG.replace("\t5\n", "\t6\n").replace("교육", "운영")


@pytest.fixture
def audited(geungeo, tmp_path) -> Path:
    """A data folder with a document that does not add up and one that does."""
    (tmp_path / "문서").mkdir()
    for name, text in (("틀림.txt", WRONG), ("맞음.txt", RIGHT)):
        (tmp_path / "문서" / name).write_text(text, "utf-8")
    assert geungeo("ingest", "--data", tmp_path / "색인", tmp_path / "문서").status == 0
    return tmp_path / "색인"


def test_what_does_not_add_up_is_listed(geungeo, audited):
    told = geungeo("audit", "--data", audited)
    assert told.status == 1
    assert all(part in told.out for part in ("틀림.txt", "강좌 (식), 합계", "적힌 값 5식", "3 + 2 + 1 = 6식", "문단"))
    assert "맞음.txt" not in told.out


def test_a_document_that_adds_up_ends_with_zero(geungeo, audited):
    told = geungeo("audit", "--data", audited, "맞음.txt")
    assert (told.status, told.out.count("\n")) == (0, 1)
    assert KOREAN.search(told.out)


def test_json_is_one_line_a_finding(geungeo, audited):
    told = geungeo("audit", "--data", audited, "--json")
    (row,) = told.rows
    assert (told.status, row["doc"], row["stated"], row["expected"], row["check"]) == (1, "틀림.txt", "5식", "6식", "sum")
    assert geungeo("audit", "--data", audited, "--json", "맞음.txt").out == ""


def test_an_unknown_document_is_wrong_use(geungeo, audited):
    told = geungeo("audit", "--data", audited, "없음.txt")
    assert (told.status, told.out) == (2, "")
    assert "없음.txt" in told.err and "geungeo status" in told.err


def test_without_an_index_there_is_nothing_to_audit(geungeo, tmp_path):
    told = geungeo("audit", "--data", tmp_path / "none")
    assert told.status == 2
    assert "geungeo ingest" in told.err
