"""A proposal as it is filled in: what it lacks and what is wrong is told, and only what is right is taken."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from eval.drafting.filled import figure_as_text, filled, hold_against, take
from eval.drafting.propose import propose
from eval.gold import GoldFigure, read_gold
from index.library import Library
from ingest.errors import BadInput
from tests.pdf_library import QUESTION, pdf_library

QUOTE = "스마트상점 보급\t212개소\t265개소\t220개소"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with pdf_library(tmp_path_factory.mktemp("pdf")) as opened:
        yield opened


def form(**fields: Any) -> dict[str, Any]:
    whole = {"id": "d-1", "question": QUESTION, "type": "figure", "answer": "265개소입니다.", "figures": "265개소"}
    return {**whole, "must_contain": "", "evidence": [{"doc": "보고.pdf", "quote": QUOTE}], **fields}


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("265개소", GoldFigure(Decimal(265), "개소", None)),
        ("980백만원", GoldFigure(Decimal(980), "백만원", 980_000_000)),
        ("△1,234천원", GoldFigure(Decimal(-1234), "천원", -1_234_000)),
        ("45.0%", GoldFigure(Decimal("45.0"), "%", None)),
    ],
)
def test_a_figure_is_read_and_written_alike(text: str, figure: GoldFigure) -> None:
    assert filled(form(figures=text)).figures == (figure,)
    assert filled(form(figures=figure_as_text(figure))).figures == (figure,)


def test_lines_and_places_that_are_empty_are_none() -> None:
    item = filled(form(must_contain=" 가 \n\n나|다\n", evidence=[{"doc": "보고.pdf", "quote": " "}]))
    assert item.must_contain == ("가", "나|다") and item.evidence == ()


def test_a_figure_that_cannot_be_read_is_told() -> None:
    with pytest.raises(BadInput, match="많이"):
        filled(form(figures="많이"))


@pytest.mark.parametrize("wrong", [{"answer": 1}, {"evidence": "글"}, {"evidence": ["글"]}, {"question": "가" * 5000}])
def test_what_no_form_sends_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"answer|evidence|question"):
        filled(form(**wrong))


def test_an_id_of_another_making_is_not_taken() -> None:
    assert filled(form(id='"><script>')).id.startswith("d-")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"answer": ""}, "정답을 적어"),
        ({"question": ""}, "질문을 적어"),
        ({"figures": "", "evidence": []}, "근거를 적어"),
        ({"evidence": [{"doc": "보고.pdf", "quote": "문서에 없는 말"}]}, "없습니다"),
        ({"figures": "999개소"}, "999개소"),
    ],
)
def test_what_lacks_something_or_is_wrong_is_not_taken(library: Library, tmp_path: Path, fields: Any, told: str) -> None:
    item = filled(form(**fields))
    assert not hold_against(item, [], library).may_be_taken
    with pytest.raises(BadInput, match=told):
        take(tmp_path / "문항.jsonl", item, library)
    assert not (tmp_path / "문항.jsonl").exists()


def test_what_is_right_is_taken_once(library: Library, tmp_path: Path) -> None:
    path, item = tmp_path / "문항.jsonl", filled(form())
    take(path, item, library)
    assert read_gold(path) == [item]
    with pytest.raises(BadInput, match="이미"):
        take(path, item, library)
    with pytest.raises(BadInput, match="같은 것을 묻습니다"):
        take(path, filled(form(id="d-2")), library)


def test_an_item_without_an_answer_in_the_documents_needs_none(library: Library) -> None:
    bare = {"type": "unanswerable", "answer": "", "figures": "", "evidence": []}
    assert hold_against(filled(form(**bare)), [], library).may_be_taken


def test_proposals_out_of_documents_may_be_taken_as_they_are(library: Library) -> None:
    for proposal in propose(library, [], 5):
        item = proposal.item
        figures = "\n".join(map(figure_as_text, item.figures))
        evidence = [{"doc": place.document, "quote": place.quote} for place in item.evidence]
        row = {"id": item.id, "question": item.question, "type": item.type, "answer": item.answer, "figures": figures}
        again = filled({**row, "must_contain": "\n".join(item.must_contain), "evidence": evidence})
        assert again == item
        assert hold_against(again, [], library).may_be_taken
