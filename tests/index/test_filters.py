"""Looking in some of the documents: who is looked in, and that a filtered search is as deep as one over all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index.catalogue import within
from index.filters import ANYWHERE, Described, Filters
from index.lexical import LexicalIndex
from index.library import Library
from index.store import Store
from index.vectors import VectorIndex
from ingest.document import Imprint
from ingest.korean import analyse, letter_pairs, words
from ingest.pipeline import Ingested

Ingest = Callable[[str, str], Ingested]
Put = Callable[..., int]

MINUTES = Described(
    1,
    "회의록_제2차.hwp",
    "회의록",
    2024,
    Imprint("가람시의회", "", "기획경제위원회", fiscal_years=(2025,)),
    first_passage=4,
    last_passage=9,
)
NOISE = "\n\n".join(f"○ 가람시 강변공원 산책로 {number}번 구간을 정비함." for number in range(60))


def _head(year: int) -> str:
    return f"제{year - 1700}회 가람시의회 임시회\n기획경제위원회\n{year}년도 주요업무 보고\n{year}. 2.\n가람재단\n\nⅠ. 일반현황\n"


def _search(library: Library, question: str, limit: int, filters: Filters = ANYWHERE) -> list[str]:
    morphemes = analyse([question])[0]
    found = library.search(question, words(morphemes), letter_pairs(question), morphemes, limit, filters)
    return [hit.passage.document for hit in found]


class TestAllow:
    @pytest.mark.parametrize(
        "filters",
        [
            ANYWHERE,
            Filters(kinds=("회의록",)),
            Filters(kinds=("업무보고", "회의록")),
            Filters(years=(2024,)),
            Filters(years=(2025,)),
            Filters(committees=("기획경제위원회",)),
            Filters(committees=("기획경제",)),
            Filters(committees=("기획 경제 위원회",)),
            Filters(bodies=("가람시 의회",)),
            Filters(documents=("회의록_제2차.hwp",)),
            Filters(documents=("없음.txt", "회의록_제2차")),
            Filters(("회의록",), (2024,), ("기획경제",), ("회의록_제2차",)),
        ],
    )
    def test_a_document_that_meets_every_filter_is_looked_in(self, filters: Filters) -> None:
        assert filters.allow(MINUTES)

    @pytest.mark.parametrize(
        "filters",
        [
            Filters(kinds=("업무보고",)),
            Filters(years=(2023,)),
            Filters(committees=("경제위원회",)),
            Filters(committees=("위원회",)),
            Filters(bodies=("가람시",)),
            Filters(documents=("회의록",)),
            Filters(kinds=("회의록",), years=(2023,)),
        ],
    )
    def test_one_that_misses_a_filter_is_not(self, filters: Filters) -> None:
        assert not filters.allow(MINUTES)

    def test_what_is_not_said_meets_no_filter(self) -> None:
        silent = MINUTES._replace(year=None, imprint=Imprint())
        assert not Filters(years=(2024,)).allow(silent)
        assert not Filters(committees=("",)).allow(silent)

    def test_dots_and_spaces_of_a_kind_do_not_matter(self) -> None:
        assert Filters(kinds=("예산 결산",)).allow(MINUTES._replace(kind="예산·결산"))

    def test_only_filters_that_ask_something_are_true(self) -> None:
        assert not ANYWHERE
        assert all(
            (
                Filters(("가",)),
                Filters((), (2024,)),
                Filters((), (), ("가",)),
                Filters((), (), (), ("가",)),
                Filters(bodies=("가",)),
            )
        )


def test_neighbouring_runs_are_one() -> None:
    runs = [(1, 3), (4, 9), (12, 12), (13, 20)]
    documents = [MINUTES._replace(first_passage=first, last_passage=last) for first, last in runs]
    assert within(documents).runs == ((1, 9), (12, 20))
    assert within([]) == ((), ())


class TestStore:
    def test_runs_hold_the_passages_of_the_allowed_documents(self, store: Store, put: Put) -> None:
        for year in (2023, 2024, 2025):
            put(f"{year}.txt", _head(year) + "○ 정원은 20명임.\n")
        store.remove("2024.txt")
        put("2024.txt", _head(2024) + "○ 정원은 21명임.\n")
        for filters, names in (
            (Filters(years=(2023, 2024)), {"2023.txt", "2024.txt"}),
            (Filters(committees=("기획경제위원회",)), {"2023.txt", "2024.txt", "2025.txt"}),
            (Filters(kinds=("회의록",)), set()),
        ):
            ids = [id for first, last in store.within(filters).runs for id in range(first, last + 1)]
            assert {row.document for row in store.passages(ids)} == names
        assert store.document_years(Filters(documents=("2024",))) == [2024]
        assert store.document_years() == [2023, 2024, 2025]


class TestLibrary:
    @pytest.fixture
    def filled(self, library: Library, ingested: Ingest) -> Library:
        """One report drowned in two hundred better passages of others."""
        for year in (2021, 2022, 2023, 2024):
            library.add(ingested(f"{year}.txt", _head(year) + NOISE), Path(f"/문서/{year}.txt"))
        text = _head(2025) + "\n\n".join(f"○ 물가 {number} 산책로에 의자를 놓음. {'나무를 심음. ' * 60}" for number in range(6))
        library.add(ingested("2025.txt", text), Path("/문서/2025.txt"))
        library.refresh()
        return library

    def test_a_filtered_search_reaches_its_limit(self, filled: Library) -> None:
        passages = next(row.passages for row in filled.store.documents() if row.name == "2025.txt")
        assert passages >= 5
        assert "2025.txt" not in _search(filled, "가람시 강변공원 산책로 정비", 5)
        assert _search(filled, "가람시 강변공원 산책로 정비", 5, Filters(years=(2025,))) == ["2025.txt"] * 5

    def test_no_other_document_is_found(self, filled: Library) -> None:
        found = _search(filled, "산책로 의자", 30, Filters(documents=("2021", "2023.txt")))
        assert set(found) == {"2021.txt", "2023.txt"}

    def test_no_document_no_find(self, filled: Library) -> None:
        assert _search(filled, "산책로", 5, Filters(kinds=("회의록",))) == []

    def test_filters_that_allow_all_change_nothing(self, filled: Library) -> None:
        everything = Filters(kinds=("업무보고",))
        assert _search(filled, "산책로 의자", 30, everything) == _search(filled, "산책로 의자", 30)


def test_scores_are_those_of_a_search_over_all(tmp_path: Path, store: Store, put: Put) -> None:
    for year in (2021, 2022):
        put(f"{year}.txt", _head(year) + NOISE)
    (document,), ((_, last),) = store.within(Filters(years=(2021,)))
    lexical, vectors = LexicalIndex(tmp_path / "lexical"), VectorIndex(tmp_path / "vectors", 8)
    lexical.follow([], store.search_rows(1, 10_000), 1)
    vectors.follow([], *store.vectors(1, 10_000), 1)
    over_all = {hit for hit in lexical.search(["산책로"], ["공원"], 1000) if hit.id <= last}
    found = lexical.search(["산책로"], ["공원"], 1000, [document])
    assert over_all and set(found) == over_all
    query = np.ones(8, dtype=np.float32)
    near = vectors.search(query, 1000, [(1, last)])
    assert near == [hit for hit in vectors.search(query, 1000) if hit.id <= last]
    assert lexical.search(["산책로"], [], 10, []) == vectors.search(query, 10, []) == []
