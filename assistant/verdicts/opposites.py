"""Words that say what a question's last word says, and words that say it is not so: 팔리다, 매각, and 유찰."""

from __future__ import annotations

# The question's stem, and how a document may write it.
SAME: dict[str, tuple[str, ...]] = {
    "들": ("포함",),
    "들어가": ("포함",),
    "팔리": ("매각완료", "매각 완료", "공급완료", "분양완료"),
    "열리": ("개최",),
    "바꾸": ("변경", "전환"),
    "고치": ("수정", "개정"),
    "끊": ("해지",),
    "가능": ("가능",),
    "비": ("공석", "결원"),
}
# What denies it, where it is not denied itself.
OPPOSITE: dict[str, tuple[str, ...]] = {
    "팔리": ("유찰", "미공급", "미매각"),
    "매각": ("유찰", "미매각"),
    "공급": ("유찰", "미공급"),
    "낙찰": ("유찰",),
    "차": ("공석", "결원"),
    "채우": ("공석", "결원"),
    "포함": ("제외", "별도"),
    "들": ("제외", "별도"),
    "들어가": ("제외", "별도"),
    "의무": ("임의",),
    "개최": ("취소", "연기"),
    "허용": ("금지", "불허"),
    "찬성": ("반대",),
    "완료": ("추진중", "추진 중", "진행중", "진행 중", "미추진"),
}


def forms_of(stem: str) -> tuple[str, ...]:
    """The words that say what a stem says, the stem itself first."""
    return (stem, *SAME.get(stem, ()))
