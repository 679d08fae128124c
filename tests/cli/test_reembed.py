"""`geungeo reembed`: a sentence-transformers model in the place of the built-in one, and back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.program import Geungeo
from tests.tiny_model import make_tiny_model

QUESTION = "드론 배송 실증 지원의 참여 기업은 몇 개사인가요?"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tiny_model(tmp_path_factory.mktemp("model"))


def test_another_model_and_back(geungeo: Geungeo, own: Path, model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = geungeo("reembed", model, "--data", own)
    assert told.status == 0 and "'model:" in told.out and f"embedding = '{model}'" in told.out
    refused = geungeo("ask", QUESTION, "--data", own)
    assert refused.status == 2 and "geungeo reembed" in refused.err
    with monkeypatch.context() as patched:
        patched.setenv("GEUNGEO_EMBEDDING", str(model))
        assert "7개사" in geungeo("ask", QUESTION, "--data", own).out
        told = geungeo("reembed", "--data", own)
        assert told.status == 0 and "이미" in told.out
    told = geungeo("reembed", "--data", own, "--json")
    assert json.loads(told.out)["model"].startswith("kiwi-morphemes:") and json.loads(told.out)["was"].startswith("model:")
    assert "7개사" in geungeo("ask", QUESTION, "--data", own).out


def test_what_is_not_there_is_told_of(geungeo: Geungeo, own: Path, tmp_path: Path) -> None:
    told = geungeo("reembed", "없는-모델", "--data", own)
    assert told.status == 2 and "열 수 없습니다" in told.err
    told = geungeo("reembed", "--data", tmp_path / "없음")
    assert told.status == 2 and "색인이 없습니다" in told.err and not (tmp_path / "없음").exists()
