"""How the page looks: its fonts, styles and scripts. Nothing comes from another host."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import gradio as gr

_FONTS = ["Pretendard", "Noto Sans KR", "Malgun Gothic", "Apple SD Gothic Neo", "NanumGothic", "system-ui", "sans-serif"]
_MONOSPACE = ["D2Coding", "Consolas", "monospace"]
_STYLES = ("chat.css", "documents.css", "states.css")
_SCRIPTS = ("asking.js", "alive.js", "chat.js", "tools.js", "documents.js")


def appearance() -> dict[str, Any]:
    """How the page looks: system fonts, our style and script, nothing from another host."""
    static = files("screen") / "static"
    return {
        "theme": gr.themes.Base(font=_FONTS, font_mono=_MONOSPACE),
        "css": "\n".join((static / name).read_text(encoding="utf-8") for name in _STYLES),
        "head": "".join(f"<script>{(static / name).read_text(encoding='utf-8')}</script>" for name in _SCRIPTS),
        "footer_links": [],
        "ssr_mode": False,
    }
