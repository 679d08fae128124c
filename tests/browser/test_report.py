"""The report of a run as a browser shows it: nothing is fetched, and no picture lies over another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from eval.page.html import page
from eval.report import report
from tests.eval.page.test_page import HEAD, RESULTS


def test_pictures_stand_beside_each_other(browser: Any, tmp_path: Path):
    path = tmp_path / "report.html"
    path.write_text(page(HEAD, report(RESULTS), RESULTS), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    shown, asked = context.new_page(), []
    shown.on("request", lambda request: asked.append(request.url))
    shown.goto(path.as_uri())
    shown.wait_for_selector(".plots .main-svg")
    overflow = "all => all.map(one => one.querySelector('.main-svg').getBoundingClientRect().width - one.clientWidth)"
    wider = shown.eval_on_selector_all(".plots > div", overflow)
    context.close()
    assert len(wider) == 4 and max(wider) <= 1
    assert asked == [path.as_uri()]
