"""What is told of the settings: the file with all of them, the README's table, and a list of what holds and why."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from assistant.setting import Setting, as_toml, plain, without_password
from assistant.settings import SETTINGS, Settings
from assistant.settings_read import FILE, OTHER_FILE, PREFIX, Given

_WIDTH = 60  # columns of Hangul, which are two letters wide each
_DEFAULT = "기본값"
_HIDDEN = "(있음)"
_HEAD = f"""근거의 설정. 고칠 줄 앞의 #을 지우고 값을 바꾼 뒤, 프로그램을 시작하는 폴더에 {FILE} 이름으로 두십시오.
다른 파일을 쓰려면 환경 변수 {OTHER_FILE}에 경로를 적습니다. UTF-8로 저장합니다.
설정마다 환경 변수 {PREFIX}이름(모두 대문자)으로도 정할 수 있으며, 환경 변수가 이 파일보다 앞서고 명령의 선택 항목이 그보다 앞섭니다."""


class Line(NamedTuple):
    """A setting as it holds: its name, its value, and where it was set."""

    name: str
    value: Any  # as TOML and JSON have it
    place: str

    @property
    def shown(self) -> str:
        """The value in one line, as the file has it."""
        return as_toml(self.value)


def example_file() -> str:
    """The settings file with every setting, each with what it means and its default, none of them in force."""
    lines = [*_comment(_HEAD)]
    for part, of_part in groupby(SETTINGS.values(), key=lambda known: known.told.part):
        lines += ["", f"# ── {part} ──"]
        for known in of_part:
            lines += ["", *_comment(f"{_unmarked(known.told.means)}."), *_comment(f"적을 것: {known.form}. {_usual(known)}")]
            lines += [f"# {known.name} = {as_toml(known.shown)}"]
    return "\n".join(lines) + "\n"


def readme_table() -> str:
    """The settings as a table in Markdown."""
    rows = [f"| `{known.name}` | {_default(known)} | {_means(known)} |" for known in SETTINGS.values()]
    return "\n".join(("| 이름 | 기본값 | 뜻 |", "|---|---|---|", *rows))


def lines_of(settings: Settings, given: Mapping[str, Given]) -> Iterator[Line]:
    """Every setting as it holds, and where it was set. Of a secret it is only said that there is one."""
    for name, known in SETTINGS.items():
        value = getattr(settings, name)
        yield Line(name, _shown(known, value), given[name].where if name in given else _DEFAULT)


def _shown(known: Setting, value: Any) -> Any:
    if known.told.is_secret:
        return _HIDDEN if value else ""
    if isinstance(value, str):
        return without_password(value) if "://" in value else value
    return value if isinstance(value, bool | int | float) else list(value) if isinstance(value, tuple) else str(value)


def _usual(known: Setting) -> str:
    return f"기본값: {_unmarked(known.told.unset) or as_toml(known.default)}"


def _default(known: Setting) -> str:
    return known.told.unset or f"`{as_toml(known.default).strip(chr(34))}`"


def _means(known: Setting) -> str:
    """What a setting means, with its bounds where it has some."""
    told = known.told
    if told.least is None or told.most is None:
        return told.means
    first, stop, rest = told.means.partition(". ")
    return f"{first} ({plain(told.least)}~{plain(told.most)}){stop}{rest}"


def _unmarked(text: str) -> str:
    """A text less the marks of Markdown."""
    return re.sub(r"\[(.+?)\]\((.+?)\)", r"\1: \2", text.replace("`", ""))


def _comment(text: str) -> Sequence[str]:
    return [f"# {line}" for told in text.splitlines() for line in textwrap.wrap(told, _WIDTH, break_long_words=False)]
