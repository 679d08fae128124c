"""The words that typer itself says, in Korean: the frame of the help, and what is wrong with a command line."""

from __future__ import annotations

import re
from typing import Any

from typer import rich_utils
from typer.core import TyperCommand, TyperGroup

# Rich titles are read when a help page is drawn.
_FRAME = {
    "ARGUMENTS_PANEL_TITLE": "넣을 것",
    "OPTIONS_PANEL_TITLE": "선택 항목",
    "COMMANDS_PANEL_TITLE": "명령",
    "DEFAULT_STRING": "[기본: {}]",
    "REQUIRED_LONG_STRING": "[꼭 필요]",
}
_HELP = "쓰는 법을 보여 줍니다"
_MISTAKES = (
    (r"No such option:? '?(--?[^\s'.]+)'?.*", r"없는 선택 항목입니다: \1"),
    (r"No such command '?([^']+)'?.*", r"없는 명령입니다: \1"),
    (r"Missing argument '?([^'.]+)'?.*", r"넣을 것이 빠졌습니다: \1"),
    (r"Missing option '?([^'.]+)'?.*", r"선택 항목이 빠졌습니다: \1"),
    (r"Option '?([^']+)'? requires an argument.*", r"값이 있어야 하는 선택 항목입니다: \1"),
    (r"Got unexpected extra arguments? \((.*)\)", r"알 수 없는 것이 더 있습니다: \1"),
    (
        r"Invalid value for '?([^':]+)'?: (?:Value error, )?'?([^']*)'? is not one of (.*?)\.?",
        r"\1의 값이 맞지 않습니다: \2. 쓸 수 있는 것: \3",
    ),
    (
        r"Invalid value for '?([^':]+)'?: Input should be a valid (?:integer|number).*",
        r"\1의 값이 맞지 않습니다. 수를 적어 주십시오",
    ),
    (r"Invalid value for '?([^':]+)'?: (.*)", r"\1의 값이 맞지 않습니다: \2"),
)


class KoreanCommand(TyperCommand):
    """A command whose help is framed in Korean."""

    def get_usage(self, ctx: Any) -> str:
        """The usage line."""
        return _usage(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        """The help option, told in Korean."""
        return _told(super().get_help_option(ctx))


class KoreanGroup(TyperGroup):
    """A group of commands whose help is framed in Korean."""

    def get_usage(self, ctx: Any) -> str:
        """The usage line."""
        return _usage(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        """The help option, told in Korean."""
        return _told(super().get_help_option(ctx))


def frame_in_korean() -> None:
    """Set the titles of the help's panels, for the whole process."""
    for name, text in _FRAME.items():
        setattr(rich_utils, name, text)


def mistake_in_korean(message: str) -> str:
    """What is wrong with a command line; as typer says it where we do not know the message."""
    for pattern, told in _MISTAKES:
        if re.fullmatch(pattern, message, re.DOTALL):
            return re.sub(pattern, told, message, flags=re.DOTALL)
    return message


def _usage(line: str) -> str:
    return line.replace("Usage:", "쓰는 법:").replace("[OPTIONS]", "[선택 항목]").replace("COMMAND [ARGS]...", "명령 …")


def _told(option: Any) -> Any:
    if option is not None:
        option.help = _HELP
    return option
