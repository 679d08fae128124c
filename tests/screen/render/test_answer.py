"""The HTML of an answer: nothing from outside gets in unescaped, every figure is marked, every citation leads somewhere."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest

from assistant.answer import answer
from assistant.figure_tip import MARKS
from assistant.settings import Settings
from assistant.types import Answer, Asked, CheckedFigure, Citation, FigureStatus, Hit, Question, Sentence
from index.intake import take_in
from index.library import open_library
from ingest.document import Span
from screen.render.answer import answer_html, citation_html, legend_html

EVIL = "<script>alert(\"가\")</script> & '나' <img src=x onerror=alert(1)>"
VOID = {"br", "img", "input", "meta"}
QUESTIONS = [
    "2023년 별빛도서관 운영 예산현액 얼마야?",
    "드론 배송 실증 지원 2023 예산현액은 얼마인가요?",
    "달빛광장 조성 사업비는 2022년보다 2023년에 얼마나 늘었나?",
    "드론 배송 실증 노선은 언제 개통하나요?",
    "참여 섬은 어디인가요?",
    "드론팀장은 누구인가요?",
]
NOTHING = "화성 이주 우주선의 승무원 급식 단가는?"


class Page(HTMLParser):
    """The tags of some HTML with their attributes, its text, and whether every tag is closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.open: list[str] = []
        self.sound = True
        self.feed(html)
        self.close()
        self.sound = self.sound and not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.sound = self.sound and bool(self.open) and self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def classed(self, name: str) -> list[dict[str, str | None]]:
        """The attributes of all tags of a class."""
        return [attributes for _, attributes in self.tags if name in (attributes.get("class") or "").split()]


def figure_in(text: str, words: str, status: FigureStatus = FigureStatus.VERIFIED, **fields: object) -> CheckedFigure:
    start = text.index(words)
    end = start + len(words)
    return CheckedFigure(words, start, end, Decimal(5), "명", status, citation=0, **fields)  # type: ignore[arg-type]


def answer_of(text: str, words: str = "", status: FigureStatus = FigureStatus.VERIFIED, **fields: object) -> Answer:
    """An answer of one sentence, with one citation, one hit, and a figure where words are given."""
    place = Citation(EVIL, EVIL, (EVIL,), 3, Span(0, len(EVIL)), EVIL, EVIL, EVIL, place=EVIL)
    hit = Hit(1, EVIL, EVIL, 2023, frozenset(), 3, (EVIL,), Span(0, len(EVIL)), EVIL, 1.0, (), place=EVIL)
    parts = {
        "question": Question(EVIL, Asked.FIGURE, (EVIL,), (), ()),
        "text": text,
        "sentences": (Sentence(text, (0,)),),
        "citations": (place,),
        "figures": (figure_in(text, words, status, **fields),) if words else (),
        "hits": (hit,),
        "abstained": False,
        "notices": (EVIL,),
    }
    return Answer(**parts)  # type: ignore[arg-type]


# Escaping


@pytest.mark.parametrize("abstained", [False, True])
@pytest.mark.parametrize("shown", [None, 1])
def test_whatever_comes_from_outside_is_escaped(abstained, shown):
    page = Page(
        answer_html(replace(answer_of(f"{EVIL} 5명", "5명", reading=EVIL, formula=EVIL), abstained=abstained), "k", shown)
    )
    assert page.sound
    assert not {"script", "img"} & {tag for tag, _ in page.tags}
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert EVIL in page.text


def test_the_key_of_an_answer_cannot_break_out():
    page = Page(answer_html(answer_of("5명"), '"><script>'))
    assert page.sound
    assert "script" not in {tag for tag, _ in page.tags}


def test_a_document_full_of_markup_is_shown_as_its_text(tmp_path: Path):
    documents = tmp_path / "documents"
    documents.mkdir()
    text = '# <script>alert("장")</script>\n○ <b>드론</b> "예산" : 5억 원 <img src=x onerror=alert(1)> \'끝\' & 마침\n'
    (documents / "보고<b>.txt").write_text(text, encoding="utf-8")
    library = open_library(tmp_path / "data", "kiwi")
    list(take_in(library, documents.iterdir()))
    found = answer(library, '<script>alert("물음")</script> 드론 "예산"은 얼마인가요?', Settings())
    library.close()
    page = Page(answer_html(found, "k"))
    assert found.citations
    assert not {"script", "img"} & {tag for tag, _ in page.tags}
    assert {attributes.get("class") for tag, attributes in page.tags if tag == "b"} <= {None}
    assert "onerror=alert(1)" in page.text


# Figures


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_figure_of_an_answer_is_marked(ask, question):
    found = ask(question)
    page = Page(answer_html(found, "k"))
    classes = [attributes["class"] for attributes in page.classed("figure")]
    assert classes == [f"figure {figure.status.value}" for figure in sorted(found.figures, key=lambda figure: figure.start)]


@pytest.mark.parametrize("status", list(FigureStatus))
def test_a_mark_tells_what_was_found_by_sign_name_and_words(status):
    sign, name, told = MARKS[status]
    html = answer_html(answer_of("현원은 5명입니다.", "5명", status), "k")
    (mark,) = Page(html).classed("figure")
    assert f'5명<sup aria-label="{name}">{sign}</sup>' in html
    assert name in (mark["data-tip"] or "") and told in (mark["data-tip"] or "")


def test_a_mark_names_source_plain_reading_and_formula():
    found = answer_of("현원은 5명입니다.", "5명", FigureStatus.DERIVED, reading="다섯 명", formula="7명 - 2명 = 5명")
    (mark,) = Page(answer_html(found, "k")).classed("figure")
    assert all(words in (mark["data-tip"] or "") for words in ("근거 [1]", "다섯 명", "7명 - 2명 = 5명"))


def test_figures_of_sentences_that_are_alike_are_each_marked_once():
    found = answer_of("현원은 5명입니다.", "5명")
    text = f"{found.text}\n{found.text}"
    second = figure_in(text, "5명", FigureStatus.CONFLICT)
    second = replace(second, start=second.start + len(found.text) + 1, end=second.end + len(found.text) + 1)
    found = replace(found, text=text, sentences=found.sentences * 2, figures=(second, *found.figures))
    assert [mark["class"] for mark in Page(answer_html(found, "k")).classed("figure")] == ["figure verified", "figure conflict"]


def test_the_legend_names_every_mark():
    page = Page(legend_html())
    assert page.sound
    assert all(sign in page.text and name in page.text for sign, name, _ in MARKS.values())


# Citations


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_citation_button_opens_a_source_card(ask, question):
    page = Page(answer_html(ask(question), "k"))
    buttons = [button["data-source"] for button in page.classed("cite")]
    cards = [card["id"] for card in page.classed("source")]
    assert buttons
    assert set(buttons) <= set(cards)
    assert len(set(cards)) == len(cards)
    assert all(button.get("aria-label") for button in page.classed("cite"))


def test_cards_of_two_answers_are_told_apart(ask):
    found = ask(QUESTIONS[0])
    cards = [{card["id"] for card in Page(answer_html(found, key)).classed("source")} for key in ("a", "b")]
    assert not cards[0] & cards[1]


def test_a_card_names_document_page_and_section_and_marks_the_quote():
    place = Citation(
        "가.txt", "업무보고", ("일반현황", "인력"), 7, Span(4, 8), "정원\n20", "앞의 글\n", "\n뒤의 글", place="7쪽(인쇄 5쪽)"
    )
    html = citation_html(place, "k-1", 1)
    assert "<mark>정원<br>20</mark>" in html
    assert all(
        words in Page(html).text
        for words in ("[1]", "업무보고", "가.txt", "7쪽(인쇄 5쪽) · 일반현황 › 인력", "…앞의 글", "뒤의 글…")
    )


def test_a_card_of_a_file_without_pages_names_no_page():
    place = Citation("가.hwp", "업무보고", ("일반현황",), 1, Span(0, 2), "정원", place="문단 34")
    text = Page(citation_html(place, "k-1", 1)).text
    assert "문단 34 · 일반현황" in text and "쪽" not in text


# Abstaining


def test_the_nearest_passages_are_said_to_be_no_answer(ask):
    found = ask(NOTHING)
    page = Page(answer_html(found, "k"))
    assert found.abstained
    assert found.text in page.text
    assert "가장 가까운 대목 (답이 아닙니다)" in page.text
    assert 1 <= len(page.classed("source")) <= 3
    assert not page.classed("cite") and page.classed("abstained")


def test_where_nothing_is_near_nothing_is_promised():
    page = Page(answer_html(replace(answer_of("없습니다."), abstained=True, hits=()), "k"))
    assert "가장 가까운" not in page.text


# The whole


@pytest.mark.parametrize("question", [*QUESTIONS, NOTHING])
def test_an_answer_is_sound_html_that_a_markdown_chat_leaves_alone(ask, question):
    html = answer_html(ask(question), "k")
    assert Page(html).sound
    assert "\n\n" not in html
    assert "http://" not in html and "https://" not in html


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_on_its_way_is_a_prefix_of_the_whole(ask, question):
    found = ask(question)
    whole = answer_html(found, "k").removesuffix("</div>")
    parts = [answer_html(found, "k", shown).removesuffix("</div>") for shown in range(1, len(found.sentences) + 1)]
    for shorter, longer in zip(parts, [*parts[1:], whole], strict=True):
        assert longer.startswith(shorter)
        assert "<details" not in shorter


def test_a_notice_is_shown(ask):
    assert "※ 조심하십시오." in Page(answer_html(replace(ask(QUESTIONS[0]), notices=("조심하십시오.",)), "k")).text


def test_how_the_question_was_read_is_told(ask):
    page = Page(answer_html(ask(QUESTIONS[0]), "k"))
    assert "묻는 것: 수치" in page.text and "2023년" in page.text


@pytest.mark.parametrize("asked", list(Asked))
def test_every_kind_of_question_has_a_name(asked):
    found = answer_of("5명")
    assert "묻는 것" in answer_html(replace(found, question=replace(found.question, asked=asked)), "k")
