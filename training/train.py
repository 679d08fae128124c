"""Train the embedded model and write it: `python -m training.train --data ../shared/data`.

sentence-transformers' own trainer, a contrastive loss with the batch's other passages as wrong answers
(MultipleNegativesRankingLoss, both ways), fixed seed, on a CPU.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from index.embed import MODEL_FOLDER
from index.kiwi_pooling import KiwiPooling, Vectors, content_rows, pooling
from ingest.korean import analyse
from training.card import write_card
from training.kiwi_vectors import recover
from training.pairs import Pair, training_pairs
from training.sets import retrieval_sets
from training.shrink import shrink
from training.start import untrained

EPOCHS = 2
BATCH = 512  # pairs; each has 511 wrong answers
SCALE = 20.0  # of the cosines, 1 / temperature
RATE = 2e-3
SEED = 20_250_103
_ANALYSED_AT_ONCE = 4_000


def main() -> None:
    """Train on the data of a folder and write the model into the package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the pairs")
    parser.add_argument("--out", type=Path, default=MODEL_FOLDER, help="where the model goes")
    arguments = parser.parse_args()
    begun = time.perf_counter()
    rows = list(analysed(training_pairs(arguments.data)))
    print(f"{len(rows):,} pairs analysed, {time.perf_counter() - begun:.0f} s", flush=True)
    start = untrained(recover())
    trained = averaged(start, train(start, rows))
    minutes = (time.perf_counter() - begun) / 60
    shrink(trained, arguments.out)
    print(write_card(arguments.out, len(rows), minutes, start, trained, list(retrieval_sets(arguments.data))))


def analysed(pairs: Iterable[Pair]) -> Iterator[dict[str, list[int]]]:
    """Each pair as the rows of its morphemes, analysed once for all epochs; pairs without content are left out."""
    pairs = iter(pairs)
    while some := list(islice(pairs, _ANALYSED_AT_ONCE)):
        queries, passages = (map(content_rows, analyse(texts)) for texts in zip(*some, strict=True))
        for query, passage in zip(queries, passages, strict=True):
            if query and passage:
                yield {"query": query, "passage": passage}


def train(start: KiwiPooling, rows: list[dict[str, list[int]]], epochs: int = EPOCHS, batch: int = BATCH) -> KiwiPooling:
    """The model trained on pairs of rows. The same start, pairs and machine give the same model."""
    from datasets import Dataset
    from sentence_transformers import SentenceTransformer, SentenceTransformerTrainer, SentenceTransformerTrainingArguments
    from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
    from sentence_transformers.sentence_transformer.training_args import BatchSamplers
    from transformers import set_seed

    from index.kiwi_encoder import KiwiEncoder

    set_seed(SEED)
    encoder = KiwiEncoder(start)
    model: Any = SentenceTransformer(modules=[encoder], device="cpu")
    with tempfile.TemporaryDirectory() as folder:
        arguments = SentenceTransformerTrainingArguments(
            output_dir=folder,
            num_train_epochs=epochs,
            per_device_train_batch_size=batch,
            learning_rate=RATE,
            max_grad_norm=0,  # rows move by themselves: the length of all gradients together says nothing
            weight_decay=0,
            lr_scheduler_type="linear",
            batch_sampler=BatchSamplers.BATCH_SAMPLER,
            seed=SEED,
            data_seed=SEED,
            save_strategy="no",
            report_to="none",
            use_cpu=True,
            logging_steps=20,
            dataloader_drop_last=True,
        )
        trainer = SentenceTransformerTrainer(
            model=model,
            args=arguments,
            train_dataset=Dataset.from_list(rows),
            loss=MultipleNegativesRankingLoss(
                model, scale=SCALE, directions=("query_to_doc", "doc_to_query"), partition_mode="per_direction"
            ),
        )
        trainer.train()
    return encoder.as_pooling()


def averaged(start: KiwiPooling, trained: KiwiPooling) -> KiwiPooling:
    """Half of each: what training learnt of statutes and precedents, without what it forgot of other texts.

    Averaging the weights of a model before and after training: Wortsman et al., CVPR 2022 (WiSE-FT).
    """
    both = [model.vectors.astype(np.float32) * model.weights[:, None] for model in (start, trained)]
    vectors: Vectors = np.asarray((both[0] + both[1]) / 2, np.float32)
    lengths = np.linalg.norm(vectors, axis=1).astype(np.float32)
    np.divide(vectors, lengths[:, None], out=vectors, where=lengths[:, None] > 0)
    return pooling(vectors, lengths)


if __name__ == "__main__":
    main()
