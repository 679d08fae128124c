"""Opening, searching and adding to a large library, in a process of its own: `python -m benchmarks.million_search FOLDER`.

Prints its rows as JSON for `benchmarks.million`.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import psutil

from assistant.answer import answer
from assistant.reading import read_question
from assistant.retrieve import retrieve
from assistant.settings import Settings
from benchmarks.made_up import PASSAGES, MadeUp
from benchmarks.reading import Row
from eval.measures.latency import percentile
from index.library import Library, open_library
from ingest.korean import analyse
from ingest.pipeline import Ingested

_QUESTIONS = 300
_ENDINGS = ("은 얼마입니까?", " 예산은?", " 추진 현황을 알려 줘", "는 몇 건인가요?", " 사유는 무엇입니까?")
_MODEL = "kiwi"


def main() -> None:
    """Measure the library in the folder that is named."""
    print(json.dumps(list(measure(Path(sys.argv[1])))))


def measure(folder: Path) -> Iterator[Row]:
    """Opening, memory, questions, one document added and removed."""
    analyse(["가람시"])  # Kiwi is loaded by whoever asks first, whatever the size of the library
    start = time.perf_counter()
    library = open_library(folder, _MODEL)
    yield Row("library opened", f"{time.perf_counter() - start:.2f} s", "in a process that runs; at most 2 s is wanted")
    asked = questions(library)
    for _ in range(2):  # the first round reads the files into the machine's memory
        search = _times(asked, lambda text: retrieve(library, read_question(library, text)))
    whole = _times(asked, lambda text: answer(library, text, Settings()))
    for name, times in (("question understood and searched", search), ("question answered", whole)):
        for share in (0.5, 0.95):
            wanted = "; at most 60 ms is wanted" if name.endswith("searched") and share > 0.5 else ""
            yield Row(f"{name}, p{share * 100:.0f}", f"{percentile(times, share):.0f} ms", f"{len(asked)} questions{wanted}")
    memory = psutil.Process().memory_info()
    own = memory.rss - getattr(memory, "shared", 0)
    yield Row(
        "memory", f"{memory.rss / 1e9:.2f} GB", f"resident, {own / 1e9:.2f} GB without mapped files; at most 2.5 GB is wanted"
    )
    yield from _one_document(library)
    library.close()


def questions(library: Library) -> list[str]:
    """Questions with four to seven words of a passage each."""
    random = np.random.default_rng(7)
    count = library.store.passage_count()
    found = []
    for number in random.integers(1, count, size=_QUESTIONS).tolist():
        (passage,) = library.store.passages([number])
        words = list(dict.fromkeys(word for statement in passage.statements for word in statement.words if not word.isdigit()))
        chosen = random.permutation(len(words))[: int(random.integers(4, 8))].tolist()
        found.append(" ".join(words[place] for place in sorted(chosen)) + _ENDINGS[number % len(_ENDINGS)])
    return found


def _times(questions: Sequence[str], work: Callable[[str], object]) -> list[float]:
    """Milliseconds of each question."""
    times = []
    for question in questions:
        start = time.perf_counter()
        work(question)
        times.append((time.perf_counter() - start) * 1000)
    return times


def _one_document(library: Library) -> Iterator[Row]:
    """A document more, and away again."""
    (ingested,) = MadeUp(seed=99).documents(1)
    ingested = _renamed(ingested)
    start = time.perf_counter()
    library.add(ingested, Path("/added.txt"))
    library.refresh()
    added = time.perf_counter()
    yield Row("a document added and searchable", f"{added - start:.2f} s", f"{PASSAGES} passages; at most 1 s is wanted")
    library.remove("added.txt")
    yield Row("that document removed", f"{time.perf_counter() - added:.2f} s", "")


def _renamed(ingested: Ingested) -> Ingested:
    source = replace(ingested.document.source, name="added.txt")
    return replace(ingested, document=replace(ingested.document, source=source))


if __name__ == "__main__":
    main()
