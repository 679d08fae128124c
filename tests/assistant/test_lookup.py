"""What a line of the lookup asks for: words, phrases in any quotation marks, and what is not to come."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.lookup import Lookup, read_lookup
from ingest.errors import BadInput

READ = [
    ("국비 매칭비율", Lookup("국비 매칭비율")),
    ("  도서관   언제 열어 ", Lookup("도서관 언제 열어")),
    ("별빛도서관 예산 좀 찾아 줘", Lookup("별빛도서관 예산 좀 찾아 줘")),
    ('"국비 매칭비율"', Lookup("", ("국비 매칭비율",))),
    ('축소 "국비  매칭비율" 사유', Lookup("축소 사유", ("국비 매칭비율",))),
    ("“정산 의무” 「지방자치법」 ‘출연금’ 제36조", Lookup("제36조", ("정산 의무", "지방자치법", "출연금"))),
    ('"정산 의무”', Lookup("", ("정산 의무",))),
    ('예산"현액"', Lookup("예산", ("현액",))),
    ('출연금 "정산 의무가', Lookup("출연금", ("정산 의무가",))),
    ("출연금 -추경", Lookup("출연금", (), ("추경",))),
    ("출연금 －추경 −본예산", Lookup("출연금", (), ("추경", "본예산"))),
    ('출연금 -"이월 예산" -2023', Lookup("출연금", (), ("2023",), ("이월 예산",))),
    ('"출연금" -「지방자치법」', Lookup("", ("출연금",), (), ("지방자치법",))),
    ("- 실증 노선 개통", Lookup("실증 노선 개통")),
    ("재난-안전 과", Lookup("재난-안전 과")),
    ("‘23년 예산", Lookup("‘23년 예산")),
    ("‘23.1.~’23.12. 실적", Lookup("‘23.1.~’23.12. 실적")),
    ("'23년 예산", Lookup("'23년 예산")),
    ("‘2023년 예산’", Lookup("", ("2023년 예산",))),
    ("디지ㅌ", Lookup("디지")),
    ('"예산" "예산"', Lookup("", ("예산",))),
    ("", Lookup()),
    (' "" “ ', Lookup()),
    ("?! -- - ", Lookup()),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_a_line_is_read(text: str, expected: Lookup) -> None:
    assert read_lookup(text) == expected


@pytest.mark.parametrize("text", ["-추경", '-"이월 예산"', ' "" -추경 -본예산'])
def test_what_only_excludes_is_told(text: str) -> None:
    with pytest.raises(BadInput) as raised:
        read_lookup(text)
    assert "찾을 말이 없습니다" in str(raised.value)


@given(st.text(st.sampled_from('가나 "“”‘’「」-ㄱ2\n'), max_size=30))
def test_any_line_is_read(text: str) -> None:
    try:
        found = read_lookup(text)
    except BadInput:
        return
    assert all(part.strip() == part and part for part in (*found.phrases, *found.without_words, *found.without_phrases))


@pytest.mark.parametrize("text", ["-19.6%", "－3명", "-220,000천원"])
def test_a_negative_number_by_itself_is_no_exclusion(text: str) -> None:
    assert read_lookup(text).words


def test_a_text_too_long_to_be_looked_up_is_told() -> None:
    with pytest.raises(BadInput, match="너무 깁니다"):
        read_lookup("가" * 2_001)
