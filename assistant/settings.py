"""Settings: one frozen object, built at the entry from flags, environment and `geungeo.toml`, and passed down."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from index.fuse import LEADING_WEIGHT
from index.ranking import MEASURED, Ranking
from ingest.chunk import LONGEST_PASSAGE
from ingest.errors import BadInput

FILE = "geungeo.toml"
_PREFIX = "GEUNGEO_"
_LLMS = ("", "ollama", "openai")
_LEAST_CONTEXT = 1024  # tokens; less holds no passage
_RANGES: dict[str, tuple[float, float]] = {  # outside of them nothing sensible can be found
    "passage_length": (100, 5000),
    "dense_weight": (0, LEADING_WEIGHT),
    "pair_weight": (0, 10),
    "statement_weight": (0, 100),
    "serve_at_once": (0, 64),
    "serve_waiting": (0, 10_000),
}
_AT_ONCE = 2  # a core each; a third asker waits for one of them
_WRITTEN_AT_ONCE = 8  # where a language model writes them, which is waited for
_MOST_DAYS = 36_500  # a hundred years
_HEADER = re.compile(r"[A-Za-z0-9-]{1,64}")
_YES, _NO = frozenset({"예", "true", "1", "yes", "on"}), frozenset({"아니오", "false", "0", "no", "off"})


@dataclass(frozen=True, slots=True)
class Settings:
    """What the keeper of the system may set. Each is also `GEUNGEO_<NAME>` in the environment."""

    data: Path = Path("data")  # where the library lies
    embedding: str = "kiwi"  # the embedded model, or any sentence-transformers name or folder
    passages: int = 10  # how many passages an answer is made from and shows
    passage_length: int = LONGEST_PASSAGE  # characters; a library remembers the one that it was made with
    dense_weight: float = MEASURED.dense  # of the dense side beside the lexical one, where the words are met
    pair_weight: float = MEASURED.pair  # of a letter pair beside a word
    statement_weight: float = MEASURED.statement  # of a passage's best statement beside the passage
    host: str = "127.0.0.1"  # address that is served, screen and programs alike
    port: int = 7860
    serve_at_once: int = 0  # answers made at the same time, in the chat and for programs each; 0: as `at_once` has it
    serve_waiting: int = 32  # requests of programs that wait for their turn; one more is told to come again (429)
    confidence: str = ""  # the least with which an answer is given, 0 to 1; empty: as measured (assistant/data/confidence.json)
    history: int = 365  # days that conversations are kept after their last question; 0: not on disk, only while the program runs
    users: bool = False  # whether one has to log in; without, only this machine is served
    sso_header: str = ""  # in which a proxy tells who has logged in with it; empty: nobody is believed
    sso_proxies: str = ""  # addresses of proxies whose headers are believed, as 10.0.0.5, 192.168.1.0/24
    hosts: str = ""  # names under which the program answers beside its address; empty: see access/where.py
    audit_days: int = 365  # days that it is kept who asked what, where there are accounts; 0: not at all
    today: str = ""  # the day that 작년 and 올해 count from, as 2025-02-19; empty: the day of the question
    llm: str = ""  # the language model that writes answers: ollama, openai (any server of its protocol); empty for none
    llm_url: str = ""  # http://127.0.0.1:8000/v1; for ollama its own default where empty
    llm_model: str = ""  # as its server calls it
    llm_key: str = field(default="", repr=False)  # never shown, logged or stored
    llm_strict: bool = True  # one sentence that its passages do not bear out, and the composed answer is shown instead
    llm_context: int = 8192  # tokens that the model takes, answer and all
    llm_timeout: float = 60.0  # seconds to its first word; half of it between two, four times in all

    def least_confidence(self) -> float | None:
        """The least confidence with which an answer is given; None for the one that was measured."""
        return float(self.confidence) if self.confidence else None

    def at_once(self) -> int:
        """How many answers are made at the same time; who asks then waits for one of them."""
        return self.serve_at_once or (_WRITTEN_AT_ONCE if self.llm else _AT_ONCE)

    def ranking(self) -> Ranking:
        """The weights that passages are ranked with."""
        return Ranking(self.dense_weight, self.pair_weight, self.statement_weight)

    def day(self) -> date:
        """The day that questions are asked on."""
        return date.fromisoformat(self.today) if self.today else date.today()


def load_settings(
    flags: Mapping[str, Any] | None = None, environment: Mapping[str, str] | None = None, folder: Path = Path(".")
) -> Settings:
    """Settings from `geungeo.toml` in `folder`, over them the environment, over these the flags that are not None.

    Raises BadInput for a name that is no setting, or a value that does not fit.
    """
    settings = Settings()
    for values, origin in (
        (_from_file(folder / FILE), FILE),
        (_from_environment(environment), "환경 변수"),
        (flags or {}, "명령행"),
    ):
        settings = _with(settings, {name: value for name, value in values.items() if value is not None}, origin)
    _check_llm(settings)
    return settings


def changed_settings(settings: Settings, values: Mapping[str, Any], origin: str) -> Settings:
    """The settings with other values; `origin` says in Korean where these stand. Raises BadInput as `load_settings` does."""
    changed = _with(settings, values, origin)
    _check_llm(changed)
    return changed


def _with(settings: Settings, values: Mapping[str, Any], origin: str) -> Settings:
    kinds = {field.name: type(getattr(settings, field.name)) for field in fields(settings)}
    read: dict[str, Any] = {}
    for name, value in values.items():
        if name not in kinds:
            raise BadInput(f"{origin}에 모르는 설정이 있습니다: {name}", f"쓸 수 있는 설정: {', '.join(kinds)}")
        try:
            read[name] = _fit(value, kinds[name])
        except (TypeError, ValueError):
            shown = "" if name == "llm_key" else f"={value}"  # a key is never shown, nor kept in a chain of errors
            raise BadInput(f"{origin}의 설정 값이 맞지 않습니다: {name}{shown}", "값의 형식을 확인해 주십시오.") from None
    settings = replace(settings, **read)
    _check(settings)
    return settings


def _check(settings: Settings) -> None:
    """Raises BadInput for a value that nothing can be done with."""
    try:
        settings.day()
    except ValueError as error:
        raise BadInput(f"today는 날짜여야 합니다: {settings.today}", "2025-02-19처럼 적어 주십시오.") from error
    if not _is_share(settings.confidence):
        raise BadInput(f"confidence는 0~1이어야 합니다: {settings.confidence}", "0.3처럼 적거나 비워 두십시오.")
    if settings.passages < 1:
        raise BadInput(f"passages는 1 이상이어야 합니다: {settings.passages}")
    for name, (least, most) in _RANGES.items():
        if not least <= getattr(settings, name) <= most:
            raise BadInput(f"{name}은(는) {least:g}~{most:g}이어야 합니다: {getattr(settings, name)}")
    if not 0 <= settings.history <= _MOST_DAYS:
        raise BadInput(
            f"history는 0~{_MOST_DAYS}이어야 합니다: {settings.history}", "대화를 남기지 않으려면 0으로 적어 주십시오."
        )
    if not 0 <= settings.audit_days <= _MOST_DAYS:
        raise BadInput(
            f"audit_days는 0~{_MOST_DAYS}이어야 합니다: {settings.audit_days}", "질의 기록을 남기지 않으려면 0으로 적어 주십시오."
        )
    if settings.sso_header and not _HEADER.fullmatch(settings.sso_header):
        raise BadInput(f"sso_header는 머리글의 이름이어야 합니다: {settings.sso_header}", "X-Remote-User처럼 적어 주십시오.")
    if not 1 <= settings.port <= 65535:
        raise BadInput(f"port는 1~65535여야 합니다: {settings.port}")
    if settings.llm not in _LLMS:
        raise BadInput(f"llm은 ollama나 openai여야 합니다: {settings.llm}", "쓰지 않으려면 비워 주십시오.")
    if settings.llm_context < _LEAST_CONTEXT:
        raise BadInput(f"llm_context는 {_LEAST_CONTEXT} 이상이어야 합니다: {settings.llm_context}")
    if not 0 < settings.llm_timeout < float("inf"):
        raise BadInput(f"llm_timeout은 0보다 커야 합니다: {settings.llm_timeout}")


def _check_llm(settings: Settings) -> None:
    """Raises BadInput where a language model is set without its name or address. Asked once all settings are together."""
    if not settings.llm:
        return
    if not settings.llm_model:
        raise BadInput("llm_model이 비어 있습니다.", f"llm={settings.llm}일 때는 서버에서 부르는 모델 이름을 적어 주십시오.")
    if settings.llm == "openai" and not settings.llm_url:
        raise BadInput("llm_url이 비어 있습니다.", "서버 주소를 http://127.0.0.1:8000/v1처럼 적어 주십시오.")
    if settings.llm_url and not _is_address(settings.llm_url):
        raise BadInput("llm_url은 http나 https로 시작하는 주소여야 합니다.", "http://127.0.0.1:8000/v1처럼 적어 주십시오.")


def _is_address(url: str) -> bool:
    try:
        address = urlsplit(url)
        return address.scheme in {"http", "https"} and bool(address.hostname) and address.port != 0
    except ValueError:
        return False


def _is_share(text: str) -> bool:
    """Whether a text is empty, or a number from 0 to 1."""
    try:
        return not text or 0 <= float(text) <= 1
    except ValueError:
        return False


def _fit(value: Any, kind: type[Any]) -> Any:
    """A value as its setting's kind: text may stand for a number or a path, nothing else for anything.

    Raises ValueError or TypeError where it does not fit.
    """
    if type(value) is date:
        value = value.isoformat()  # TOML has dates of its own
    if kind is str and type(value) is float:
        value = str(value)
    if issubclass(kind, Path):
        return Path(value)
    if kind is bool:
        return _yes_or_no(value)
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


def _from_file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(
            f"설정 파일을 읽을 수 없습니다: {path}{_line(error)}", "TOML 문법과 UTF-8 인코딩을 확인해 주십시오."
        ) from error


def _line(error: ValueError) -> str:
    """Which line is wrong, where the error says so."""
    found = re.search(r"at line (\d+)", str(error))
    return f" ({found.group(1)}번째 줄)" if found else ""


def _from_environment(environment: Mapping[str, str] | None) -> dict[str, str]:
    environment = os.environ if environment is None else environment
    return {
        name.removeprefix(_PREFIX).lower(): value for name, value in environment.items() if name.startswith(_PREFIX) and value
    }
