"""How a setting is declared: its default together with what is told of it and what fits it. Everything else is made from that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

_TOLD = "told"
_YES, _NO = frozenset({"예", "true", "1", "yes", "on"}), frozenset({"아니오", "false", "0", "no", "off"})


class Part(StrEnum):
    """What settings stand together, in the order in which they are told."""

    LIBRARY = "문서와 색인"
    ANSWERS = "답"
    SERVING = "화면과 API"
    ACCESS = "사용자와 권한"
    KEPT = "남기는 것"
    MODEL = "언어 모델"


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a setting, and what fits it beside its kind, which is that of its default."""

    means: str  # Korean, in one or two sentences
    part: Part
    least: float | None = None
    most: float | None = None
    choices: tuple[str, ...] = ()  # empty text among them: may be left empty
    form: str = ""  # Korean: what is to be written, where kind, bounds and choices do not say it
    fits: Callable[[Any], bool] | None = None  # what neither bounds nor choices tell; ValueError is a no
    example: Any = None  # a value to show, where the default shows nothing
    unset: str = ""  # Korean: what holds where the default is empty, or 0
    decides: bool = False  # whether answers may be others by it: kept with every evaluation
    is_secret: bool = False  # never shown, logged or stored


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting as it was declared."""

    name: str
    default: Any
    told: Told

    @property
    def form(self) -> str:
        """What is to be written, in Korean: `1~65535의 정수`."""
        return self.told.form or _form(self)

    @property
    def shown(self) -> Any:
        """A value to show as an example."""
        return self.default if self.told.example is None else self.told.example


def setting(default: Any, means: str, part: Part, **told: Any) -> Any:
    """A field of `Settings`: its default, what it means in Korean, where it stands, and what else `Told` has."""
    return field(default=default, repr=not told.get("is_secret", False), metadata={_TOLD: Told(means, part, **told)})


def declared(of: Any) -> dict[str, Setting]:
    """The settings of a dataclass by name, in order."""
    return {item.name: Setting(item.name, item.default, _told(item)) for item in fields(of)}


def fitted(known: Setting, value: Any) -> Any:
    """A value as its setting's kind. Raises ValueError or TypeError where it does not fit."""
    found, told = _as_kind(value, type(known.default)), known.told
    if told.choices and found not in told.choices:
        raise ValueError(found)
    if told.least is not None and not found >= told.least:  # not found < least: nan is nothing
        raise ValueError(found)
    if told.most is not None and not found <= told.most:
        raise ValueError(found)
    if told.fits is not None and not told.fits(found):
        raise ValueError(found)
    return found


def as_toml(value: Any) -> str:
    """A value as `geungeo.toml` has it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return plain(value)
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(as_toml, value))}]"
    text = str(value)
    if "'" not in text and ('"' in text or "\\" in text):
        return f"'{text}'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def nearest(name: str, known: Mapping[str, Setting]) -> list[str]:
    """The settings that a name that is none may have meant, the nearest first: by its letters, else by what they mean."""
    plain = name.strip().casefold().replace("-", "_").replace(" ", "_")
    if plain in known:
        return [plain]
    if near := get_close_matches(plain, list(known), n=3, cutoff=0.5):
        return near
    return [item.name for item in known.values() if len(plain) > 1 and plain in item.told.means][:3]


def plain(number: float) -> str:
    """A number as it is typed: 0.1, 65535."""
    return f"{number:.10g}"


def without_password(url: str) -> str:
    """An address without name and password; empty for what is none."""
    try:
        parts = urlsplit(url)
        return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    except ValueError:
        return ""


def _told(item: Field[Any]) -> Told:
    found = item.metadata[_TOLD]
    assert isinstance(found, Told)
    return found


def _form(known: Setting) -> str:
    """What is to be written, as kind, bounds and choices have it."""
    kind, told = type(known.default), known.told
    if told.choices:
        named = ", ".join(filter(None, told.choices))
        return f"{named} 가운데 하나" + (", 쓰지 않으려면 비워 둠" if "" in told.choices else "")
    if kind is bool:
        return "true나 false"
    if kind is tuple:
        return "글의 목록"
    if kind in {int, float}:
        return f"{_bounds(told)}{'정수' if kind is int else '수'}"
    return "경로" if issubclass(kind, Path) else "글"


def _bounds(told: Told) -> str:
    if told.least is not None and told.most is not None:
        return f"{plain(told.least)}~{plain(told.most)}의 "
    return f"{plain(told.least)} 이상의 " if told.least is not None else ""


def _as_kind(value: Any, kind: type[Any]) -> Any:
    """A value as a kind: text may stand for a number or a path, nothing else for anything.

    Raises ValueError or TypeError where it does not fit.
    """
    if type(value) is date:
        value = value.isoformat()  # TOML has dates of its own
    if kind is str and type(value) is float:
        value = str(value)
    if issubclass(kind, Path):
        if not str(value).strip():  # else the folder that the program is started in
            raise ValueError(value)
        return Path(value)
    if kind is bool:
        return _yes_or_no(value)
    if kind is tuple:
        return _texts(value)
    if kind is float and type(value) is int:
        return float(value)
    if isinstance(value, bool) or not isinstance(value, (kind, str)):
        raise TypeError(value)
    return kind(value)


def _yes_or_no(value: Any) -> bool:
    """Yes or no as TOML has it, or in words. Raises ValueError for anything else."""
    said = str(value).strip().lower()
    if not isinstance(value, (bool, str)) or said not in _YES | _NO:
        raise ValueError(value)
    return said in _YES


def _texts(value: Any) -> tuple[str, ...]:
    """Texts of a list, or of one text with commas between them. Raises ValueError for anything else."""
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, list | tuple) or not all(isinstance(text, str) for text in value):
        raise ValueError(value)
    return tuple(filter(None, (text.strip() for text in value)))
