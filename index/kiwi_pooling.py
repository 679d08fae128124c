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
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.kiwi_vectors import DIMENSION, VOCABULARY, Vectors
from ingest.errors import BadInput, IndexMismatch
from ingest.korean import CONTENT_TAGS, Morpheme

# Words that Kiwi does not know share the row of their tag (61 rows of empty form: all unknown nouns are row 2, all
# numbers row 33), which says nothing of the word. They take a bucket by a hash of their form instead.
TAG_ROWS = 61
BUCKETS = 32_768

WEIGHTS_FILE = "model.safetensors"
# The class by which sentence-transformers opens the folder.
MODULE = "index.kiwi_encoder.KiwiEncoder"

# Weight a / (a + p) of a morpheme of probability p (SIF: Arora et al., ICLR 2017); p is Zipf's for its row.
# Recall@1 on 1,000 citizens' questions: 0.62 with 1e-4, 0.60 with 3e-5 and 3e-4, 0.59 with 1e-3, 0.57 with 1e-5.
_SMOOTHING = 1e-4
_ZIPF_SHIFT = 2.7
# Vectors of known words have mean length 1. From 0.25 to 1, recall@1 moves by less than 0.02, up here and down there.
_BUCKET_LENGTH = 0.5
# The common words from which mean and covariance are taken.
_COMMON = 20_000
_SEED = 20_250_102
# Texts summed at once: their morphemes' vectors, some 6 MB, stay in the processor's cache (1,024 take twice as long).
_AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class KiwiPooling:
    """Vectors and weights of Kiwi's 70,488 morphemes and of the buckets for words it does not know."""

    vectors: NDArray[np.float16] | NDArray[np.float32]  # (70488 + buckets, 256)
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


def untrained(vectors: Vectors) -> KiwiPooling:
    """The model that Kiwi's vectors (70488, 256) give of themselves: whitened, weighted by frequency.

    All of Kiwi's vectors share a mean of length 0.85, and a few directions outweigh the others. Equal spread in every
    direction (whitening: Su et al., arXiv:2103.15316), over removal of the mean alone, lifts recall@1 on 1,000
    citizens' questions from 0.570 to 0.621, on 2,620 statute titles from 0.384 to 0.406, on 1,500 precedents from
    0.858 to 0.876.
    """
    table = np.concatenate([_whitened(vectors), _bucket_vectors()]).astype(np.float16)
    rank = np.maximum(np.arange(VOCABULARY) - TAG_ROWS + 1, 1) + _ZIPF_SHIFT
    probability = 1 / (rank * np.log(VOCABULARY / _ZIPF_SHIFT))
    weights = np.concatenate([_SMOOTHING / (_SMOOTHING + probability), np.ones(BUCKETS)]).astype(np.float32)
    return pooling(table, weights)


def _whitened(vectors: Vectors) -> Vectors:
    """The vectors without their mean and with the same variance in every direction, of mean length 1."""
    centred = vectors - vectors[TAG_ROWS:].mean(axis=0)
    values, axes = np.linalg.eigh(np.cov(centred[TAG_ROWS:_COMMON].T.astype(np.float64)))
    # Back along the same axes, so that the basis stays the one that `recover` fixed.
    white: Vectors = centred @ (axes / np.sqrt(values) @ axes.T).astype(np.float32)
    white /= np.linalg.norm(white[TAG_ROWS:], axis=1).mean()
    return white


def _bucket_vectors() -> Vectors:
    """A pseudo-random vector for each bucket: nearly at right angles to each other and to every known word."""
    vectors = np.random.default_rng(_SEED).standard_normal((BUCKETS, DIMENSION), np.float32)
    vectors *= _BUCKET_LENGTH / np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


def pooling(vectors: NDArray[np.float16], weights: Vectors) -> KiwiPooling:
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
        raise BadInput(f"임베딩 모델을 읽을 수 없습니다: {path} ({error!r}).", "이 폴더를 지우고 다시 실행하십시오.") from error
    installed = version("kiwipiepy_model")
    if made_with != installed:
        raise IndexMismatch(
            f"임베딩 모델 {folder}은(는) kiwipiepy_model {made_with}(으)로 만들었으나 설치된 판은 {installed}입니다.",
            "이 폴더를 지우고 문서를 다시 색인하십시오.",
        )
    return model


def _mapped(path: Path) -> tuple[dict[str, NDArray[Any]], dict[str, str]]:
    """The tensors of a safetensors file, mapped rather than read, and its metadata.

    A question touches ten rows of 50 MB. safetensors' own reader copies the file (0.14 s); this takes 1 ms. The format:
    https://github.com/huggingface/safetensors#format
    """
    with path.open("rb") as file:
        size = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(size))
    data = np.memmap(path, np.uint8, "r", offset=8 + size)
    metadata = header.pop("__metadata__")
    types = {"F16": np.float16, "F32": np.float32}
    tensors = {
        name: data[slice(*entry["data_offsets"])].view(types[entry["dtype"]]).reshape(entry["shape"])
        for name, entry in header.items()
    }
    return tensors, metadata
