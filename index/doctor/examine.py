"""Examine a data folder, and mend what can be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from index.backup import LIBRARY
from index.connection import connect
from index.doctor.finding import Check, Finding, Patient, State, broken, care
from index.doctor.registry import CHECKS
from index.restore import finish
from index.store import Store
from ingest.errors import GeungeoError

# What a damaged row may do to whoever reads it: the doctor goes on to the next check.
_FAILED = (OSError, ValueError, AssertionError, LookupError, TypeError, RuntimeError)


class Examined(NamedTuple):
    """A check and what it found; `mended` says what was done about what it found before."""

    id: str
    name: str
    finding: Finding
    mended: str = ""


def examine(data: Path, embedding: str, *, mend: bool = False) -> Iterator[Examined]:
    """Every check in turn. With `mend` what can be mended is, and looked at again."""
    if mend:
        finish(data)
    store = _opened(data)
    connection = connect(data / LIBRARY) if store is not None else None
    try:
        patient = Patient(data, embedding, store, connection)
        for id, check in CHECKS.items():
            examined = _examined(id, check, patient, mend)
            yield examined
            if check is CHECKS["databases"] and examined.finding.state is State.BROKEN:
                patient = Patient(data, embedding, None, None)  # what it would give is not to be relied on
    finally:
        if store is not None and connection is not None:
            connection.close()
            store.close()


def _examined(id: str, check: Check, patient: Patient, mend: bool) -> Examined:
    finding = _found(check, patient)
    if not mend or check.mend is None or finding.state is State.WELL or (check.needs_store and patient.store is None):
        return Examined(id, check.name, finding)
    try:
        check.mend(patient)
    except (GeungeoError, *_FAILED) as error:
        return Examined(id, check.name, broken(f"{finding.told} 고치지 못했습니다: {error}", finding.remedy))
    return Examined(id, check.name, _found(check, patient), check.mends)


def _found(check: Check, patient: Patient) -> Finding:
    if check.needs_store and patient.store is None:
        return care("색인을 열 수 없어 살피지 못했습니다.", "데이터베이스를 먼저 고쳐 주십시오.")
    try:
        return check.look(patient)
    except GeungeoError as error:
        return broken(error.reason, error.remedy)
    except _FAILED as error:
        return broken(
            f"살피지 못했습니다({type(error).__name__}: {error}).", "다른 고장을 먼저 고치고, 디스크와 권한을 확인해 주십시오."
        )


def _opened(data: Path) -> Store | None:
    """The library; None where it is not there or cannot be opened."""
    if not (data / LIBRARY).is_file():
        return None
    try:
        return Store(data / LIBRARY)
    except GeungeoError:
        return None
