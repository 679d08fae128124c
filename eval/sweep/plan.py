"""The plan of a sweep, read from its TOML file and checked before anything is asked."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from assistant.settings import Settings
from eval.gold import read_gold
from eval.measures.registry import MEASURES
from eval.sweep.combining import MODES, Combination, combine
from ingest.errors import BadInput, why

MEASURES_SHOWN = ("answered_right", "evidence_recall@5", "mrr@10", "latency_p95", "numbers_unsupported")
_KEYS = ("name", "gold", "documents", "mode", "measures", "vary")
_TIMES = ("latency_p50", "latency_p95")


@dataclass(frozen=True, slots=True)
class Sweep:
    """A gold file, the documents to ask it of (none: those of the settings' library), and the combinations of settings."""

    name: str
    gold: Path
    questions: int
    documents: tuple[Path, ...]
    measures: tuple[str, ...]
    varied: tuple[str, ...]  # the settings that vary
    combinations: tuple[Combination, ...]  # the first is what the others are compared with


def read_sweep(path: Path, settings: Settings) -> Sweep:
    """The sweep of a TOML file over these settings; paths count from the file's folder.

    Raises BadInput for a file that cannot be read, a key, measure or setting that is not known, or a value that does not fit.
    """
    found = _read(path)
    check_known(found, _KEYS, "비교 파일에 모르는 항목이 있습니다")
    vary = found.get("vary")
    if not isinstance(vary, dict) or not vary:
        raise BadInput("바꾸어 볼 설정이 없습니다.", "[vary] 아래에 passage_length = [780, 400]처럼 적어 주십시오.")
    mode = found.get("mode", next(iter(MODES)))
    if mode not in MODES:
        raise BadInput(f"mode는 {'나 '.join(MODES)}여야 합니다: {mode}")
    gold = path.parent / _text(found, "gold", "정답 파일(JSONL)의 경로를 적어 주십시오.")
    name = _text(found, "name", "비교의 이름을 적어 주십시오.") if "name" in found else path.stem
    return Sweep(
        name,
        gold,
        len(read_gold(gold)),
        tuple(path.parent / text for text in _texts(found, "documents")),
        _measures(found),
        tuple(vary),
        combine(name, vary, mode, settings, path.name),
    )


def check_known(given: Iterable[str], known: Iterable[str], told: str) -> None:
    """Raises BadInput for the first name that is not known, with the nearest that is."""
    names = list(known)
    for name in given:
        if name not in names:
            near = get_close_matches(name, names, n=1, cutoff=0.5)
            raise BadInput(f"{told}: {name}", f"비슷한 것: {near[0]}" if near else f"쓸 수 있는 것: {', '.join(names)}")


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise BadInput(f"비교 파일을 읽을 수 없습니다: {path} ({why(error)})", "경로를 확인해 주십시오.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(
            f"비교 파일을 읽을 수 없습니다: {path} ({error})", "TOML 문법과 UTF-8 인코딩을 확인해 주십시오."
        ) from error


def _text(found: Mapping[str, Any], key: str, remedy: str) -> str:
    value = found.get(key)
    if not isinstance(value, str) or not value.strip():
        raise BadInput(f"비교 파일의 {key}이(가) 비어 있거나 글자가 아닙니다.", remedy)
    return value


def _texts(found: Mapping[str, Any], key: str) -> list[str]:
    """A text or a list of texts; none where the key is not there."""
    value = found.get(key, [])
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not all(isinstance(text, str) and text for text in texts):
        raise BadInput(f"비교 파일의 {key}은(는) 글자나 글자의 목록이어야 합니다.")
    return texts


def _measures(found: Mapping[str, Any]) -> tuple[str, ...]:
    names = _texts(found, "measures") or list(MEASURES_SHOWN)
    known = (*MEASURES, *_TIMES)
    parts = ("answered_right", *_TIMES)  # of these there are some by type of question, or by step
    check_known((whole if (whole := name.partition(".")[0]) in parts else name for name in names), known, "모르는 지표입니다")
    return tuple(dict.fromkeys(names))
