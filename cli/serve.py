"""`geungeo serve`: the screen and the programs' side on one address."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.common import Data, library


def serve(
    port: Annotated[int | None, typer.Option("--port", help="포트 (기본: 7860)", show_default=False)] = None,
    host: Annotated[str | None, typer.Option("--host", help="주소 (기본: 127.0.0.1)", show_default=False)] = None,
    data: Data = None,
) -> None:
    """화면과 API를 한 주소에서 엽니다."""
    import ui

    with library(data, create=True, port=port, host=host) as (opened, settings):
        ui.serve(opened, settings)
