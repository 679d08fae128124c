"""How sure an answer is: from 0 to 1, in step with its signs, and a threshold that can be set."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from assistant.answer import answer
from assistant.confidence import Calibration, calibration, save_calibration, sure_enough
from assistant.settings import Settings, load_settings
from assistant.types import Draft, Signs
from ingest.errors import BadInput

QUESTION = "2023년 별빛도서관 운영 예산현액 얼마야?"


def test_the_shipped_weights_are_of_the_signs_there_are():
    fitted = calibration()
    assert set(fitted.weights) == {field.name for field in fields(Signs)}
    assert 0 < fitted.threshold < 1


def test_an_answer_says_how_sure_it_is(ask):
    found = ask(QUESTION)
    assert calibration().threshold <= found.confidence <= 1


def test_below_the_least_confidence_nothing_is_answered(small_library, ask):
    given = ask(QUESTION)
    settings = Settings(data=small_library.folder, confidence=str(min(1.0, given.confidence + 0.001)), today="2025-03-01")
    withheld = answer(small_library, QUESTION, settings)
    assert withheld.abstained and withheld.hits
    assert withheld.confidence == pytest.approx(given.confidence)


def test_a_draft_that_abstains_stays_so(ask):
    question = ask(QUESTION).question
    draft = Draft(question, (), (), (), abstained=True, missing="없습니다.")
    assert sure_enough(draft, 0.0) is draft


def test_weights_are_written_and_read(tmp_path):
    fitted = Calibration({"score": 1.25}, -0.5, 0.3)
    save_calibration(fitted, tmp_path)
    assert (tmp_path / "confidence.json").read_text(encoding="utf-8").startswith("{")
    signs = replace(Signs(*[0.0] * len(fields(Signs))), score=2.0)
    assert fitted.probability(signs) == pytest.approx(1 / (1 + 2.718281828**-2.0), rel=1e-6)


@pytest.mark.parametrize("wrong", ["2", "-0.1", "많이"])
def test_a_least_confidence_is_a_share(wrong, tmp_path):
    with pytest.raises(BadInput, match="confidence"):
        load_settings({"confidence": wrong}, {}, tmp_path)
