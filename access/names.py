"""What an account and a collection may be called, and which names are one and the same."""

from __future__ import annotations

import re
import unicodedata

from index.collections import checked_collection
from ingest.errors import BadInput

_ACCOUNT = re.compile(r"[0-9A-Za-z가-힣][0-9A-Za-z가-힣._@-]{0,39}")
_COOKIE = re.compile(r"[0-9a-f]{32}")  # what a browser without an account is called (screen/user.py)


def account_name(text: str) -> str:
    """The name of an account as it is kept. Raises BadInput for what is none."""
    name = unicodedata.normalize("NFC", text)
    if not _ACCOUNT.fullmatch(name) or _COOKIE.fullmatch(name.lower()):
        raise BadInput(f"이름으로 쓸 수 없습니다: {text[:60]!r}", "한글, 영문, 숫자와 . _ @ - 로 40자까지 적어 주십시오.")
    return name


def collection_name(text: str) -> str:
    """The name of a collection as it is kept. Raises BadInput for what is none."""
    if not text:
        raise BadInput("모음의 이름이 비어 있습니다.", "`geungeo collections list`로 확인해 주십시오.")
    return checked_collection(text)


def folded(name: str) -> str:
    """A name less what does not tell two apart: `Kim` and `kim` are one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
