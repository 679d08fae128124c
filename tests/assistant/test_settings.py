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
    with pytest.raises(BadInput, match="passage"):
        load_settings({}, {"GEUNGEO_PASSAGE": "3"}, tmp_path)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("port", "팔십"),
        ("port", 0),
        ("port", 65536),
        ("port", -1),
        ("passages", 0),
        ("passages", "많이"),
        ("data", 5),
        ("data", ["x"]),
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
