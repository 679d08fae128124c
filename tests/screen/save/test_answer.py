"""An answer taken away: whole, with its footnotes, and harmless whatever the documents hold."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import docx
import pytest

from assistant.types import Answer, AnswerTable, Sentence, TableCell
from screen.save.answer import FORMATS, as_docx, as_html, as_text
from tests.screen.render.test_answer import EVIL, NOTHING, QUESTIONS, Page


def paragraphs(found: Answer) -> str:
    document = docx.Document(io.BytesIO(as_docx(found)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_format_holds_the_answer_and_each_cited_place(ask, question):
    found = ask(question)
    for told in (as_text(found), Page(as_html(found)).text, paragraphs(found)):
        assert question in told
        bare = re.sub(r"[✓=!×]", "", told)  # marks of figures stand between
        assert all(
            " ".join(sentence.text.split()) in " ".join(bare.split()) for sentence in found.sentences if "=" not in sentence.text
        )
        for citation in found.citations:
            assert " ".join(citation.quote.split()) in told and f"{citation.title} ({citation.document})" in told


def test_numbers_lead_to_their_places(ask):
    page = Page(as_html(ask(QUESTIONS[0])))
    links = {attributes["href"] for tag, attributes in page.tags if tag == "a"}
    places = {f"#{attributes['id']}" for tag, attributes in page.tags if "id" in attributes}
    assert links and links == places


def test_an_abstention_is_saved_with_the_nearest_places_as_such(ask):
    found = ask(NOTHING)
    for told in (as_text(found), Page(as_html(found)).text, paragraphs(found)):
        assert found.text in told and (not found.hits or "답이 아닙니다" in told)


def hostile(ask, text: str) -> Answer:
    """An answer all of whose words are `text`."""
    found = ask(QUESTIONS[0])
    citation = replace(found.citations[0], title=text, document=text, section=(text,), place=text, quote=text)
    table = AnswerTable((text, text), ((TableCell(text), TableCell(text, 0)),), title=text)
    return replace(
        found,
        question=replace(found.question, text=text, readings=(text,)),
        text=text,
        sentences=(Sentence(text, (0,)),),
        citations=(citation,),
        figures=(),
        notices=(text,),
        scope=text,
        table=table,
    )


def test_markup_of_a_document_is_only_text(ask):
    page = Page(as_html(hostile(ask, EVIL)))
    assert page.sound and page.text.count(EVIL) > 5
    assert not {"script", "img"} & {tag for tag, _ in page.tags}
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert "default-src 'none'" in as_html(hostile(ask, EVIL))


@pytest.mark.parametrize("formula", ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "＝1", " =1"])
def test_no_line_and_no_cell_of_the_text_begins_as_a_formula_does(ask, formula):
    cells = [cell for line in as_text(hostile(ask, formula)).split("\n") for cell in line.split("\t")]
    assert formula.strip() in "".join(cells)
    assert not [cell for cell in cells if cell.lstrip(" ").startswith(("=", "+", "-", "@", "＝"))]


def test_what_no_xml_may_hold_is_left_out(ask):
    found = hostile(ask, "가\x00\x0b\x1f\ufffe나")
    assert "가나" in paragraphs(found)
    assert "\x00" not in as_html(found)
    for write, _ in FORMATS.values():
        assert write(found)


def test_a_docx_has_no_field_of_a_document_s_making(ask):
    found = docx.Document(io.BytesIO(as_docx(hostile(ask, "{ DDEAUTO c:\\\\x }"))))
    assert "instrText" not in found.element.xml and "fldSimple" not in found.element.xml


def test_the_table_stands_before_what_else_bears_on_the_question(ask):
    found = ask(QUESTIONS[0])
    assert any(sentence.role == "related" for sentence in found.sentences)
    table = AnswerTable(("구분", "값"), ((TableCell("표의 칸"), TableCell("5명", 0)),))
    for told in (as_text(replace(found, table=table)), Page(as_html(replace(found, table=table))).text):
        assert told.count("표의 칸") == 1 and told.index("표의 칸") < told.index("함께 볼 대목")
    body = docx.Document(io.BytesIO(as_docx(replace(found, table=table)))).element.body.xml
    assert body.index("표의 칸") < body.index("함께 볼 대목")
