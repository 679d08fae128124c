"""Render the library for its keeper as HTML: pure functions of its documents, its state and the batches at work.

Everything that comes from outside is escaped here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape

from index.holdings import Holding, State
from index.jobs import AT_HAND, UNDONE, Batch, Item, Stage

EMPTY = "색인에 문서가 없습니다. ‘문서’ 탭에서 파일을 넣어 주십시오."
EMPTY_HTML = f'<div class="geungeo empty"><p class="nothing">{EMPTY}</p></div>'
_EMPTY_HERE = (
    '<div class="geungeo empty"><p class="nothing">색인에 문서가 없습니다. 위에 파일이나 폴더를 끌어다 놓으십시오.</p></div>'
)
_STAGES = {
    Stage.WAITING: "기다림",
    Stage.READING: "읽는 중",
    Stage.STORING: "넣는 중",
    Stage.ADDED: "넣음",
    Stage.REPLACED: "바꿈",
    Stage.UNCHANGED: "그대로",
    Stage.FAILED: "실패",
    Stage.SKIPPED: "건너뜀",
    Stage.STOPPED: "멈춤",
}
_FILES_SHOWN = 12  # of a batch beside those that failed: its last done, at hand, next
_FAILED_SHOWN = 100
_DONE_SHOWN = 500
_NOT_TAKEN = frozenset({Stage.FAILED, Stage.SKIPPED})
_DOCUMENTS_SHOWN = 200
_HEAD = ("문서", "종류", "해", "발행 기관", "위원회", "대목", "수치", "넣은 때")


def progress_html(batches: Sequence[Batch]) -> str:
    """How far each batch has come, with the time left, and its files: those that failed by name with the reason first."""
    return f'<div class="geungeo batches">{"".join(map(_batch, batches))}</div>' if batches else ""


def documents_html(held: Sequence[Holding], sought: str = "") -> str:
    """The documents as a table, each with a button that opens it; `sought` are words of its name, title, kind or bodies."""
    if not held:
        return EMPTY_HTML
    words = sought.lower().split()
    found = [holding for holding in held if all(word in _searched(holding) for word in words)]
    if not found:
        return f'<div class="geungeo documents"><p class="nothing">‘{escape(sought)}’에 맞는 문서가 없습니다.</p></div>'
    head = "".join(f'<th scope="col">{name}</th>' for name in _HEAD)
    rows = "".join(_document(holding) for holding in found[:_DOCUMENTS_SHOWN])
    more = len(found) - _DOCUMENTS_SHOWN
    left = f'<p class="reading">{more:,}개가 더 있습니다. 이름이나 제목을 적어 줄여 주십시오.</p>' if more > 0 else ""
    return f'<div class="geungeo documents"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{left}</div>'


def state_html(state: State) -> str:
    """The state of the index in a few figures."""
    if not state.documents:
        return _EMPTY_HERE
    told = {
        "문서": f"{state.documents:,}개",
        "대목": f"{state.passages:,}개",
        "수치": f"{state.figures:,}개",
        "모델": state.model,
        **({"색인 크기": size_of(state.index_bytes)} if state.index_bytes else {}),
        "보관한 파일": size_of(state.kept_bytes),
        "마지막 변경": day_and_time(state.changed_at),
    }
    facts = "".join(f"<div><dt>{name}</dt><dd>{escape(value)}</dd></div>" for name, value in told.items())
    outdated = f'<p class="notice">다시 읽어야 할 문서가 {state.outdated:,}개 있습니다.</p>' if state.outdated else ""
    return f'<div class="geungeo state"><dl>{facts}</dl>{outdated}</div>'


def removed_html(document: str) -> str:
    """That the document of the passage that is shown is no longer there, and what to do."""
    told = f"‘{document}’는 이 답을 한 뒤에 색인에서 뺀 문서입니다. 아래 대목은 답할 때의 내용이며 이제는 찾지 않습니다."
    remedy = "다시 쓰려면 ‘문서’ 탭에서 파일을 넣고, 그렇지 않으면 다시 물어 주십시오."
    return f'<div class="geungeo removed" role="alert"><p class="notice">{escape(told)} {remedy}</p></div>'


def replaced_html(document: str, stands: bool) -> str:
    """That the document of the passage that is shown was replaced since, whether the quote still stands in it, and what to do."""
    told = f"‘{document}’는 이 답을 한 뒤에 바뀌었습니다. "
    told += "인용한 문장은 지금 문서에도 있으나 자리가 달라졌습니다." if stands else "인용한 문장이 지금 문서에는 없습니다."
    remedy = "아래 대목은 답할 때의 내용입니다. 지금 문서로 답을 받으려면 다시 물어 주십시오."
    return f'<div class="geungeo removed" role="alert"><p class="notice">{escape(told)} {remedy}</p></div>'


def told_html(message: str, failed: bool = False) -> str:
    """A line that says what was done, or why it was not."""
    return f'<div class="geungeo"><p class="{"notice" if failed else "done"}" role="status">{escape(message)}</p></div>'


def size_of(size: int) -> str:
    """Bytes as people read them: `3.4MB`."""
    value = float(size)
    for unit in ("B", "KB", "MB"):
        if value < 1000:
            return f"{value:.0f}{unit}" if unit == "B" or value >= 100 else f"{value:.1f}{unit}"
        value /= 1000
    return f"{value:,.1f}GB"


def time_of(seconds: float) -> str:
    """A length of time as people read it: `2분 5초`."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole}초"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes}분 {rest}초"
    return f"{minutes // 60}시간 {minutes % 60}분"


def day_and_time(moment: str) -> str:
    """A moment in ISO 8601 as the clock here shows it: `2025-02-19 14:30`."""
    return f"{datetime.fromisoformat(moment).astimezone():%Y-%m-%d %H:%M}" if moment else "-"


def _batch(batch: Batch) -> str:
    done = sum(item.stage not in UNDONE for item in batch.items)
    told = f'<p class="notice">{escape(batch.told)}</p>' if batch.told else ""
    stopping = '<p class="notice">지금 파일까지만 넣고 멈춥니다.</p>' if batch.is_stopping and not batch.is_done else ""
    stopped = any(item.stage is Stage.STOPPED for item in batch.items)
    again = '<p class="notice">멈춘 파일은 ‘모두 다시 확인’을 누르면 이어서 넣습니다.</p>' if stopped else ""
    bar = "" if batch.is_done else f'<progress value="{done}" max="{len(batch.items)}" aria-label="넣은 파일"></progress>'
    return (
        f'<section class="batch"><p class="summary" role="status">{escape(_summary(batch, done))}</p>'
        f"{bar}{told}{stopping}{again}{_files(batch)}</section>"
    )


def _summary(batch: Batch, done: int) -> str:
    """`3/12개 파일, 145쪽, 남은 시간 약 2분 5초` on the way; what became of them at the end."""
    pages = sum(item.pages for item in batch.items if item.stage not in UNDONE)
    read = f"{pages:,}쪽" if pages else ""
    if not batch.is_done:
        left = "남은 시간을 재고 있습니다" if batch.seconds_left is None else f"남은 시간 약 {time_of(batch.seconds_left)}"
        return ", ".join(filter(None, (f"{done:,}/{len(batch.items):,}개 파일", read, left)))
    counts = Counter(item.stage for item in batch.items)
    became = ", ".join(f"{name} {counts[stage]:,}개" for stage, name in _STAGES.items() if counts[stage])
    return " · ".join(filter(None, (f"끝났습니다: {became}", read)))


def _files(batch: Batch) -> str:
    """Those that failed, and those around the one at hand; behind a fold when all is done."""
    failed = [item for item in batch.items if item.stage in _NOT_TAKEN]
    others = [item for item in batch.items if item.stage not in _NOT_TAKEN]
    at = next((number for number, item in enumerate(others) if item.stage in UNDONE), len(others))
    first = max(0, min(at - _FILES_SHOWN // 2, len(others) - _FILES_SHOWN))
    shown = others if batch.is_done else others[first : first + _FILES_SHOWN]
    parts = [_list(failed, _FAILED_SHOWN), _list(shown, _DONE_SHOWN)]
    if batch.is_done and others:
        parts[1] = f"<details><summary>다른 파일 {len(others):,}개</summary>{parts[1]}</details>"
    elif len(shown) < len(others):
        parts.append(f'<p class="reading">다른 파일 {len(others) - len(shown):,}개</p>')
    return "".join(parts)


def _list(items: Sequence[Item], most: int) -> str:
    more = f'<li class="more">그 밖에 {len(items) - most:,}개</li>' if len(items) > most else ""
    return f'<ul class="files">{"".join(map(_file, items[:most]))}{more}</ul>' if items else ""


def _file(item: Item) -> str:
    size = (
        f"{item.pages:,}쪽" if item.pages else "",
        f"대목 {item.passages:,}개" if item.passages else "",
        f"{item.seconds:,.1f}초" if item.seconds >= 0.05 else "",
        size_of(item.size) if item.stage is Stage.WAITING else "",
    )
    reason = f'<span class="reason">{escape(item.reason)}</span>' if item.reason else ""
    busy = ' aria-busy="true"' if item.stage in AT_HAND else ""
    return (
        f'<li class="{item.stage.value}"{busy}><span class="stage">{_STAGES[item.stage]}</span> <span class="name">{escape(item.name)}</span>'
        f' <span class="size">{", ".join(filter(None, size))}</span>{reason}</li>'
    )


def _document(holding: Holding) -> str:
    row, imprint = holding.row, holding.row.imprint
    name = escape(row.name, quote=True)
    notes = "".join(f'<span class="note">{escape(note)}</span>' for note in notes_of(holding))
    cells = (
        row.kind,
        str(row.year or ""),
        imprint.body,
        imprint.committee,
        f"{row.passages:,}",
        f"{row.figures:,}",
        day_and_time(holding.added_at)[:10],
    )
    told = "".join(f'<td data-name="{name}">{escape(cell)}</td>' for name, cell in zip(_HEAD[1:], cells, strict=True))
    return (
        f'<tr><th scope="row"><button type="button" class="document" data-document="{name}" title="고치기, 다시 읽기, 지우기">'
        f'{escape(row.title)}</button><span class="file">{name}</span>{notes}</th>{told}</tr>'
    )


def notes_of(holding: Holding) -> list[str]:
    """What its keeper should know of a document, each with what to do."""
    return list(_notes(holding))


def _notes(holding: Holding) -> Iterable[str]:
    if holding.row.unread:
        yield f"바뀐 파일을 읽지 못해 이전 내용입니다: {holding.row.unread}"
    if not holding.is_there:
        yield "원본 파일이 자리에 없습니다. 다시 읽으려면 파일을 다시 넣어 주십시오."
    elif holding.is_outdated:
        yield "다시 읽어야 합니다. ‘모두 다시 확인’을 눌러 주십시오."
    yield from holding.row.warnings


def _searched(holding: Holding) -> str:
    row, imprint = holding.row, holding.row.imprint
    return " ".join(
        (row.name, row.title, row.kind, str(row.year or ""), imprint.body, imprint.council, imprint.committee)
    ).lower()
