"""A run as a page: the verdict first, everything escaped, nothing from elsewhere; and its summary put into a file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eval.gold import GoldEvidence
from eval.head import Code, Gold, Head, Index, Models
from eval.page.html import page
from eval.page.markdown import BEGIN, END, markdown, put_into
from eval.page.summary import sentence
from eval.report import report
from eval.result import Counted, Ranked, Result
from ingest.errors import BadInput

EVIL = "<script>alert('가')</script>"
HEAD = Head(
    "20250301-090000-gold",
    f"이름 {EVIL}",
    {"llm": "", "embedding": "kiwi"},
    Models("kiwi-morphemes:0", "abc"),
    Index(7, {"가.txt": "0"}),
    Code("0.1.0", "", "abc"),
    Gold("gold.jsonl", "abc", 3),
    1,
    "2025-03-01T09:00:00",
)


def result(id: str, right: bool, confidence: float, **fields: object) -> Result:
    parts: dict[str, object] = {
        "question": f"질문 {EVIL}",
        "type": "figure",
        "wanted": f"정답 {EVIL}",
        "evidence": (GoldEvidence("가.txt", f"인용 {EVIL}"),),
        "given": f"답 {EVIL}",
        "abstained": False,
        "milliseconds": 40.0,
        "timings": {"retrieve": 30.0},
        "measures": {"answered_right": Counted(right, 1)},
        "passages": (Ranked("가.txt", 1, "1쪽", 0, 5, f"대목 {EVIL}"),),
    }
    return Result(id=id, right=right, confidence=confidence, **{**parts, **fields})  # type: ignore[arg-type]


RESULTS = [result("a", True, 0.9), result("b", False, 0.2), result("c", True, 0.5, type="date")]


def test_the_verdict_comes_first_with_its_interval():
    found = report(RESULTS, unasked=1)
    assert sentence(found).startswith("3문항 가운데 2문항을 맞혔습니다(66.7%, 95% 신뢰구간 ")
    assert sentence(found).endswith("묻지 못한 1문항은 틀린 것으로 셌습니다.")
    html = page(HEAD, found, RESULTS)
    assert (
        html.index("2문항을 맞혔습니다") < html.index("<h2>그림") < html.index("틀린 문항 1개") < html.index("무엇으로 평가했나")
    )


def test_everything_is_escaped_and_nothing_comes_from_elsewhere():
    html = page(HEAD, report(RESULTS), RESULTS)
    assert EVIL not in html and html.count("&lt;script&gt;") >= 5
    assert re.findall(r"""<(?:script|link|img|iframe)[^>]+(?:src|href)=""", html) == []
    assert html.count('class="plotly-graph-div"') == 4


@pytest.mark.parametrize("results", [[result("a", False, 0.0, error="죽음", timings={}, evidence=())]])
def test_a_run_without_answers_has_a_page(results):
    html = page(HEAD, report(results), results)
    assert "오류: 죽음" in html and "0문항을 맞혔습니다" in html


def test_the_summary_is_put_between_the_marks_and_again(tmp_path: Path):
    path = tmp_path / "README.md"
    path.write_text(f"앞\n{BEGIN}\n낡은 것\n{END}\n뒤\n", encoding="utf-8")
    for results in (RESULTS[:1], RESULTS):
        put_into(path, markdown(HEAD, report(results)))
    text = path.read_text(encoding="utf-8")
    assert text.startswith("앞\n") and text.endswith("\n뒤\n") and "낡은 것" not in text
    assert "| 정답 | 2/3 | 66.7%" in text and "| 날짜 | 1/1 |" in text and text.count(BEGIN) == 1


def test_a_file_without_marks_is_left_as_it_is(tmp_path: Path):
    path = tmp_path / "README.md"
    path.write_text("앞", encoding="utf-8")
    with pytest.raises(BadInput, match="자리가 없습니다"):
        put_into(path, "가")
    assert path.read_text(encoding="utf-8") == "앞"
