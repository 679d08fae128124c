"""Training moves what belongs together nearer, the same way each time, and what is written opens again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.embed import MODEL_FOLDER, KiwiEmbedder, open_embedder
from index.kiwi_pooling import KiwiPooling, load
from training.pairs import Pair
from training.shrink import in_bytes, narrowed, pruned, shrink
from training.train import analysed, train

PAIRS = [
    Pair("젊은이 가게 열기", "청년 창업을 지원하는 공간을 제공한다."),
    Pair("어르신 전화기 배우기", "고령층 디지털 역량 강화 교육을 실시한다."),
    Pair("쓰레기 치우는 돈", "폐기물 처리 예산을 편성하였다."),
    Pair("버스 늘리기", "대중교통 노선 증편을 검토한다."),
    Pair("아이 맡길 곳", "국공립 보육시설을 확충하였다."),
    Pair("눈 치우기", "제설 대책을 수립하여 시행한다."),
    Pair("나무 심기", "도시 녹지 조성 사업을 추진한다."),
    Pair("…", "내용이 없는 짝은 빠진다."),
]


@pytest.fixture(scope="module")
def start() -> KiwiPooling:
    """The embedded model, as whole numbers of bytes; training goes on from it as from any other."""
    return load(MODEL_FOLDER)


@pytest.fixture(scope="module")
def trained(start: KiwiPooling) -> KiwiPooling:
    return train(start, list(analysed(PAIRS)), epochs=6, batch=7)


def cosines(model: KiwiPooling) -> float:
    embedder = KiwiEmbedder(model)
    queries, passages = (embedder.passages(list(texts)) for texts in zip(*PAIRS[:-1], strict=True))
    similarities = queries @ passages.T
    return float(np.diag(similarities).mean() - similarities.mean())


def test_pairs_are_analysed_once_and_empty_ones_left_out() -> None:
    rows = list(analysed(iter(PAIRS)))
    assert len(rows) == len(PAIRS) - 1
    assert all(row["query"] and row["passage"] for row in rows)


def test_pairs_come_nearer_than_others(start: KiwiPooling, trained: KiwiPooling) -> None:
    assert cosines(trained) > cosines(start) + 0.05


def test_training_again_gives_the_same_model(start: KiwiPooling, trained: KiwiPooling) -> None:
    again = train(start, list(analysed(PAIRS)), epochs=6, batch=7)
    np.testing.assert_allclose(again.vectors, trained.vectors, atol=1e-6)


def test_bytes_say_what_the_numbers_said(trained: KiwiPooling, tmp_path: Path) -> None:
    texts = [text for pair in PAIRS[:-1] for text in pair]
    shrink(trained, tmp_path / "small")
    small = open_embedder(str(tmp_path / "small"), tmp_path)
    nearness = (small.passages(texts) * KiwiEmbedder(trained).passages(texts)).sum(axis=1)
    assert nearness.min() > 0.999
    assert in_bytes(trained).vectors.dtype == np.int8


def test_a_narrow_model_keeps_most_of_what_was_said(trained: KiwiPooling) -> None:
    texts = [pair.passage for pair in PAIRS]
    wide, narrow = (KiwiEmbedder(model).passages(texts) for model in (trained, narrowed(trained, 128)))
    assert narrow.shape[1] == 128
    assert np.abs(wide @ wide.T - narrow @ narrow.T).mean() < 0.1


def test_a_pruned_model_knows_frequent_words_only(trained: KiwiPooling) -> None:
    few = KiwiEmbedder(pruned(trained, 20_000))
    assert few.query("예산").any()
    assert (few.query("예산") == KiwiEmbedder(trained).query("예산")).all()
