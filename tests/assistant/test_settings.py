"""Settings: the file, over it the environment, over it the flags; what does not fit is told with the remedy."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from assistant.settings import FILE, Settings, load_settings
from ingest.errors import BadInput


def write(folder: Path, text: str, encoding: str = "utf-8") -> None:
    (folder / FILE).write_text(text, encoding=encoding)


def test_without_anything_set_the_defaults_hold(tmp_path):
    assert load_settings({}, {}, tmp_path) == Settings()


def test_the_chat_is_for_this_machine_only_unless_told_otherwise():
    assert Settings().host == "127.0.0.1"


def test_the_environment_goes_over_the_file_and_flags_over_both(tmp_path):
    write(tmp_path, "port = 1001\npassages = 5\nhost = '0.0.0.0'")
    settings = load_settings({"port": 1003}, {"GEUNGEO_PORT": "1002", "GEUNGEO_PASSAGES": "6"}, tmp_path)
    assert (settings.port, settings.passages, settings.host) == (1003, 6, "0.0.0.0")


def test_a_flag_that_was_not_given_changes_nothing(tmp_path):
    assert load_settings({"port": None}, {"GEUNGEO_PORT": "1002"}, tmp_path).port == 1002


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("data", "문서함", Path("문서함")),
        ("embedding", "BAAI/bge-m3", "BAAI/bge-m3"),
        ("passages", "3", 3),
        ("host", "::1", "::1"),
        ("port", "80", 80),
        ("history", "0", 0),
    ],
)
def test_every_setting_can_be_set_in_each_way(tmp_path, name, text, value):
    write(tmp_path, f'{name} = "{text}"')
    assert getattr(load_settings({}, {}, tmp_path), name) == value
    assert getattr(load_settings({}, {f"GEUNGEO_{name.upper()}": text}, tmp_path / "none"), name) == value
    assert getattr(load_settings({name: text}, {}, tmp_path / "none"), name) == value


def test_an_unknown_name_in_the_file_is_told_with_the_known_ones(tmp_path):
    write(tmp_path, "prot = 1001")
    with pytest.raises(BadInput, match="prot") as raised:
        load_settings({}, {}, tmp_path)
    assert FILE in raised.value.reason
    assert "port" in raised.value.remedy


def test_an_unknown_flag_is_told(tmp_path):
    with pytest.raises(BadInput, match="prot"):
        load_settings({"prot": 1}, {}, tmp_path)


def test_what_else_is_in_the_environment_does_not_matter(tmp_path):
    assert load_settings({}, {"OTHER": "1", "PORT": "1", "GEUNGEO_PORT": ""}, tmp_path) == Settings()


def test_a_misspelt_name_in_the_environment_is_told(tmp_path):
    with pytest.raises(BadInput, match="GEUNGEO_PASSAGES"):
        load_settings({}, {"GEUNGEO_PASSAGE": "3"}, tmp_path)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("port", "팔십"),
        ("port", 0),
        ("port", 65536),
        ("port", -1),
        ("passages", 0),
        ("history", -1),
        ("history", "늘"),
        ("history", 10**9),
        ("passages", "많이"),
        ("passage_length", 99),
        ("passage_length", 5001),
        ("dense_weight", -0.1),
        ("dense_weight", "nan"),
        ("pair_weight", "inf"),
        ("statement_weight", 101),
        ("data", 5),
        ("data", ["x"]),
        ("data", ""),
        ("data", " "),
        ("host", ""),
    ],
)
def test_a_value_that_does_not_fit_is_told(tmp_path, name, value):
    with pytest.raises(BadInput, match=name):
        load_settings({name: value}, {}, tmp_path)


@pytest.mark.parametrize("line", ["port = true", "passages = 2.7", "host = 5", "embedding = ['kiwi']"])
def test_a_value_of_another_type_in_the_file_is_told(tmp_path, line):
    write(tmp_path, line)
    with pytest.raises(BadInput):
        load_settings({}, {}, tmp_path)


def test_a_file_that_is_no_toml_is_told(tmp_path):
    write(tmp_path, "port 1001")
    with pytest.raises(BadInput, match=FILE):
        load_settings({}, {}, tmp_path)


def test_a_file_of_another_encoding_is_told(tmp_path):
    write(tmp_path, 'data = "문서함"', "cp949")
    with pytest.raises(BadInput, match=FILE):
        load_settings({}, {}, tmp_path)


def test_a_byte_order_mark_is_no_part_of_the_file(tmp_path):
    write(tmp_path, "port = 1001", "utf-8-sig")
    assert load_settings({}, {}, tmp_path).port == 1001


def test_settings_do_not_change_once_made():
    with pytest.raises(FrozenInstanceError):
        Settings().port = 1  # type: ignore[misc]


# A language model


def test_without_anything_set_no_language_model_is_asked():
    assert Settings().llm == "" and Settings().llm_strict


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("llm_strict", "아니오", False),
        ("llm_strict", "예", True),
        ("llm_strict", "FALSE", False),
        ("llm_context", "4096", 4096),
        ("llm_timeout", "2.5", 2.5),
        ("llm_key", "비밀", "비밀"),
    ],
)
def test_the_settings_of_a_model_can_be_set_in_each_way(tmp_path, name, text, value):
    write(tmp_path, f'{name} = "{text}"')
    assert getattr(load_settings({}, {}, tmp_path), name) == value
    assert getattr(load_settings({}, {f"GEUNGEO_{name.upper()}": text}, tmp_path / "none"), name) == value


def test_toml_has_its_own_numbers_and_truths(tmp_path):
    write(tmp_path, "llm_strict = false\nllm_timeout = 30")
    assert (load_settings({}, {}, tmp_path).llm_strict, load_settings({}, {}, tmp_path).llm_timeout) == (False, 30.0)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"llm": "gpt"}, "ollama, openai"),
        ({"llm": "ollama"}, "llm_model"),
        ({"llm": "openai", "llm_model": "m"}, "llm_url"),
        ({"llm": "openai", "llm_model": "m", "llm_url": "localhost:8000"}, "http"),
        ({"llm": "openai", "llm_model": "m", "llm_url": "file:///etc/passwd"}, "http"),
        ({"llm": "openai", "llm_model": "m", "llm_url": "http://[::1"}, "http"),
        ({"llm_strict": "글쎄"}, "llm_strict"),
        ({"llm_context": "10"}, "llm_context"),
        ({"llm_timeout": "0"}, "llm_timeout"),
        ({"llm_timeout": "nan"}, "llm_timeout"),
        ({"llm_timeout": "빨리"}, "llm_timeout"),
    ],
)
def test_what_does_not_fit_a_model_is_told(tmp_path, values, told):
    with pytest.raises(BadInput, match=told):
        load_settings(values, {}, tmp_path)


def test_a_model_may_be_set_partly_in_the_file_and_partly_in_the_environment(tmp_path):
    write(tmp_path, "llm = 'openai'\nllm_model = 'm'")
    settings = load_settings({}, {"GEUNGEO_LLM_URL": "http://127.0.0.1:8000/v1", "GEUNGEO_LLM_KEY": "k"}, tmp_path)
    assert (settings.llm, settings.llm_model, settings.llm_key) == ("openai", "m", "k")


def test_a_key_is_shown_nowhere(tmp_path):
    assert "비밀" not in repr(load_settings({"llm_key": "비밀"}, {}, tmp_path))
    write(tmp_path, "llm_key = 12345")
    with pytest.raises(BadInput) as raised:
        load_settings({}, {}, tmp_path)
    assert "12345" not in str(raised.value)
