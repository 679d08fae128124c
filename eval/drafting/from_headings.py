"""Questions for what stands under a heading behind a label: 추진기간, 담당부서, 설치장소, 근거법령."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant.particles import with_particle
from eval.drafting.proposal import Origin, Proposal, id_of
from eval.gold import GoldEvidence, GoldItem
from index.library import Library
from index.rows import PassageRow
from ingest.document import Statement, StatementKind

_LABELLED = re.compile(r"^[\W_]*(?P<label>[가-힣][가-힣 ]{1,11}[가-힣])\s*[:：]\s*(?P<value>\S.{1,58}\S)$", re.S)
_NUMBER = re.compile(r"^(?:[\dⅠ-Ⅻ가-하]{1,3}[.)]|\d{1,2}(?=\s)|[①-⑳□■○●◆▷\-–])\s*")
_EXTRA = re.compile(r"\s*(?:[(<\[（〔].*[)>\]）〕]|신규|계속|확대)\s*$")
# Headings under which every programme has its own: 사업개요, 주요내용, 추진계획 및 실적.
_GENERAL = re.compile(
    r"(?:(?:사업|추진|주요|일반|총괄|건의|검토|설립|참고|세부|기관|감사|검사|위탁|위탁사무|운영|출연|예산|소요예산|행사|교육)?"
    r"(?:개요|내용|현황|사항|의견|요지|계획|실적|배경|근거|방향|산출근거|내역|사업|업무)(?:및)?)++"
)
_NAMED = 4  # letters of a heading that names a thing


class _Asked(NamedTuple):
    label: re.Pattern[str]
    type: str
    ending: str


_ASKED = (
    _Asked(re.compile(r"(?:기간|일시|일자|시기|기한)$"), "date", "언제인가요?"),
    _Asked(re.compile(r"(?:담당|담당자|발의자|제출자|보고자|대표|원장|위원장|관장|소장)$"), "person", "누구인가요?"),
    _Asked(re.compile(r"(?:부서|주관|기관|소재지|위치|장소|수탁자)$"), "person", "어디인가요?"),
    _Asked(re.compile(r"(?:근거|법령)$"), "legal", "무엇인가요?"),
    _Asked(re.compile(r"(?:사유|이유|목적|배경|취지)$"), "reason", "무엇인가요?"),
    _Asked(re.compile(r"(?:대상|내용|방법|조건)$"), "list", "무엇인가요?"),
)


def from_headings(library: Library, limit: int) -> Iterator[Proposal]:
    """Up to `limit` questions for what is written behind a label under a heading, documents in turn."""
    waiting = [_of_document(library, row.name) for row in library.store.documents()]
    made = 0
    while waiting and made < limit:
        for proposals in [*waiting]:
            found = next(proposals, None)
            if found is None:
                waiting.remove(proposals)
                continue
            yield found
            made += 1
            if made == limit:
                return


def _of_document(library: Library, name: str) -> Iterator[Proposal]:
    """The proposals of a document, each question once: what two places answer is no good question."""
    found: dict[str, Proposal | None] = {}
    for passage in _passages(library, name):
        for statement in passage.statements:
            proposal = _proposal(name, statement)
            if proposal is not None:
                question = proposal.item.question
                found[question] = None if question in found else proposal
    yield from (proposal for proposal in found.values() if proposal is not None)


def _passages(library: Library, name: str) -> Iterator[PassageRow]:
    """The passages of a document in their order."""
    text = library.store.document_text(name) or ""
    place = 0
    while place < len(text):
        found = library.store.passages_at(name, [place])
        yield from found[-1:]
        place = max([place + 1, *(passage.span.end for passage in found)])


def _proposal(document: str, statement: Statement) -> Proposal | None:
    """`청년 디지털 인턴 사업기간은 언제인가요?` for `○ 사업기간 : 2024. 3. ~ 12.` under that heading."""
    match = _LABELLED.match(statement.text.strip())
    heading = _thing(statement.section)
    if statement.kind != StatementKind.SENTENCE or match is None or not heading:
        return None
    label, value = re.sub(r"(?<=[가-힣]) (?=[가-힣](?: |$))", "", match["label"]), match["value"].strip()
    asked = next((asked for asked in _ASKED if asked.label.search(label.replace(" ", ""))), None)
    if asked is None:
        return None
    question = f"{with_particle(f'{heading} {label}', '은', '는')} {asked.ending}"
    item = GoldItem(
        id=id_of(question, document, statement.text),
        question=question,
        type=asked.type,
        answer=value,
        figures=(),
        must_contain=(value,),
        evidence=(GoldEvidence(document, statement.text.strip()),),
    )
    return Proposal(item, Origin.HEADING)


def _thing(section: tuple[str, ...]) -> str:
    """What a section is about: its innermost heading that names one thing; empty where none does."""
    for heading in reversed(section):
        name = _EXTRA.sub("", _NUMBER.sub("", heading)).strip()
        letters = name.replace(" ", "")
        if len(letters) >= _NAMED and not _GENERAL.fullmatch(letters):
            return name
    return ""
