"""The buttons under an answer: sound HTML without a blank line, whatever the answer holds."""

from __future__ import annotations

from dataclasses import replace

from screen.render.tools import further_html, tools_html
from screen.save.answer import as_text
from tests.screen.render.test_answer import EVIL, QUESTIONS, Page


def test_the_text_to_be_copied_is_the_answer_with_its_footnotes(ask):
    found = ask(QUESTIONS[0])
    page = Page(tools_html(found, "k"))
    (copy,) = [attributes for _, attributes in page.tags if attributes.get("class") == "tool copy"]
    assert page.sound and copy["data-text"] == as_text(found)
    assert "\n" not in tools_html(found, "k")  # a chat that reads Markdown leaves it as it is


def test_nothing_breaks_out(ask):
    found = ask(QUESTIONS[0])
    html = tools_html(replace(found, question=replace(found.question, text=EVIL)), '"><script>') + further_html([EVIL])
    page = Page(html)
    assert page.sound and not {"script", "img"} & {tag for tag, _ in page.tags}
    assert EVIL in page.text


def test_no_question_is_no_line():
    assert further_html([]) == ""
