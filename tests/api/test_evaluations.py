"""Evaluations over HTTP."""

from __future__ import annotations

import json

import pytest

import eval.job

LONG = 60.0  # seconds: only a test that fails waits so long
QUOTE = "드론 배송 실증 지원\t1,200,000\t1,500,000\t300,000\t25.0%"
ITEM = {
    "id": "g1",
    "question": "드론 배송 실증 지원 2023 예산현액은 얼마인가요?",
    "type": "figure",
    "answer": "1,500,000천원",
    "figures": [{"value": 1500000, "unit": "천원", "krw": 1500000000}],
    "evidence": [{"doc": "업무보고.txt", "quote": QUOTE}],
}
GOLD = json.dumps(ITEM, ensure_ascii=False).encode() + b"\n"


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(eval.job, "KIWI", "another")  # asked in this process, which is ready


def test_a_gold_file_is_run_in_the_background_and_its_measures_told(own_client, own_service):
    sent = {"file": ("우리 문항.jsonl", GOLD, "application/x-ndjson")}
    reply = own_client.post("/api/v1/evaluations", files=sent, data={"name": "3월"})
    assert reply.status_code == 202 and reply.json()["questions"] == 1
    assert own_service.job.wait(LONG)
    found = own_client.get(reply.headers["location"]).json()
    assert (found["name"], found["stage"], found["asked"], found["right"]) == ("3월", "done", 1, 1)
    assert found["measures"]["answered_right"]["value"] == 1.0
    listed = own_client.get("/api/v1/evaluations").json()
    assert listed["gold"] == ["우리 문항.jsonl"] and [run["id"] for run in listed["evaluations"]] == [found["id"]]
    assert own_client.post("/api/v1/evaluations", json={"gold": "우리 문항.jsonl"}).status_code == 202
    assert own_service.job.wait(LONG)


def test_a_second_run_is_told_to_wait(own_client, own_service, monkeypatch):
    monkeypatch.setattr(type(own_service.job), "_refuse_while_working", _busy(own_service.job))
    reply = own_client.post("/api/v1/evaluations", files={"file": ("문항.jsonl", GOLD)})
    assert reply.status_code == 409 and "다른 평가" in reply.json()["detail"]


def _busy(job: eval.job.Job):
    refuse = eval.job.Job._refuse_while_working

    class Working:
        is_working = True

    def busy(self: eval.job.Job) -> None:
        self._progress = Working()  # type: ignore[assignment]
        try:
            refuse(self)
        finally:
            self._progress = None

    return busy


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"json": {}}, "정답 파일이 없습니다"),
        ({"json": {"gold": "../library.sqlite"}}, "그런 정답 파일이 없습니다"),
        ({"files": {"file": ("문항.jsonl", b"{}")}}, "문항.jsonl"),
        ({"files": {"file": ("문항.jsonl", b"\xff\xfe")}}, "문항.jsonl"),
    ],
)
def test_what_is_no_gold_file_is_refused(own_client, sent, told):
    reply = own_client.post("/api/v1/evaluations", **sent)
    assert reply.status_code == 422 and told in reply.json()["detail"] and reply.json()["remedy"]


def test_a_run_is_found_by_its_whole_id_only(client):
    assert client.get("/api/v1/evaluations/2").status_code == 404
