"""All proposals for a gold set, less what it holds already and what was refused before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from assistant.judgements import read_judgements
from eval.drafting.from_headings import from_headings
from eval.drafting.from_judged import from_judged
from eval.drafting.from_ledger import from_ledger
from eval.drafting.proposal import Origin, Proposal
from eval.gold import GoldItem
from eval.measures.text import plain
from index.library import Library
from ingest.errors import BadInput, why

REFUSED = "gold_refused.json"  # in the data folder: ids of proposals that were refused


def propose(
    library: Library, held: Iterable[GoldItem], limit: int, origins: Iterable[Origin] = tuple(Origin)
) -> Iterator[Proposal]:
    """Up to `limit` proposals of each origin: judged questions first, then figures, then what stands behind labels."""
    wanted, held = set(origins), list(held)
    asked = {plain(item.question) for item in held}
    done = _refused(library.folder) | {item.id for item in held}  # one that was taken in other words keeps its id
    found = chain(
        from_judged(read_judgements(library.folder)) if Origin.JUDGED in wanted else (),
        from_ledger(library, limit) if Origin.LEDGER in wanted else (),
        from_headings(library, limit) if Origin.HEADING in wanted else (),
    )
    for proposal in found:
        if proposal.item.id not in done and plain(proposal.item.question) not in asked:
            asked.add(plain(proposal.item.question))
            yield proposal


def refuse(folder: Path, proposal: Proposal) -> None:
    """Remember that a proposal was refused. Raises BadInput where that cannot be written."""
    try:
        (folder / REFUSED).write_text(json.dumps(sorted({*_refused(folder), proposal.item.id})), encoding="utf-8")
    except OSError as error:
        raise BadInput(
            f"거절한 것을 적어 두지 못했습니다({why(error)}).", "데이터 폴더에 쓸 수 있는지 확인해 주십시오."
        ) from error


def _refused(folder: Path) -> set[str]:
    try:
        return set(json.loads((folder / REFUSED).read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError):
        return set()
