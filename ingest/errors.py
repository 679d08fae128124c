"""What can go wrong with a user's input, each with the file, the reason and the remedy, in Korean."""

from __future__ import annotations

import errno

# A file in which nothing is wrong, and nothing to read.
NO_TEXT = "빈 문서이면 그대로 두고, 그림으로만 된 문서이면 글자 인식(OCR)을 거친 파일을 넣어 주십시오."
_REASONS = {
    errno.ENOENT: "그 경로에 없음",
    errno.ENOTDIR: "그 경로에 없음",
    errno.EISDIR: "폴더임",
    errno.EACCES: "권한 없음",
    errno.EPERM: "권한 없음",
    errno.EROFS: "쓸 수 없는 드라이브",
    errno.ENOSPC: "남은 공간 없음",
    errno.EDQUOT: "남은 공간 없음",
    errno.EFBIG: "너무 큰 파일",
    errno.EEXIST: "같은 이름이 이미 있음",
    errno.EBUSY: "다른 프로그램이 쓰는 중",
    errno.ENAMETOOLONG: "너무 긴 이름",
    errno.EIO: "장치 오류",
}


# What is told of an index that cannot be read to those who ask: where it lies and what to do is for the keeper, in the log.
INDEX_TROUBLE = "색인을 읽을 수 없어 답하지 못했습니다."
TELL_KEEPER = "이 프로그램을 관리하는 사람에게 알려 주십시오. `geungeo doctor`가 까닭과 할 일을 알려 줍니다."


class GeungeoError(Exception):
    """A message for the user: what happened, why, and what to do."""

    def __init__(self, reason: str, remedy: str = "") -> None:
        stop = "." if remedy and not reason.endswith((".", "?", "!")) else ""
        super().__init__(f"{reason}{stop} {remedy}".strip())
        self.reason = reason
        self.remedy = remedy


class UnreadableFile(GeungeoError):
    """A file that gives no text: broken, empty, locked with a password, or of a foreign format."""


class IndexMismatch(GeungeoError):
    """The index was made with another model or another version and must be made anew."""


class BadInput(GeungeoError):
    """Wrong use: a path that is not there, a setting out of range, a gold file with a broken line."""


class InUse(BadInput):
    """Something else is at work there just now: the same may be done when it is done."""


def why(error: OSError | UnicodeError) -> str:
    """Why a file could not be opened, read or written, in a few words: `권한 없음`."""
    if isinstance(error, UnicodeError):
        return "UTF-8이 아님"
    return _REASONS.get(error.errno or 0, f"운영체제 오류 {error.errno}")
