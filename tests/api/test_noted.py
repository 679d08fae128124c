"""What is asked over every face is noted with who asked it, and belongs to the account."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher

from access import passwords
from access.asked import AskedLog
from access.person import Role
from tests.api.accounts import accounts_over, client_of, log_in

QUESTION = "드론 배송 실증 지원 2023 예산현액은 얼마인가요?"


@pytest.fixture
def service(tmp_path, small_library, monkeypatch) -> Iterator:
    passwords._nobodys.cache_clear()
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    with accounts_over(small_library, tmp_path) as made:
        yield made


def noted(service, folder):
    """What has been noted, once all is written."""
    service.noting.close()
    log = AskedLog(folder)
    found = list(log.find())
    log.close()
    return found


def test_every_face_notes_what_was_asked_and_which_documents_were_shown(service, tmp_path):
    client = client_of(service)
    client.headers["Authorization"] = f"Bearer {service.register.tokens.make('reader')}"
    assert client.post("/api/v1/ask", json={"question": QUESTION}, headers={"X-Request-ID": "abc-1"}).status_code == 200
    assert client.post("/api/v1/ask/stream", json={"question": "달나라 여행 예산은?"}).status_code == 200
    assert client.get("/api/v1/cite", params={"q": "별빛도서관"}).status_code == 200
    assert client.get("/api/v1/figures", params={"q": "드론 배송 실증 지원 예산"}).status_code == 200
    assert client.post("/api/v1/check", json={"text": "별빛도서관 예산은 25억원이다."}).status_code == 200
    for typed in ("별", "별빛", "별빛도서관"):
        assert client.get("/geungeo/cite", params={"q": typed}).status_code == 200
    rows = {(row.face, row.text): row for row in noted(service, tmp_path)}
    assert [face for face, _ in rows] == ["api/ask", "api/ask", "api/cite", "api/figures", "api/check", "desk"]
    assert {row.person for row in rows.values()} == {"reader"}
    first = rows["api/ask", QUESTION]
    assert first.request == "abc-1" and first.answered and "업무보고.txt" in first.documents
    assert not rows["api/ask", "달나라 여행 예산은?"].answered
    assert "업무보고.txt" in rows["api/cite", "별빛도서관"].documents
    assert "업무보고.txt" in rows["api/figures", "드론 배송 실증 지원 예산"].documents
    assert rows["desk", "별빛도서관"].documents and rows["desk", "별빛도서관"].answered


def test_a_question_that_is_refused_at_the_gate_is_not_noted(service, tmp_path):
    client_of(service).post("/api/v1/ask", json={"question": QUESTION})
    assert noted(service, tmp_path) == []


def test_the_history_of_an_account_is_not_a_browsers(service):
    from screen.user import user_of

    seen = []
    client = client_of(service)
    app = client.app

    async def tell(request):
        from starlette.responses import Response

        seen.append(user_of(request))
        return Response()

    app.router.add_route("/geungeo/page", tell)
    app.router.routes.insert(0, app.router.routes.pop())
    for role in Role:
        log_in(client, role.value)
        client.cookies.set("geungeo-user", "a" * 32)
        client.get("/geungeo/page")
        client.post("/logout")
        client.cookies.clear()
    assert seen == [role.value for role in Role]
