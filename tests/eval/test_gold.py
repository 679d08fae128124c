"""Gold files: whole ones are read as written; a broken one is refused with the line, the reason and the remedy."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from eval.gold import GoldEvidence, GoldFigure, read_gold
from ingest.errors import BadInput

ROW: dict[str, Any] = {
    "id": "g1",
    "question": "2024년 출연금은?",
    "type": "figure",
    "answer": "12,997,080천원",
    "figures": [{"value": 12997080, "unit": "천원", "krw": 12997080000}],
    "must_contain": ["한들|한들시"],
    "evidence": [{"doc": "가.txt", "quote": "출연금액 : 12,997,080천원"}],
}


def write(folder: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path = folder / "gold.jsonl"
    path.write_text("\n".join(lines), encoding=encoding)
    return path


def row(**fields: Any) -> str:
    return json.dumps({**ROW, **fields}, ensure_ascii=False)


def test_an_item_is_read_as_it_is_written(tmp_path):
    (item,) = read_gold(write(tmp_path, row()))
    assert (item.id, item.question, item.type, item.answer) == ("g1", "2024년 출연금은?", "figure", "12,997,080천원")
    assert item.figures == (GoldFigure(Decimal(12997080), "천원", 12_997_080_000),)
    assert item.must_contain == ("한들|한들시",)
    assert item.evidence == (GoldEvidence("가.txt", "출연금액 : 12,997,080천원"),)


def test_items_keep_their_order_and_blank_lines_do_not_count(tmp_path):
    items = read_gold(write(tmp_path, row(id="b"), "", "   ", row(id="a"), ""))
    assert [item.id for item in items] == ["b", "a"]


@pytest.mark.parametrize("field", ["answer", "figures", "must_contain", "evidence"])
def test_what_may_be_empty_may_be_left_out(tmp_path, field):
    (item,) = read_gold(write(tmp_path, json.dumps({name: value for name, value in ROW.items() if name != field})))
    assert not getattr(item, field)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_byte_order_mark_is_no_part_of_the_first_line(tmp_path, encoding):
    (item,) = read_gold(write(tmp_path, row(), encoding=encoding))
    assert item.id == "g1"


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_line_ends_of_either_system_are_read(tmp_path, ending):
    path = tmp_path / "gold.jsonl"
    path.write_bytes(ending.join([row(id="a"), row(id="b")]).encode())
    assert [item.id for item in read_gold(path)] == ["a", "b"]


@pytest.mark.parametrize("separator", ["\u2028", "\u0085"])
def test_only_a_newline_ends_a_line(tmp_path, separator):
    question = f"앞{separator}뒤"
    (item,) = read_gold(write(tmp_path, row(question=question)))
    assert item.question == question


@pytest.mark.parametrize(
    ("value", "wanted"), [("1,234", "1234"), ("△12", "-12"), (0.1, "0.1"), (-3, "-3"), ("10.50", "10.50"), (0, "0")]
)
def test_figure_values_are_exact(tmp_path, value, wanted):
    (item,) = read_gold(write(tmp_path, row(figures=[{"value": value, "unit": "명"}])))
    assert item.figures[0] == GoldFigure(Decimal(wanted), "명", None)


@pytest.mark.parametrize(
    "broken",
    [
        "{",
        "[]",
        '"글"',
        "3",
        "null",
        json.dumps({name: value for name, value in ROW.items() if name != "id"}),
        json.dumps({name: value for name, value in ROW.items() if name != "question"}),
        json.dumps({name: value for name, value in ROW.items() if name != "type"}),
        row(figures=[{"unit": "명"}]),
        row(figures=[{"value": "여럿", "unit": "명"}]),
        row(figures=[{"value": 1, "krw": "많이"}]),
        row(figures=["5명"]),
        row(figures=5),
        row(evidence=[{"doc": "가.txt"}]),
        row(evidence=["가.txt"]),
        row(must_contain=5),
    ],
)
def test_a_broken_line_is_named_with_what_to_write(tmp_path, broken):
    path = write(tmp_path, row(id="a"), "", broken)
    with pytest.raises(BadInput, match="3번째 줄") as raised:
        read_gold(path)
    assert str(path) in raised.value.reason
    assert "evidence" in raised.value.remedy


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"question": " "}, "question에 적힌 것이 없거나 글이 아닙니다"),
        ({"id": None}, "id에 적힌 것이 없거나 글이 아닙니다"),
        ({"figures": "5명"}, "figures은(는) 목록([…])이어야 합니다"),
        ({"figures": [{"value": 1, "unit": "명"}, {"unit": "명"}]}, "figures의 2번째에 value이(가) 없습니다"),
        ({"figures": [{"value": "여럿"}]}, "figures의 1번째에 수가 아닌 값이 있습니다(value 여럿)"),
        ({"evidence": [{"doc": "가.txt"}]}, "evidence의 1번째에 quote이(가) 없습니다"),
        ({"figures": [{"value": float("nan")}]}, "figures의 1번째에 수가 아닌 값이 있습니다(value nan)"),
        ({"figures": [{"value": 1, "krw": float("inf")}]}, "figures의 1번째에 수가 아닌 값이 있습니다(value 1, krw inf)"),
        ({"evidence": [{"doc": "가.txt", "quote": " "}]}, "evidence의 1번째에 doc이나 quote가 비었습니다"),
        ({"must_contain": ["한들시", ""]}, "must_contain의 2번째에 빈 말이 있거나"),
        ({"must_contain": ["한들시|"]}, "must_contain의 1번째에 빈 말이 있거나"),
        ({"must_contain": [None]}, "must_contain의 1번째에 빈 말이 있거나"),
        ({"must_contain": "한들시"}, "must_contain은(는) 목록([…])이어야 합니다"),
    ],
)
def test_what_does_not_fit_is_told_in_korean(tmp_path, fields, reason):
    with pytest.raises(BadInput) as raised:
        read_gold(write(tmp_path, row(**fields)))
    assert reason in raised.value.reason and "Error" not in raised.value.reason


def test_words_given_as_one_text_are_not_read_letter_by_letter(tmp_path):
    with pytest.raises(BadInput, match="1번째 줄"):
        read_gold(write(tmp_path, row(must_contain="한들시")))


def test_an_id_used_twice_is_named_with_its_line(tmp_path):
    with pytest.raises(BadInput, match=r"2번째 줄.*g1"):
        read_gold(write(tmp_path, row(), row(question="다른 질문")))


def test_a_file_without_questions_is_refused(tmp_path):
    with pytest.raises(BadInput, match="문항이 없습니다"):
        read_gold(write(tmp_path, "", "  "))


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(BadInput, match="없는\\.jsonl"):
        read_gold(tmp_path / "없는.jsonl")


def test_a_file_of_another_encoding_is_told_with_the_remedy(tmp_path):
    with pytest.raises(BadInput) as raised:
        read_gold(write(tmp_path, row(), encoding="cp949"))
    assert "UTF-8" in raised.value.remedy


def test_a_folder_is_no_gold_file(tmp_path):
    with pytest.raises(BadInput, match="읽을 수 없습니다"):
        read_gold(tmp_path)
