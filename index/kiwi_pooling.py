"""A text's vector as the weighted mean of its morphemes' vectors: numpy only, so that the program starts at once.

The same weights are a sentence-transformers model (`index.kiwi_encoder`), which trains them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ingest.errors import BadInput, IndexMismatch
from ingest.korean import CONTENT_TAGS, Morpheme

# Rows of Kiwi's vocabulary that have a vector: a higher morpheme id has none (its similarity with itself is NaN).
VOCABULARY = 70_488
DIMENSION = 256

# Words that Kiwi does not know share the row of their tag (61 rows of empty form: all unknown nouns are row 2, all
# numbers row 33), which says nothing of the word. They take a bucket by a hash of their form instead.
TAG_ROWS = 61
BUCKETS = 8_192

WEIGHTS_FILE = "model.safetensors"
# The class by which sentence-transformers opens the folder.
MODULE = "index.kiwi_encoder.KiwiEncoder"

# Texts summed at once: their morphemes' vectors, some 6 MB, stay in the processor's cache (1,024 take twice as long).
_AT_ONCE = 32


Vectors: TypeAlias = NDArray[np.float32]
Table: TypeAlias = NDArray[np.int8] | NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class KiwiPooling:
    """Vectors and weights of Kiwi's 70,488 morphemes and of the buckets for words it does not know."""

    vectors: Table  # (70488 + buckets, 256)
    weights: Vectors  # (70488 + buckets,)
    digest: str  # of both, 8 hexadecimal digits

    def encode(self, texts: Sequence[Sequence[int]]) -> Vectors:
        """The vector of each text, given as its rows: (texts, 256), of length 1, or zero for a text without rows.

        A text's vector does not depend on the texts beside it. 10,000 texts of 200 rows take 1 to 1.6 s on one core.
        """
        sums = np.zeros((len(texts), self.vectors.shape[1]), np.float32)
        for first in range(0, len(texts), _AT_ONCE):
            some = texts[first : first + _AT_ONCE]
            filled = [text for text in some if text]
            if filled:
                places = [first + place for place, text in enumerate(some) if text]
                starts = np.cumsum([0, *map(len, filled[:-1])])
                rows = np.fromiter(chain.from_iterable(filled), np.int64)
                sums[places] = np.add.reduceat(self._weighted(rows), starts, axis=0)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        sums /= np.where(lengths > 0, lengths, np.float32(1))
        return sums

    def _weighted(self, rows: NDArray[np.int64]) -> Vectors:
        """The vector of each row times its weight."""
        vectors: Vectors = self.vectors[rows].astype(np.float32)
        vectors *= self.weights[rows, None]
        return vectors


def content_rows(morphemes: Sequence[Morpheme]) -> list[int]:
    """The rows of a text's content morphemes, in order: in Kiwi's vocabulary, or in the buckets after it.

    The tags are those of the lexical search. With adverbs, bound nouns, pronouns and determiners besides, recall@1 of
    the untrained model falls from 0.406 to 0.367 (statute titles) and from 0.876 to 0.848 (precedents).
    """
    return [
        morpheme.row if TAG_ROWS <= morpheme.row < VOCABULARY else _bucket(morpheme.form)
        for morpheme in morphemes
        if morpheme.tag.partition("-")[0] in CONTENT_TAGS
    ]


@lru_cache(maxsize=65_536)
def _bucket(form: str) -> int:
    """The row of a word that Kiwi does not know: the same on every machine, whatever its case or thousands commas."""
    key = form.lower().replace(",", "").strip(".")
    return VOCABULARY + int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "little") % BUCKETS


def pooling(vectors: Table, weights: Vectors) -> KiwiPooling:
    """The model of these vectors and weights, with their digest."""
    digest = hashlib.blake2b(np.ascontiguousarray(vectors).data, digest_size=4)
    digest.update(np.ascontiguousarray(weights).data)
    return KiwiPooling(vectors, weights, digest.hexdigest())


def save(model: KiwiPooling, folder: Path) -> None:
    """Write the whole sentence-transformers model into a folder that is there."""
    save_weights(model, folder)
    modules = [{"idx": 0, "name": "0", "path": "", "type": MODULE}]
    settings = {"model_type": "SentenceTransformer", "prompts": {}, "similarity_fn_name": "cosine"}
    (folder / "modules.json").write_text(json.dumps(modules, indent=2), encoding="utf-8")
    (folder / "config_sentence_transformers.json").write_text(json.dumps(settings, indent=2), encoding="utf-8")


def save_weights(model: KiwiPooling, folder: Path) -> None:
    """Write vectors and weights, with their digest and the version of the Kiwi model whose ids they follow."""
    from safetensors.numpy import save_file

    tensors = {"vectors": np.ascontiguousarray(model.vectors), "weights": np.ascontiguousarray(model.weights)}
    save_file(tensors, folder / WEIGHTS_FILE, {"digest": model.digest, "kiwipiepy_model": version("kiwipiepy_model")})


def is_kiwi_model(folder: Path) -> bool:
    """Whether the folder holds a model that `load` reads."""
    modules = folder / "modules.json"
    return modules.is_file() and f'"{MODULE}"' in modules.read_text(encoding="utf-8")


def load(folder: Path) -> KiwiPooling:
    """The model that `save` or `index.kiwi_encoder.KiwiEncoder` wrote.

    Raises BadInput for a broken folder, IndexMismatch for a model made from another version of Kiwi.
    """
    path = folder / WEIGHTS_FILE
    try:
        tensors, metadata = _mapped(path)
        model = KiwiPooling(tensors["vectors"], tensors["weights"], metadata["digest"])
        made_with = metadata["kiwipiepy_model"]
    except (OSError, ValueError, KeyError) as error:
        raise BadInput(
            f"임베딩 모델을 읽을 수 없습니다: {path} ({error!r}).", "근거를 다시 설치하거나 embedding 설정을 확인하십시오."
        ) from error
    installed = version("kiwipiepy_model")
    if made_with != installed:
        raise IndexMismatch(
            f"임베딩 모델 {folder}은(는) kiwipiepy_model {made_with}(으)로 만들었으나 설치된 판은 {installed}입니다.",
            f"pip install kiwipiepy_model=={made_with} 로 맞추거나, 이 판으로 다시 훈련한 모델을 쓰십시오.",
        )
    return model


def _mapped(path: Path) -> tuple[dict[str, NDArray[Any]], dict[str, str]]:
    """The tensors of a safetensors file, mapped rather than read, and its metadata.

    A question touches ten rows of 20 MB. safetensors' own reader copies the file; this takes 1 ms. The format:
    https://github.com/huggingface/safetensors#format
    """
    with path.open("rb") as file:
        size = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(size))
    data = np.memmap(path, np.uint8, "r", offset=8 + size)
    metadata = header.pop("__metadata__")
    types = {"I8": np.int8, "F32": np.float32}
    tensors = {
        name: data[slice(*entry["data_offsets"])].view(types[entry["dtype"]]).reshape(entry["shape"])
        for name, entry in header.items()
    }
    return tensors, metadata
