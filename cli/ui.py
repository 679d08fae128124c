"""`geungeo ui`: open the chat."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.common import Data, library


def ui(
    port: Annotated[int | None, typer.Option("--port", help="포트 (기본: 7860)", show_default=False)] = None,
    data: Data = None,
) -> None:
    """대화 화면을 엽니다."""
    from ui import serve

    with library(data, create=True, port=port) as (opened, settings):
        serve(opened, settings)
