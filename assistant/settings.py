"""Settings: one frozen object, built at the entry from flags, environment and `geungeo.toml`, and passed down."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from assistant.setting import Part, declared, setting
from assistant.settings_read import FILE, Given, from_environment, from_file, from_flags, values_of
from index.fuse import LEADING_WEIGHT
from index.ranking import MEASURED, Ranking
from ingest.chunk import LONGEST_PASSAGE
from ingest.errors import BadInput

__all__ = ["FILE", "SETTINGS", "Settings", "changed_settings", "load_settings", "settings_and_places"]

_AT_ONCE = 2  # a core each; a third asker waits for one of them
_WRITTEN_AT_ONCE = 8  # where a language model writes them, which is waited for
_MOST_DAYS = 36_500  # a hundred years
_HEADER = re.compile(r"[A-Za-z0-9-]{1,64}")


def _is_day(text: str) -> bool:
    return not text or bool(date.fromisoformat(text))


def _is_share(text: str) -> bool:
    return not text or 0 <= float(text) <= 1


def _is_address(url: str) -> bool:
    address = urlsplit(url)
    return not url or (address.scheme in {"http", "https"} and bool(address.hostname) and address.port != 0)


def _is_said(text: str) -> bool:
    return bool(text.strip())


def _is_header(name: str) -> bool:
    return not name or bool(_HEADER.fullmatch(name))


@dataclass(frozen=True, slots=True)
class Settings:
    """What the keeper of the system may set. Each is also `GEUNGEO_<NAME>` in the environment.

    What is told of each here is what users read of it: the README, `docs/geungeo.toml` and `geungeo settings` are made of it.
    """

    data: Path = setting(Path("data"), "색인과 대화, 평가를 두는 폴더", Part.LIBRARY)
    embedding: str = setting(
        "kiwi",
        "뜻으로 찾는 모델: 내장 모델, 또는 sentence-transformers 모델의 이름이나 폴더(`BAAI/bge-m3`, `nlpai-lab/KURE-v1` …). "
        "바꾸려면 먼저 `geungeo reembed 모델`",
        Part.LIBRARY,
        decides=True,
    )
    passage_length: int = setting(  # a library remembers the one that it was made with
        LONGEST_PASSAGE,
        "문서를 자르는 대목의 길이(글자). 한 문장이나 표의 한 행은 이보다 길어도 자르지 않습니다. 바꾸면 `geungeo ingest --rebuild`",
        Part.LIBRARY,
        least=100,
        most=5000,
        decides=True,
    )
    passages: int = setting(10, "답에 쓰고 보여 주는 대목의 수", Part.ANSWERS, least=1, most=1000, decides=True)
    confidence: str = setting(
        "",
        "이보다 확신이 낮으면 답하지 않습니다. `geungeo eval run 정답.jsonl --curve 곡선.html`로 보고 정합니다",
        Part.ANSWERS,
        form="0~1의 수, 잰 값으로 두려면 비워 둠",
        fits=_is_share,
        example="0.3",
        unset="잰 값",  # assistant/data/confidence.json
        decides=True,
    )
    today: str = setting(
        "",
        "작년, 올해, 최근 3년을 세는 날. `geungeo ask --today`로도 정합니다",
        Part.ANSWERS,
        form="날짜(2025-02-19), 묻는 날로 세려면 비워 둠",
        fits=_is_day,
        example="2025-02-19",
        unset="묻는 날",
        decides=True,
    )
    dense_weight: float = setting(
        MEASURED.dense,
        "질문의 말이 문서에 있을 때 뜻으로 찾은 것(임베딩)에 두는 무게",
        Part.ANSWERS,
        least=0,
        most=LEADING_WEIGHT,
        decides=True,
    )
    pair_weight: float = setting(
        MEASURED.pair, "말로 찾을 때 낱말 곁에 두 글자 조각에 두는 무게", Part.ANSWERS, least=0, most=10, decides=True
    )
    statement_weight: float = setting(
        MEASURED.statement,
        "순위를 정할 때 대목의 가장 좋은 문장이나 행에 두는 무게",
        Part.ANSWERS,
        least=0,
        most=100,
        decides=True,
    )
    host: str = setting(
        "127.0.0.1",
        "대화 화면과 API의 주소. `127.0.0.1`이면 이 컴퓨터에서만 열립니다",
        Part.SERVING,
        fits=_is_said,
        example="127.0.0.1",
    )
    port: int = setting(7860, "대화 화면과 API의 포트", Part.SERVING, least=1, most=65535)
    serve_at_once: int = setting(
        0,
        "한 번에 몇 개까지 답하는지(화면과 API 저마다). `0`이면 2개, 언어 모델을 쓰면 8개",
        Part.SERVING,
        least=0,
        most=64,
        example=4,
    )
    serve_waiting: int = setting(
        32,
        "그 밖에 몇 개까지 기다리게 하는지(화면과 API 저마다, 화면은 8개 이상). 넘으면 API는 429와 Retry-After로 답하고, 화면은 묻는 사람이 많다고 알립니다",
        Part.SERVING,
        least=0,
        most=10_000,
    )
    users: bool = setting(
        False,
        "로그인해야 쓸 수 있게 합니다. `127.0.0.1` 밖의 주소에서 열려면 있어야 합니다. [계정](docs/users.md)",
        Part.ACCESS,
        example=True,
    )
    sso_header: str = setting(
        "",
        "통합 로그인: 대리 서버가 로그인한 사람의 이름을 알리는 머리글(`X-Remote-User`). 비우면 아무 머리글도 믿지 않습니다",
        Part.ACCESS,
        form="머리글의 이름",
        fits=_is_header,
        example="X-Remote-User",
        unset="(없음)",
    )
    sso_proxies: str = setting(
        "",
        "그 대리 서버의 주소. 다른 곳에서 온 머리글은 믿지 않습니다. TLS를 맡은 대리 서버도 여기에 적습니다",
        Part.ACCESS,
        form="주소나 망, 여럿이면 쉼표로 나눔",
        example="10.0.0.5, 192.168.1.0/24",
        unset="(없음)",
    )
    hosts: str = setting(
        "",
        "이 프로그램이 답할 이름. 비우면 `127.0.0.1`에서는 localhost로 온 요청만, 다른 주소에서는 모든 이름에 답합니다",
        Part.ACCESS,
        form="이름, 여럿이면 쉼표로 나눔",
        example="geungeo.example.go.kr",
        unset="(없음)",
    )
    audit_days: int = setting(
        365,
        "계정을 쓸 때 누가 무엇을 물었는지 보관하는 날 수. `0`이면 남기지 않습니다",
        Part.ACCESS,
        least=0,
        most=_MOST_DAYS,
    )
    history: int = setting(
        365,
        "마지막 질문부터 대화를 보관하는 날 수. `0`이면 디스크에 남기지 않고, 저장과 평가는 프로그램이 켜져 있는 동안만 됩니다",
        Part.KEPT,
        least=0,
        most=_MOST_DAYS,
    )
    log: str = setting(
        "info",
        "데이터 폴더의 `logs/geungeo.log`에 무엇부터 남기는지. `info`면 요청과 답마다 한 줄, `warning`이면 잘못된 것만, `off`면 남기지 않습니다",
        Part.KEPT,
        choices=("debug", "info", "warning", "error", "off"),
    )
    log_questions: bool = setting(
        False,
        "질문, 찾을 말, 초안, 파일 이름, 예외가 하는 말까지 로그에 남깁니다. 까닭을 찾는 동안만 켭니다",
        Part.KEPT,
        example=True,
    )
    log_size: int = setting(50, "로그가 차지하는 크기(MB). 넘으면 오래된 것부터 지웁니다", Part.KEPT, least=1, most=10_000)
    llm: str = setting(
        "",
        "답을 쓸 언어 모델: `ollama`, `openai`(OpenAI 방식의 서버는 모두). 비우면 쓰지 않습니다",
        Part.MODEL,
        choices=("", "ollama", "openai"),
        example="ollama",
        unset="(없음)",
        decides=True,
    )
    llm_url: str = setting(
        "",
        "서버 주소. 길이 없으면 `openai`는 `/v1`을 붙입니다",
        Part.MODEL,
        form="http나 https로 시작하는 주소",
        fits=_is_address,
        example="http://127.0.0.1:8000/v1",
        unset="`ollama`는 `http://127.0.0.1:11434`",
        decides=True,
    )
    llm_model: str = setting("", "서버에서 부르는 모델 이름", Part.MODEL, example="exaone3.5", unset="(없음)", decides=True)
    llm_key: str = setting(
        "", "서버가 열쇠를 달라고 할 때. 화면, 기록, 결과 어디에도 남지 않습니다", Part.MODEL, unset="(없음)", is_secret=True
    )
    llm_strict: bool = setting(
        True,
        "근거와 맞지 않는 문장이 하나라도 있으면 모델의 답을 버리고 문서의 문장으로 답합니다. `false`면 맞는 문장만 남깁니다",
        Part.MODEL,
        decides=True,
    )
    llm_context: int = setting(
        8192,
        "모델이 받는 길이(토큰, 답까지). 대목은 그 안에 들어가는 만큼 줍니다",
        Part.MODEL,
        least=1024,  # less holds no passage
        decides=True,
    )
    llm_timeout: float = setting(
        60.0,
        "첫 글자를 기다리는 초. 글자 사이는 그 반, 모두 네 배까지 기다립니다",
        Part.MODEL,
        least=0.1,
        most=86_400,
        decides=True,
    )

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


SETTINGS = declared(Settings)  # by name


def load_settings(
    flags: Mapping[str, Any] | None = None, environment: Mapping[str, str] | None = None, folder: Path = Path(".")
) -> Settings:
    """Settings from `geungeo.toml` in `folder`, over them the environment, over these the flags that are not None.

    Raises BadInput for a name that is no setting, or a value that does not fit.
    """
    return settings_and_places(flags, environment, folder)[0]


def settings_and_places(
    flags: Mapping[str, Any] | None = None, environment: Mapping[str, str] | None = None, folder: Path = Path(".")
) -> tuple[Settings, dict[str, Given]]:
    """The same, and by name where each that was set was set last."""
    given = [*from_file(folder, environment), *from_environment(environment), *from_flags(flags or {})]
    settings = replace(Settings(), **values_of(given, SETTINGS))
    _check_llm(settings)
    return settings, {item.name: item for item in given}


def changed_settings(settings: Settings, values: Mapping[str, Any], origin: str) -> Settings:
    """The settings with other values; `origin` says in Korean where these stand. Raises BadInput as `load_settings` does."""
    changed = replace(settings, **values_of(from_flags(values, origin), SETTINGS))
    _check_llm(changed)
    return changed


def _check_llm(settings: Settings) -> None:
    """Raises BadInput where a language model is set without its name or address. Asked once all settings are together."""
    if not settings.llm:
        return
    if not settings.llm_model:
        raise BadInput("llm_model이 비어 있습니다.", f"llm={settings.llm}일 때는 서버에서 부르는 모델 이름을 적어 주십시오.")
    if settings.llm == "openai" and not settings.llm_url:
        raise BadInput("llm_url이 비어 있습니다.", "서버 주소를 http://127.0.0.1:8000/v1처럼 적어 주십시오.")
