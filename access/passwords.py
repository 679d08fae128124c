"""Passwords: what is asked of one, and their argon2id hashes."""

from __future__ import annotations

from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

from access.names import folded
from ingest.errors import BadInput

LEAST = 10  # characters
_MOST = 200  # characters; more would be no password but work for the program
_LEAST_DIFFERENT = 4  # characters that differ; aaaaaaaaaa is none
# 64 MiB and three passes (RFC 9106, 4): how many at the same time is bounded where they are asked for (api/signing.py).
_HASHER = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
# Of the commonest those that are long enough, less letters' case and what stands at the end of them.
_WORDS = """
    password passw0rd administrator qwertyuiop asdfghjkl zxcvbnm qwerty qwer1234 q1w2e3r4 q1w2e3r4t5 1q2w3e4r 1q2w3e4r5t
    1q2w3e4r5t6y 1qaz2wsx 1qaz2wsx3edc 1qaz1qaz qazwsxedc zaq12wsx iloveyou letmein welcome changeme default secret master
    asdf1234 asdfasdf abcd1234 abc123 a123456 admin admin1234 test1234 korea korea1234 seoul seoul1234 daehanminguk
    dkssudgktpdy tkfkdgo tkfkdgody rkskekfk alsrhddls geungeo 비밀번호 안녕하세요 사랑해 사랑합니다 대한민국 관리자
"""
_COMMON = frozenset(_WORDS.split())
_ENDS = "0123456789!@#$%^&*()_+-=.,~ "
_ROWS = ("01234567890123456789", "98765432109876543210", "qwertyuiopqwertyuiop", "abcdefghijklmnopqrstuvwxyz")


def check_password(password: str, name: str) -> None:
    """Raises BadInput, with the rule, for a password that is too easily guessed."""
    if len(password) < LEAST:
        raise BadInput(f"비밀번호가 짧습니다({len(password)}자).", f"{LEAST}자 이상으로 정해 주십시오.")
    if len(password) > _MOST:
        raise BadInput("비밀번호가 너무 깁니다.", f"{_MOST}자까지 쓸 수 있습니다.")
    plain = folded(password)
    core = plain.strip(_ENDS)
    if core == folded(name).strip(_ENDS) or plain == folded(name) or plain == folded(name) * 2:
        raise BadInput("비밀번호가 이름과 같습니다.", "이름이 아닌 다른 말로 정해 주십시오.")
    if plain in _COMMON or core in _COMMON or len(set(plain)) < _LEAST_DIFFERENT or any(plain in row for row in _ROWS):
        raise BadInput("누구나 흔히 쓰는 비밀번호입니다.", "관계없는 낱말을 서넛 이어 붙이면 외우기 쉽고 알아내기 어렵습니다.")


def hashed(password: str) -> str:
    """The argon2id hash of a password, with its parameters and salt."""
    return _HASHER.hash(password)


def fits(hash: str, password: str) -> bool:
    """Whether a password is the one of a hash. An empty hash, of an account without a password or of none, fits nothing.

    It takes as long as any other: whether a name exists is not to be told by a clock.
    """
    try:
        return _HASHER.verify(hash or _nobodys(), password) and bool(hash)
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(hash: str) -> bool:
    """Whether a hash was made with weaker parameters than are used now."""
    return _HASHER.check_needs_rehash(hash)


@lru_cache(1)
def _nobodys() -> str:
    """The hash that is verified where there is none."""
    return hashed("of nobody at all")
