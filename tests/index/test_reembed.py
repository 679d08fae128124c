"""Another embedding model: made beside the library while it answers, put in place at once, gone on with after a kill."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from index import library as opening
from index.embed import Embedder
from index.intake import take_in
from index.kiwi_pooling import Vectors
from index.library import Library, open_library
from index.reembed import FOLDER, reembed
from ingest.errors import GeungeoError, IndexMismatch, InUse
from ingest.korean import Morpheme

SENTENCES = [f"제{number}조 가람시는 {number}번째 섬에 등대를 {number}개 세운다." for number in range(1, 401)]


class Killed(Exception):
    """Stands for the death of the process."""


class Other:
    """A model of 8 dimensions that tells texts apart and nothing else; dies after so many texts."""

    def __init__(self, name: str = "other:1", dies_after: int = 1 << 60, dimension: int = 8) -> None:
        self.name, self.dimension, self._left, self.embedded = name, dimension, dies_after, 0

    def passages(self, texts: Sequence[str], morphemes: Sequence[Sequence[Morpheme]] | None = None) -> Vectors:
        self._left -= len(texts)
        if self._left < 0:
            raise Killed
        self.embedded += len(texts)
        return np.stack([self.query(text) for text in texts])

    def query(self, text: str, morphemes: Sequence[Morpheme] | None = None) -> Vectors:
        seed = int(hashlib.sha256(text.encode()).hexdigest()[:8], 16)
        vector = np.random.default_rng(seed).standard_normal(self.dimension)
        return (vector / np.linalg.norm(vector)).astype(np.float32)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    documents = folder / "documents"
    documents.mkdir()
    (documents / "섬.txt").write_text("\n\n".join(SENTENCES), encoding="utf-8")
    (folder / "새.txt").write_text("달섬에 나루를 놓는다.", encoding="utf-8")
    library = open_library(folder / "data", "kiwi", passage_length=120)
    assert not any(report.reason for report in take_in(library, documents.iterdir()))
    library.close()
    return folder


@pytest.fixture
def data(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made / "data", tmp_path / "data"))


def opened_with(data: Path, model: Embedder, monkeypatch: pytest.MonkeyPatch) -> Library:
    with monkeypatch.context() as patched:
        patched.setattr(opening, "open_embedder", lambda *_: model)
        return open_library(data, model.name, passage_length=120)


def model_and_vectors(data: Path) -> tuple[str, list[bytes]]:
    with closing(sqlite3.connect(data / "library.sqlite")) as connection:
        (model,) = connection.execute("SELECT value FROM setting WHERE name = 'embedding_model'").fetchone()
        return model, [vector for (vector,) in connection.execute("SELECT vector FROM passage ORDER BY id")]


def test_every_passage_has_the_new_models_vector_and_is_found_by_it(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []
    done = reembed(data, Other(), lambda *progress: told.append(progress))
    assert told[0] == (0, done.passages) and told[-1] == (done.passages, done.passages) and told == sorted(told)
    model, vectors = model_and_vectors(data)
    assert model == "other:1" and {len(vector) for vector in vectors} == {16} and len(vectors) == done.passages > 64
    library = opened_with(data, Other(), monkeypatch)
    (passage,) = library.store.passages([7])
    text = " ".join(statement.text for statement in passage.statements)
    assert library.vectors.search(Other().query(text), 1)[0].id == 7
    assert library.lexical.count() == library.vectors.count() == done.passages
    library.close()
    assert not list((data / FOLDER).glob("*.sqlite*"))


def test_a_kill_leaves_the_old_and_the_next_goes_on(data: Path) -> None:
    before = model_and_vectors(data)
    with pytest.raises(Killed):
        reembed(data, Other(dies_after=100))
    assert model_and_vectors(data) == before
    open_library(data, "kiwi", passage_length=120).close()
    model = Other()
    done = reembed(data, model)
    assert done.resumed == 64 and model.embedded == done.passages - 64
    assert model_and_vectors(data)[0] == "other:1"


def test_a_failure_of_the_swap_leaves_the_old(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = model_and_vectors(data)

    def dies(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr("index.reembed.restamp", dies)  # the last before the transaction ends
        with pytest.raises(Killed):
            reembed(data, Other())
    assert model_and_vectors(data) == before
    open_library(data, "kiwi", passage_length=120).close()
    assert reembed(data, Other()).passages == len(before[1])


def test_what_waits_of_another_model_is_not_used(data: Path) -> None:
    with pytest.raises(Killed):
        reembed(data, Other("first:1", dies_after=100))
    assert reembed(data, Other("second:2")).resumed == 0


def test_documents_come_and_go_meanwhile(data: Path, made: Path) -> None:
    class Meanwhile(Other):
        def passages(self, texts: Sequence[str], morphemes: Sequence[Sequence[Morpheme]] | None = None) -> Vectors:
            if not self.embedded:
                library = open_library(data, "kiwi", passage_length=120)
                assert not any(report.reason for report in take_in(library, [made / "새.txt"]))
                library.remove("섬.txt")
                library.close()
            return super().passages(texts)

    assert reembed(data, Meanwhile()).passages == 1
    assert {len(vector) for vector in model_and_vectors(data)[1]} == {16}


def test_whoever_has_it_open_answers_with_the_old_and_stores_nothing_more(
    data: Path, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = open_library(data, "kiwi", passage_length=120)
    (passage,) = library.store.passages([7])
    vector = library.embedder.query(passage.text)
    before = library.vectors.search(vector, 10)
    reembed(data, Other(dimension=library.embedder.dimension))  # as long as its own: nothing else tells them apart
    opened_with(data, Other(dimension=library.embedder.dimension), monkeypatch).close()
    library.reload()
    assert library.vectors.search(vector, 10) == before
    with pytest.raises(GeungeoError, match="geungeo reembed"):
        list(take_in(library, [made / "새.txt"]))
    library.close()
    assert len(model_and_vectors(data)[1]) == library_size(made)


def library_size(made: Path) -> int:
    return len(model_and_vectors(made / "data")[1])


def test_the_setting_has_to_agree(data: Path) -> None:
    reembed(data, Other())
    with pytest.raises(IndexMismatch, match=r"other:1.*geungeo reembed"):
        open_library(data, "kiwi", passage_length=120)


def test_two_at_once_are_one(data: Path) -> None:
    class Twice(Other):
        def passages(self, texts: Sequence[str], morphemes: Sequence[Sequence[Morpheme]] | None = None) -> Vectors:
            with pytest.raises(InUse):
                reembed(data, Other())
            return super().passages(texts)

    reembed(data, Twice())


def test_a_large_library_of_an_older_built_in_model_is_left_to_the_command(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(sqlite3.connect(data / "library.sqlite", isolation_level=None)) as connection:
        connection.execute("UPDATE setting SET value = 'kiwi-morphemes:00000000' WHERE name = 'embedding_model'")
    with monkeypatch.context() as patched:
        patched.setattr(opening, "_RENEWED", 10)
        with pytest.raises(IndexMismatch, match="geungeo reembed"):
            open_library(data, "kiwi", passage_length=120)
    open_library(data, "kiwi", passage_length=120).close()
    assert model_and_vectors(data)[0] != "kiwi-morphemes:00000000"
