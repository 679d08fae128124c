"""Nodes for llama-index stand at the exact place in their document, each under an id of its own."""

from __future__ import annotations

from itertools import pairwise

import pytest
from llama_index.core.schema import BaseNode, Document, TextNode

from ingest.llama import CouncilNodeParser

TABLE = "구분\t2022년\t2023년\n계\t1,000\t2,000\n도로\t300\t400"
REPEATED = "\n".join(f"{number}. 과제 {number}호\n{TABLE}\n○ 가람시는 계획대로 추진하였음" for number in range(1, 5))
ROWS = "구분\t예산\n" + "\n".join(["도로 정비와 공원 조성과 도서관 건립\t1,000"] * 120)


def nodes_of(*texts: str, **metadata: str) -> list[BaseNode]:
    documents = [Document(text=text, metadata=metadata) for text in texts]
    return CouncilNodeParser().get_nodes_from_documents(documents)


def places(nodes: list[BaseNode]) -> list[tuple[int, int]]:
    return [(node.start_char_idx, node.end_char_idx) for node in nodes if isinstance(node, TextNode)]


@pytest.mark.parametrize("text", [REPEATED, ROWS, "○ 정원 20명"])
def test_every_node_has_an_id_of_its_own(text: str) -> None:
    nodes = nodes_of(text, file_name="가람시.txt")
    assert len({node.node_id for node in nodes}) == len(nodes)


@pytest.mark.parametrize("text", [REPEATED, ROWS, "\n\n○ 정원 20명\n"])
def test_node_stands_where_its_text_stands(text: str) -> None:
    nodes = nodes_of(text)
    assert [text[start:end] for start, end in places(nodes)] == [node.get_content() for node in nodes]


@pytest.mark.parametrize("text", [REPEATED, ROWS])
def test_repeated_row_does_not_take_the_place_of_the_first(text: str) -> None:
    found = places(nodes_of(text))
    assert len(found) > 2
    assert all(before[1] <= after[0] for before, after in pairwise(found))


def test_place_holds_in_a_document_with_foreign_line_ends() -> None:
    text = "가람시\r\n○ 정원 20명\r\n○ 현원 18명\r\n"
    ((start, end),) = places(nodes_of(text))
    assert text[start:end].endswith("현원 18명")


def test_place_travels_in_the_metadata_too() -> None:
    nodes = nodes_of(REPEATED)
    assert [(node.metadata["start"], node.metadata["end"]) for node in nodes] == places(nodes)


def test_node_names_document_page_and_section() -> None:
    (first, second) = nodes_of("Ⅰ. 현황\n○ 정원 20명임\n\fⅡ. 계획\n□ 시설\n○ 도서관을 지음", file_name="가람시.txt")
    assert (first.metadata["document"], first.metadata["page"], first.metadata["section"]) == ("가람시.txt", 1, "현황")
    assert (second.metadata["page"], second.metadata["section"]) == (2, "계획 > 시설")


def test_node_points_back_to_its_document() -> None:
    document = Document(text=REPEATED)
    nodes = CouncilNodeParser().get_nodes_from_documents([document])
    parents = {node.source_node.node_id for node in nodes if node.source_node is not None}
    assert parents == {document.node_id}


def test_same_document_gives_the_same_ids() -> None:
    first, second = (nodes_of(REPEATED, file_name="가람시.txt") for _ in range(2))
    assert [node.node_id for node in first] == [node.node_id for node in second]


def test_documents_of_two_names_share_no_id() -> None:
    nodes = [*nodes_of(REPEATED, file_name="가람시.txt"), *nodes_of(REPEATED, file_name="나래시.txt")]
    assert len({node.node_id for node in nodes}) == len(nodes)


def test_documents_without_a_name_share_no_id() -> None:
    nodes = nodes_of("○ 정원 20명", "○ 현원 18명")
    assert len({node.node_id for node in nodes}) == 2


def test_pages_of_one_file_share_no_id() -> None:
    nodes = nodes_of("○ 정원 20명", "○ 현원 18명", file_name="가람시.pdf")
    assert len({node.node_id for node in nodes}) == 2


def test_offsets_are_not_put_before_the_model() -> None:
    (node,) = nodes_of("○ 정원 20명")
    assert {"start", "end"} <= set(node.excluded_embed_metadata_keys) & set(node.excluded_llm_metadata_keys)


def test_parser_is_stored_under_its_own_name() -> None:
    assert CouncilNodeParser.class_name() == "CouncilNodeParser"
