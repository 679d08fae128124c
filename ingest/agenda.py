"""The agenda of minutes, and the times that they note: under which item and when something was said."""

from __future__ import annotations

import re

from ingest.utterance import AgendaItem

_NUMBERED = re.compile(r"[#\s]*(\d{1,2})\s?[.．]\s*(\S.*)", re.DOTALL)
_BEHIND_TITLE = re.compile(r"\s*[(〔\[][^()〔〕\[\]]*[)〕\]]\s*$")  # (시장 제출), (심나래 의원 대표발의)
_IS_ITEM = re.compile(r"(?:안|건|청원|보고|선임|선거|질문|발언|감사|채택)$")
_CALLED = re.compile(r"의사\s?일정\s*((?:제\s?\d{1,2}\s?항[\s,·ㆍ및과와]*(?:부터|에서|내지)?(?:까지)?[\s,·ㆍ]*)+)")
_NUMBER = re.compile(r"제\s?(\d{1,2})\s?항\s*(부터|에서|내지)?")
_PUTS_FORWARD = re.compile(r"상\s?정")
_TIME = re.compile(r"[(〔\[]\s*(?:(오전|오후)\s*)?(\d{1,2})\s*[시:]\s*(?:(\d{1,2})\s*분?)?\s*([가-힣\s]{0,10})[)〕\]]")
_OPENS, _CLOSES = re.compile(r"^(?:개의|개회|개식|개시)"), re.compile(r"^(?:산회|폐회|유회|종료)")
_JOINED = re.compile(
    r"\n\s*(?=[(〔\[]\s*(?:오[전후]\s*)?\d|(?:심사|부의|상정)된\s?안건|의사\s?일정)"
)  # lines that were taken for one paragraph
_MOST_ITEMS = 99


class Agenda:
    """Where a meeting has come to, while its minutes are read from front to back."""

    def __init__(self, *, opened: bool) -> None:
        """Begin before the opening, or, in minutes that note none, within the meeting."""
        self.is_open = opened
        self.items: tuple[AgendaItem, ...] = ()
        self.time = ""
        self._listed: dict[int, str] = {}
        self._gathering = False  # several items that stand one below the other are taken up together

    def see(self, text: str) -> None:
        """Take in what nobody says: an item of the agenda, a time."""
        for line in _JOINED.split(text):
            self._see_line(line)

    def _see_line(self, line: str) -> None:
        self.hear_time(line)
        match = _NUMBERED.fullmatch(line.strip())
        if match is None:
            self._gathering = self._gathering and _TIME.fullmatch(line.strip()) is not None
            return
        number, title = int(match.group(1)), " ".join(match.group(2).split())
        if not self.is_open:
            self._listed[number] = title
        elif self._is_item(number, title):
            item = AgendaItem(number, _bare(self._listed.setdefault(number, title)))
            self.items = (*self.items, item) if self._gathering and item not in self.items else (item,)
            self._gathering = True

    def hear(self, said: str) -> None:
        """Take in what the chair says: 의사일정 제2항을 상정합니다."""
        self._gathering = False
        match = _CALLED.search(said)
        if match and _PUTS_FORWARD.search(said):
            numbers = _numbers(match.group(1))
            self.items = tuple(AgendaItem(number, _bare(self._listed.get(number, ""))) for number in numbers)

    def hear_time(self, text: str) -> None:
        """Take in a time in brackets, on a line of its own or behind what is said: (14시 20분 계속개의)."""
        for half, hour, minute, event in _TIME.findall(text):
            hours = int(hour) + (12 if half == "오후" and int(hour) < 12 else 0)
            if hours < 24 and int(minute or 0) < 60:
                self.time = f"{hours:02d}시 {int(minute or 0):02d}분"
                event = "".join(event.split())
                self.is_open = (self.is_open or bool(_OPENS.match(event))) and not _CLOSES.match(event)

    def _is_item(self, number: int, title: str) -> bool:
        """Whether a numbered line is an item and not an entry of a list that somebody reads out."""
        listed = self._listed.get(number)
        if listed is None:
            return not self._listed and _IS_ITEM.search(_bare(title)) is not None
        one, other = sorted(("".join(_bare(text).split()) for text in (listed, title)), key=len)
        return other.startswith(one)


def notes_opening(line: str) -> bool:
    """Whether a line notes when the meeting was opened."""
    return any(_OPENS.match("".join(event.split())) for *_, event in _TIME.findall(line))


def _bare(title: str) -> str:
    """A title without who handed it in."""
    return _BEHIND_TITLE.sub("", title).strip()


def _numbers(text: str) -> list[int]:
    """The numbers of items that are called: 제1항부터 제3항까지 -> 1, 2, 3."""
    found: list[int] = []
    until = False
    for number, reaches in _NUMBER.findall(text):
        first = found[-1] + 1 if until and found else int(number)
        found += range(first, min(int(number), first + _MOST_ITEMS) + 1)
        until = bool(reaches)
    return list(dict.fromkeys(found))
