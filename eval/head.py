"""What a run was made of: settings, models, index, code and gold file. Two runs are alike where all of these are."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from assistant.confidence import MODEL_FILE
from assistant.settings import Settings
from assistant.thesaurus import FILE as WORDS_FILE
from index.library import Library

_ROOT = Path(__file__).parents[1]
_PACKAGES = ("ingest", "index", "assistant", "eval")  # what decides on answers and on how they are measured
_DECIDING = frozenset({".py", ".txt", ".json"})
UNSAID = frozenset(
    {"data", "host", "port", "llm_key", "history", "serve_at_once", "serve_waiting"}
    | {"users", "sso_header", "sso_proxies", "hosts", "audit_days"}
)  # they change no answer; a key is never kept
_PATIENCE = 5  # seconds for git

Value = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Code:
    """The program: its version, the commit of a git checkout (else empty), and a digest of the files themselves."""

    version: str
    commit: str
    digest: str


@dataclass(frozen=True, slots=True)
class Models:
    """The embedding model with the digest of its weights, the digest of the calibration, the name of the language model."""

    embedding: str
    calibration: str
    llm: str = ""


@dataclass(frozen=True, slots=True)
class Index:
    """The state of the library: the number of its newest change, its documents' digests by name, that of the user's words."""

    generation: int
    documents: dict[str, str]
    words: str = ""


@dataclass(frozen=True, slots=True)
class Gold:
    """The gold file by name and digest, and how many questions it has."""

    name: str
    digest: str
    questions: int


@dataclass(frozen=True, slots=True)
class Head:
    """What a run was made of, and when: local times as 2025-03-01T09:30:00; `ended` is empty until every question is done."""

    id: str
    name: str
    settings: dict[str, Value]
    models: Models
    index: Index
    code: Code
    gold: Gold
    workers: int
    started: str
    ended: str = ""


def settings_kept(settings: Settings) -> dict[str, Value]:
    """The settings that decide on answers, the day that is asked on among them; addresses without a password."""
    kept = {field.name: getattr(settings, field.name) for field in fields(settings) if field.name not in UNSAID}
    return {**kept, "today": settings.day().isoformat(), "llm_url": without_password(settings.llm_url)}


def models_of(library: Library, settings: Settings) -> Models:
    """The models that answer."""
    calibration = (files("assistant") / "data" / MODEL_FILE).read_bytes()
    llm = f"{settings.llm}:{settings.llm_model}" if settings.llm else ""
    return Models(library.embedder.name, digest([calibration]), llm)


def index_of(library: Library) -> Index:
    """The state of an open library."""
    words = library.folder / WORDS_FILE
    return Index(
        library.store.sequence(),
        {row.name: row.digest for row in library.store.documents()},
        digest([words.read_bytes()]) if words.is_file() else "",
    )


def gold_of(path: Path, questions: int) -> Gold:
    """A gold file that has been read."""
    return Gold(path.name, digest([path.read_bytes()]), questions)


@lru_cache(maxsize=1)
def code() -> Code:
    """The program that runs, as it lies on disk when it is first asked (some 20 ms)."""
    paths = sorted(path for package in _PACKAGES for path in (_ROOT / package).rglob("*") if path.suffix in _DECIDING)
    return Code(version("geungeo"), _commit(), digest(path.read_bytes() for path in paths))


def changed(kept: Head, now: Head) -> list[str]:
    """What is not the same in two runs, in Korean, each with what it was and is; empty where answers must be the same."""
    told = []
    if kept.gold.digest != now.gold.digest:
        told.append(f"정답 파일({kept.gold.name} {kept.gold.digest} → {now.gold.name} {now.gold.digest})")
    names = dict.fromkeys((*kept.settings, *now.settings))
    told += [
        f"설정 {name}({kept.settings.get(name)} → {now.settings.get(name)})"
        for name in names
        if kept.settings.get(name) != now.settings.get(name)
    ]
    if kept.models != now.models:
        told.append("모델")
    if kept.index != now.index:
        told.append(f"색인({kept.index.generation} → {now.index.generation})")
    if kept.code.digest != now.code.digest:
        told.append(f"프로그램({_code_told(kept.code)} → {_code_told(now.code)})")
    return told


def digest(parts: Iterable[bytes]) -> str:
    """Twelve hexadecimal digits of some bytes."""
    found = hashlib.blake2b(digest_size=6)
    for part in parts:
        found.update(part)
    return found.hexdigest()


def _code_told(found: Code) -> str:
    return f"{found.version} {found.commit[:7] or found.digest[:7]}".strip()


def _commit() -> str:
    """The commit of a git checkout; empty where this is none, or git is not there."""
    if not (_ROOT / ".git").exists():
        return ""
    try:
        told = subprocess.run(
            ["git", "-C", str(_ROOT), "rev-parse", "HEAD"], capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return told.stdout.strip() if told.returncode == 0 else ""


def without_password(url: str) -> str:
    """An address without name and password; empty for what is none."""
    try:
        parts = urlsplit(url)
        return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    except ValueError:
        return ""
