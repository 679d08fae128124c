"""The TOML file of a sweep: what it combines, and what is told where it does not fit."""

from __future__ import annotations

import pytest

from assistant.settings import Settings
from eval.sweep.combining import BASELINE
from eval.sweep.plan import MEASURES_SHOWN, read_sweep
from ingest.errors import BadInput

SETTINGS = Settings()


def labels(path):
    return [one.label for one in read_sweep(path, SETTINGS).combinations]


def test_all_values_are_combined(written):
    plan = read_sweep(written("passages = [10, 5]\ndense_weight = [0.1, 0]"), SETTINGS)
    assert [(one.settings.passages, one.settings.dense_weight) for one in plan.combinations] == [
        (10, 0.1),
        (10, 0),
        (5, 0.1),
        (5, 0),
    ]
    assert [one.label for one in plan.combinations] == [BASELINE, "dense_weight=0", "passages=5", "passages=5, dense_weight=0"]
    assert (plan.name, plan.questions, plan.measures, plan.varied) == ("비교", 3, MEASURES_SHOWN, ("passages", "dense_weight"))
    assert plan.combinations[1].told == {"passages": "10", "dense_weight": "0"}


def test_one_value_at_a_time(written):
    assert labels(written("passages = [10, 5, 3]\ndense_weight = [0.1, 0]", 'mode = "one"')) == [
        BASELINE,
        "passages=5",
        "passages=3",
        "dense_weight=0",
    ]


def test_paths_count_from_the_file(written, tmp_path):
    plan = read_sweep(written("passages = [3]", documents=False), SETTINGS)
    assert plan.gold == tmp_path / "문항.jsonl" and plan.documents == ()


@pytest.mark.parametrize(
    ("vary", "head", "reason", "remedy"),
    [
        ("passage_lenght = [400]", "", "passage_lenght", "passage_length"),
        ("port = [1]", "", "바꾸어 볼 수 없는 설정입니다: port", ""),
        ("llm_key = ['비밀']", "", "llm_key", ""),
        ("passages = [10]", 'golds = "x"', "golds", "gold"),
        ("passages = [10]", 'measures = ["answerd_right"]', "answerd_right", "answered_right"),
        ("passages = [10]", 'mode = "all"', "mode", ""),
        ("passages = 10", "", "passages", "passages = ["),
        ("passages = []", "", "passages", ""),
        ("passages = [3, '3']", "", "두 번", ""),
        ("passages = ['많이']", "", "passages", ""),
        ("passages = [{llm = ''}]", "", "passages", "llm"),
        ("passage_length = [780, 5]", "", "passage_length", ""),
        ("dense_weight = [-1]", "", "dense_weight", ""),
        ("statement_weight = [nan]", "", "statement_weight", ""),
        ("llm = [{lm_model = 'm'}]", "", "lm_model", "llm_model"),
        ("llm = [{llm = 'openai', llm_model = 'm'}]", "", "llm_url", ""),
        ("", "", "바꾸어 볼 설정이 없습니다", "[vary]"),
    ],
)
def test_what_does_not_fit_is_told_before_anything_is_asked(written, vary, head, reason, remedy):
    with pytest.raises(BadInput) as caught:
        read_sweep(written(vary, head), SETTINGS)
    assert reason in caught.value.reason and remedy in caught.value.remedy


def test_a_file_that_is_none_is_told(tmp_path):
    with pytest.raises(BadInput, match="없음"):
        read_sweep(tmp_path / "없음.toml", SETTINGS)
    (tmp_path / "깨짐.toml").write_text("[vary", encoding="utf-8")
    with pytest.raises(BadInput, match="TOML"):
        read_sweep(tmp_path / "깨짐.toml", SETTINGS)


def test_measures_by_type_and_step_may_be_asked_for(written):
    names = ("answered_right.date", "latency_p50.retrieve")
    assert read_sweep(written("passages = [1]", f"measures = {list(names)}"), SETTINGS).measures == names


def test_a_language_model_is_a_table(written):
    model = "{llm = 'openai', llm_url = 'http://me:pass@server:1/v1', llm_model = '큰모델'}"
    plan = read_sweep(written(f"llm = ['', {model}]"), SETTINGS)
    assert [one.told["llm"] for one in plan.combinations] == ["없음", "openai:큰모델"]
    assert plan.combinations[1].settings.llm_url == "http://me:pass@server:1/v1"
    assert "pass" not in str([(one.told, one.run) for one in plan.combinations])


def test_a_password_in_an_address_is_not_shown(written):
    model = Settings(llm="openai", llm_model="m", llm_url="http://a/v1")
    plan = read_sweep(written("llm_url = ['http://me:pass@b/v1']"), model)
    assert plan.combinations[0].told == {"llm_url": "http://b/v1"}
