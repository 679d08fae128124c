"""The page of the API's description opens in a browser that reaches nothing but this machine."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit


def test_the_description_is_shown_and_asks_nothing_of_another_host(browser: Any, url: str) -> None:
    context = browser.new_context()
    page, hosts, wrong = context.new_page(), set(), []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname) if request.url.startswith("http") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{url}api/v1/docs")
    page.wait_for_selector(".opblock-summary-path:has-text('/ask/stream')")
    page.click(".opblock-summary-path:has-text('/cite')")
    page.wait_for_selector("text=찾을 말")
    context.close()
    assert (hosts, wrong) == ({"127.0.0.1"}, [])
