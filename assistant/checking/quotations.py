"""Quotations in a text: what stands in quotation marks must stand to the letter in a document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checking.types import Finding, Ground, Verdict
from assistant.cite import Place, find_places
from index.filters import ANYWHERE, Filters
from index.library import Library
from ingest.document import Span
from ingest.korean import letter_pairs

_QUOTED = re.compile(r"[\"“]([^\"“”]{2,400})[\"”]|「[^」]*」|『[^』]*』")  # what names a law is no quotation
_FEWEST_LETTERS = 10  # less is a term, not a sentence
_NEARLY = 0.8  # of its letter pairs stand in the place that is nearest


def quotations_of(text: str) -> Iterator[Span]:
    """Where the quotations of a text stand, without their marks."""
    for match in _QUOTED.finditer(text):
        if match.group(1) and len(re.sub(r"\W", "", match.group(1))) >= _FEWEST_LETTERS:
            yield Span(*match.span(1))


def check_quotation(library: Library, text: str, span: Span, filters: Filters = ANYWHERE) -> Finding:
    """The finding on one quotation: verified where it stands, contradicted where a place says nearly the same, else not found."""
    quoted = " ".join(span.of(text).split())
    if places := find_places(library, f'"{quoted}"', 3, filters):
        return Finding(span, quoted, Verdict.VERIFIED, is_quotation=True, grounds=tuple(map(_ground, places)))
    nearest = find_places(library, quoted, 1, filters)
    wanted = frozenset(letter_pairs(quoted))
    if nearest and len(wanted & frozenset(letter_pairs(nearest[0].quote))) >= _NEARLY * len(wanted):
        note = "문서의 글과 조금 다릅니다."
        return Finding(span, quoted, Verdict.CONTRADICTED, is_quotation=True, grounds=(_ground(nearest[0]),), note=note)
    return Finding(span, quoted, Verdict.NOT_FOUND, is_quotation=True, note="문서에서 이 글을 찾지 못했습니다.")


def _ground(place: Place) -> Ground:
    return Ground(
        place.document,
        place.title,
        place.section,
        place.place,
        place.span,
        place.quote,
        page=place.page,
        before=place.before,
        after=place.after,
    )
