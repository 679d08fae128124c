"""Figures agree where they state the same number, as far as each shows it, and nowhere else."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ingest.document import Quantity
from ingest.figures import agrees, read_quantities, satisfies


def only(text: str) -> Quantity:
    """The one quantity of a text."""
    (quantity,) = read_quantities(text)
    return quantity


def in_powers(won: int) -> str:
    """129억 9,708만"""
    return " ".join(f"{part:,}{name}" for part, name in ((won // 10**8, "억"), (won // 10**4 % 10**4, "만")) if part)


def in_small_powers(won: int) -> str:
    """129억 9천7백만"""
    digits = f"{won // 10**4 % 10**4:04d}"
    small = "".join(f"{digit}{name}" for digit, name in zip(digits, ("천", "백", "십", ""), strict=True) if digit != "0")
    return " ".join(part for part in (f"{won // 10**8:,}억" if won >= 10**8 else "", f"{small}만" if small else "") if part)


# Each way of writing an amount: to which step it is rounded, and how it is written then.
FORMS = {
    "원": (1, lambda won: f"{won:,}원"),
    "천원": (10**3, lambda won: f"{won // 10**3:,}천원"),
    "천 원": (10**3, lambda won: f"{won // 10**3} 천 원"),
    "만원": (10**4, lambda won: f"{won // 10**4:,}만원"),
    "백만원": (10**6, lambda won: f"{won // 10**6:,}백만원"),
    "(백만원)": (10**6, lambda won: f"{won // 10**6:,}(백만원)"),
    "십분의 일 억원": (10**7, lambda won: f"{Decimal(won) / 10**8:.1f}억원"),
    "억 만": (10**4, lambda won: f"{in_powers(won)}원"),
    "억 만 원": (10**4, lambda won: f"{in_powers(won)} 원"),
    "억 천백만": (10**6, lambda won: f"{in_small_powers(won)}원"),
}
AMOUNTS = st.integers(10**8, 10**13)


def rounded(won: int, step: int) -> int:
    """An amount rounded half up to a step."""
    return int((Decimal(won) / step).quantize(Decimal(1), ROUND_HALF_UP)) * step


def written(won: int, form: str) -> str:
    """An amount in a form, rounded to what it shows."""
    step, write = FORMS[form]
    return write(rounded(won, step))


@given(AMOUNTS, st.sampled_from(sorted(FORMS)), st.sampled_from(sorted(FORMS)))
def test_amount_in_any_two_forms_is_one_amount(won: int, one: str, other: str) -> None:
    assert agrees(only(written(won, one)), only(written(won, other)))


@given(AMOUNTS, st.sampled_from(sorted(FORMS)))
def test_amount_in_any_form_is_read_as_far_as_it_is_shown(won: int, form: str) -> None:
    assert only(written(won, form)).base == rounded(won, FORMS[form][0])


@given(AMOUNTS, st.sampled_from(sorted(FORMS)), st.data())
def test_no_digit_that_is_shown_can_be_changed(won: int, form: str, data: st.DataObject) -> None:
    text = written(won, form)
    at = data.draw(st.sampled_from([place for place, letter in enumerate(text) if letter.isdigit()]))
    digit = data.draw(st.sampled_from([digit for digit in "123456789" if digit != text[at]]))
    assert not agrees(only(text), only(f"{text[:at]}{digit}{text[at + 1 :]}"))


@given(AMOUNTS, st.sampled_from(sorted(FORMS)), st.sampled_from([-3, -1, 1, 2]))
def test_amount_that_would_be_written_otherwise_disagrees(won: int, form: str, steps: int) -> None:
    step = FORMS[form][0]
    assume(won % step != step // 2 or step == 1)  # half a step may be rounded either way
    other = only(written(rounded(won, step) + steps * step, form))
    assume(other.step == step)  # 1억 3천만원 shows less than 1억 2천9백만원
    assert not agrees(only(f"{won:,}원"), other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("129억 원", "약 130억", True),
        ("129억 원", "12,997백만원", False),  # 130억, to the 억
        ("약 130억", "12,997백만원", True),
        ("12,997백만원", "12,997,080천원", True),
        ("약 130억", "12,997,080천원", True),
        ("79억", "12,997,080천원", False),
        ("약 130억", "79억", False),
        ("130억 내외", "12,997,080천원", True),
        ("13억여 원", "1,345,000,000원", True),
        ("13억여 원", "1,299,000,000원", False),  # and more, not less
        ("13억여 원", "1,400,000,000원", False),
        ("100여 명", "163명", True),
        ("100여 명", "96명", False),
        ("약 100명", "104명", True),
        ("약 100명", "60명", False),  # its step is no more than a tenth of it
        ("약 5%", "5.2%", True),
        ("약 5%", "6%", False),
        ("100명 이상", "100명", True),  # the number is the same: whether it holds is another question
        ("100명 이상", "120명", False),
    ],
)
def test_words_widen_what_a_figure_agrees_with(one: str, other: str, same: bool) -> None:
    assert agrees(only(one), only(other)) is same
    assert agrees(only(other), only(one)) is same


@pytest.mark.parametrize(
    ("stated", "claim", "holds"),
    [
        ("120명", "100명 이상", True),
        ("100명", "100명 이상", True),
        ("90명", "100명 이상", False),
        ("100명", "100명 초과", False),
        ("120명 이상", "100명 이상", True),
        ("120명 이상", "100명 초과", True),
        ("100명 초과", "100명 초과", True),
        ("100명 이상", "100명 초과", False),
        ("120명 이하", "100명 이상", False),
        ("80%", "90% 미만", True),
        ("90%", "90% 미만", False),
        ("90%", "90% 이하", True),
        ("최대 2억원", "3억원 이하", True),
        ("최소 2억원", "3억원 이하", False),
        ("12,997,080천원", "약 130억원", True),
        ("120건", "100명 이상", False),
    ],
)
def test_claim_of_more_or_less_holds_by_what_is_stated(stated: str, claim: str, holds: bool) -> None:
    assert satisfies(only(stated), only(claim)) is holds


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.sampled_from(["이상", "초과", "이하", "미만"]))
def test_claim_and_its_opposite_never_both_hold(value: int, limit: int, words: str) -> None:
    opposite = {"이상": "미만", "초과": "이하", "이하": "초과", "미만": "이상"}[words]
    stated = only(f"{value}명")
    assert satisfies(stated, only(f"{limit}명 {words}")) is not satisfies(stated, only(f"{limit}명 {opposite}"))
