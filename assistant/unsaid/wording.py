"""How it is said that something is not said."""

from __future__ import annotations

from assistant.particles import with_particle


def not_found(what: str) -> str:
    """`묻는 내용을 다룬 대목은 있으나 ‘임차료’는 문서에서 찾지 못했습니다.`"""
    return f"묻는 내용을 다룬 대목은 있으나 {with_particle(what, '은', '는')} 문서에서 찾지 못했습니다."


def not_told_of(name: str) -> str:
    """`‘경기도’를 다룬 대목에서 답을 찾지 못했습니다.`"""
    return f"{with_particle(f'‘{name}’', '을', '를')} 다룬 대목에서 답을 찾지 못했습니다."
