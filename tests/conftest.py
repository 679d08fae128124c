"""Fixtures that several packages' tests share: the embedded model, and a small library of invented documents."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from assistant.types import Answer
    from index.library import Library

# Read when huggingface_hub is first imported: no test may reach the network.
os.environ["HF_HUB_OFFLINE"] = "1"

ROOT = Path(__file__).parents[1]

REPORT = """2023 주요업무 보고
2023. 9.
한들미래재단
# I. 일반현황
## □ 인 력
(’23. 8. 31. 기준, 단위:명)
구 분\t계\t3급\t4급\t5급
정 원\t20\t2\t6\t12
현 원\t18\t2\t5\t11
## □ 예산현황
(단위 : 천원)
구 분\t2022 최종예산\t2023 예산현액\t증 감\t
\t\t\t증감액\t증감률
계\t3,200,000\t4,000,000\t800,000\t25.0%
드론 배송 실증 지원\t1,200,000\t1,500,000\t300,000\t25.0%
별빛도서관 운영\t2,000,000\t2,500,000\t500,000\t25.0%
# II. 주요업무
## 1. 드론 배송 실증 지원
미래산업과장 : 정하람 ☎031-000-1200 드론팀장 : 오세빈 ☎1210
### ○ 추진배경
- 섬 지역 주민이 생필품을 받기까지 사흘 넘게 걸려 배송 시간을 줄이기 위해 추진함
### ○ 추진계획
- 실증 노선 개통 : ’23. 10. 12.
- 참여 기업 모집 : 7개사
### ○ 참여 섬 : 솔섬, 달섬, 바람섬
"""

REVIEW = """2024년도 한들미래재단 출연 동의안 검토보고

1. 제안경위

○ 2023. 10. 4. 한들시장 제출 (2023. 10. 10. 회부)

2. 검토의견

○ 출연금은 보조금과 달리 정산 의무가 없어 의회가 미리 동의하도록 한 것으로, 동의안을 의결하더라도

출연금액이 확정되는 것은 아님.

○ 별빛도서관은 야간 이용자가 적어 인건비 대비 효과가 낮다는 한계가 있으므로 운영시간 조정이 필요함.

< 세부사업별 예산현황 >

(단위 : 천원)

구분 2022 최종예산 2023 예산현액

드론 배송 실증 지원 1,200,000 1,450,000

별빛도서관 운영 2,000,000 2,500,000

달빛광장 조성 400,000 530,000



○ 종합의견 : 사전절차를 마친 뒤 편성하는 것이 바람직함.
"""


@pytest.fixture(scope="session")
def small_documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the two invented documents. Nobody may write to it."""
    folder = tmp_path_factory.mktemp("documents")
    (folder / "업무보고.txt").write_text(REPORT, encoding="utf-8")
    (folder / "검토보고.txt").write_text(REVIEW, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def small_library(tmp_path_factory: pytest.TempPathFactory, small_documents: Path) -> Iterator[Library]:
    """The two invented documents, read into a library and open for all tests. Nobody may write to it."""
    from index.intake import take_in
    from index.library import open_library

    library = open_library(tmp_path_factory.mktemp("small"), "kiwi")
    reports = list(take_in(library, sorted(small_documents.iterdir())))
    assert [report.reason for report in reports] == ["", ""]
    yield library
    library.close()


@pytest.fixture(scope="session")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[dict[str, str]], Callable[[str], Answer]]]:
    """Take in papers, texts by file name, and give what asks them, on the first of March 2025."""
    from assistant.answer import answer
    from assistant.settings import Settings
    from index.intake import take_in
    from index.library import open_library

    with ExitStack() as opened:

        def of(papers: dict[str, str]) -> Callable[[str], Answer]:
            folder = tmp_path_factory.mktemp("papers")
            for name, text in papers.items():
                (folder / name).write_text(text, encoding="utf-8")
            library = open_library(tmp_path_factory.mktemp("library"), "kiwi")
            opened.callback(library.close)
            reports = list(take_in(library, sorted(folder.iterdir())))
            assert not any(report.reason for report in reports)
            return lambda text: answer(library, text, Settings(today="2025-03-01"))

        yield of


@pytest.fixture
def ask(small_library: Library) -> Callable[[str], Answer]:
    """Ask the small library a question."""
    from assistant.answer import answer
    from assistant.settings import Settings

    return lambda text: answer(small_library, text, Settings())
