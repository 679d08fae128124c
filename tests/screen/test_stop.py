"""An answer that was stopped: what was checked stays, what was not is gone."""

from __future__ import annotations

from assistant.steps import Step
from screen.stop import stopped


def test_what_was_checked_stays_with_its_citations(ask):
    settled = ask("2023년 별빛도서관 운영 예산현액 얼마야?")
    writing = [Step(settled=settled, unsettled="아직")]
    (last,) = stopped(writing)
    assert writing == []
    assert "멈추었습니다" in last["content"] and "unsettled" not in last["content"]
    assert settled.citations[0].title in last["content"]


def test_where_nothing_was_checked_yet_that_is_told():
    for step in (Step(), Step("묻고 있습니다", unsettled="아직")):
        (last,) = stopped([step])
        assert "아직 없습니다" in last["content"]


def test_where_nothing_is_written_nothing_changes():
    assert stopped([]) == []
