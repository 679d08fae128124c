"""Lookups, figures and checks over HTTP."""

from __future__ import annotations

import pytest

from assistant.checking.draft import check_text
from assistant.contract_rows import checked_json

DRAFT = "드론 배송 실증 지원의 2023년 예산현액은 1,500,000천원이다. 별빛도서관 운영의 2023년 예산현액은 2,900,000천원이다."


def test_places_come_with_their_marks(client):
    found = client.get("/api/v1/cite", params={"q": '"정산 의무"', "limit": 5}).json()
    assert found["places"][0]["doc"] == "검토보고.txt"
    place = found["places"][0]
    assert [place["quote"][start:end] for start, end in place["marks"]] == ["정산 의무"]


def test_filters_of_a_lookup_stand_in_its_address(client):
    asked = {"q": "별빛도서관", "document": ["업무보고.txt"]}
    assert {place["doc"] for place in client.get("/api/v1/cite", params=asked).json()["places"]} == {"업무보고.txt"}


def test_figures_come_by_series_with_their_sources(client):
    found = client.get("/api/v1/figures", params={"q": "별빛도서관 운영 예산"}).json()
    points = [point for series in found["series"] for point in series["points"]]
    assert {"2,500,000"} <= {point["text"].removesuffix("천원") for point in points}
    assert [point["number"] for point in points] == list(range(1, len(points) + 1))
    assert all(point["quote"] and point["doc"] and point["place"] for point in points)


@pytest.mark.parametrize(
    ("path", "params", "told"),
    [
        ("cite", {}, "q: 빠졌습니다."),
        ("cite", {"q": "-추경"}, ""),
        ("cite", {"q": "예산", "limit": 0}, "limit: 1 이상이어야 합니다."),
        ("cite", {"q": "예산", "limits": 3}, "limits: 모르는 이름입니다."),
        ("figures", {"q": "예산", "year": "이천"}, "정수여야 합니다."),
        ("figures", {"q": "예산", "year": 1990}, "맞는 문서가 없습니다"),
    ],
)
def test_what_cannot_be_looked_up_is_told(client, path, params, told):
    reply = client.get(f"/api/v1/{path}", params=params)
    assert reply.status_code == 422 and told in reply.json()["detail"] and reply.json()["remedy"]


def test_a_draft_is_checked_as_text_and_as_a_file(client, service):
    expected = checked_json(check_text(service.library, DRAFT))
    assert expected["counts"]["verified"] and expected["counts"]["contradicted"]
    assert client.post("/api/v1/check", json={"text": DRAFT}).json() == expected
    sent = {"file": ("초안.txt", DRAFT.encode(), "text/plain")}
    reply = client.post("/api/v1/check", files=sent, data={"document": ["업무보고.txt", "검토보고.txt"]})
    assert reply.json()["file"] == "초안.txt" and reply.json()["counts"] == expected["counts"]


@pytest.mark.parametrize(
    ("sent", "status", "told"),
    [
        ({"json": {"text": ""}}, 422, "비어 있습니다"),
        ({"json": {"text": "1원", "year": [1990]}}, 422, "맞는 문서가 없습니다"),
        ({"json": []}, 422, "JSON 객체"),
        ({"content": b"{", "headers": {"Content-Type": "application/json"}}, 422, "body: JSON이 아닙니다"),
        ({"content": b"1", "headers": {"Content-Type": "text/plain"}}, 415, "multipart/form-data"),
        ({"files": {"file": ("사진.png", b"\x89PNG\r\n", "image/png")}}, 422, "사진.png"),
        ({"files": {"other": ("초안.txt", b"1", "text/plain")}}, 422, ""),
        ({"json": {"text": "가" * 200_001}}, 422, "200000자 안으로"),
        ({"content": b" " * (65 << 20), "headers": {"Content-Type": "application/json"}}, 413, "64 MB"),
    ],
)
def test_what_cannot_be_checked_is_told(client, sent, status, told):
    reply = client.post("/api/v1/check", **sent)
    assert reply.status_code == status and told in reply.json()["detail"] and reply.json()["remedy"]
