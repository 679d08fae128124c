"""Documents that state different values for the same thing are found; what a reason explains is no contradiction."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.contradictions import find_contradictions
from assistant.places import place_figures
from tests.assistant.made_store import store_of

HEAD = "가람시 {year}년도 주요업무 보고\n\n{year}. 2.\n\n□ 추진현황\n"


def table(
    value: str, column: str = "2024년 실적", unit: str = "개소", name: str = "돌봄로봇 보급", beside: str = "청렴도 조사"
) -> str:
    return HEAD.format(year=2024) + f"(단위 : {unit})\n사업명\t{column}\n{name}\t{value}\n{beside}\t77\n"


def line(said: str, year: int = 2025) -> str:
    return HEAD.format(year=year) + f"○ {said}\n"


def found(folder: Path, first: str, second: str, **more: str) -> list[tuple[str, list[str]]]:
    with store_of(folder, 하나=first, 둘=second, **more) as store:
        return [(item.name, [side.row.text for side in item.sides]) for item in find_contradictions(store)]


DIFFERENT = [
    (table("265"), table("256", beside="만족도 조사")),
    (table("265"), line("2024년 돌봄로봇 보급 실적 : 256개소")),
    (table("265"), line("2024년도 돌봄로봇 보급 실적은 총 256개소임.")),
    (table("265"), line("돌봄로봇 보급은 2024년도에 256개소를 설치하여 목표를 넘김")),
    (table("980", "2024년 예산", "백만원"), line("2024년 돌봄로봇 보급 예산 : 890,000천원")),
    (line("2024년 돌봄로봇 보급 본예산 : 9억 8천만원"), line("돌봄로봇 보급 본예산은 2024년 8억 9천만원으로 늘었음.")),
]


@pytest.mark.parametrize(("first", "second"), DIFFERENT)
def test_values_that_differ_are_found(tmp_path, first, second):
    ((name, values),) = found(tmp_path, first, second)
    assert "돌봄로봇 보급" in name and len(values) == 2


EXPLAINED = {
    "same value": (table("265"), line("2024년 돌봄로봇 보급 실적 : 265개소")),
    "other unit": (table("980", "2024년 예산", "백만원"), line("2024년 돌봄로봇 보급 예산 : 9억 8천만원")),
    "rounded": (table("983", "2024년 예산", "백만원"), line("2024년 돌봄로봇 보급 예산 : 9.8억원")),
    "about": (table("265"), line("2024년 돌봄로봇 보급 실적 : 약 270개소")),
    "kind": (table("265"), line("2024년 돌봄로봇 보급 목표 : 210개소")),
    "kind of budget": (table("980", "2024년 본예산", "백만원"), table("990", "2024년 최종예산", "백만원", beside="만족도 조사")),
    "year": (table("265"), table("210", "2023년 실적", beside="만족도 조사")),
    "part in the name": (table("980", "2024년 예산", "백만원"), table("490", "2024년 예산", "백만원", "돌봄로봇 보급 국비", "만족도 조사")),
    "part in the column": (table("265"), table("120", "2024년 상반기 실적", beside="만족도 조사")),
    "change": (table("265"), line("2024년 돌봄로봇 보급 실적은 45개소 늘었음.")),
    "change by a rate": (table("980", "2024년 예산", "백만원"), line("2024년 돌봄로봇 보급 예산은 전년 대비 120백만원, 13.9% 증액됨")),
    "part of a sentence": (table("265"), line("2024년 돌봄로봇 보급 실적 가운데 45개소는 경로당임.")),
    "bound": (table("265"), line("2024년 돌봄로봇 보급 실적 : 200개소 이상")),
    "other day of counting": (
        table("265").replace("(단위", "(’24. 12. 31. 기준, 단위"),
        table("120", beside="만족도 조사").replace("(단위", "(’24. 6. 30. 기준, 단위"),
    ),
    "several offices": (
        table("265"),
        table("120", beside="만족도 조사") + "\n□ 서부센터\n(단위 : 개소)\n사업명\t2024년 실적\n돌봄로봇 보급\t145\n만족도 평가\t9\n",
    ),
    "an item of every budget": (
        table("980", "2024년 예산", "백만원", "시책업무추진비"),
        table("890", "2024년 예산", "백만원", "시책업무추진비", "만족도 조사"),
    ),
    "within one document": (table("265") + "\n○ 2024년 돌봄로봇 보급 실적 : 256개소\n", line("2024년 다른 사업 실적 : 3개소")),
}  # fmt: skip


@pytest.mark.parametrize("why", EXPLAINED)
def test_what_a_reason_explains_is_no_contradiction(tmp_path, why):
    assert found(tmp_path, *EXPLAINED[why]) == []


def test_what_follows_from_other_figures_is_not_named_again(tmp_path):
    head = "사업명\t2024년 목표\t2024년 실적\t증감\n"
    first = HEAD.format(year=2025) + f"(단위 : 개소)\n{head}돌봄로봇 보급\t200\t265\t65\n"
    second = HEAD.format(year=2026) + f"(단위 : 개소)\n{head}돌봄로봇 보급\t200\t256\t56\n"
    assert found(tmp_path, first, second) == [("돌봄로봇 보급", ["265", "256"])]


def test_the_sides_stand_by_day_with_place_and_the_latest_is_told(tmp_path):
    with store_of(
        tmp_path, 나중=line("2024년 돌봄로봇 보급 실적 : 256개소", 2026), 먼저=line("2024년 돌봄로봇 보급 실적 : 265개소", 2025)
    ) as store:
        (item,) = find_contradictions(store)
    assert [(side.row.document, side.day) for side in item.sides] == [("먼저.txt", "2025-02"), ("나중.txt", "2026-02")]
    assert item.latest is item.sides[1]
    assert item.sides[1].place.around == ("○ 2024년 돌봄로봇 보급 실적 : ", "256개소", "")


def test_without_days_that_tell_no_side_is_the_latest(tmp_path):
    with store_of(tmp_path, 하나=table("265"), 둘=table("256", beside="만족도 조사")) as store:
        (item,) = find_contradictions(store)
    assert item.latest is None  # both are of one day


def test_a_name_with_many_values_is_of_several_things(tmp_path):
    others = {f"셋{value}": table(value, beside=f"조사 {value}") for value in ("301", "302")}
    assert found(tmp_path, table("265"), table("256"), **others) == []


def test_places_are_given_for_what_is_there(tmp_path):
    with store_of(tmp_path, 하나=table("265")) as store:
        text = store.document_text("하나.txt")
        at = text.index("265")
        placed = place_figures(store, [("하나.txt", at, at + 3), ("하나.txt", 10**6, 10**6 + 1), ("없음.txt", 0, 1)])
    assert list(placed) == [("하나.txt", at)]
    assert placed["하나.txt", at].around == ("돌봄로봇 보급\t", "265", "")


VALUES = st.integers(min_value=101, max_value=9_999_999)


@settings(max_examples=15, deadline=None)
@given(VALUES, VALUES)
def test_two_exact_values_contradict_if_and_only_if_they_differ(first, second):
    with tempfile.TemporaryDirectory() as folder:
        told = found(Path(folder), table(f"{first:,}"), line(f"2024년 돌봄로봇 보급 실적 : {second:,}개소"))
    assert bool(told) == (first != second)
