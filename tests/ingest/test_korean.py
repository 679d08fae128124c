"""Kiwi's answers asked for at once are those it gives one by one."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache

import pytest

from ingest import korean
from ingest.korean import analyse, analyse_ahead, joins_without_space, kiwi

ENDS = [
    ("발전을 지원하는 서울특별", "시의 계획"),
    ("스마트도시 조성을", "위한 계획"),
    ("예산 편성에 만전을 기", "할 필요가 있음"),
    ("통계 분석에 쓰는 AI", "기술을 도입함"),
    ("현장 점검", "결과를 반영함"),
]


def test_line_ends_asked_at_once_are_decided_as_by_glue() -> None:
    alone = [not kiwi().glue(list(ends), return_space_insertions=True)[1][0] for ends in ENDS]
    assert joins_without_space(ENDS) == alone
    assert True in alone and False in alone


def test_no_line_end_is_no_question() -> None:
    assert joins_without_space([]) == []


@pytest.mark.parametrize("count", [0, 1, 100])
def test_texts_analysed_ahead_come_in_order(count: int) -> None:
    texts = [f"{number}번째 사업을 추진함" for number in range(count)]
    ahead = list(analyse_ahead(text for text in texts))
    assert [text for text, _ in ahead] == texts
    assert [morphemes for _, morphemes in ahead] == analyse(texts) == [analyse([text])[0] for text in texts]


def test_threads_that_come_at_once_load_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[object] = []

    @lru_cache(maxsize=1)
    def slowly() -> object:
        time.sleep(0.05)
        loaded.append(object())
        return loaded[-1]

    monkeypatch.setattr(korean, "_loaded", slowly)
    with ThreadPoolExecutor(4) as pool:
        found = set(pool.map(lambda _: korean.kiwi(), range(4)))
    assert len(loaded) == len(found) == 1
