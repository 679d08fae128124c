"""Amounts that are worked out in words."""

from __future__ import annotations

import pytest

from ingest.audit.lines import check_lines


@pytest.mark.parametrize(
    "line",
    [
        "기본급 : 2,150천원 X 3명 X 12개월 77,400",
        "서버 : 32,500,000원 × 4대 = 130,000,000원",
        "회의수당 100천원 x 7명 x 4회 2,800",
        "임차료 10,000,000원 X 12월 X 50% 60,000",
    ],
)
def test_what_is_worked_out_right_holds(line):
    assert [relation.holds for relation in check_lines(line)] == [True]


def test_what_is_not_is_broken():
    (relation,) = check_lines("전산장비 : 460,000천원 X 1식 459,000")
    assert not relation.holds
    assert relation.target.written == "459,000"


@pytest.mark.parametrize("line", ["교육 20천원 X 30명", "3명 X 5회 운영", "면적 20㎡ X 3실 60㎡", "300천원 X 2회 10개소 지원"])
def test_what_states_no_amount_of_its_own_is_left_alone(line):
    assert list(check_lines(line)) == []
