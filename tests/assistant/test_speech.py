"""Minutes in answers: what was said by whom is found, cited with its speaker, and shown in every face."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answer import answer
from assistant.cite import find_places
from assistant.contract import as_json
from assistant.settings import Settings
from assistant.types import Answer
from cli.ask import as_text
from index.intake import take_in
from index.library import Library, open_library
from screen.render.answer import citation_html
from tests.ingest.test_minutes import RING

MORE = RING.replace(
    "(「없습니다」 하는 위원 있음)",
    "○심다솜 위원  예산을 더 늘릴 계획이 있습니까?\n○기획과장 조가람  예산을 늘릴 계획은 없으며 내년에 다시 살펴보겠습니다.",
)
REPORT = "2025년도 업무보고\n□ 예산\n○ 민라온 과장이 맡은 도서관 예산을 늘릴 계획임\n○ 도서관 예산 : 4억원\n"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("minutes")
    (folder / "회의록.txt").write_text(MORE, encoding="utf-8")
    (folder / "업무보고.txt").write_text(REPORT, encoding="utf-8")
    opened = open_library(tmp_path_factory.mktemp("data"), "kiwi")
    assert [taken.reason for taken in take_in(opened, sorted(folder.iterdir()))] == ["", ""]
    yield opened
    opened.close()


@pytest.fixture
def said(library: Library) -> Answer:
    return answer(library, "민라온 과장이 예산에 대해 뭐라고 했나요?", Settings())


def test_what_a_person_said_is_found_among_what_others_said(said: Answer) -> None:
    first = said.citations[said.sentences[0].citations[0]]
    assert "3억원" in first.quote
    assert first.utterance is not None and first.utterance.line == "○도서관정책과장 민라온, 안건 2, 14시 20분"


def test_who_asked_is_named(library: Library) -> None:
    found = answer(library, "도서관을 밤에 닫는 까닭을 물은 위원은 누구인가요?", Settings())
    assert "심다솜 위원" in found.sentences[0].text


def test_every_face_shows_who_said_it(said: Answer, library: Library) -> None:
    line = "○도서관정책과장 민라온, 안건 2, 14시 20분"
    first = said.sentences[0].citations[0]
    assert f"    {line}" in as_text(said).split("\n")
    assert f'<div class="said">{line}</div>' in citation_html(said.citations[first], "a-1", 1)
    assert as_json("1", said)["citations"][first]["utterance"] == {
        "name": "민라온",
        "title": "도서관정책과장",
        "items": [{"number": 2, "title": "2025년도 예산안"}],
        "time": "14시 20분",
    }
    places = find_places(library, "예산 3억원")
    assert places[0].utterance is not None and places[0].utterance.line == line


def test_other_documents_say_nothing_of_speakers(library: Library) -> None:
    row = as_json("1", answer(library, "업무보고의 도서관 예산은 얼마인가요?", Settings()))
    assert [place["utterance"] for place in row["citations"] if place["doc"] == "업무보고.txt"][:1] == [None]
