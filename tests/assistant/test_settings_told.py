"""What users read of the settings is made of their declaration: the file, the README's table, the list, what is told of mistakes."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from assistant.setting import as_toml, fitted
from assistant.settings import FILE, SETTINGS, Settings, load_settings, settings_and_places
from assistant.settings_told import example_file, lines_of, readme_table
from ingest.errors import BadInput

ROOT = Path(__file__).parents[2]
AGAIN = "`geungeo settings --example > docs/geungeo.toml` and `geungeo settings --into README.md` write them anew"


def told(folder: Path, text: str | bytes) -> str:
    """What is told of a settings file that cannot stand."""
    (folder / FILE).write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(BadInput) as raised:
        load_settings({}, {}, folder)
    return str(raised.value)


def test_the_file_and_the_table_that_are_handed_on_are_as_the_declaration_has_them():
    assert (ROOT / "docs" / FILE).read_text(encoding="utf-8") == example_file(), AGAIN
    assert readme_table() in (ROOT / "README.md").read_text(encoding="utf-8"), AGAIN


def test_the_file_with_every_line_in_force_is_a_settings_file_with_every_setting(tmp_path):
    text = re.sub(r"(?m)^# (?=\w+ = )", "", example_file())
    assert set(tomllib.loads(text)) == set(SETTINGS)
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    assert load_settings({}, {}, tmp_path).port == Settings().port


def test_the_file_as_it_is_handed_on_changes_nothing(tmp_path):
    (tmp_path / FILE).write_text(example_file(), encoding="utf-8")
    assert load_settings({}, {}, tmp_path) == Settings()


@pytest.mark.parametrize("name", SETTINGS)
def test_a_default_and_an_example_fit_their_own_setting_also_as_text(name):
    known = SETTINGS[name]
    assert known.told.means and known.form and not known.told.means.endswith(".")
    for value in (known.default, known.shown, *([] if isinstance(known.default, tuple) else [str(known.shown)])):
        fitted(known, value)
    assert tomllib.loads(f"{name} = {as_toml(known.shown)}")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# 첫 줄\nprot = 1", ["2번째 줄", "prot", "비슷한 설정: port"]),
        ("LLM-URL = 'x'", ["LLM-URL", "비슷한 설정: llm_url"]),
        ("timeout = 3", ["비슷한 설정: llm_timeout"]),
        ("'포트' = 3", ["비슷한 설정: port"]),
        ("zzzzqqq = 3", ["쓸 수 있는 설정", "port", "embedding"]),
        ("\nport = '팔십'", ["2번째 줄", "port", "팔십", "1~65535", "예: port = 7860"]),
        ("port = 70000", ["70000", "1~65535"]),
        ("dense_weight = nan", ["0~12의 수"]),
        ("llm_strict = 3", ["true나 false"]),
        ("today = 'kaum'", ["2025-02-19"]),
        ("port = 1\nhost = 'a'\nport = 2", ["3번째 줄", "두 번"]),
        ("[llm]\nurl = 'x'", ["1번째 줄", "묶지 않"]),
        ("[server]\nport = 1", ["1번째 줄", "묶지 않"]),
        ("llm = ollama", ["1번째 줄", "따옴표"]),
        ("llm = “ollama”", ["1번째 줄", "곧은 따옴표"]),
        ("host = 127.0.0.1", ["1번째 줄", "따옴표"]),
        ('data = "C:\\문서"', ["1번째 줄", "작은따옴표"]),
        ('data = "문서', ["따옴표가 닫히지"]),
        ("port 7860", ["1번째 줄", "="]),
        ('data = "문서"'.encode("cp949"), ["UTF-8", "CP949"]),
        ("port = 1".encode("utf-16"), ["UTF-8", "UTF-16"]),
        ("host = '" + "가" * 5000 + "'\nport = '" + "나" * 5000 + "'", ["port", "…"]),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_line_and_what_to_write(tmp_path, text, words):
    found = told(tmp_path, text)
    assert [word for word in (FILE, *words) if word not in found] == [] and len(found) < 500


def test_a_folder_in_place_of_the_file_is_told(tmp_path):
    (tmp_path / FILE).mkdir()
    with pytest.raises(BadInput, match="폴더"):
        load_settings({}, {}, tmp_path)


def test_another_file_can_be_named_and_must_be_there(tmp_path):
    (tmp_path / "other.toml").write_text("port = 1")
    (tmp_path / FILE).write_text("port = 2")
    assert load_settings({}, {"GEUNGEO_SETTINGS": str(tmp_path / "other.toml")}, tmp_path).port == 1
    with pytest.raises(BadInput, match="none"):
        load_settings({}, {"GEUNGEO_SETTINGS": str(tmp_path / "none.toml")}, tmp_path)


def test_a_mistake_in_the_environment_and_on_the_command_line_is_told_as_it_is_written_there(tmp_path):
    for given, words in (
        (({}, {"GEUNGEO_PROT": "1"}), ["환경 변수", "GEUNGEO_PROT", "GEUNGEO_PORT"]),
        (({}, {"GEUNGEO_PORT": "팔십"}), ["GEUNGEO_PORT=7860"]),
        (({"port": 0}, {}), ["명령행", "--port 7860"]),
    ):
        with pytest.raises(BadInput) as raised:
            load_settings(*given, tmp_path)
        assert all(word in str(raised.value) for word in words)


def test_every_setting_is_listed_with_its_value_and_where_it_was_set_last(tmp_path):
    (tmp_path / FILE).write_text("port = 1\n\npassages = 5\nllm_url = 'http://kim:secret@10.0.0.1/v1'")
    found = lines_of(*settings_and_places({"host": "::1"}, {"GEUNGEO_PORT": "2"}, tmp_path))
    lines = {line.name: line for line in found}
    assert list(lines) == list(SETTINGS)
    assert (lines["port"].value, lines["port"].place) == (2, "환경 변수 GEUNGEO_PORT")
    assert (lines["passages"].shown, lines["passages"].place) == ("5", f"{FILE} 3번째 줄")
    assert (lines["host"].shown, lines["host"].place) == ('"::1"', "명령행 --host")
    assert (lines["history"].value, lines["history"].place) == (365, "기본값")
    assert "secret" not in lines["llm_url"].shown


def test_a_secret_is_neither_listed_nor_told(tmp_path):
    (lines,) = [
        line for line in lines_of(*settings_and_places({}, {"GEUNGEO_LLM_KEY": "비밀"}, tmp_path)) if line.name == "llm_key"
    ]
    assert lines.value == "(있음)"
    assert "54321" not in told(tmp_path, "llm_key = 54321")
    assert "54321" not in told(tmp_path, "llm_key = 54321x")
