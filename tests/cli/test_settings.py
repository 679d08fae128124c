"""`geungeo settings` and `geungeo logs`."""

from __future__ import annotations

from assistant.settings_told import example_file
from tests.cli.program import KOREAN, QUESTION


def test_the_settings_are_shown_with_where_they_were_set(geungeo, monkeypatch, tmp_path):
    (tmp_path / "geungeo.toml").write_text("port = 1001")
    monkeypatch.setenv("GEUNGEO_LLM_KEY", "비밀열쇠")
    found = geungeo("settings", "--data", "문서함")
    lines = {line.split()[0]: line for line in found.out.splitlines()}
    assert "1001" in lines["port"] and "geungeo.toml 1번째 줄" in lines["port"]
    assert "명령행 --data" in lines["data"] and "기본값" in lines["host"]
    assert "비밀열쇠" not in found.out and "GEUNGEO_LLM_KEY" in lines["llm_key"]
    (row,) = geungeo("settings", "--json").rows
    assert row["port"] == {"value": 1001, "from": "geungeo.toml 1번째 줄"}


def test_the_example_file_is_written_to_standard_output(geungeo):
    assert geungeo("settings", "--example").out == example_file()


def test_an_answer_of_the_command_line_leaves_a_line_without_the_question(geungeo, filled):
    assert geungeo("ask", QUESTION, "--data", filled).status == 0
    found = geungeo("logs", "--all", "--data", filled)
    assert "답함" in found.out and "명령" in found.out and "별빛도서관" not in found.out
    line = geungeo("logs", "--all", "--json", "--last", 1, "--data", filled).rows[-1]
    again = geungeo("logs", line["request"][:8], "--json", "--data", filled)
    assert again.rows == [line]


def test_a_mistake_of_the_program_is_told_with_the_number_of_its_lines(geungeo, filled, monkeypatch):
    def fail(*rest: object) -> None:
        raise KeyError(QUESTION)

    monkeypatch.setattr("cli.ask.answer", fail)
    found = geungeo("ask", QUESTION, "--data", filled)
    assert (found.status, found.out) == (2, "") and "별빛도서관" not in found.err
    number = found.err.split("문의 번호 ")[1][:8]
    lines = geungeo("logs", number, "--data", filled)
    assert "KeyError" in lines.out and "tests/cli/test_settings.py" in lines.out


def test_a_number_without_lines_is_told(geungeo, filled):
    found = geungeo("logs", "99999999", "--data", filled)
    assert (found.status, found.out) == (1, "") and KOREAN.search(found.err)
