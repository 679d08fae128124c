"""What is given for settings, and where: in the file, in the environment, on the command line."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from assistant.setting import Setting, as_toml, fitted, nearest
from ingest.errors import BadInput, why

FILE = "geungeo.toml"
PREFIX = "GEUNGEO_"
OTHER_FILE = "GEUNGEO_SETTINGS"  # names another file than `geungeo.toml` where the program is started
FLAGS = "명령행"
_LONGEST_SHOWN = 80  # characters of a value that does not fit
# What the parser says, and what is to be done about it.
_MISTAKES = (
    ("Cannot overwrite", "같은 이름이 두 번 있습니다", "한 줄만 남겨 주십시오."),
    ("Cannot declare", "같은 이름이 두 번 있습니다", "한 줄만 남겨 주십시오."),
    ("Unescaped '\\'", "따옴표 안의 \\를 읽을 수 없습니다", "작은따옴표로 묶어 주십시오. 예: data = 'C:\\근거\\data'"),
    ("Unterminated string", "따옴표가 닫히지 않았습니다", '예: data = "data"'),
    ("Invalid value", "값을 읽을 수 없습니다", '글은 곧은 따옴표(")로 묶고, 예·아니오는 true나 false로 적어 주십시오.'),
    ("Expected newline", "한 줄에 하나씩 적어야 합니다", '글은 따옴표로 묶어 주십시오. 예: host = "127.0.0.1"'),
    ("Expected '='", "이름과 값 사이에 =가 없습니다", "예: port = 7860"),
    ("Invalid statement", "이름을 읽을 수 없습니다", "이름은 영문입니다. 예: port = 7860"),
)


class Given(NamedTuple):
    """A value as it is given for a setting."""

    name: str
    value: Any
    place: str  # where, in Korean
    key: str  # as it is written there

    @property
    def where(self) -> str:
        """Where, with the name that it has there: `geungeo.toml 3번째 줄`, `환경 변수 GEUNGEO_PORT`."""
        return self.place if self.key == self.name and self.place != FLAGS else f"{self.place} {_as_written(self)}"


def from_file(folder: Path, environment: Mapping[str, str] | None = None) -> list[Given]:
    """What the settings file gives: the one that the environment names, else `geungeo.toml` of a folder, where there is one.

    Raises BadInput for a file that cannot be read.
    """
    named = (os.environ if environment is None else environment).get(OTHER_FILE, "")
    path = Path(named) if named else folder / FILE
    if not named and not path.exists() and not path.is_symlink():
        return []
    text = _text(path)
    return [Given(key, value, _place(path, _line_of(text, key)), key) for key, value in _parsed(path, text).items()]


def from_environment(environment: Mapping[str, str] | None = None) -> list[Given]:
    """What the environment gives; an empty value is none."""
    environment = os.environ if environment is None else environment
    return [
        Given(key.removeprefix(PREFIX).lower(), value, "환경 변수", key)
        for key, value in environment.items()
        if key.startswith(PREFIX) and key != OTHER_FILE and value
    ]


def from_flags(flags: Mapping[str, Any], origin: str = FLAGS) -> list[Given]:
    """What the command line gives, or another `origin` of values by name; None is none."""
    return [Given(name, value, origin, name) for name, value in flags.items() if value is not None]


def values_of(given: Iterator[Given] | list[Given], known: Mapping[str, Setting]) -> dict[str, Any]:
    """The values by name as their settings' kinds, the last one given for each.

    Raises BadInput for a name that is no setting, with the nearest that is, and for a value that does not fit, with what does.
    """
    found: dict[str, Any] = {}
    for item in given:
        if isinstance(item.value, dict):
            raise BadInput(
                f"{item.place}: 설정을 [{item.key}] 아래에 묶지 않습니다.",
                '묶지 않은 이름으로 적어 주십시오. 예: llm_model = "이름"',
            )
        if item.name not in known:
            raise BadInput(f"{item.place}에 모르는 설정이 있습니다: {_short(item.key)}", _near(item, known))
        try:
            found[item.name] = fitted(known[item.name], item.value)
        except (TypeError, ValueError):
            raise _misfit(item, known[item.name]) from None  # a key is not kept in a chain of errors
    return found


def written(item: Given, value: Any) -> str:
    """A value for the same setting at the same place, as it is written there."""
    if item.key.startswith(PREFIX):
        return f"{item.key}={','.join(value) if isinstance(value, tuple) else value}"
    return f"{_as_written(item)} {value}" if item.place == FLAGS else f"{item.key} = {as_toml(value)}"


def _as_written(item: Given) -> str:
    return f"--{item.key}" if item.place == FLAGS else item.key


def _misfit(item: Given, known: Setting) -> BadInput:
    """What is told of a value that does not fit."""
    shown = "" if known.told.is_secret else f": {_short(str(item.value))}"
    example = "" if known.told.is_secret else f" 예: {written(item, known.shown)}"
    return BadInput(f"{item.place}: {_as_written(item)}에 맞지 않는 값입니다{shown}", f"적을 것: {known.form}.{example}")


def _near(item: Given, known: Mapping[str, Setting]) -> str:
    as_written = (lambda name: PREFIX + name.upper()) if item.key.startswith(PREFIX) else str
    if near := nearest(item.name, known):
        return f"비슷한 설정: {', '.join(map(as_written, near))}"
    return f"쓸 수 있는 설정: {', '.join(map(as_written, known))}"


def _text(path: Path) -> str:
    if path.is_dir():
        raise BadInput(f"설정 파일이 있을 자리에 폴더가 있습니다: {path}", "폴더의 이름을 바꾸어 주십시오.")
    try:
        read = path.read_bytes()
    except OSError as error:
        raise BadInput(f"설정 파일을 읽을 수 없습니다: {path} ({why(error)})", "경로와 읽기 권한을 확인해 주십시오.") from error
    try:
        return read.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(
            f"설정 파일이 UTF-8이 아닙니다: {path} ({_encoding(read)})", "메모장 등에서 UTF-8로 다시 저장해 주십시오."
        ) from None


def _encoding(read: bytes) -> str:
    """What a file that is not UTF-8 is likely to be."""
    if read.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    try:
        read.decode("cp949")
    except UnicodeDecodeError:
        return "알 수 없는 인코딩"
    return "CP949, ANSI"


def _parsed(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said = str(error)
        usual = "TOML 문법에 맞지 않습니다", "이름 = 값의 꼴로 한 줄에 하나씩 적어 주십시오."
        told, remedy = next((told for begin, *told in _MISTAKES if said.startswith(begin)), usual)
        at = re.search(r"at line (\d+)", said)
        raise BadInput(f"{_place(path, int(at.group(1)) if at else _twice(text))}: {told}.", remedy) from None


def _twice(text: str) -> int:
    """The line of the first name that stands there a second time: the parser tells no line of it."""
    seen = set()
    for number, line in enumerate(text.splitlines(), 1):
        key = line.partition("=")[0].strip().strip("\"'")
        if "=" in line and not key.startswith("#"):
            if key in seen:
                return number
            seen.add(key)
    return 0


def _line_of(text: str, key: str) -> int:
    """The line on which a key stands; 0 where it is not found."""
    at = re.compile(rf"""\s*(?:\[+\s*)?["']?{re.escape(key)}["']?\s*[=.\]]""")
    return next((number for number, line in enumerate(text.splitlines(), 1) if at.match(line)), 0)


def _place(path: Path, line: int) -> str:
    return f"{path.name} {line}번째 줄" if line else path.name


def _short(text: str) -> str:
    """What was written, on one line and no longer than can be read."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_SHOWN else f"{line[:_LONGEST_SHOWN]}…"
