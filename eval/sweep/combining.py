"""The combinations of a sweep: the values of each setting that varies, all with all or one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from assistant.setting import without_password
from assistant.settings import Settings, changed_settings
from eval.head import UNSAID
from index.embed import KIWI
from ingest.errors import BadInput

BASELINE = "기준"
_LLM = "llm"  # its values may be tables of these:
_LLM_PARTS = ("llm", "llm_url", "llm_model")


class Choice(NamedTuple):
    """A value of a setting that varies: how it is told, and the settings that it stands for."""

    told: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Combination:
    """The settings of one row, what is told of those that vary, and the name of its run."""

    told: dict[str, str]
    settings: Settings
    label: str  # what differs from the first combination
    run: str


def combine(name: str, vary: Mapping[str, Any], mode: str, settings: Settings, origin: str) -> tuple[Combination, ...]:
    """The combinations of a sweep, the first of every list together being the first of them.

    Raises BadInput for a setting that is not known or changes no answer, and for a value that does not fit.
    """
    choices = [_choices(key, values, settings, origin) for key, values in vary.items()]
    made = []
    for chosen in MODES[mode](choices):
        values = {key: value for choice in chosen for key, value in choice.values.items()}
        told = {key: choice.told for key, choice in zip(vary, chosen, strict=True)}
        differs = [f"{key}={one.told}" for key, one, first in zip(vary, chosen, choices, strict=True) if one != first[0]]
        label = ", ".join(differs) or BASELINE
        made.append(Combination(told, _placed(changed_settings(settings, values, origin)), label, f"{name} {label}"))
    return tuple(made)


def _choices(key: str, values: Any, settings: Settings, origin: str) -> list[Choice]:
    known = [field.name for field in fields(Settings) if field.name not in UNSAID]
    if key not in known:
        near = get_close_matches(key, known, n=1, cutoff=0.5)
        remedy = f"비슷한 설정: {near[0]}" if near else f"바꾸어 볼 수 있는 설정: {', '.join(known)}"
        raise BadInput(f"바꾸어 볼 수 없는 설정입니다: {key}", remedy)
    if not isinstance(values, list) or not values:
        raise BadInput(
            f"{key}에는 값의 목록이 있어야 합니다.", f"{key} = [첫 값, 둘째 값]처럼 적어 주십시오. 첫 값이 기준입니다."
        )
    choices = [_choice(key, value, settings, origin) for value in values]
    twice = next((one.told for place, one in enumerate(choices) if one in choices[:place]), None)
    if twice is not None:
        raise BadInput(f"{key}에 같은 값이 두 번 있습니다: {twice}", "하나를 지워 주십시오.")
    return choices


def _choice(key: str, value: Any, settings: Settings, origin: str) -> Choice:
    if isinstance(value, dict):
        return _language_model(key, value, settings, origin)
    # A language model may be whole only with its name and address, which may vary beside it: checked in each combination.
    alone = settings if key in _LLM_PARTS else changed_settings(settings, {key: value}, origin)
    fitted = value if key in _LLM_PARTS else getattr(alone, key)
    return Choice(_told(without_password(fitted) if key == "llm_url" and isinstance(fitted, str) else fitted), {key: fitted})


def _language_model(key: str, table: Mapping[str, Any], settings: Settings, origin: str) -> Choice:
    if key != _LLM:
        raise BadInput(f"{key}의 값은 표일 수 없습니다.", f"표로 적는 것은 {_LLM}뿐입니다.")
    unknown = next((part for part in table if part not in _LLM_PARTS), None)
    if unknown is not None:
        near = get_close_matches(unknown, _LLM_PARTS, n=1, cutoff=0.0)
        raise BadInput(f"{_LLM}에 모르는 항목이 있습니다: {unknown}", f"비슷한 것: {near[0]}")
    changed = changed_settings(settings, table, origin)
    return Choice(f"{changed.llm}:{changed.llm_model}" if changed.llm else _told(""), dict(table))


def _told(value: Any) -> str:
    """A value as it is shown: 0.1, kiwi, 예."""
    if isinstance(value, bool):
        return "예" if value else "아니오"
    return f"{value:g}" if isinstance(value, float) else str(value) or "없음"


def _placed(settings: Settings) -> Settings:
    """The settings with the embedding model's folder in full: each library of a sweep lies in a folder of its own."""
    places = (Path(settings.embedding), settings.data / "models" / settings.embedding)
    folder = next((place for place in places if place.is_dir()), None)
    return replace(settings, embedding=str(folder.resolve())) if folder and settings.embedding != KIWI else settings


def _all(choices: Sequence[Sequence[Choice]]) -> Iterator[tuple[Choice, ...]]:
    return product(*choices)


def _one_at_a_time(choices: Sequence[Sequence[Choice]]) -> Iterator[tuple[Choice, ...]]:
    first = tuple(some[0] for some in choices)
    yield first
    for place, some in enumerate(choices):
        yield from ((*first[:place], choice, *first[place + 1 :]) for choice in some[1:])


# How values are combined, by the file's word for it; the first where it says none.
MODES: dict[str, Callable[[Sequence[Sequence[Choice]]], Iterator[tuple[Choice, ...]]]] = {"grid": _all, "one": _one_at_a_time}
