"""A gold set of three questions about the small documents, and what writes and performs a sweep of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

QUESTIONS = ("별빛도서관 운영 예산현액은?", "현원은 몇 명인가요?", "화성 기지의 급식 단가는?")
EVIDENCE = {"doc": "업무보고.txt", "quote": "별빛도서관 운영\t2,000,000\t2,500,000\t500,000\t25.0%"}


@dataclass
class Onlooker:
    """Notes what it is told; stops the sweep, as Ctrl+C would, after so many questions."""

    stop_after: int = 0
    told: list[str] = field(default_factory=list)
    begun: list[tuple[str, int, int]] = field(default_factory=list)
    read: int = 0
    asked: int = 0

    def tell(self, text: str) -> None:
        self.told.append(text)

    def reads(self, label: str, files: int) -> None:
        assert files

    def has_read(self) -> None:
        self.read += 1

    def asks(self, label: str, number: int, left: int) -> None:
        self.begun.append((label, number, left))

    def has_asked(self) -> None:
        self.asked += 1
        if self.asked == self.stop_after:
            raise KeyboardInterrupt


@pytest.fixture
def written(tmp_path: Path, small_documents: Path) -> Callable[..., Path]:
    """Write the TOML file of a sweep, with its gold file beside it."""
    rows = [
        {"id": f"g{number}", "question": text, "type": "figure", "answer": "답", "evidence": [EVIDENCE][:1] if not number else []}
        for number, text in enumerate(QUESTIONS)
    ]
    gold = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (tmp_path / "문항.jsonl").write_text(gold, encoding="utf-8")

    def write(vary: str, head: str = "", documents: bool = True) -> Path:
        path = tmp_path / "비교.toml"
        where = f'documents = "{small_documents}"\n' if documents else ""
        path.write_text(f'gold = "문항.jsonl"\n{where}{head}\n[vary]\n{vary}\n', encoding="utf-8")
        return path

    return write


@pytest.fixture
def onlooker() -> type[Onlooker]:
    return Onlooker
