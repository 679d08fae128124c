"""A document of a collection is not there for one who may not see it: every address and every call of the page is asked for it.

The same is asked by one who may see it, so that what finds nothing finds nothing for that reason alone. An address or a call
that is added later is asked too, without being named here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import httpx
import pytest

from access.person import Role
from api.service import Service
from assistant.settings import Settings
from index.collections import named_in
from index.history import FILE
from index.intake import take_in
from index.library import Library, open_library
from screen.kept import KeptAnswers
from tests.serving import served, service_over, with_token

COLLECTION, FILE_NAME = "비공개", "매입 검토.txt"
NAME = named_in(COLLECTION, FILE_NAME)
SECRET = """2026년 겨울새섬 부지 매입 검토
2026. 3. 2.
바다누리공단
## □ 매입비
(단위 : 천원)
구 분\t2025 예산\t2026 예산
계\t4,000,000\t8,765,432
겨울새섬 부지 매입\t4,000,000\t8,765,432
## □ 인 력
(단위 : 명)
구 분	정원	현원
계	10	9
나비조	4	4
매미조	5	5
## 1. 겨울새섬 부지 매입
자산매입과장 : 나비밀 ☎031-000-7777
○ 겨울새섬 부지 매입은 봉황새연구원(PBI)이 제안하였고 이하 'PBI'라 한다.
○ 겨울새섬 부지 매입을 추진하는 까닭은 등대박물관을 짓기 위함임.
"""
# What stands in no other document and no question: of none of it may a trace be found, whatever is asked.
TRACES = (
    "8,765,432",
    "8765432",
    "87억",
    "나비밀",
    "봉황새연구원",
    "등대박물관",
    "바다누리공단",
    "나비조",
    "매입 검토",
    "매입%20검토",
)
DRAFT = "겨울새섬 부지 매입의 2026년 예산은 4,000,000천원이다."
QUESTIONS = (
    "겨울새섬 부지 매입 예산은?",
    "겨울새섬 부지 매입 담당자는?",
    "겨울새섬 부지 매입을 추진하는 까닭은?",
    "PBI는 무엇인가?",
    "매입비를 요약해 줘",
    "겨울새썸 부지",
)


Record = Callable[[str, object], None]


class Asker(NamedTuple):
    """One who is logged in."""

    client: httpx.Client
    url: str
    name: str = ""

    def get(self, path: str, **more: Any) -> str:
        return _read(self.client.get(f"{self.url}{path}", **more))

    def post(self, path: str, **more: Any) -> str:
        return _read(self.client.post(f"{self.url}{path}", **more))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, small_documents: Path) -> Iterator[Library]:
    """The small documents, which all may see, and one of a collection."""
    folder = tmp_path_factory.mktemp("canary")
    secret = folder / FILE_NAME
    secret.write_text(SECRET, encoding="utf-8")
    opened = open_library(folder / "data", "kiwi")
    reports = [*take_in(opened, sorted(small_documents.iterdir())), *take_in(opened, [secret], collection=COLLECTION)]
    assert [report.reason for report in reports] == ["", "", ""]
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def service(library: Library) -> Service:
    """A service with accounts: of three who may do everything a role may, one sees the collection."""
    made = service_over(library, Settings(today="2026-05-01", users=True))
    assert made.register is not None
    for name, role in (("admin", Role.ADMIN), ("insider", Role.EDITOR), ("outsider", Role.EDITOR), ("reader", Role.READER)):
        made.register.accounts.add(name, None, role)
    made.register.collections.add(COLLECTION)
    made.register.collections.grant(COLLECTION, "insider")
    return made


@pytest.fixture(scope="module")
def url(service: Service, library: Library) -> Iterator[str]:
    kept = KeptAnswers(library.folder / FILE, 365)
    try:
        with served(service, kept) as address:
            yield address.rstrip("/")
    finally:
        kept.close()


def asker(service: Service, url: str, name: str) -> Asker:
    return Asker(with_token(service, url, name), url, name)


@pytest.fixture(scope="module")
def insider(service: Service, url: str) -> Asker:
    return asker(service, url, "insider")


@pytest.fixture(scope="module", params=["outsider", "reader"])
def outsider(service: Service, url: str, request: pytest.FixtureRequest) -> Asker:
    return asker(service, url, request.param)


def traces(told: str) -> list[str]:
    """What is told of the hidden document."""
    return [trace for trace in TRACES if trace in told]


def leaks(told: dict[str, str], record: Record) -> dict[str, list[str]]:
    """What was told of the hidden document that was not in the request itself: what one asks with stands in a refusal."""
    found = {asked: [trace for trace in traces(reply) if trace not in asked] for asked, reply in told.items()}
    found = {asked: what for asked, what in found.items() if what}
    record("requests", len(told))
    record("replies that told of it", len(found))
    return found


def _read(response: httpx.Response) -> str:
    """Status, headers and body as text: nothing of a reply is left unread."""
    return "\n".join((f"{response.status_code}", *map(": ".join, response.headers.items()), _plain(response.text)))


def _plain(text: str) -> str:
    """A text with what JSON writes as numbers of letters in letters."""
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)


# Programs


def programs(asker: Asker) -> dict[str, str]:
    """Every address of programs that reads, asked for the hidden document in as many ways as it takes."""
    told: dict[str, str] = {}
    paths = httpx.get(f"{asker.url}/api/v1/openapi.json", headers=asker.client.headers).json()["paths"]
    for path in ("/openapi.json", *(path for path, methods in paths.items() if "get" in methods)):
        for value in (NAME, FILE_NAME, "1"):
            filled = re.sub(r"{\w+(?::\w+)?}", lambda _, value=value: quote(value, safe=""), path)
            told[f"GET {filled}"] = asker.get(f"/api/v1{filled}")
    for question in QUESTIONS:
        for path in ("/ask", "/ask/stream"):
            told[f"{path} {question}"] = asker.post(f"/api/v1{path}", json={"question": question})
        told[f"/ask after {question}"] = asker.post("/api/v1/ask", json={"question": "담당자는?", "after": [question]})
        told[f"/check {question}"] = asker.post(
            "/api/v1/check", json={"text": f"{question} 겨울새섬 부지 매입은 4,000,000천원이다."}
        )
        for path in ("/cite", "/figures"):
            told[f"{path} {question}"] = asker.get(f"/api/v1{path}", params={"q": question.removesuffix(" 예산은?")})
    for scope in ({"document": [NAME]}, {"document": ["매입 검토"]}, {"year": [2026]}, {"body": ["바다누리공단"]}):
        told[f"/ask {scope}"] = asker.post("/api/v1/ask", json={"question": QUESTIONS[0], **scope})
    return told


def test_programs_of_one_who_may_not_see_it_learn_nothing(outsider: Asker, record_property: Record) -> None:
    assert leaks(programs(outsider), record_property) == {}


def test_programs_of_one_who_may_see_it_find_it(insider: Asker, record_property: Record) -> None:
    found = {asked.split()[0] for asked in leaks(programs(insider), record_property)}
    assert {"GET", "/ask", "/ask/stream", "/check", "/cite", "/figures"} <= found


def test_no_number_tells_of_it(insider: Asker, outsider: Asker) -> None:
    names = [json.loads(asker.get("/api/v1/documents").splitlines()[-1])["documents"] for asker in (insider, outsider)]
    assert [len(documents) for documents in names] == [3, 2]
    words = "겨울새섬"
    places = [json.loads(asker.get("/api/v1/cite", params={"q": words}).splitlines()[-1]) for asker in (insider, outsider)]
    assert places[0]["places"] and not places[1]["places"]
    # A word that stands only there is none of the documents' words: nothing is set right to it.
    assert "겨울새섬" in str([json.loads(insider.get("/api/v1/cite", params={"q": "겨울새썸"}).splitlines()[-1])])
    assert "겨울새섬" not in outsider.get("/api/v1/cite", params={"q": "겨울새썸"})


def test_nothing_of_it_can_be_changed(service: Service, url: str, library: Library) -> None:
    one = asker(service, url, "outsider")
    before = library.store.document_text(NAME)
    address = f"{url}/api/v1/documents/{quote(NAME, safe='')}"
    there = [one.client.patch(address, json={"title": "바꾼 제목"}), one.client.delete(address)]
    absent = [one.client.patch(f"{address}x", json={"title": "바꾼 제목"}), one.client.delete(f"{address}x")]
    assert [reply.status_code for reply in there] == [reply.status_code for reply in absent] == [404, 404]
    assert [reply.json()["detail"] for reply in there] == [reply.json()["detail"] for reply in absent]
    sent = one.client.post(f"{url}/api/v1/documents", files={"files": (FILE_NAME, b"x" * 100)}, data={"collection": COLLECTION})
    assert sent.status_code == 422
    assert library.store.document_text(NAME) == before


def test_a_file_of_the_same_name_takes_no_place_of_it(service: Service, url: str, library: Library) -> None:
    one, before = asker(service, url, "outsider"), library.store.document_text(NAME)
    reply = one.client.post(f"{url}/api/v1/documents", files={"files": (FILE_NAME, "# 다른 글\n별빛 공원을 넓힌다.".encode())})
    assert reply.status_code == 202 and service.jobs.wait(30)
    assert FILE_NAME in one.get("/api/v1/documents") and library.store.document_text(NAME) == before
    assert one.client.delete(f"{url}/api/v1/documents/{quote(FILE_NAME)}").status_code == 204
    assert library.store.document_text(NAME) == before


# The page


def addresses(asker: Asker, service: Service, key: str) -> dict[str, str]:
    """Every address beside the chat that reads, asked for the hidden document."""
    import ui

    told: dict[str, str] = {}
    numbers = {"page": "1", "start": "0", "end": "200", "check": "0"}
    asked = {"q": "겨울새섬 부지 매입", "document": NAME, "sought": "겨울새섬", **numbers}
    for route in ui.application(service, KeptAnswers()).routes:
        path, methods = getattr(route, "path", ""), getattr(route, "methods", None) or ()
        if path.startswith("/geungeo/") and "GET" in methods:
            filled = path.replace("{key}", key).replace("{format}", "txt").replace("{name}", "x").replace("{id}", "x")
            told[f"{filled} {asked}"] = asker.get(filled, params=asked)
            told[f"{filled} {asked['q']}"] = asker.get(filled, params={"q": asked["q"]})
    return told


def call(asker: Asker, number: int, sent: list[Any], session: str = "canary") -> str:
    """What a call of the page gives, with all that comes before its end."""
    page = f"{asker.name}-{session}{number}"  # a page is of one person
    body = {"data": sent, "fn_index": number, "session_hash": page, "event_data": None, "trigger_id": None}
    joined = asker.client.post(f"{asker.url}/gradio_api/queue/join", json=body)
    if joined.status_code != 200:
        return _read(joined)
    told = []
    with asker.client.stream("GET", f"{asker.url}/gradio_api/queue/data", params={"session_hash": page}) as events:
        for line in events.iter_lines():
            told.append(line)
            if '"msg":"close_stream"' in line:
                break
    return _plain("\n".join(told))


def calls(asker: Asker) -> dict[str, str]:
    """Every call of the page, with the hidden document, or a question for it, in each of its boxes."""
    config = asker.client.get(f"{asker.url}/config").json()
    kinds = {part["id"]: part["type"] for part in config["components"]}
    told = {"/config": _plain(json.dumps(config, ensure_ascii=False))}
    texts = (QUESTIONS[0], DRAFT, f"1 {NAME}", NAME, json.dumps({"document": NAME}, ensure_ascii=False))
    for is_chosen, text in (*((False, text) for text in texts), (True, NAME)):
        for each in config["dependencies"]:
            inputs = [kinds[part] for part in each["inputs"]]
            if each.get("backend_fn") and (not is_chosen or "dropdown" in inputs):
                sent = [text if kind == "textbox" or (is_chosen and kind == "dropdown") else None for kind in inputs]
                told[f"{each['id']} {each['api_name']} {is_chosen} {text}"] = call(asker, each["id"], sent)
    return told


@pytest.fixture(scope="module")
def answered(service: Service, insider: Asker) -> str:
    """The key of an answer of the one who may see it, as the page is given it."""
    return next(iter(re.findall(r'data-answer=\\*"(\w{32})', chat(insider, QUESTIONS[0]))), "")


def chat(asker: Asker, question: str) -> str:
    """What the chat says to a question."""
    config = asker.client.get(f"{asker.url}/config").json()
    reply = next(each for each in config["dependencies"] if each["api_name"] == "reply")
    kinds = {part["id"]: part["type"] for part in config["components"]}
    return call(asker, reply["id"], [question if kinds[part] == "textbox" else None for part in reply["inputs"]], "chat")


def test_the_page_of_one_who_may_not_see_it_tells_nothing(outsider: Asker, record_property: Record) -> None:
    told = calls(outsider)
    assert len(told) > 40
    assert leaks(told, record_property) == {}


def test_the_page_of_one_who_may_see_it_tells_of_it(insider: Asker, record_property: Record) -> None:
    found = {asked.split()[1] if " " in asked else asked for asked in leaks(calls(insider), record_property)}
    assert {"reply", "figures", "check", "audit", "list_documents", "open_document", "refresh"} <= found


def test_addresses_beside_the_chat_tell_nothing(
    service: Service, outsider: Asker, answered: str, record_property: Record
) -> None:
    told = addresses(outsider, service, answered)
    assert len(told) > 20
    assert leaks(told, record_property) == {}


def test_addresses_beside_the_chat_tell_the_one_who_may(
    service: Service, insider: Asker, answered: str, record_property: Record
) -> None:
    found = {asked.split(" ")[0] for asked in leaks(addresses(insider, service, answered), record_property)}
    assert {"/geungeo/cite", "/geungeo/desk", f"/geungeo/answer/{answered}/txt"} <= found


# One who saw it and does no more


def test_an_answer_is_gone_with_the_collection(service: Service, url: str) -> None:
    assert service.register is not None
    service.register.accounts.add("moved", None, Role.READER)
    service.register.collections.grant(COLLECTION, "moved")
    one = asker(service, url, "moved")
    key = next(iter(re.findall(r'data-answer=\\*"(\w{32})', chat(one, QUESTIONS[0]))))
    assert traces(one.get(f"/geungeo/answer/{key}/txt"))
    service.register.collections.revoke(COLLECTION, "moved")
    assert not traces(one.get(f"/geungeo/answer/{key}/txt"))
    assert not traces(chat(one, QUESTIONS[0]))


def test_a_document_that_is_moved_is_seen_at_once(service: Service, url: str, library: Library) -> None:
    from index.handing import put_into

    one = asker(service, url, "outsider")
    assert not traces(one.post("/api/v1/ask", json={"question": QUESTIONS[1]}))
    try:
        assert put_into(library, NAME, "") == FILE_NAME
        assert traces(one.post("/api/v1/ask", json={"question": QUESTIONS[1]}))
    finally:
        assert put_into(library, FILE_NAME, COLLECTION) == NAME
    assert not traces(one.post("/api/v1/ask", json={"question": QUESTIONS[1]}))
