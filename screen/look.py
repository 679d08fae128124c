"""How the page looks: its fonts, styles and scripts. Nothing comes from another host."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import gradio as gr

_FONTS = ["Pretendard", "Noto Sans KR", "Malgun Gothic", "Apple SD Gothic Neo", "NanumGothic", "system-ui", "sans-serif"]
_MONOSPACE = ["D2Coding", "Consolas", "monospace"]
# Gradio's own are too pale to be read by everyone: 4.5 to 1 and more (WCAG 2.2, 1.4.3).
_CONTRAST = {
    "button_primary_background_fill": "*primary_700",
    "button_primary_background_fill_hover": "*primary_800",
    "button_primary_background_fill_dark": "*primary_700",
    "button_primary_background_fill_hover_dark": "*primary_600",
    "input_placeholder_color": "*neutral_500",
    "input_placeholder_color_dark": "*neutral_400",
    "body_text_color_subdued": "*neutral_600",
    "body_text_color_subdued_dark": "*neutral_300",
}
# Gradio's own words that can be seen: it has Korean ones, but says them only where the browser speaks Korean.
_WORDS = {
    "upload_text.drop_file": "파일을 여기에 놓거나",
    "upload_text.drop_directory": "폴더를 여기에 놓거나",
    "upload_text.click_to_upload": "눌러서 고르십시오",
}
_STYLES = ("chat.css", "documents.css", "check.css", "history.css", "numbers.css", "desk.css", "states.css", "evaluation.css")
_SCRIPTS = (
    "asking.js",
    "follow.js",
    "alive.js",
    "account.js",
    "chat.js",
    "tools.js",
    "documents.js",
    "check.js",
    "history.js",
    "desk.js",
    "pins.js",
    "evaluation.js",
)


def appearance() -> dict[str, Any]:
    """How the page looks: system fonts, our style and script, nothing from another host."""
    static = files("screen") / "static"
    return {
        "theme": gr.themes.Base(font=_FONTS, font_mono=_MONOSPACE).set(**_CONTRAST),
        "css": "\n".join((static / name).read_text(encoding="utf-8") for name in _STYLES),
        "head": "".join(f"<script>{(static / name).read_text(encoding='utf-8')}</script>" for name in _SCRIPTS),
        "i18n": gr.I18n(en=_WORDS),
        "footer_links": [],
        "ssr_mode": False,
    }
