"""The model card: what the model is, of what it is made and under which licences, and what each way to make it small costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from index.kiwi_pooling import BUCKETS, VOCABULARY, KiwiPooling
from training.sets import RetrievalSet, recall
from training.shrink import in_bytes, narrowed, pruned

_MEGABYTE = 1_000_000
_FEW, _FEWER = 40_000, 20_000  # words of a pruned vocabulary

_CARD = """---
language: ko
library_name: sentence-transformers
pipeline_tag: sentence-similarity
---
# kiwi-morphemes: the embedded embedding of 근거

A text's vector is the weighted sum of its Kiwi morphemes' vectors ({vocabulary:,} morphemes, {buckets:,} buckets for words that Kiwi does not know, {dimension} dimensions, one byte a number). It starts from the vectors of Kiwi's own language model and was trained on {pairs:,} pairs of texts with sentence-transformers' trainer and MultipleNegativesRankingLoss (both ways), in {minutes:.0f} minutes on a CPU (`python -m training.train`; fixed seed). It is the average of the model before and after training: what training learnt of statutes and precedents, without what it forgot of other texts.

## What it is made of
- `kiwipiepy_model` (Apache-2.0): the start. The vectors are reached through the public function `morpheme_similarity`.
- Court precedents (판시사항 and 판결요지): public works, 공공저작물. Question and holding; a sentence and the rest of its holding.
- Statutes and decrees: not subject to copyright (저작권법 제7조). Title and body of an article.

Nothing else was trained on.

## Recall at 1, 5 and 10 of the model alone
{table}

The shipped model is the one in bytes. "Words kept" leaves the other words of Kiwi's vocabulary without a vector.
"""


def write_card(
    folder: Path, pairs: int, minutes: float, start: KiwiPooling, trained: KiwiPooling, sets: Sequence[RetrievalSet]
) -> str:
    """Measure the model and what became of it when made small, and write the card; gives the table."""
    head = ["model", "MB", *(measured.name for measured in sets)]
    rows = [head, ["---"] * len(head)]
    for name, model in _variants(start, trained):
        cells = [" / ".join(f"{share:.3f}" for share in recall(model, measured)) for measured in sets]
        rows.append([name, f"{_size(model):.1f}", *cells])
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    card = _CARD.format(
        vocabulary=VOCABULARY,
        buckets=BUCKETS,
        dimension=trained.vectors.shape[1],
        pairs=pairs,
        minutes=minutes,
        table=table,
    )
    (folder / "README.md").write_text(card, encoding="utf-8")
    return table


def _variants(start: KiwiPooling, trained: KiwiPooling) -> Iterator[tuple[str, KiwiPooling]]:
    yield "before training", start
    yield "trained", trained
    yield "trained, in bytes", in_bytes(trained)
    for dimension in (192, 128, 64):
        yield f"trained, {dimension} dimensions, in bytes", in_bytes(narrowed(trained, dimension))
    for words in (_FEW, _FEWER):
        yield f"trained, {words:,} words kept, in bytes", in_bytes(pruned(trained, words))


def _size(model: KiwiPooling) -> float:
    """Megabytes of its vectors that are not zero, and of its weights."""
    kept = int(np.count_nonzero(model.weights))
    return kept * float(model.vectors.shape[1] * model.vectors.itemsize + model.weights.itemsize) / _MEGABYTE
