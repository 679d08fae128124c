"""Wrong use is told in Korean with the remedy, the help is Korean, and nothing heavy is loaded."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.program import COMMANDS, KOREAN, QUESTION

ROOT = Path(__file__).parents[2]
ANSWER_KEYS = ["id", "answer", "abstained", "latency_ms", "citations", "figures", "passages"]
CITATION_KEYS = ["doc", "title", "page", "place", "start", "end", "quote"]
FIGURE_KEYS = ["text", "value", "unit", "krw", "status", "formula", "citation"]
PASSAGE_KEYS = ["doc", "page", "place", "start", "end", "text", "score"]


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("ingest", "없는폴더"), "경로를 확인"),
        (("ingest", ".", "--ray", "http://한들"), "Ray의 주소가 아닙니다"),
        (("ask",), "--batch"),
        (("ask", QUESTION, "--batch", "a.jsonl"), "--batch"),
        (("ask", ""), "질문을 적어"),
        (("ask", "   "), "질문을 적어"),
        (("ask", "가" * 2001), "줄여"),
        (("ask", "--batch", "없는.jsonl"), "경로와"),
        (("eval", "run", "없는.jsonl"), "경로와"),
        (("ui", "--port", "99999"), "65535"),
    ],
)
def test_wrong_use_is_told_in_korean_with_the_remedy(geungeo, filled, args, told):
    found = geungeo(*args, "--data", filled)
    assert (found.status, found.out) == (2, "")
    assert told in found.err and KOREAN.search(found.err)


@pytest.mark.parametrize(
    "args",
    [
        ("ask", "--없는옵션", "질문"),
        ("status", "--nope"),
        ("nosuch",),
        ("ingest",),
        ("cite", "말", "--limit", "0"),
        ("ingest", ".", "--workers", "0"),
        ("cite", "말", "--limit", "많이"),
        ("ask", "첫 질문", "둘째 질문"),
    ],
)
def test_what_the_program_does_not_know_is_told_with_the_help(geungeo, args):
    found = geungeo(*args)
    assert found.status == 2
    assert "--help" in found.err and KOREAN.search(found.err)


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("ingest", "없는폴더"), "없는폴더. 경로를"),
        (("ask", "--batch", "없는.jsonl"), "없는.jsonl (그 경로에 없음). 경로와"),
        (("ask", "--batch", "/"), "(폴더임). 경로와"),
        (("read", "없는.txt"), "(그 경로에 없음). 경로와"),
        (("read", "/"), "(폴더임). 경로와"),
    ],
)
def test_reason_and_remedy_are_two_sentences_in_korean(geungeo, filled, args, told):
    where = () if args[0] == "read" else ("--data", filled)
    assert told in geungeo(*args, *where).err


def test_the_program_alone_shows_its_help(geungeo):
    found = geungeo()
    assert found.status == 2
    assert all(command in found.out + found.err for command in COMMANDS)


def test_a_data_path_that_is_a_file_is_told(geungeo, tmp_path):
    (tmp_path / "파일").touch()
    found = geungeo("status", "--data", tmp_path / "파일")
    assert found.status == 2 and "파일" in found.err


def test_a_wrong_setting_is_told(geungeo, filled, monkeypatch):
    monkeypatch.setenv("GEUNGEO_PASSAGES", "많이")
    found = geungeo("status", "--data", filled)
    assert found.status == 2 and "GEUNGEO_PASSAGES=10" in found.err


def test_the_data_folder_may_be_named_in_the_environment(geungeo, filled, monkeypatch):
    monkeypatch.setenv("GEUNGEO_DATA", str(filled))
    assert "문서 2개" in geungeo("status").out


# Help


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_is_korean(geungeo, command):
    told = geungeo(command, "--help")
    assert told.status == 0
    described = [line for line in told.out.splitlines() if re.search(r"--(?!help)\w+|\*  ", line) and "Usage" not in line]
    assert KOREAN.search(told.out.partition("╭")[0])
    assert all(KOREAN.search(line) for line in described)


@pytest.mark.parametrize("args", [("--help",), ("ask", "--help")])
def test_the_frame_of_the_help_is_korean(geungeo, args):
    assert not re.search(r"Usage:|Options|Arguments|Commands|Show this message", geungeo(*args).out)


def test_the_help_names_every_command(geungeo):
    told = geungeo("--help").out
    assert all(re.search(rf"\b{command}\b.*[가-힣]", told) for command in COMMANDS)


# What is loaded


@pytest.mark.parametrize("args", [("status",), ("ask", QUESTION), ("cite", "별빛도서관")])
def test_nothing_heavy_is_loaded_for_the_built_in_model(filled, args):
    program = (
        "import sys; from cli.main import main\n"
        "try: main()\n"
        "except SystemExit as left: assert left.code == 0, left.code\n"
        "heavy = {'gradio', 'torch', 'sentence_transformers', 'transformers', 'llama_index'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    command = [sys.executable, "-c", program, *args, "--data", str(filled)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
