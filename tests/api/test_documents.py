"""Documents over HTTP: handed over, followed, put right, taken away."""

from __future__ import annotations

import pytest

from index.kept import kept_files

LONG = 60.0  # seconds: only a test that fails waits so long
NAME = "업무보고.txt"


def names(client) -> list[str]:
    return [row["name"] for row in client.get("/api/v1/documents").json()["documents"]]


def test_the_documents_are_listed_with_what_they_are(client):
    rows = client.get("/api/v1/documents").json()["documents"]
    assert [row["name"] for row in rows] == ["검토보고.txt", NAME]
    assert (rows[1]["kind"], rows[1]["year"], rows[1]["body"]) == ("업무보고", 2023, "한들미래재단")


def test_a_file_that_is_handed_over_is_taken_in_and_found(own_client, own_service, small_documents):
    sent = [
        ("files", ("검토보고.txt", (small_documents / "검토보고.txt").read_bytes())),
        ("files", ("사진.png", b"\x89PNG")),
        ("files", ("../../밖.txt", "달섬에 등대를 세운다.".encode())),
    ]
    reply = own_client.post("/api/v1/documents", files=sent)
    assert reply.status_code == 202 and own_service.jobs.wait(LONG)
    job = own_client.get(reply.headers["location"]).json()
    assert job["done"] and job["id"] == reply.json()["id"]
    assert {item["name"]: item["stage"] for item in job["files"]} == {
        "검토보고.txt": "added",
        "사진.png": "skipped",
        "밖.txt": "added",
    }
    assert sorted(names(own_client)) == sorted(["검토보고.txt", "밖.txt", NAME])
    assert [file.name for file in kept_files(own_service.library.folder)] == ["검토보고.txt", "밖.txt"]
    found = own_client.get("/api/v1/cite", params={"q": "등대"}).json()["places"]
    assert [place["doc"] for place in found] == ["밖.txt"]


def test_a_job_is_remembered_when_others_came_after_it(own_client, own_service):
    ids = []
    for number in range(2):
        sent = [("files", (f"{number}.txt", f"솔섬의 {number}번 등대".encode()))]
        ids.append(own_client.post("/api/v1/documents", files=sent).json()["id"])
        assert own_service.jobs.wait(LONG)
    assert [own_client.get(f"/api/v1/jobs/{id}").json()["files"][0]["name"] for id in ids] == ["0.txt", "1.txt"]
    assert own_client.get("/api/v1/jobs/none").status_code == 404


def test_what_is_put_right_stands_and_is_read_again_where_it_is_searched_by(own_client, own_service):
    reply = own_client.patch(f"/api/v1/documents/{NAME}", json={"committee": "기획경제위원회"})
    assert reply.json()["document"]["committee"] == "기획경제위원회" and reply.json()["job"] is None
    reply = own_client.patch(f"/api/v1/documents/{NAME}", json={"title": "달빛 업무 보고"}).json()
    assert own_service.jobs.wait(LONG)
    assert own_client.get(f"/api/v1/jobs/{reply['job']}").json()["files"][0]["stage"] == "replaced"
    (row,) = own_client.get("/api/v1/documents").json()["documents"]
    assert (row["title"], row["committee"]) == ("달빛 업무 보고", "기획경제위원회")


@pytest.mark.parametrize(
    ("name", "sent", "status", "told"),
    [
        ("없음.txt", {"title": "제목"}, 404, "색인에 없는 문서"),
        (NAME, {}, 422, "바로잡을 것이 없습니다"),
        (NAME, {"kind": "소설"}, 422, "없는 종류"),
        (NAME, {"date": "2025-02-30"}, 422, "날짜가 맞지 않습니다"),
        (NAME, {"year": 24}, 422, "해가 맞지 않습니다"),
        (NAME, {"name": "다른.txt"}, 422, "모르는 이름"),
    ],
)
def test_what_no_document_can_be_is_refused(client, name, sent, status, told):
    reply = client.patch(f"/api/v1/documents/{name}", json=sent)
    assert reply.status_code == status and told in reply.json()["detail"]


def test_a_document_that_is_taken_away_is_gone_with_its_kept_file(own_client, own_service):
    own_client.post("/api/v1/documents", files=[("files", ("가.txt", "달섬의 등대".encode()))])
    assert own_service.jobs.wait(LONG)
    assert own_client.delete("/api/v1/documents/가.txt").status_code == 204
    assert names(own_client) == [NAME] and kept_files(own_service.library.folder) == []
    assert own_client.delete("/api/v1/documents/가.txt").status_code == 404
    assert own_client.get("/api/v1/cite", params={"q": "등대"}).json()["places"] == []


def test_another_writer_is_told_as_a_conflict_and_nothing_is_lost(own_client, own_service, monkeypatch):
    monkeypatch.setattr("index.writer._PATIENCE", 0.05)
    with own_service.library.writing():
        replies = [
            own_client.delete(f"/api/v1/documents/{NAME}"),
            own_client.patch(f"/api/v1/documents/{NAME}", json={"committee": "위원회"}),
        ]
    assert [reply.status_code for reply in replies] == [409, 409] and names(own_client) == [NAME]
    assert "다른 작업" in replies[0].json()["detail"]


def test_nothing_handed_over_is_told(client):
    reply = client.post("/api/v1/documents", files=[("other", ("가.txt", b"1"))])
    assert reply.status_code == 422 and "files" in reply.json()["detail"]
