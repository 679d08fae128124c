"""Check a whole text: its figures and its quotations, statement by statement."""

from __future__ import annotations

import hashlib
import time
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.checking.candidates import Sources, candidates_of
from assistant.checking.claims import claims_of
from assistant.checking.derive import Known
from assistant.checking.near_quotes import as_quoted, nearly_quoted, other_years
from assistant.checking.quotations import check_quotation, quotations_of
from assistant.checking.readings import as_readings
from assistant.checking.types import Checked, Claim, Finding, Verdict
from assistant.checking.verdict import derive_within, verdict_on
from assistant.evidence import Evidence
from index.filters import ANYWHERE, Filters
from index.library import Library
from ingest.document import Document, Source, Span, Statement
from ingest.errors import BadInput, UnreadableFile
from ingest.log.noting import note
from ingest.pipeline import read_document
from ingest.plain import as_plain
from ingest.sandbox import read_safely
from ingest.statements import statements_of
from ingest.units import DATE

_BEFORE = 2  # statements before one whose figures it may compute with: … 대비 8,339명 늘어난 것임
_BESIDE = 24  # claims of one statement that are held against each other; what has more is a list of numbers
_LONGEST = 200_000  # characters; a longer text is a library, not a draft
_OPEN = frozenset({Verdict.NOT_FOUND, Verdict.CONTRADICTED})  # verdicts of what may still follow from other figures
Progress = Callable[[int, int], None]


def check_file(library: Library, path: Path, filters: Filters = ANYWHERE, progress: Progress | None = None) -> Checked:
    """Check a file. Raises UnreadableFile, with its name, for one that gives no text."""
    try:
        document = read_document(read_safely(path))
    except UnreadableFile as error:
        raise UnreadableFile(f"{path.name}: {error.reason}", error.remedy) from error
    return check_document(library, document, filters, progress)


def check_text(library: Library, text: str, filters: Filters = ANYWHERE, progress: Progress | None = None) -> Checked:
    """Check a text. Raises BadInput for an empty or an endless one."""
    if not text.strip():
        raise BadInput("검증할 글이 비어 있습니다.", "글을 붙여 넣거나 파일을 올려 주십시오.")
    if len(text) > _LONGEST:
        raise BadInput(f"검증할 글이 너무 깁니다({len(text):,}자).", f"{_LONGEST:,}자 안으로 나누어 주십시오.")
    text = as_plain(text.replace("\r\n", "\n"))
    source = Source("초안", "text", hashlib.sha256(text.encode()).hexdigest(), text, (Span(0, len(text)),))
    return check_document(library, read_document(source), filters, progress)


def check_document(
    library: Library, document: Document, filters: Filters = ANYWHERE, progress: Progress | None = None
) -> Checked:
    """Check a document that was read. `progress` is told how many of its statements are done, and of how many."""
    began = time.perf_counter()
    checked = _check(library, document, filters, progress)
    note(
        "checked",
        letters=len(checked.text),
        seconds=round(time.perf_counter() - began, 3),
        findings={verdict.value: checked.count(verdict) for verdict in Verdict},
        content={"draft": checked.text},
    )
    return checked


def _check(library: Library, document: Document, filters: Filters, progress: Progress | None) -> Checked:
    statements = [statement for _, statement in statements_of(document)[0]]
    sources = Sources(library, filters)
    findings: list[Finding] = []
    recent: deque[list[Known]] = deque(maxlen=_BEFORE)
    for number, statement in enumerate(statements, 1):
        found, verified = _check_statement(sources, statement, [known for earlier in recent for known in earlier])
        findings += found
        recent.append(verified)
        if progress is not None:
            progress(number, len(statements))
    text = document.source.text
    findings += [check_quotation(library, text, span, filters) for span in quotations_of(text)]
    return Checked(document.source.name, text, tuple(sorted(findings, key=lambda finding: finding.span)))


def _check_statement(sources: Sources, statement: Statement, before: Sequence[Known]) -> tuple[list[Finding], list[Known]]:
    """The findings on the figures of a statement, and those of its figures that the documents bear out.

    What follows from these, or from those of the statements `before`, is derived.
    """
    claims = list(claims_of(statement))
    if not claims and not any(quantity.dimension == DATE for quantity in statement.quantities):
        return [], []
    evidence = sources.evidence(statement)
    quoted = nearly_quoted(statement, evidence)
    found = as_readings([(claim, _check_claim(claim, claims, evidence, quoted)) for claim in claims])
    known = [Known(finding.stated, _years(claim, finding)) for claim, finding in found if finding.stated is not None]
    findings = [
        derive_within(claim, known, before) or finding if finding.verdict in _OPEN else finding for claim, finding in found
    ]
    return [*findings, *other_years(statement, quoted)], known


def _check_claim(claim: Claim, claims: Sequence[Claim], evidence: Sequence[Evidence], quoted: Evidence | None) -> Finding:
    beside = [other for other in claims[:_BESIDE] if other is not claim]
    return as_quoted(claim, claim.statement, quoted) or verdict_on(claim, candidates_of(claim, evidence), beside)


def _years(claim: Claim, finding: Finding) -> frozenset[int]:
    """The years that a verified claim is of: the one that it says, else those of the places that bear it out."""
    return frozenset({claim.year} if claim.year else {ground.year for ground in finding.grounds if ground.year})
