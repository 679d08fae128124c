"""The curve of when to answer, on results counted by hand."""

from __future__ import annotations

import pytest

from assistant.question import understand
from assistant.types import Answer
from eval.curve import curve_as_text, save_curve
from eval.gold import GoldItem
from eval.measured import measured
from eval.measures.abstention import level_at, levels
from eval.result import Result
from eval.run import Outcome


def _result(type: str, confidence: float, *, right: bool = True, abstained: bool = False) -> Result:
    item = GoldItem("q", "질문", type, "", (), ("바른 답",), ())
    text = "바른 답" if right else "다른 말"
    answer = Answer(understand("질문"), text, (), (), (), (), abstained=abstained, confidence=confidence)
    return measured(Outcome(item, answer, 1.0), lambda _: None)


@pytest.fixture
def results():
    return [
        _result("figure", 0.9),
        _result("figure", 0.5, right=False),
        _result("figure", 0.2),
        _result("figure", 0.0, abstained=True),
        _result("unanswerable", 0.3),
        _result("unanswerable", 0.0, abstained=True),
    ]


def test_a_level_counts_what_is_answered_with_its_confidence_and_more(results):
    level = level_at(results, 0.4)
    assert level.answered == pytest.approx(2 / 6)
    assert level.right == pytest.approx(1 / 2)
    assert level.wrongly_abstained == pytest.approx(2 / 4)
    assert level.rightly_abstained == pytest.approx(1.0)


def test_levels_go_from_all_to_the_surest(results):
    found = levels(results)
    assert [level.confidence for level in found] == [0.0, 0.2, 0.3, 0.5, 0.9]
    coverage = [level.answered for level in found]
    assert coverage == sorted(coverage, reverse=True)
    assert found[0].answered == pytest.approx(4 / 6)
    assert found[-1].right == 1.0


def test_nothing_answered_has_no_share_of_right(results):
    assert level_at(results, 0.95).right is None


def test_the_curve_is_shown_and_saved(results, tmp_path):
    found, chosen = levels(results), level_at(results, 0.4)
    assert "← 지금" in curve_as_text(found, chosen)
    save_curve(found, chosen, tmp_path / "곡선.html")
    page = (tmp_path / "곡선.html").read_text(encoding="utf-8")
    assert "언제 답할 것인가" in page and '<script src="http' not in page
