"""How many figures that a model invents are shown as fact, through a real HTTP server: `python -m benchmarks.inventing`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

from assistant.answer import answer, draft_for
from assistant.generate.context import context_of
from assistant.generate.generate import is_for_model
from assistant.reading import read_question
from assistant.settings import Settings
from assistant.types import Hit
from benchmarks.machine import machine
from benchmarks.told import INVENTIONS, Told, told_of
from eval.gold import read_gold
from index.intake import take_in
from index.library import Library, open_library
from ingest.figures import read_quantities
from tests.llm_server import LlmServer, saying, serving

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "INVENTING.md"
_SHARED, _SAMPLE = ROOT.parent / "shared", ROOT / "eval" / "sample"
_AMONG = "an invented figure among true sentences"
_EACH = 100  # inventions of each class: 500 in all
_HONEST, _IN_ONE = 200, 3  # replies of an honest server, and the sentences of each
_SEED = 20_261_122


class Case(NamedTuple):
    """A question that has an answer, and what a model that was given its passages may say."""

    library: Library
    question: str
    passages: tuple[Hit, ...]
    told: list[Told]


class Found(NamedTuple):
    """What came of a server's replies: inventions by class, those shown as fact by mode and class, honest sentences kept."""

    invented: Counter[str]
    shown: dict[bool, Counter[str]]
    honest: Counter[str]
    kept: Counter[str]


def main() -> None:
    """Ask, print what was shown and what was struck though it is true, and write `INVENTING.md`."""
    on, random = machine(), Random(_SEED)
    found = Found(Counter(), {True: Counter(), False: Counter()}, Counter(), Counter())
    with TemporaryDirectory() as folder, serving() as server:
        cases = list(_cases(Path(folder), server.settings()))
        _invent(server, cases, random, found)
        _be_honest(server, cases, random, found)
        for library in {id(case.library): case.library for case in cases}.values():
            library.close()
    RESULTS.write_text(_as_markdown(on, len(cases), found), encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))
    sys.exit(any(counter.total() for counter in found.shown.values()))


def _cases(folder: Path, settings: Settings) -> Iterator[Case]:
    """The gold questions that a model is asked, over the sample corpus and the real one where it lies beside."""
    sets = [(_SAMPLE / "documents", _SAMPLE / "gold.jsonl"), (_SHARED / "corpus", _SHARED / "gold" / "dev.jsonl")]
    for number, (documents, gold) in enumerate(sets):
        if not gold.is_file():
            continue
        library = open_library(folder / str(number), "kiwi")
        list(take_in(library, sorted(documents.iterdir())))
        for item in read_gold(gold):
            draft = draft_for(library, read_question(library, item.question, settings.day()), settings)
            passages = context_of(draft, settings).passages if is_for_model(draft, settings) else ()
            if told := told_of(draft, passages):
                yield Case(library, item.question, passages, told)


def _invent(server: LlmServer, cases: Sequence[Case], random: Random, found: Found) -> None:
    """Each class of inventions, each reply asked for in strict mode and not."""
    for name in (*INVENTIONS, _AMONG):
        while found.invented[name] < _EACH:
            case = random.choice(cases)
            told, kind = random.choice(case.told), random.choice(list(INVENTIONS)) if name == _AMONG else name
            text = INVENTIONS[kind](told, case.passages, random)
            if text is None or _says_the_same(text, told.text) or any(text == other.text for other in case.told):
                continue
            found.invented[name] += 1
            lines = [told._replace(text=text).marked]
            if name == _AMONG:
                others = random.sample(case.told, min(2, len(case.told)))
                lines = [others[0].marked, *lines, *(other.marked for other in others[1:])]
            server.behaviour = saying(" ".join(lines))
            for strict in (True, False):
                _count_shown(server, case, text, name, strict, found)


def _says_the_same(text: str, true: str) -> bool:
    """Whether nothing was invented: 0천원 is 0백만원."""
    one, other = ([(item.dimension, item.base) for item in read_quantities(said)] for said in (text, true))
    return one == other


def _count_shown(server: LlmServer, case: Case, text: str, name: str, strict: bool, found: Found) -> None:
    asked = len(server.requests)
    got = answer(case.library, case.question, server.settings(_protocol(text), llm_strict=strict))
    assert len(server.requests) == asked + 1, "the model was not asked"
    if any(sentence.text == text for sentence in got.sentences):
        found.shown[strict][name] += 1
        print(f"shown ({name}, strict {strict}): {text}\n    {[citation.quote for citation in got.citations]}", flush=True)


def _protocol(text: str) -> str:
    """One of the two protocols, the same for the same text."""
    return ("openai", "ollama")[len(text) % 2]


def _be_honest(server: LlmServer, cases: Sequence[Case], random: Random, found: Found) -> None:
    """True sentences only: how many of them are kept."""
    for _ in range(_HONEST):
        case = random.choice(cases)
        chosen = random.sample(case.told, min(_IN_ONE, len(case.told)))
        server.behaviour = saying(" ".join(told.marked for told in chosen))
        got = answer(case.library, case.question, server.settings(llm_strict=False))
        struck = {item.text: item.reason for item in got.struck}
        for told in chosen:
            sort = (
                "table cells in prose"
                if told.cell
                else "sentences of the passages"
                if told.statement
                else "the composed answer's"
            )
            found.honest[sort] += 1
            found.kept[sort] += told.text not in struck and any(item.text == told.text for item in got.sentences)
            if told.text in struck:
                print(f"struck ({sort}): {told.text}\n    {struck[told.text]}", flush=True)


def _as_markdown(on: str, questions: int, found: Found) -> str:
    rows = [
        f"| {name} | {found.invented[name]} | {found.shown[True][name]} | {found.shown[False][name]} |"
        for name in (*INVENTIONS, _AMONG)
    ]
    total = f"| all | {found.invented.total()} | {found.shown[True].total()} | {found.shown[False].total()} |"
    kept = [f"| {sort} | {count} | {found.kept[sort]} | {found.kept[sort] / count:.1%} |" for sort, count in found.honest.items()]
    share = found.kept.total() / max(1, found.honest.total())
    return "\n".join(
        [
            "# Invented figures",
            "",
            f"Written by `python -m benchmarks.inventing` on {date.today():%Y-%m-%d}; {on}.",
            f"A server on this machine that speaks the protocols of OpenAI and Ollama replies to {questions} gold questions over the",
            "sample and the real documents with sentences in which a figure is invented, the right passage cited. Shown as fact:",
            "the sentence stands in the answer, its figures verified or derived.",
            "",
            "| invented | replies | shown, strict | shown, not strict |",
            "|---|---|---|---|",
            *rows,
            total,
            "",
            "True sentences of an honest server, three a reply:",
            "",
            "| true | told | kept | share |",
            "|---|---|---|---|",
            *kept,
            f"| all | {found.honest.total()} | {found.kept.total()} | {share:.1%} |",
            "",
        ]
    )


if __name__ == "__main__":
    main()
