"""The words in which a keeper reads the log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

LEVELS = {"debug": "자세히", "info": "알림", "warning": "경고", "error": "오류", "critical": "오류"}
FACES = {"screen": "화면", "api": "API", "command": "명령", "evaluation": "평가"}
EVENTS = {
    "started": "프로그램을 켰습니다",
    "stopped": "프로그램을 껐습니다",
    "request": "요청",
    "answered": "답함",
    "checked": "초안을 검증함",
    "refused": "받지 않음",
    "index failed": "색인을 읽지 못함(`geungeo doctor`로 살펴 주십시오)",
    "failed": "요청을 처리하다 실패함",
    "not kept": "대화를 저장하지 못함",
    "no disk": "대화를 디스크에 쓰지 못함",
    "model failed": "언어 모델이 답하지 못함",
    "queued": "문서를 넣을 차례에 둠",
    "taken in": "문서를 넣음",
    "not taken in": "문서를 넣지 못함",
    "batch failed": "넣기 작업이 실패함",
    "level later": "다른 작업이 색인을 맞추도록 둠",
    "not read": "파일을 읽다가 프로그램 오류가 남",
    "gold question failed": "평가 문항에 답하다 실패함",
    "run begun": "평가를 시작함",
    "run ended": "평가가 끝남",
    "run failed": "평가가 실패함",
    "thread failed": "뒤에서 하던 일이 실패함",
    "asked not noted": "질의 기록을 쓰지 못함",
    "accounts failed": "계정을 읽거나 쓰지 못함",
    "waiting not noted": "기다리는 문서의 목록을 쓰지 못함",
    "not level": "색인을 맞추지 못함",
    "made anew": "색인을 저장된 문서로 다시 만듦",
    "made elsewhere": "데이터 폴더에 쓸 수 없어 색인을 임시 폴더에 만듦",
    "lost": "쓰지 못하고 버린 기록",
    "message": "라이브러리의 알림",
}
_FACTS = {
    "method": "방식",
    "route": "주소",
    "status": "상태",
    "seconds": "초",
    "findings": "결과별 수",
    "reason": "까닭",
    "workers": "프로세스",
    "notices": "알림",
    "unverified": "확인되지 않은 수치",
    "confidence": "확신",
    "trace": "자리",
    "turns": "앞선 질문",
    "kind": "종류",
    "sentences": "문장",
    "citations": "인용",
    "struck": "뺀 문장",
    "outcome": "결과",
    "steps": "단계(밀리초)",
    "generation": "색인의 상태",
    "embedding": "임베딩",
    "llm": "언어 모델",
    "day": "기준일",
    "files": "파일",
    "file": "파일 번호",
    "format": "형식",
    "bytes": "바이트",
    "pages": "쪽",
    "passages": "대목",
    "figures": "수치",
    "lines": "줄",
    "stage": "결과",
    "name": "이름",
    "structure": "색인",
    "questions": "문항",
    "letters": "질문의 글자 수",
    "handler": "하던 일",
    "logger": "라이브러리",
    "says": "말",
    "version": "버전",
    "documents": "문서",
    "restricted": "좁힌 범위",
}
_SAID_APART = frozenset({"time", "level", "event", "request", "job", "face", "person", "error", "content", "at"})


def event_told(told: Mapping[str, Any]) -> str:
    """What happened, in Korean; an event without words of its own as it was noted."""
    said = EVENTS.get(told["event"], str(told["event"]))
    return f"{said} ({told.get('logger')})" if told["event"] == "message" else said


def facts_told(told: Mapping[str, Any]) -> str:
    """The facts of a line: `상태 500, 초 0.31`."""
    return ", ".join(f"{_FACTS.get(name, name)} {_value(value)}" for name, value in told.items() if name not in _SAID_APART)


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(f"{name}={_value(part)}" for name, part in value.items())
    return f"{value:.6g}" if isinstance(value, float) else str(value)
