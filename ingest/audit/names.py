"""What the names of rows and columns say to arithmetic: total of which level, part of what, or nothing to be summed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

# How far up a total stands. 누계 is none: it goes on from the year before.
_LEVELS = (
    (re.compile(r"총합계|총계|총괄계|총\s*합"), 4),
    (re.compile(r"합계|총액|합계액|합|전체|총[가-힣]{0,6}(?:액|비|수|예산|인원)"), 3),
    (re.compile(r"계"), 2),
    (re.compile(r"소계|중계|부분계"), 1),
)
_ENDS_AS_TOTAL = re.compile(r".{1,20}\s*(?P<total>총계|합계|소계)")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）")
_NUMBERING = re.compile(
    r"\s*(?:제?\d{1,2}(?:[-.]\d{1,2})*[.)]|[가-힣][.)](?=\s)|[①-⑳]|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]\.?|[IVX]{1,4}\.|\(\d{1,2}\)|[○●□■ㅇ∙•·‣▶▪◦*\-–]+\s*)"
)
# What does not add up with its like: rates, means, prices, ordinals, what runs on from before.
_MEANS = re.compile(
    r"률$|율$|비율|비중|구성비|점유|평균|단가|(?:인|명|회|건|개소|호|㎡|세대|가구|시설|학급|교사|기관|업체|개사|대|월|일|년|시간|학교)당|(?<!필)지수|순위|등급|점수|평점|연번|번호|누계|누적|연도$|기간|%|배율|경쟁|중위"
    r"|최대|최소|최고|최저|만족도|[평공배]점|실(?:인원|이용자|참여자|참가자|방문자)|순(?:인원|방문자)"
)
_DIFFERENCES = re.compile(r"증감|대비|과부족|차액|차이|비교|△|결원|잔액|불용|잔여|부족|초과|미집행|미달|미수|집행잔|순증")
# What comes and goes between the beginning and the end of a year.
_INFLOW = re.compile(r"(?:당?(?:기|해|해년도|년도|연도)중)?(?:증가|적립|조성|전입|수입|발생|입고|신규)(?:액|분|수)?")
_OUTFLOW = re.compile(r"(?:당?(?:기|해|해년도|년도|연도)중)?(?:감소|사용|지출|집행|상환|소멸|출고|해지)(?:액|분|수)?")
_SUBSET = re.compile(
    r"\s*(?:[※*]|\(?\s*이\s*중|\(?\s*그\s*중|\(?\s*其中|\(?\s*내\s*\)|\(?\s*중\s*\)|\(?\s*of which|\(?\s*(?:재게재|별도|중복))|.*(?:중복|제외|별도|[가-힣]\s중\)|\(중\))"
)
_BELOW = re.compile(r"\s*(?:[-–—·∙ㆍ‣◦└ㄴ]\s*|\([^()]+\)\s*$)")
_SHARES = re.compile(r"비중|구성비|점유율|비율|분포|구성|백분율|%")
_GROWTH = re.compile(
    r"증\s*감\s*(?:률|율)|증\s*가\s*(?:률|율)|신장\s*(?:률|율)|성장\s*(?:률|율)|증감\s*\(?%\)?|감소\s*(?:률|율)|전년\s*대비.*(?:률|율|%)"
)
_RATE = re.compile(r"률|율|비중|구성비|점유|%|진도|대비|비$")
_LETTERS = re.compile(r"[A-Za-zａ-ｚＡ-Ｚ㉠-㉻ⓐ-ⓩ①-⑳]")


@dataclass(frozen=True, slots=True)
class Name:
    """The names that govern a row or column, outermost first, and what they say.

    `own` is the last of them. `level` is 0 for no total, else the higher the more it sums up; `total_at` where in the
    path its word stands.
    """

    path: tuple[str, ...]
    own: str
    level: int
    total_at: int
    depth: tuple[int, ...]  # by its numbering: 2-1. is (2, 1); empty without
    mean: bool  # whether its values never add up: rates, means, ordinals
    summed: bool  # whether its values can be parts of a sum
    subset: bool  # whether it names some of what another line counts already
    below: bool  # whether it is set below the line before by a dash or by brackets: - 기본급, (재산세)
    share: bool
    growth: bool
    rate: bool
    difference: bool
    inflow: bool
    outflow: bool

    @property
    def words(self) -> str:
        """The whole name as it is shown."""
        return " ".join(self.path)


@lru_cache(maxsize=4096)
def name_of(path: tuple[str, ...]) -> Name:
    """What the names of a row or column say."""
    own = path[-1] if path else ""
    levels = [level_of(part) for part in path]
    at = max((n for n, level in enumerate(levels) if level and _governs(n, path)), default=-1)
    whole = " ".join(path)
    closed = re.sub(r"\s+", "", _unbracketed(own))
    in_brackets = " ".join(_BRACKETS.findall(own))
    growth = bool(_GROWTH.search(re.sub(r"\s+", "", own))) or (
        bool(re.search("증감|증가|대비", whole)) and own.strip() in {"%", "비율", "율", "률", "(%)", "비율(%)"}
    )
    mean = growth or bool(_MEANS.search(closed)) or "누계" in whole or "누적" in whole
    difference = bool(_DIFFERENCES.search(re.sub(r"\s+", "", whole)))
    return Name(
        path=path,
        own=own,
        level=levels[at] if at >= 0 else 0,
        total_at=at,
        depth=_depth(own),
        mean=mean,
        summed=not mean and not difference,
        subset=bool(_SUBSET.match(own)),
        below=bool(_BELOW.match(own)),
        share=bool(_SHARES.search(closed)) or "%" in in_brackets,
        growth=growth,
        rate=bool(_RATE.search(closed)) or "%" in in_brackets,
        difference=difference,
        inflow=bool(_INFLOW.fullmatch(closed)),
        outflow=bool(_OUTFLOW.fullmatch(closed)),
    )


def settled(names: Sequence[Name]) -> list[Name]:
    """The names, none of a total's own parts taken for a total: 시정요구 below 계, where 계 has a line of its own."""
    alone = {name.path[0] for name in names if len(name.path) == 1 and name.level}
    return [
        replace(name, level=0, total_at=-1) if len(name.path) > 1 and name.total_at == 0 and name.path[0] in alone else name
        for name in names
    ]


def _governs(at: int, path: tuple[str, ...]) -> bool:
    """Whether a total's word at a place of a path makes the line one of totals: the outermost, or the last."""
    return at in {0, len(path) - 1}


@lru_cache(maxsize=4096)
def level_of(text: str) -> int:
    """How far up a total of this name stands; 0 for no total."""
    bare = re.sub(r"\s+", "", _NUMBERING.sub("", _unbracketed(text), count=1))
    for pattern, level in _LEVELS:
        if pattern.fullmatch(bare):
            return level
    ends = _ENDS_AS_TOTAL.fullmatch(bare)
    return level_of(ends["total"]) if ends else 0


def _unbracketed(text: str) -> str:
    return _BRACKETS.sub("", text).strip()


def _depth(text: str) -> tuple[int, ...]:
    """The numbering of a name as numbers: `2-1. 교육` -> (2, 1)."""
    match = re.match(r"\s*(\d{1,2}(?:[-.]\d{1,2})*)[.)]?(?=\s|[가-힣])", text)
    if match and (len(match[1]) < len(text.strip())):
        return tuple(int(part) for part in re.split("[-.]", match[1]))
    circled = re.match(r"\s*([①-⑳])", text)
    return (ord(circled[1]) - ord("①") + 1,) if circled else ()
