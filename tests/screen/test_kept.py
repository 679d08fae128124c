"""Answers kept while the program runs."""

from __future__ import annotations

from screen.kept import KeptAnswers, new_key


def test_an_answer_is_found_by_its_key_alone_and_the_oldest_goes_first(ask):
    kept, found = KeptAnswers(most=2), ask("2023년 별빛도서관 운영 예산현액 얼마야?")
    keys = [new_key() for _ in range(3)]
    for key in keys:
        kept.put(key, found)
    assert kept.get(keys[0]) is None
    assert kept.get(keys[1]) == kept.get(keys[2]) == found
    assert kept.get("") is None
    assert len(set(keys)) == 3 and all(len(key) == 32 and key.isalnum() for key in keys)
