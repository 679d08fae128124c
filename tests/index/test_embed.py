"""One seam, two kinds of embedder: the embedded default and any sentence-transformers model."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.embed import MODEL_FOLDER, Embedder, open_embedder
from index.kiwi_pooling import VOCABULARY, WEIGHTS_FILE, content_rows, load
from ingest.errors import BadInput, IndexMismatch
from ingest.korean import analyse
from tests.tiny_model import make_tiny_model

TEXTS = [
    "서울시는 청년의 창업을 지원하기 위하여 공간을 제공한다.",
    "출연금 12,997,080천원을 편성하였다.",
    "깃허뷁쉟 쀍쀍 Gemini 010-1234-5678",
    "",
    "△ ( ) … !",
    "주민자치회 위원은 조례에 따라 구청장이 위촉한다. " * 30,
]
NO_CONTENT = [3, 4]
NOWHERE = Path("no-models-here")


@pytest.fixture(scope="module")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT of one layer with random weights and prompts of its own."""
    return make_tiny_model(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="module", params=["kiwi", "transformer"])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    if request.param == "kiwi":
        return open_embedder("kiwi", NOWHERE)
    return open_embedder(str(request.getfixturevalue("tiny_folder")), NOWHERE)


class TestContract:
    """What every embedder keeps."""

    def test_passages_are_rows_of_finite_float32(self, embedder: Embedder) -> None:
        vectors = embedder.passages(TEXTS)
        assert vectors.shape == (len(TEXTS), embedder.dimension)
        assert vectors.dtype == np.float32
        assert np.isfinite(vectors).all()

    def test_texts_with_content_have_length_1(self, embedder: Embedder) -> None:
        vectors = embedder.passages([text for place, text in enumerate(TEXTS) if place not in NO_CONTENT])
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)

    def test_no_passages_are_no_rows(self, embedder: Embedder) -> None:
        assert embedder.passages([]).shape == (0, embedder.dimension)

    def test_the_same_text_gives_the_same_vector(self, embedder: Embedder) -> None:
        first, second = embedder.passages([TEXTS[0], TEXTS[0]])
        np.testing.assert_allclose(first, second, atol=1e-6)
        np.testing.assert_array_equal(embedder.query(TEXTS[0]), embedder.query(TEXTS[0]))
        np.testing.assert_allclose(embedder.passages(TEXTS)[0], first, atol=1e-6)

    def test_a_question_is_one_vector_of_length_1(self, embedder: Embedder) -> None:
        vector = embedder.query("청년 창업")
        assert vector.shape == (embedder.dimension,)
        assert vector.dtype == np.float32
        assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)

    def test_the_name_has_a_digest(self, embedder: Embedder) -> None:
        digest = embedder.name.rpartition(":")[2]
        assert len(digest) == 8
        assert int(digest, 16) >= 0


class TestKiwi:
    """The embedded default."""

    def test_given_morphemes_spare_the_analysis(self) -> None:
        embedder = open_embedder("kiwi", NOWHERE)
        analysed = analyse(TEXTS)
        np.testing.assert_array_equal(embedder.passages(["?"] * len(TEXTS), analysed), embedder.passages(TEXTS))
        np.testing.assert_array_equal(embedder.query("?", analysed[0]), embedder.query(TEXTS[0]))

    def test_a_text_without_content_is_zero(self) -> None:
        vectors = open_embedder("kiwi", NOWHERE).passages(TEXTS)
        assert [place for place, vector in enumerate(vectors) if not vector.any()] == NO_CONTENT

    def test_a_vector_does_not_depend_on_the_texts_beside_it(self) -> None:
        embedder = open_embedder("kiwi", NOWHERE)
        many = embedder.passages(TEXTS * 20)
        alone = np.stack([embedder.query(text) for text in TEXTS])
        np.testing.assert_array_equal(many, np.tile(alone, (20, 1)))

    @pytest.mark.parametrize(
        ("question", "paraphrase", "unrelated"),
        [
            ("청년 창업을 지원하는 사업", "젊은 사람이 회사를 세우도록 돕는 정책", "하천의 홍수 예방을 위한 제방 공사"),
            ("출연금 예산은 얼마인가", "재단에 지급하는 사업비 금액", "어린이 독서 교실의 강사 모집"),
            ("어르신 디지털 교육", "고령층 스마트폰 강의", "도로 포장 공사의 입찰 공고"),
        ],
    )
    def test_other_words_for_the_same_thing_are_near(self, question: str, paraphrase: str, unrelated: str) -> None:
        embedder = open_embedder("kiwi", NOWHERE)
        near, far = embedder.passages([paraphrase, unrelated]) @ embedder.query(question)
        assert near > far + 0.1

    def test_unknown_words_are_told_apart(self) -> None:
        [[first], [second], [again]] = map(content_rows, analyse(["쀍쀍", "뷁쉟", "쀍쀍"]))
        assert first == again != second
        assert min(first, second) >= VOCABULARY
        vectors = open_embedder("kiwi", NOWHERE).passages(["쀍쀍", "뷁쉟", "쀍쀍"])
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
        assert vectors[0] @ vectors[2] == pytest.approx(1)
        assert abs(vectors[0] @ vectors[1]) < 0.3

    def test_numbers_are_told_apart_whatever_their_commas(self) -> None:
        rows = [content_rows(analyse([text])[0]) for text in ("12,997,080", "12997080", "12,997,081")]
        assert rows[0] == rows[1] != rows[2]

    def test_sentence_transformers_gives_the_same_vectors(self, tmp_path: Path) -> None:
        from sentence_transformers import SentenceTransformer

        expected = open_embedder("kiwi", NOWHERE).passages(TEXTS)
        model = SentenceTransformer(str(MODEL_FOLDER), trust_remote_code=True)
        assert model.get_embedding_dimension() == 256
        np.testing.assert_allclose(model.encode(TEXTS), expected, atol=1e-5)

        model.save(str(tmp_path / "again"))
        again = open_embedder(str(tmp_path / "again"), tmp_path)
        np.testing.assert_allclose(again.passages(TEXTS), expected, atol=1e-5)

    def test_the_program_starts_without_torch(self) -> None:
        program = (
            "import sys; from pathlib import Path; from index.embed import open_embedder;"
            "open_embedder('kiwi', Path(sys.argv[1])).query('예산');"
            "sys.exit(bool({'torch', 'sentence_transformers', 'scipy'} & set(sys.modules)))"
        )
        subprocess.run([sys.executable, "-c", program, "no-models-here"], check=True, cwd=Path(__file__).parents[2])

    @pytest.mark.parametrize("size", [0, 5, 1_000, 1_000_000])
    def test_a_broken_model_says_so(self, tmp_path: Path, size: int) -> None:
        folder = shutil.copytree(MODEL_FOLDER, tmp_path / "model")
        weights = (folder / WEIGHTS_FILE).read_bytes()
        (folder / WEIGHTS_FILE).write_bytes(weights[:size])
        with pytest.raises(BadInput, match="읽을 수 없습니다"):
            open_embedder(str(folder), tmp_path)

    def test_a_model_of_another_kiwi_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("index.kiwi_pooling.version", lambda package: "9.9.9")
        with pytest.raises(IndexMismatch, match=r"9\.9\.9"):
            load(MODEL_FOLDER)


class TestTransformer:
    """Any sentence-transformers model."""

    def test_it_uses_the_prompts_of_the_model(self, tiny_folder: Path, tmp_path: Path) -> None:
        from sentence_transformers import SentenceTransformer

        embedder = open_embedder(str(tiny_folder), tmp_path)
        plain = SentenceTransformer(str(tiny_folder))
        as_question, as_passage = plain.encode(["질문 : 서울시는", "문서 : 서울시는"], normalize_embeddings=True)
        np.testing.assert_allclose(embedder.query("서울시는"), as_question, atol=1e-5)
        np.testing.assert_allclose(embedder.passages(["서울시는"])[0], as_passage, atol=1e-5)

    def test_a_name_is_looked_up_in_the_model_folder(self, tiny_folder: Path) -> None:
        by_name = open_embedder("acme/model", tiny_folder.parents[1])
        assert by_name.name == open_embedder(str(tiny_folder), tiny_folder).name

    def test_other_weights_have_another_name(self, tiny_folder: Path, tmp_path: Path) -> None:
        folder = shutil.copytree(tiny_folder, tmp_path / "model")
        weights = bytearray((folder / "model.safetensors").read_bytes())
        weights[-1] ^= 1
        (folder / "model.safetensors").write_bytes(weights)
        assert open_embedder(str(folder), tmp_path).name != open_embedder(str(tiny_folder), tmp_path).name

    @pytest.mark.parametrize("model", ["acme/no-such-model", "./no/such/folder", "없는 모델"])
    def test_a_missing_model_is_named_with_the_remedy(self, model: str, tmp_path: Path) -> None:
        with pytest.raises(BadInput, match="열 수 없습니다") as raised:
            open_embedder(model, tmp_path)
        assert model in raised.value.reason
        assert "복사하십시오" in raised.value.remedy

    def test_a_folder_that_is_no_model_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "empty").mkdir()
        with pytest.raises(BadInput, match="열 수 없습니다"):
            open_embedder(str(tmp_path / "empty"), tmp_path)

    @pytest.mark.parametrize(("model", "stored_as"), [("acme/tiny", "acme--tiny"), ("tiny", "sentence-transformers--tiny")])
    def test_a_name_is_opened_from_the_cache_when_offline(
        self, tiny_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model: str, stored_as: str
    ) -> None:
        revision = "0123456789abcdef0123456789abcdef01234567"
        repository = tmp_path / "hub" / f"models--{stored_as}"
        shutil.copytree(tiny_folder, repository / "snapshots" / revision)
        (repository / "refs").mkdir()
        (repository / "refs" / "main").write_text(revision)
        monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))
        embedder = open_embedder(model, tmp_path)
        digest = open_embedder(str(tiny_folder), tmp_path).name.rpartition(":")[2]
        assert embedder.name == f"{model}:{digest}"
