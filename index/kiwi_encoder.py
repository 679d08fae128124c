"""The Kiwi morpheme model as a sentence-transformers module: for training, and for any program that knows those.

Importing it imports torch and sentence-transformers (8 s); the program itself reads the same weights with
`index.kiwi_pooling`. sentence-transformers asks for consent before it opens a class that is not its own:
`SentenceTransformer(folder, trust_remote_code=True)`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, chain
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sentence_transformers.base.modules import InputModule

from index.kiwi_pooling import KiwiPooling, content_rows, load, pooling, save_weights
from ingest.korean import analyse


class KiwiEncoder(InputModule):
    """Kiwi's morphemes, their vectors times their weights, summed and set to length 1."""

    def __init__(self, model: KiwiPooling) -> None:
        super().__init__()
        self.vectors = torch.nn.Parameter(torch.from_numpy(model.vectors.astype(np.float32)))
        self.weights = torch.nn.Parameter(torch.from_numpy(model.weights.astype(np.float32)))

    def preprocess(self, inputs: Sequence[Any], prompt: str | None = None, **kwargs: Any) -> dict[str, torch.Tensor]:
        """The rows of all texts in one line (`input_ids`), and where each text begins in it (`offsets`)."""
        texts = [content_rows(morphemes) for morphemes in analyse([(prompt or "") + text for text in inputs])]
        return {
            "input_ids": torch.tensor(list(chain.from_iterable(texts)), dtype=torch.long),
            "offsets": torch.tensor([0, *accumulate(map(len, texts[:-1]))][: len(texts)], dtype=torch.long),
        }

    def forward(self, features: dict[str, torch.Tensor], **kwargs: Any) -> dict[str, torch.Tensor]:
        """Add `sentence_embedding`, (texts, 256), of length 1, or zero for a text without content."""
        rows = features["input_ids"]
        sums = torch.nn.functional.embedding_bag(
            rows, self.vectors, features["offsets"], mode="sum", per_sample_weights=self.weights[rows]
        )
        features["sentence_embedding"] = torch.nn.functional.normalize(sums)
        return features

    def get_embedding_dimension(self) -> int:
        """256."""
        return int(self.vectors.shape[1])

    @property
    def max_seq_length(self) -> float:
        """No text is too long."""
        return float("inf")

    def save(self, output_path: str, *args: Any, safe_serialization: bool = True, **kwargs: Any) -> None:
        """Write the weights, vectors in half precision, as `index.kiwi_pooling.load` reads them."""
        vectors = self.vectors.detach().cpu().numpy().astype(np.float16)
        weights = self.weights.detach().cpu().numpy().astype(np.float32)
        save_weights(pooling(vectors, weights), Path(output_path))

    @classmethod
    def load(cls, model_name_or_path: str, subfolder: str = "", *args: Any, **kwargs: Any) -> KiwiEncoder:
        """The module from a local folder; what else sentence-transformers passes concerns downloads."""
        return cls(load(Path(model_name_or_path, subfolder)))
