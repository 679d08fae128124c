"""Findings as HTML: everything is shown, and what comes from a document is escaped."""

from __future__ import annotations

from assistant.finding_text import NAMES, told_of
from index.findings import FindingRow
from ingest.audit import Check
from screen.render.audit import audit_html

ROW = FindingRow(
    document="a<b>.txt",
    document_title="업무<보고>",
    start=10,
    end=11,
    page=3,
    place="3쪽",
    check="sum",
    stated="5",
    unit="식",
    expected="6",
    expected_text="6식",
    formula="3 + 2 + 1 = 6식 (적힌 값 5식)",
    also=("1 < 2",),
    operands=((1, 2),),
    row="강좌",
    column="<합계>",
    table="실적",
    likely=False,
)


def test_a_finding_is_told_whole():
    html = audit_html([ROW], 2)
    assert all(part in html for part in ("3쪽", "실적", "강좌", "5식", "6식", "3 + 2 + 1 = 6식", "문서 2개"))


def test_what_comes_from_a_document_is_escaped():
    html = audit_html([ROW], 1)
    assert "&lt;합계&gt;" in html and "업무&lt;보고&gt;" in html and "1 &lt; 2" in html
    assert not any(raw in html for raw in ("<합계>", "<보고>", "a<b>", "1 < 2"))


def test_documents_stand_under_their_own_heading():
    assert audit_html([ROW, ROW, ROW._replace(document="b.txt")], 2).count("<h3>") == 2


def test_the_likely_figure_is_told_otherwise_than_a_result():
    assert told_of(ROW) != told_of(ROW._replace(likely=True))


def test_nothing_found_is_said_and_no_documents_is_another_thing():
    assert audit_html([], 3) != audit_html([], 0)


def test_every_check_has_a_name():
    assert set(NAMES) == set(map(str, Check))
