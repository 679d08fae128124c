"""axe-core finds nothing serious on any tab, in light and dark, in what we render; and the focus can be seen."""

from __future__ import annotations

import re
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


def luminance(color: str) -> float:
    """The relative luminance of `rgb(31, 95, 191)`, after WCAG 2.2."""
    shares = [int(part) / 255 for part in re.findall(r"\d+", color)[:3]]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_open_tab_s_name_can_be_read(open_page: Open, url: str, scheme: str) -> None:
    page = open_page(url, color_scheme=scheme)
    drawn = page.evaluate(
        "[getComputedStyle(document.querySelector('button[role=tab].selected')).color,"
        " getComputedStyle(document.querySelector('gradio-app, body')).backgroundColor]"
    )
    lighter, darker = sorted(map(luminance, drawn), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5
