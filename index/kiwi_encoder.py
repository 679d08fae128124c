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
        vectors, weights = model.vectors.astype(np.float32), model.weights.astype(np.float32)
        # Vectors in bytes are long and their weights small: at length 1 both learn at the same rate.
        lengths = np.linalg.norm(vectors, axis=1) if model.vectors.dtype == np.int8 else np.ones(len(vectors), np.float32)
        lengths = np.where(lengths > 0, lengths, np.float32(1))
        self.vectors = torch.nn.Parameter(torch.from_numpy(vectors / lengths[:, None]))
        self.weights = torch.nn.Parameter(torch.from_numpy(weights * lengths))

    def preprocess(self, inputs: Sequence[Any], prompt: str | None = None, **kwargs: Any) -> dict[str, torch.Tensor]:
        """The rows of all texts in one line (`input_ids`), and where each text begins in it (`offsets`).

        A text may come as its rows: training analyses it once and not once an epoch.
        """
        unread = [(prompt or "") + text for text in inputs if isinstance(text, str)]
        read = map(content_rows, analyse(unread))
        texts = [next(read) if isinstance(text, str) else text for text in inputs]
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
        """Write vectors and weights as `index.kiwi_pooling.load` reads them."""
        save_weights(self.as_pooling(), Path(output_path))

    def as_pooling(self) -> KiwiPooling:
        """The same model for numpy."""
        return pooling(*(part.detach().cpu().numpy().astype(np.float32) for part in (self.vectors, self.weights)))

    @classmethod
    def load(cls, model_name_or_path: str, subfolder: str = "", *args: Any, **kwargs: Any) -> KiwiEncoder:
        """The module from a local folder; what else sentence-transformers passes concerns downloads."""
        return cls(load(Path(model_name_or_path, subfolder)))
