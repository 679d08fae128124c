"""What a face says of a table that does not add up, in a sentence."""

from __future__ import annotations

from index.findings import FindingRow

NAMES = {
    "sum": "합계",
    "difference": "증감·잔액",
    "growth": "증감률",
    "rate": "비율",
    "share": "비중",
    "formula": "머리글의 식",
    "product": "산출내역",
}


def told_of(row: FindingRow) -> str:
    """A finding in one sentence: which figure, what it says and what it would have to be."""
    where = ", ".join(filter(None, (row.row, row.column))) or "이 값"
    verdict = f"{row.expected_text}이어야 앞뒤가 맞습니다" if row.likely else f"식으로는 {row.expected_text}입니다"
    return f"[{NAMES.get(row.check, row.check)}] {where}: 적힌 값 {row.stated_text}, {verdict}."
