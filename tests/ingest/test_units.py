"""Units are taken from where they stand, and from nowhere else."""

from __future__ import annotations

import pytest

from ingest.document import Source, Span
from ingest.pipeline import ingest
from ingest.units import unit_of_label


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("집행률", "%"),
        ("구성비(%)", "%"),
        ("교육 인원 (명)", "명"),
        ("GRDP ( 조 원 )", "조원"),
        ("원인행위액(집행률)", ""),  # the amount leads: its unit is the table's
        ("집행액 및 집행률(%)", ""),
        ("지출액(집행률)", ""),
        ("사업명", ""),
    ],
)
def test_label_says_its_unit(label: str, unit: str) -> None:
    assert unit_of_label(label) == unit


def cells_of(text: str, *, wrapped: bool = False) -> dict[str, str]:
    """The base value and unit of each figure in the one table of a text."""
    source = Source("가.txt", "text", "0", text, (Span(0, len(text)),), wrapped)
    (table,) = [block.table for block in ingest(source).document.blocks if block.table is not None]
    return {cell.text: f"{cell.quantity.base}{cell.quantity.unit}" for cell in table.cells if cell.quantity is not None}


def test_unit_beside_the_heading_is_that_of_its_table() -> None:
    assert cells_of("□ 예산 (단위: 천원)\n구분\t2023년\t2024년\n도로\t300\t400\n공원\t10\t20")["300"] == "300000천원"


def test_announced_total_proves_the_counter() -> None:
    found = cells_of("○ 처리요구사항 총 73건\n구분\t계\t완료\n계\t73\t41\n건의\t27\t9")
    assert found["41"] == "41건"


def test_announced_number_that_is_no_total_proves_nothing() -> None:
    found = cells_of("○ 참석자 41명\n구분\t계\t완료\n계\t73\t41\n건의\t27\t9")
    assert found["73"] == "73"


def test_footnote_mark_is_no_part_of_the_value() -> None:
    text = "구분 정원 현원\n경제과 30 341)\n일자리과 29 26\n창업과 23 24\n\n1) 파견 2명 포함"
    assert cells_of(text, wrapped=True)["34"] == "34명"  # 현원 counts persons
