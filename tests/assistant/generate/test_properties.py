"""Whatever a server says: asking never fails, and a figure that is shown as fact stands in the place that is cited."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answer import answer
from assistant.types import Answer, FigureStatus
from tests.assistant.generate.conftest import QUESTION
from tests.conftest import REPORT, REVIEW
from tests.llm_server import saying

_PIECES = [
    *(line for line in (REPORT + REVIEW).splitlines() if line.strip()),
    *("별빛도서관 운영", "드론 배송 실증 지원", "2023 예산현액", "2022 최종예산", "증감률", "정원", "현원", "3급"),
    *("은 ", "의 ", "입니다.", "했습니다.", " ", "\n", "천원", "백만원", "명", "%", "개사"),
    *("[1]", "[2]", " [1][3]", "[99]", "[", "“", "”", "**", "<b>", "<think>", "- "),
    *("1,500,000", "2,500,000", "2,000,000", "1,450,000", "20", "7", "25.0"),
]
TEXTS = st.lists(st.one_of(st.sampled_from(_PIECES), st.integers(0, 10**7).map("{:,}".format), st.text(max_size=8)), max_size=14)


def digits(text: str) -> str:
    return re.sub(r"[,\s]", "", text)


def borne_out(found: Answer) -> bool:
    """Whether the digits of each figure that is shown as fact stand in a place that its sentence cites."""
    at = 0
    for sentence in found.sentences:
        start = found.text.index(sentence.text, at)
        at = start + len(sentence.text)
        places = [found.citations[index] for index in sentence.citations]
        stated = digits(" ".join(f"{place.quote} {place.title} {' '.join(place.section)}" for place in places))
        for figure in found.figures:
            if start <= figure.start < at and figure.status is FigureStatus.VERIFIED:
                numbers = re.findall(r"\d+(?:\.\d+)?", digits(figure.text))
                if not all(number in stated or f"’{number[-2:]}" in stated for number in numbers):
                    return False
    return True


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=TEXTS)
def test_a_figure_that_is_shown_stands_in_its_place(small_library, server, pieces):
    text = "".join(pieces)
    server.behaviour = saying(text.encode("utf-8", "ignore").decode())
    found = answer(small_library, QUESTION, server.settings(llm_strict=False))
    assert not found.abstained
    assert all(figure.status is not FigureStatus.UNVERIFIED for figure in found.figures)
    if found.made.llm:
        assert borne_out(found)
