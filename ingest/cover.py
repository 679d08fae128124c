"""The cover of a document: its lines before the contents and the first section, and the labelled lines after them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ingest.document import Source
from ingest.mend import close_digits, mend

_FIRST_CHARACTERS = 3000
_MOST_LINES = 25
_LONGEST_LINE = 60  # characters; a longer line is prose
_RULE = re.compile(r"[-=_*·\s]*")
_MARKS = re.compile(r"^\s*(?:#+\s*|[<【〔]\s*(?=.*[>】〕]\s*$))|\s*[>】〕]\s*$")
_SPACED = re.compile(r"[가-힣](?:\s+[가-힣]){2,}")  # a line of single syllables: 가 람 시, 기 획 경 제 위 원 회
_CONTENTS = re.compile(r"(?:목차|차례|순서|보고\s?순서|의사\s?일정|심사된\s?안건|부의된\s?안건|상정된\s?안건)")
_SECTION = re.compile(r"(?:[Ⅰ-Ⅻ]|I{1,3}(?=[.\s]|$)|1\s*[.)]\s*[가-힣]|가\s*[.)]\s|[□■○◯〇ㅇ◦∘❍●▪]|제\s*1\s*[조장]\b)")
_PROSE = re.compile(r"(?:[다음함임됨봄]\s*[.]|니까[?]|[,，])\s*$")
# Names of what stands behind them in the first lines and tables of bills, reports and minutes.
_LABEL_NAMES = (
    "의안번호|발의연월일|제출연월일|제안연월일|발의년월일|제출년월일|제안년월일|발의일자|제출일자|제안일자|보고일자|보고일|작성일자|작성일"
    "|일시|보고일시|제출자|제안자|발의자|검토자|보고자|소관위원회|소관상임위원회|기관명|보고기관|작성기관|발행기관|회의명|회기"
)
_SPACED_NAMES = "|".join(r"\s*".join(name) for name in _LABEL_NAMES.split("|"))
_LABEL = re.compile(rf"^(?:[가-하0-9]{{1,2}}[.)]\s*|[□○◯ㅇ◦∘❍·-]\s*)*({_SPACED_NAMES})(?:\s*:\s*|\s+)(\S.*)$")


@dataclass(frozen=True, slots=True)
class Cover:
    """What a document says of itself before it begins, and the first pages with it, as mended lines."""

    lines: tuple[str, ...]
    first: tuple[str, ...]  # all lines of the first pages, those of the cover too

    def values(self, *names: str) -> list[str]:
        """The values of these labels on the first pages, in order: of `제 출 자 : 가람시장`, `가람시장`."""
        return _values(self.first, names)

    def own_values(self, *names: str) -> list[str]:
        """The values of these labels on the cover itself."""
        return _values(self.lines, names)


def cover_of(source: Source) -> Cover:
    """The cover of a source; one without lines where the document begins with its first section."""
    lines = [line for raw in source.text[:_FIRST_CHARACTERS].split("\n") if (line := reading_line(raw))]
    cover: list[str] = []
    for line in lines[:_MOST_LINES]:
        if _CONTENTS.fullmatch(line) or _SECTION.match(line) or _PROSE.search(line) or len(line) > _LONGEST_LINE:
            break
        cover.append(line)
    return Cover(tuple(cover), tuple(lines))


def _values(lines: Iterable[str], names: Collection[str]) -> list[str]:
    """What stands behind labels of these names."""
    labels = (match for line in lines if (match := _LABEL.match(line)))
    return [match.group(2).strip() for match in labels if re.sub(r"\s", "", match.group(1)) in names]


def reading_line(raw: str) -> str:
    """A line as a person reads it, letters closed: `# 가 람 시` -> `가람시`; empty for a rule."""
    if _RULE.fullmatch(raw):
        return ""
    line = close_digits(_MARKS.sub("", raw).strip())
    return "".join(line.split()) if _SPACED.fullmatch(line) else mend(line)
