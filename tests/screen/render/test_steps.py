"""An answer on its way as HTML: settled, struck with its reason, and in grey what is not checked; nothing unescaped."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.contract import as_json
from assistant.steps import Step
from assistant.stored import from_bytes, to_bytes
from assistant.types import Struck
from cli.ask import as_text
from screen.render.answer import answer_html
from screen.render.steps import step_html
from tests.screen.render.test_answer import EVIL, Page

QUESTION = "2023년 별빛도서관 운영 예산현액 얼마야?"
STRUCK = (Struck(f"예산은 990백만원입니다. {EVIL}", f"‘990백만원’을 확인하지 못했습니다. {EVIL}"),)


@pytest.fixture
def found(ask):
    return ask(QUESTION)


@pytest.mark.parametrize("settled", [True, False])
def test_a_step_says_what_is_checked_and_what_is_not(found, settled):
    html = step_html(Step(f"쓰는 중 {EVIL}", found if settled else None, STRUCK, f"흐린 글 {EVIL}"), "k")
    page = Page(html)
    assert page.sound and not any(tag in {"script", "img"} for tag, _ in page.tags)
    assert page.classed("unsettled") and page.classed("struck")
    assert "확인하는 중" in page.text and "990백만원" in page.text
    assert ("2,500,000천원" in page.text) is settled


def test_the_last_step_is_the_answer(found):
    assert step_html(Step(answer=found), "k") == answer_html(found, "k")


def test_what_was_struck_lies_under_a_fold_where_the_composed_answer_stands(found):
    html = answer_html(replace(found, struck=STRUCK), "k")
    assert '<details class="struck-ones">' in html and "문장 1개" in html and Page(html).sound
    assert "<script>" not in html


def test_what_was_struck_stands_beside_what_was_kept(found):
    html = answer_html(replace(found, struck=STRUCK, made=replace(found.made, llm="m<b>")), "k")
    assert "struck-ones" not in html and Page(html).classed("struck") and "m&lt;b&gt;" in html


def test_a_struck_figure_is_never_in_the_text(found):
    struck = replace(found, struck=STRUCK)
    assert "990" not in struck.text and all("990" not in figure.text for figure in struck.figures)
    line = next(line for line in as_text(struck).splitlines() if "990" in line)
    assert line.startswith("× 뺀 문장:")


def test_programs_are_told_what_was_struck_and_by_whom_it_was_written(found):
    row = as_json("q", replace(found, struck=STRUCK, made=replace(found.made, llm="m")))
    assert row["struck"] == [{"text": STRUCK[0].text, "reason": STRUCK[0].reason}] and row["made"]["llm"] == "m"
    assert as_json("q", found)["struck"] == [] and as_json("q", found)["made"]["llm"] is None


def test_what_was_struck_is_stored_with_the_answer(found):
    struck = replace(found, struck=STRUCK)
    assert from_bytes(to_bytes(struck)) == struck
