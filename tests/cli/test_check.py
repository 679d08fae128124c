"""`geungeo check` as a person and as another program use it."""

from __future__ import annotations

import pytest

from tests.cli.program import KOREAN

BODY = "한들미래재단"
RIGHT = "2023년 별빛도서관 운영 예산현액은 25억원이다.\n"
WRONG = "2022년 별빛도서관 운영 최종예산은 2,300,000천원이다.\n"


@pytest.fixture
def draft(tmp_path):
    def write(text: str):
        path = tmp_path / "초안.txt"
        path.write_text(text, "utf-8")
        return path

    return write


def test_text_that_is_borne_out_ends_with_zero(geungeo, filled, draft):
    told = geungeo("check", draft(RIGHT), "--data", filled)
    assert told.status == 0
    assert "확인됨 1" in told.out and "25억원" not in told.out


def test_what_differs_is_shown_with_its_place_and_ends_with_one(geungeo, filled, draft):
    told = geungeo("check", draft(RIGHT + WRONG), "--data", filled)
    assert told.status == 1
    assert "다름 1" in told.out and "2,300,000천원" in told.out and "2,000,000천원" in told.out


def test_all_shows_what_is_borne_out_too(geungeo, filled, draft):
    assert "25억원" in geungeo("check", draft(RIGHT), "--all", "--data", filled).out


def test_json_has_a_finding_with_its_place_in_the_text(geungeo, filled, draft):
    told = geungeo("check", draft(RIGHT + WRONG), "--json", "--data", filled)
    (row,) = told.rows
    assert told.status == 1 and row["counts"]["contradicted"] == 1
    for finding in row["findings"]:
        assert (RIGHT + WRONG)[finding["start"] : finding["end"]] == finding["text"]
        assert finding["grounds"][0]["quote"]


@pytest.mark.parametrize("name", ["검증.html", "검증.docx"])
def test_result_is_written_where_asked(geungeo, filled, draft, tmp_path, name):
    assert geungeo("check", draft(RIGHT), "--out", tmp_path / name, "--data", filled).status == 0
    assert (tmp_path / name).stat().st_size > 500


@pytest.mark.parametrize("arguments", [("없음.txt",), ("초안.txt", "--out", "검증.pdf"), ()])
def test_wrong_use_is_told_and_ends_with_two(geungeo, filled, draft, arguments):
    draft(RIGHT)
    told = geungeo("check", *arguments, "--data", filled)
    assert told.status == 2
    assert KOREAN.search(told.err)


def test_file_that_cannot_be_read_is_named(geungeo, filled):
    told = geungeo("check", "없음.txt", "--data", filled)
    assert told.status == 2 and "없음.txt" in told.err


def test_body_is_looked_for_among_bodies(geungeo, filled, draft):
    """An issuing body is no committee."""
    told = geungeo("check", draft(RIGHT), "--body", BODY, "--data", filled)
    assert told.status == 0 and "확인됨 1" in told.out
    assert geungeo("check", draft(RIGHT), "--committee", BODY, "--data", filled).status == 2
