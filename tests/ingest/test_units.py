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


class TestSeveralUnits:
    """A unit line that names several units says of no column which of them is its own: the labels tell, or nothing does."""

    @pytest.mark.parametrize(
        ("units", "head", "figures"),
        [
            ("개소, 명", "구분\t경로당 수\t이용자", ["31개소", "1200명"]),
            ("명, 천원", "구분\t참여 인원\t사업비", ["31명", "1200000천원"]),
            ("억원, 명", "구분\t고용창출\t매출증가", ["31명", "120000000000억원"]),
            ("백만원, 건", "구분\t민원\t집행액", ["31건", "1200000000백만원"]),
            ("세대, 명", "구분\t세대 수\t인구", ["31세대", "1200명"]),
            ("개소, ㎡", "구분\t공원 수\t면적", ["31개소", "1200㎡"]),
            ("명, 백만원, %", "구분\t정원(A)\t예산(B)", ["31명", "1200000000백만원"]),
        ],
    )
    def test_each_column_has_the_unit_of_its_kind(self, units: str, head: str, figures: list[str]) -> None:
        found = cells_of(f"□ 현황 (단위: {units})\n{head}\n동구\t31\t1,200\n서구\t41\t1,500")
        assert [found["31"], found["1,200"]] == figures

    @pytest.mark.parametrize(
        ("units", "head"),
        [
            ("개소, 명", "구분\t상반기\t하반기"),  # nothing tells
            ("명, 천원", "구분\t장비\t투자"),  # end like 사업비 and 이용자 and are neither
            ("천원, 백만원", "구분\t예산액\t집행액"),  # two units of one kind
            ("개소, 명", "구분\t사업비\t면적"),  # of a kind that the line does not name
        ],
    )
    def test_where_no_label_tells_no_unit_is_certain(self, units: str, head: str) -> None:
        found = cells_of(f"□ 현황 (단위: {units})\n{head}\n동구\t31\t1,200\n서구\t41\t1,500")
        assert [found["31"], found["1,200"]] == ["31", "1200"]

    def test_rows_tell_where_columns_are_years(self) -> None:
        found = cells_of("□ 현황 (단위: 명, 천원)\n구분\t2023년\t2024년\n참여자\t31\t41\n사업비\t1,200\t1,500")
        assert [found["31"], found["1,500"]] == ["31명", "1500000천원"]
