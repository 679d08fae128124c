"""A document that is put into a collection while the program runs is gone at once for those who may not see it; and what is
named, counted and weighed tells nothing of what is hidden.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from access.person import Role
from api.service import Service
from assistant.settings import Settings
from index.handing import put_into
from index.intake import take_in
from index.library import Library, open_library
from screen.kept import KeptAnswers
from tests.serving import served, service_over, with_token

COLLECTION, FILE_NAME = "비공개", "매입 검토.txt"
TEXT = """2026년 겨울새섬 부지 매입 검토
2026. 3. 2.
바다누리공단
## □ 매입비
(단위 : 천원)
구 분\t2025 예산\t2026 예산
계\t4,000,000\t8,765,432
겨울새섬 부지 매입\t4,000,000\t8,765,432
## 1. 겨울새섬 부지 매입
○ 겨울새섬 부지 매입을 추진하는 까닭은 등대박물관을 짓기 위함임.
"""
TRACES = ("8,765,432", "8765432", "87억", "등대박물관", "겨울새섬", "바다누리공단", "매입 검토")
QUESTION = "2026년 겨울새섬 부지 매입 예산은?"


@pytest.fixture
def library(tmp_path: Path, small_documents: Path) -> Iterator[Library]:
    """The small documents and one that is hidden later; all may see all."""
    handed = tmp_path / FILE_NAME
    handed.write_text(TEXT, encoding="utf-8")
    opened = open_library(tmp_path / "data", "kiwi")
    list(take_in(opened, [*sorted(small_documents.iterdir()), handed]))
    yield opened
    opened.close()


@pytest.fixture
def service(library: Library) -> Service:
    made = service_over(library, Settings(today="2026-05-01", users=True))
    assert made.register is not None
    for name, role in (("admin", Role.ADMIN), ("insider", Role.EDITOR), ("outsider", Role.EDITOR)):
        made.register.accounts.add(name, None, role)
    made.register.collections.add(COLLECTION)
    made.register.collections.grant(COLLECTION, "insider")
    return made


@pytest.fixture
def url(service: Service) -> Iterator[str]:
    kept = KeptAnswers()
    with served(service, kept) as address:
        yield address
    kept.close()


def traces(told: str) -> list[str]:
    plain = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), told)
    return [trace for trace in TRACES if trace in plain]


def called(client: httpx.Client, name: str, sent: list[Any], session: str) -> str:
    """What a call of the page gives."""
    return client.post(f"/gradio_api/run/{name}", json={"data": sent, "session_hash": session}).text


def test_what_was_built_before_tells_nothing_after(service: Service, url: str, library: Library) -> None:
    outsider = with_token(service, url, "outsider")
    assert put_into(library, FILE_NAME, COLLECTION)
    told = {path: traces(outsider.get(path).text) for path in ("/", "/config", "/gradio_api/info")}
    assert not any(told.values()), told


def test_answers_of_it_are_gone_too(service: Service, url: str, library: Library) -> None:
    one, asked = with_token(service, url, "outsider"), ["2026년 겨울새섬 부지 매입 예산은?", None, None, None, None]
    joined = one.post("/gradio_api/call/reply", json={"data": asked, "session_hash": "page"})
    assert joined.status_code == 200
    with one.stream("GET", "/gradio_api/queue/data", params={"session_hash": "page"}) as events:
        key = next(iter(re.findall(r'data-answer=\\*"(\w{32})', "\n".join(events.iter_lines()))))
    assert traces(one.get(f"/geungeo/answer/{key}/txt").text)
    assert put_into(library, FILE_NAME, COLLECTION)
    assert one.get(f"/geungeo/answer/{key}/txt").status_code == 404
    assert put_into(library, f"{COLLECTION}/{FILE_NAME}", "")
    assert one.get(f"/geungeo/answer/{key}/txt").status_code == 200


def test_no_name_of_a_file_tells_whether_there_is_a_collection(service: Service, url: str, library: Library) -> None:
    """Files of a collection lie in a folder of its name: a file that is called so would be in its place."""
    outsider, insider = with_token(service, url, "outsider"), with_token(service, url, "insider")
    told = []
    for collection in (COLLECTION, "없는 모음"):
        if collection == COLLECTION:
            insider.post("/api/v1/documents", files={"files": ("가.txt", "글이다.".encode())}, data={"collection": collection})
        sent = outsider.post("/api/v1/documents", files={"files": (collection, "다른 글이다.".encode())})
        assert service.jobs.wait(30)
        job = outsider.get(sent.headers["Location"]).json()
        told.append([{**item, "name": "", "seconds": 0} for item in job["files"]])
    assert told[0] == told[1]


def test_no_file_keeps_a_collection_from_its_folder(service: Service, url: str, library: Library) -> None:
    outsider, insider = with_token(service, url, "outsider"), with_token(service, url, "insider")
    outsider.post("/api/v1/documents", files={"files": (COLLECTION, "다른 글이다.".encode())})
    assert service.jobs.wait(30)
    sent = insider.post("/api/v1/documents", files={"files": ("가.txt", "글이다.".encode())}, data={"collection": COLLECTION})
    assert service.jobs.wait(30)
    assert insider.get(sent.headers["Location"]).json()["files"][0]["stage"] == "added"


@pytest.mark.parametrize("what", ["", "."])
def test_no_folder_is_handed_over_as_a_file(
    service: Service, url: str, library: Library, what: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path / "uploads"))
    insider, outsider = with_token(service, url, "insider"), with_token(service, url, "outsider")
    path = Path(insider.post("/gradio_api/upload", files={"files": ("비밀 초안.txt", "초안이다.".encode())}).json()[0])
    folder = path.parent.parent if what else path.parent
    file = {"path": str(folder), "meta": {"_type": "gradio.FileData"}}
    called(outsider, "hand_over", [[file], ""], "outsiders")
    called(outsider, "check", ["", file, None], "outsiders")
    assert service.jobs.wait(30)
    assert path.is_file()
    assert {row.name for row in library.store.documents()} == {FILE_NAME, "검토보고.txt", "업무보고.txt"}


def test_nobody_stops_what_he_may_not_see(service: Service, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from index.jobs import Item

    outsider = with_token(service, url, "outsider")
    monkeypatch.setattr(service.jobs, "_is_working", True)  # else those that are done go
    service.jobs.put([], [Item(f"{COLLECTION}/가.txt")])
    service.jobs.put([], [Item("나.txt")])
    called(outsider, "stop", [], "outsiders")
    assert [batch.is_stopping for batch in service.jobs.batches()] == [False, True]


def test_what_is_hidden_does_not_weigh(tmp_path: Path, small_documents: Path) -> None:
    """Where one document is hidden, everything is as where it is not there at all."""
    told = []
    for number, has_hidden in enumerate((False, True)):
        handed = tmp_path / str(number) / FILE_NAME
        handed.parent.mkdir()
        handed.write_text(TEXT + "○ 출연금 예산 스마트상점 보급 디지털교실.\n" * 30, encoding="utf-8")
        library = open_library(tmp_path / str(number) / "data", "kiwi")
        list(take_in(library, sorted(small_documents.iterdir())))
        if has_hidden:
            list(take_in(library, [handed], collection=COLLECTION))
        service = service_over(library, Settings(today="2026-05-01", users=True))
        assert service.register is not None
        service.register.accounts.add("admin", None, Role.ADMIN)
        service.register.accounts.add("reader", None, Role.READER)
        kept = KeptAnswers()
        with served(service, kept) as address:
            one = with_token(service, address, "reader")
            replies = {"documents": one.get("/api/v1/documents").json()}
            for question in ("출연금 예산은 얼마인가요?", "스마트상점 보급 예산은?", "디지털교실 출연금", "겨울새섬 부지"):
                replies[question] = one.post("/api/v1/ask", json={"question": question}).json()
                replies[question].pop("latency_ms")
                replies[question]["made"].pop("timings_ms")
                for passage in replies[question]["passages"]:
                    passage.pop("score")  # tells how long passages are on average; of words see test_lexical
                replies[question]["passages"][3:] = sorted(replies[question]["passages"][3:], key=str)  # all but as good
                replies[f"cite {question}"] = one.get("/api/v1/cite", params={"q": question}).json()
                replies[f"figures {question}"] = one.get("/api/v1/figures", params={"q": question}).json()
            told.append(replies)
        kept.close()
        library.close()
    assert json.dumps(told[0], ensure_ascii=False, indent=1) == json.dumps(told[1], ensure_ascii=False, indent=1)
