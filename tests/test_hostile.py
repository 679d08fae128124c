"""Documents made to break out of a page, a terminal, a spreadsheet or a log come out as plain text on every face."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import pytest
from docx import Document
from openpyxl import load_workbook
from starlette.testclient import TestClient

import screen.audit
import screen.chat
import screen.check
import screen.conflicts
import screen.document_form
import screen.documents
import screen.figures
import ui
from assistant.answer import answer
from assistant.chart import Mark, picture
from assistant.contract import as_json
from assistant.settings import Settings
from cli.ask import as_text
from cli.main import app as program
from eval.page.html import page
from eval.page.markdown import markdown
from eval.perform import perform, start
from eval.report import report
from index.history import FILE
from index.intake import take_in
from index.library import Library, open_library
from ingest.document import FigureKind
from screen.kept import KeptAnswers, Whose
from screen.page_view import check_of
from screen.save.answer import FORMATS
from screen.shown import Shown
from tests.hostile import FORMULAS, MARK, MARKUP, NAME, ORDERS, QUESTIONS, UNSEEN, Page, is_harmless, write_hostile
from tests.serving import service_over

SETTINGS = Settings(today="2025-03-01")
USER = "a" * 32


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_hostile(tmp_path_factory.mktemp("hostile") / "문서")


@pytest.fixture(scope="module")
def library(files: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    opened = open_library(tmp_path_factory.mktemp("hostile-data"), "kiwi")
    reports = list(take_in(opened, files))
    assert [item.status.value for item in reports] == ["added"] * len(files), [item.reason for item in reports]
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def client(library: Library) -> Iterator[TestClient]:
    """All that is served, with an answer to each question kept."""
    kept = KeptAnswers(library.folder / FILE, 7)
    for number, question in enumerate(QUESTIONS):
        kept.put(
            str(number).rjust(32, "b"), answer(library, question, SETTINGS), Whose(USER, "c" * 32), f"{question} {MARKUP[1]}"
        )
    service = service_over(library, SETTINGS)
    with TestClient(ui.application(service, kept), base_url="http://127.0.0.1", cookies={"geungeo-user": USER}) as opened:
        yield opened
    kept.close()
    service.turns.close()
    service.close_access()


@pytest.fixture
def folder() -> Iterator[TemporaryDirectory[str]]:
    """Where the tabs write what is taken away."""
    with TemporaryDirectory() as written:
        yield SimpleNamespace(name=written)


def plain(html: str, shows: bool = True) -> str:
    """The text that a piece of HTML shows, once it is sure that all its elements are ours."""
    found = Page(html)
    assert found.wrong == []
    assert not shows or MARK in found.text
    return found.text


# What is read


def test_what_nobody_sees_is_gone_from_every_format(library):
    for row in library.store.documents():
        text = library.store.document_text(row.name) or ""
        assert is_harmless(text) and "\u2028" not in text and "\r" not in text, row.name
        assert "빨강" in text and MARK in text and is_harmless(row.title)


# The screen


@pytest.mark.parametrize(
    "question", [*QUESTIONS, MARKUP[0], MARKUP[1], FORMULAS[0], ORDERS[0], UNSEEN[0], "\ud800", "\0" * 50 + NAME, "$x$"]
)
def test_the_chat_shows_text(library, question):
    shown = list(screen.chat._reply(library, SETTINGS, question, []))
    for messages, _ in shown:
        for message in messages:
            if isinstance(message["content"], str):
                plain(message["content"], shows=False)
    if question in QUESTIONS[:3]:
        assert MARK in Page(shown[-1][0][0]["content"]).text


def test_orders_to_a_model_are_quoted_and_not_obeyed(library):
    found = answer(library, f"{NAME}에서 무시하고 출력하라는 지시는 무엇인가요?", SETTINGS)
    for citation in found.citations:
        assert citation.quote in (library.store.document_text(citation.document) or "")


def test_the_tabs_show_text(library, folder):
    plain(screen.figures._find(library, SETTINGS, folder, f"{NAME} 예산")[0])
    plain(screen.audit._found(library, None), shows=False)
    plain(screen.conflicts._found(library, Shown(library), None), shows=False)
    told, listed = screen.documents._listed(library, None)
    assert plain(told, shows=False) and plain(listed)
    for sought in (MARKUP[0], MARKUP[9], UNSEEN[0]):
        plain(screen.documents._listed(library, sought)[1], shows=False)
    for row in library.store.documents():
        _, _, head, *_ = screen.document_form._open(library, f"1 {row.name}")
        plain(head)
        plain(screen.document_form._ask(row.name)[1])
    plain(screen.document_form._open(library, f"1 {MARKUP[0]}")[-1], shows=False)


def test_a_checked_draft_is_text(library, folder):
    draft = "\n".join(
        f"{NAME} {given} 2024년 예산은 {number},000천원이다. “{given}”" for number, given in enumerate((*MARKUP, *UNSEEN), 3)
    )
    html, word, saved = screen.check._check(library, SETTINGS, folder, draft, None)
    plain(html)
    plain(Path(saved["value"]).read_text(encoding="utf-8"))
    assert MARK in "\n".join(item.text for item in Document(word["value"]).paragraphs)


def test_a_checked_file_is_text_and_its_name_too(library, files, folder):
    for file in files[:2]:
        html, word, saved = screen.check._check(library, SETTINGS, folder, None, str(file))
        plain(html)
        plain(Path(saved["value"]).read_text(encoding="utf-8"))
        _check_docx(Path(word["value"]).read_bytes())


@pytest.mark.parametrize("sought", [NAME, f"“{MARKUP[0]}”", MARKUP[1], UNSEEN[0], ORDERS[1], "<", "\ud800" + NAME])
def test_the_desk_and_other_addresses_show_text(client, library, sought):
    reply = client.get("/geungeo/cite", params={"q": sought.encode("utf-8", "replace").decode(), "document": ""})
    assert reply.status_code == 200
    plain(reply.text, shows=sought == NAME)
    for query in ({"q": NAME, "document": sought.encode("utf-8", "replace").decode()}, {"q": NAME, "kind": MARKUP[0]}):
        plain(client.get("/geungeo/cite", params=query).text, shows=False)


def test_pages_lists_and_menus_show_text(client, library):
    plain(client.get("/geungeo/desk").text, shows=False)
    assert MARKUP[1] in plain(client.get("/geungeo/history").text, shows=False)
    plain(client.get("/geungeo/history", params={"sought": MARKUP[1]}).text, shows=False)
    for number in range(len(QUESTIONS)):
        plain(client.get(f"/geungeo/further/{str(number).rjust(32, 'b')}").text, shows=False)
    for citation in answer(library, QUESTIONS[0], SETTINGS).citations:
        start, end = citation.span
        asked = {
            "document": citation.document,
            "page": citation.page,
            "start": start,
            "end": end,
            "check": check_of(citation.quote),
        }
        plain(client.get("/geungeo/page", params=asked).text, shows=False)
    for address in ("drafts", "runs", "list", "progress"):
        plain(client.get(f"/geungeo/eval/{address}").text, shows=False)


# Files to take away


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_as_a_file_is_text(library, question):
    found = answer(library, question, SETTINGS)
    text, html, word = (FORMATS[ending][0](found) for ending in ("txt", "html", "docx"))
    assert is_harmless(text.decode().replace("\r", "")) and not any(
        line.startswith(("=", "+", "@", "\t", "＝")) for line in text.decode().splitlines()
    )
    plain(html.decode(), shows=MARK in found.text)
    assert b"Content-Security-Policy" in html
    _check_docx(word)


def _check_docx(content: bytes) -> None:
    """No part of a package leads out of it or is a field that computes."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            part = package.read(name)
            assert b'TargetMode="External"' not in part and b"instrText" not in part and b"vbaProject" not in part, name


def test_pins_as_files_are_text(client, library):
    pins = [
        {
            "document": row.name,
            "title": MARKUP[0],
            "place": MARKUP[1],
            "start": 0,
            "end": 9,
            "quote": f"{MARKUP[3]} {UNSEEN[0]}",
            "note": MARKUP[4],
        }
        for row in library.store.documents()
    ]
    body = json.dumps({"title": f"{MARKUP[4]}\r\nX: y {MARK}", "pins": pins})
    reply = client.post("/geungeo/hearing/html", content=body)
    assert reply.status_code == 200
    plain(reply.text)
    _check_docx(client.post("/geungeo/hearing/docx", content=body).content)


def test_tables_as_files_run_nothing(library, folder):
    _, _, *files = screen.figures._find(library, SETTINGS, folder, f"{NAME} 예산")
    sheet, book = (Path(item["value"]) for item in files)
    rows = list(csv.reader(io.StringIO(sheet.read_text(encoding="utf-8-sig"))))
    assert len(rows) > 3
    for cell in (cell for row in rows for cell in row):
        assert is_harmless(cell) and not (
            cell[:1] in set("=+@＝＋＠\t\r") or (cell[:1] in set("-－") and not cell[1:2].isdigit())
        ), cell
    for row in load_workbook(book).active.iter_rows():
        assert all(cell.data_type != "f" and cell.hyperlink is None for cell in row)


# Programs, terminals, pictures


def test_json_and_events_are_one_line_each(client):
    for question in QUESTIONS:
        reply = client.post("/api/v1/ask/stream", json={"question": question, "id": "a\r\nevent: answer\r\ndata: {}"})
        lines = reply.text.split("\n")
        assert all(line == "" or line.startswith(("event: ", "data: ", ": ", ":")) for line in lines)
        events = [line.removeprefix("event: ") for line in lines if line.startswith("event: ")]
        assert events[-1:] == ["answer"] and events.count("answer") == 1
        assert all(isinstance(json.loads(line[6:]), dict) for line in lines if line.startswith("data: "))
        assert is_harmless(reply.text)
    for path in ("cite", "figures"):
        reply = client.get(f"/api/v1/{path}", params={"q": f"{NAME} 예산"})
        assert reply.headers["content-type"].startswith("application/json") and is_harmless(
            json.dumps(reply.json(), ensure_ascii=False)
        )
    assert client.get("/api/v1/documents").headers["x-content-type-options"] == "nosniff"


def test_a_terminal_is_told_text(library, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    draft = tmp_path / "초안.txt"
    draft.write_text(
        "\n".join(f"{NAME} {given} 예산은 5천원이다." for given in UNSEEN) + "가람시는 일한다. " * 40, encoding="utf-8"
    )
    asked = (
        ["ask", QUESTIONS[0]], ["ask", f"{NAME} \x1b[31m 예산은"], ["cite", NAME], ["figures", f"{NAME} 예산"], ["audit"], ["conflicts"],
        ["check", str(draft), "--all"], ["status"], ["read", str(draft)],
    )  # fmt: skip
    for arguments in asked:
        more = [] if arguments[0] == "read" else ["--data", str(library.folder)]
        program([*arguments, *more], standalone_mode=False)
        told = capsys.readouterr()
        assert is_harmless(told.out) and is_harmless(told.err), arguments
    assert MARK in as_text(answer(library, QUESTIONS[0], SETTINGS))
    json.loads(json.dumps(as_json("1", answer(library, QUESTIONS[0], SETTINGS))))


def test_labels_of_a_picture_are_text():
    marks = [Mark(year, 1.0, next(iter(FigureKind)), (1,)) for year in (2022, 2023, 2024)]
    drawn = picture('<a href="javascript:1">함정</a> $x$ %{x}', "<b>원", marks).to_json()
    assert "<a" not in drawn and "<b>" not in drawn and "$x$" not in drawn and "%{x}" in drawn  # of our own template alone
    assert "&lt;a href=" in drawn


# Evaluations


def test_an_evaluation_is_text(library, tmp_path):
    gold = tmp_path / "gold `<b>` | x --> .jsonl"
    rows = [
        {
            "id": f"g{number} {MARKUP[0]}",
            "question": question,
            "type": f"figure|{MARKUP[1]}",
            "answer": MARKUP[2],
            "note": ORDERS[0],
        }
        for number, question in enumerate(QUESTIONS)
    ]
    gold.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    own = replace(library, folder=tmp_path / "data")
    own.folder.mkdir()
    run = start(gold, own, SETTINGS, name=f"이름 {MARKUP[0]}").run
    results = list(perform(run, own, SETTINGS))
    found = report(results)
    html = page(run.head, found, results)
    assert MARKUP[1] not in html.split("plotly", 1)[0] and "<x-evil" not in html
    told = markdown(run.head, found)
    assert told.count("|") and "<script" not in told.replace("\\<script", "") and "-->" not in told.replace("--\\>", "")
