"""Two runs side by side, on results made by hand."""

from __future__ import annotations

import pytest

from eval.compare import Verdict, compare
from eval.compare_text import comparison_as_text
from eval.result import Counted, Result


def result(id: str, right: bool, given: str = "답", question: str = "질문", milliseconds: float = 10.0) -> Result:
    measures = {"answered_right": Counted(right, 1), "errors": Counted(not right, 1), "figures_derived": Counted(right, 1)}
    return Result(id, question, "figure", "정답", (), given, right, False, 0.5, milliseconds, measures=measures)


def run(rights, **fields) -> list[Result]:
    return [result(f"q{number}", right, **fields) for number, right in enumerate(rights)]


def changes(before, after):
    return {change.name: change for change in compare(before, after).changes}


def test_questions_are_paired_by_id_and_words():
    before = [result("a", False), result("b", True), result("c", True), result("old", True), result("word", True)]
    after = [result("new", True), result("word", True, question="다른 질문"), *map(result, "abc", (True, False, True))]
    found = compare(before, after)
    assert found.questions == 3
    assert [pair.before.id for pair in found.better] == ["a"]
    assert [pair.after.id for pair in found.worse] == ["b"]
    assert [pair.before.id for pair in found.reworded] == ["word"]
    assert [one.id for one in found.only_before] == ["old"]
    assert [one.id for one in found.only_after] == ["new"]


def test_another_answer_that_is_as_right_is_told_apart():
    found = compare(run([True, True], given="가"), [result("q0", True, "가"), result("q1", True, "나")])
    assert [pair.before.id for pair in found.otherwise] == ["q1"]


def test_a_difference_is_real_where_its_interval_leaves_zero_out():
    found = changes(run([False] * 20 + [True] * 80), run([True] * 100))
    assert found["answered_right"].grown.value == pytest.approx(0.2)
    assert (found["answered_right"].verdict, found["errors"].verdict) == (Verdict.BETTER, Verdict.BETTER)
    assert found["figures_derived"].verdict is Verdict.OTHER


def test_one_question_more_among_many_is_not_real():
    found = changes(run([False] + [True] * 99), run([True] * 100))["answered_right"]
    assert found.grown.value == pytest.approx(0.01)
    assert (found.is_real, found.verdict) == (False, Verdict.SAME)


@pytest.mark.parametrize(("questions", "is_real"), [(2, False), (5, False), (6, True)])
def test_a_handful_of_questions_may_all_move_by_chance(questions, is_real):
    found = changes(run([False] * questions), run([True] * questions))["answered_right"]
    assert (found.grown.low, found.is_real) == (1.0, is_real)


def test_times_come_with_a_word_of_warning():
    slower = compare(run([True] * 30), run([True] * 30, milliseconds=20.0))
    assert "다른 일에도" in comparison_as_text(slower, [])
    assert "다른 일에도" not in comparison_as_text(compare(run([True] * 30), run([True] * 30)), [])


def test_slower_is_worse():
    found = changes(run([True] * 30), run([True] * 30, milliseconds=20.0))
    assert found["latency_p95"].verdict is Verdict.WORSE


def test_a_run_with_itself_is_the_same():
    both = run([True, False, True])
    assert {change.verdict for change in compare(both, both).changes} == {Verdict.SAME}


def test_runs_without_a_question_in_common_are_told():
    found = compare([result("a", True)], [result("b", True)])
    assert (found.questions, found.changes) == (0, ())
    shown = comparison_as_text(found, [])
    assert "앞의 평가에만 있는 문항 1개: a" in shown and "뒤의 평가에만 있는 문항 1개: b" in shown


def test_both_answers_are_shown():
    shown = comparison_as_text(
        compare([result("a", False, "틀린 답")], [result("a", True, "맞는 답")]), ["설정 passages(10 → 8)"]
    )
    assert "앞: 틀린 답" in shown and "뒤: 맞는 답" in shown and "정답: 정답" in shown
    assert "달라진 것: 설정 passages(10 → 8)" in shown
    assert "정답: 0.0% → 100.0%, +100.0%p (+100.0~+100.0) 차이를 알 수 없음" in shown
