"""Sweeps really performed over the small documents: kept, gone on with, begun anew with the reason."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace

import pytest

from assistant.settings import Settings
from eval.head import code
from eval.runs import results_of, runs_of
from eval.sweep.libraries import library_folder, papers_of
from eval.sweep.perform import perform_sweep
from eval.sweep.plan import read_sweep
from index.library import open_library
from ingest.correction import Correction
from ingest.errors import BadInput
from tests.llm_server import saying, serving
from tests.tiny_model import make_tiny_model

FOUR = "passage_length = [780, 300]\ndense_weight = [0.1, 0]"


@pytest.fixture
def swept(tmp_path, onlooker):
    """Perform a sweep to its end and give its plan, its runs and who looked on."""

    def swept(path, settings=None, **more):
        settings, watch = settings or Settings(data=tmp_path / "data"), onlooker(more.pop("stop_after", 0))
        plan = read_sweep(path, settings)
        try:
            runs = perform_sweep(plan, settings.data, watch, workers=1, **more)
        except KeyboardInterrupt:
            runs = []
        return plan, runs, watch

    return swept


def libraries(folder):
    return sorted(path for path in folder.rglob("library.sqlite"))


def test_each_combination_is_a_run_and_two_share_a_library(written, swept, tmp_path):
    _, runs, watch = swept(written(FOUR))
    assert [(run.head.settings["passage_length"], run.head.settings["dense_weight"]) for run in runs] == [
        (780, 0.1),
        (780, 0.0),
        (300, 0.1),
        (300, 0.0),
    ]
    assert all(run.is_done and len(results_of(run)) == 3 for run in runs)
    assert {run.head.id for run in runs_of(tmp_path / "data")} == {run.head.id for run in runs}
    assert [run.head.name for run in runs] == [
        "비교 기준",
        "비교 dense_weight=0",
        "비교 passage_length=300",
        "비교 passage_length=300, dense_weight=0",
    ]
    lengths = []
    for path in libraries(tmp_path / "data" / "sweeps"):
        connection = sqlite3.connect(path)
        lengths.append(connection.execute("SELECT max(end - start), count(*) FROM passage").fetchone())
        connection.close()
    assert len(lengths) == 2 and lengths[0] != lengths[1]
    assert watch.begun == [
        (one, place, left) for (one, place, left) in zip(labels(runs), (1, 2, 3, 4), (12, 9, 6, 3), strict=True)
    ]
    assert watch.asked == 12 and watch.told == []


def labels(runs):
    return [run.head.name.removeprefix("비교 ") for run in runs]


def test_a_stopped_sweep_is_gone_on_with(written, swept, tmp_path):
    path = written(FOUR)
    swept(path, stop_after=5)
    stopped = sorted(runs_of(tmp_path / "data"), key=lambda run: not run.is_done)
    assert [run.is_done for run in stopped] == [True, False]
    _, runs, watch = swept(path)
    assert [run.head.id for run in runs[:2]] == [run.head.id for run in stopped]
    assert watch.asked == 12 - 5 and watch.begun[0] == ("dense_weight=0", 2, 7)
    assert len(watch.told) == 1 and "이어서" in watch.told[0]
    assert len(runs_of(tmp_path / "data")) == 4


def test_a_finished_sweep_is_not_asked_again_but_anew(written, swept, tmp_path):
    path = written("passages = [10, 3]")
    _, runs, _ = swept(path)
    _, again, watch = swept(path)
    assert again == runs and watch.asked == 0
    _, anew, watch = swept(path, anew=True)
    assert watch.asked == 6 and not {run.head.id for run in runs} & {run.head.id for run in anew}


def test_a_value_more_is_asked_alone(written, swept):
    swept(written("passages = [10, 3]"))
    _, _, watch = swept(written("passages = [10, 3, 1]"))
    assert [label for label, _, _ in watch.begun] == ["passages=1"]


def test_other_code_begins_anew_and_says_so(written, swept, monkeypatch):
    path = written("passages = [10, 3]")
    swept(path)
    other = replace(code(), digest="다른것")
    monkeypatch.setattr("eval.perform.code", lambda: other)
    _, _, watch = swept(path)
    assert watch.asked == 6
    assert len(watch.told) == 1 and "조합 2개를 처음부터" in watch.told[0] and "프로그램" in watch.told[0]


def test_other_code_than_when_it_was_stopped_is_told_once(written, swept, monkeypatch):
    path = written("passages = [10]")
    swept(path, stop_after=1)
    other = replace(code(), digest="다른것")
    monkeypatch.setattr("eval.perform.code", lambda: other)
    _, _, watch = swept(path)
    assert watch.asked == 3 and len(watch.told) == 1 and "처음부터" in watch.told[0] and "프로그램" in watch.told[0]


def test_other_documents_begin_anew_and_what_is_gone_goes(written, swept, tmp_path, small_documents):
    own = tmp_path / "문서"
    shutil.copytree(small_documents, own)
    path = written("passages = [10]", f'documents = ["{own}"]', documents=False)
    _, runs, _ = swept(path)
    assert set(runs[0].head.index.documents) == {"업무보고.txt", "검토보고.txt"}
    (own / "검토보고.txt").unlink()
    _, runs, watch = swept(path)
    assert set(runs[0].head.index.documents) == {"업무보고.txt"}
    assert watch.asked == 3 and "색인" in watch.told[0]


def test_the_day_stays_until_the_program_changes(written, swept, tmp_path):
    path = written("passages = [10, 3]")
    swept(path, stop_after=4)
    state = tmp_path / "data" / "sweeps" / "비교" / "sweep.json"
    day = runs_of(tmp_path / "data")[0].head.settings["today"]
    state.write_text(state.read_text(encoding="utf-8").replace(day, "2024-05-01"), encoding="utf-8")
    _, runs, _ = swept(path)
    assert {run.head.settings["today"] for run in runs} == {"2024-05-01"}
    state.write_text(state.read_text(encoding="utf-8").replace(code().digest, "x"), encoding="utf-8")
    _, runs, _ = swept(path)
    assert {run.head.settings["today"] for run in runs} == {day}


def test_without_documents_those_of_the_library_are_asked_as_their_user_put_them_right(written, swept, tmp_path, small_library):
    data = tmp_path / "data"
    shutil.copytree(small_library.folder, data)
    library = open_library(data, "kiwi")
    library.put_right("업무보고.txt", Correction(title="바른 제목", body="바른시"))
    library.close()
    (data / "synonyms.txt").write_text("도서관 책방\n", encoding="utf-8")
    _, runs, _ = swept(written("passages = [10]", documents=False))
    assert len(runs[0].head.index.documents) == 2 and runs[0].head.index.words
    own = open_library(libraries(data / "sweeps")[0].parent, "kiwi")
    assert own.store.correction("업무보고.txt").title == "바른 제목"
    assert {row.title for row in own.store.documents() if row.name == "업무보고.txt"} == {"바른 제목"}
    own.close()


def test_documents_that_are_gone_and_none_at_all_are_told(written, swept, tmp_path, small_library):
    path = written("passages = [10]", documents=False)
    with pytest.raises(BadInput, match="색인이 없습니다"):
        swept(path)
    shutil.copytree(small_library.folder, tmp_path / "data")
    connection = sqlite3.connect(tmp_path / "data" / "library.sqlite")
    connection.execute("UPDATE document SET path = '/없음/업무보고.txt' WHERE name = '업무보고.txt'")
    connection.commit()
    connection.close()
    with pytest.raises(BadInput, match="업무보고"):
        swept(path)


def test_two_processes_are_not_at_one_sweep(written, swept, onlooker, tmp_path):
    path = written("passages = [10]")

    class Second(onlooker):
        def has_asked(self):
            with pytest.raises(BadInput, match="지금 돌고 있습니다"):
                swept(path)
            super().has_asked()

    watch = Second()
    settings = Settings(data=tmp_path / "data")
    perform_sweep(read_sweep(path, settings), settings.data, watch, workers=1)
    assert watch.asked == 3


def test_a_language_model_is_asked_in_its_combination_alone(written, swept, tmp_path):
    with serving(saying("별빛도서관 운영 예산은 9,999,999천원입니다. [1]")) as server:
        model = f"{{llm = 'openai', llm_url = '{server.url}/v1', llm_model = 'm'}}"
        _, runs, _ = swept(written(f"llm = ['', {model}]"), Settings(data=tmp_path / "data", llm_timeout=5.0))
        assert server.requests
    assert [run.head.models.llm for run in runs] == ["", "openai:m"]
    assert len(libraries(tmp_path / "data" / "sweeps")) == 1
    assert all("9,999,999" not in result.given for run in runs for result in results_of(run))


@pytest.mark.slow
def test_another_embedding_has_a_library_of_its_own(written, swept, tmp_path):
    folder = make_tiny_model(tmp_path)
    plan, runs, watch = swept(written(f'embedding = ["kiwi", "{folder}"]'))
    assert watch.told == [] and [run.head.models.embedding.partition(":")[0] for run in runs] == ["kiwi-morphemes", "model"]
    papers = papers_of(plan, tmp_path / "data")
    home = tmp_path / "data" / "sweeps" / "비교"
    assert {path.parent for path in libraries(home)} == {library_folder(home, one.settings, papers) for one in plan.combinations}
