"""Our way of cutting as a llama-index NodeParser, so that it can be used in any llama-index program."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from llama_index.core.node_parser import NodeParser
from llama_index.core.schema import BaseNode, NodeRelationship, TextNode

from ingest.document import Passage, Source, Span
from ingest.pipeline import ingest
from ingest.readers.text import read_text


def passage_node(
    document: str, passage: Passage | Any, text: str, extra: dict[str, Any] | None = None, parent: str = ""
) -> TextNode:
    """A node for a passage (anything with `span`, `page`, `place` and `section`). Its id is made from document, parent and span.

    The span travels in the metadata as `start` and `end`: llama-index sets `start_char_idx` by searching the parent's
    text, which gives a repeated table row the place of the first.
    """
    span: Span = passage.span
    metadata = {
        "document": document,
        "page": passage.page,
        "place": passage.place,
        "section": " > ".join(passage.section),
        "start": span.start,
        "end": span.end,
    }
    return TextNode(
        id_=hashlib.sha256(f"{document}:{parent}:{span.start}:{span.end}".encode()).hexdigest()[:32],
        text=text,
        metadata={**metadata, **(extra or {})},
        excluded_embed_metadata_keys=["start", "end", "page", "place"],
        excluded_llm_metadata_keys=["start", "end"],
        start_char_idx=span.start,
        end_char_idx=span.end,
    )


class CouncilNodeParser(NodeParser):
    """Cuts council documents on sentence and table-row boundaries, with section path, place and exact span."""

    @classmethod
    def class_name(cls) -> str:
        """The name by which llama-index stores the parser."""
        return "CouncilNodeParser"

    def _parse_nodes(self, nodes: Sequence[BaseNode], show_progress: bool = False, **kwargs: Any) -> list[BaseNode]:
        return [child for node in nodes for child in self._cut(node)]

    def _cut(self, node: BaseNode) -> list[BaseNode]:
        """The passages of one document node."""
        name = str(node.metadata.get("file_name", node.node_id))
        content = node.get_content()
        source: Source = read_text(name, content.encode(), node.hash)
        children: list[BaseNode] = []
        for passage in ingest(source).passages:
            child = passage_node(name, passage, passage.span.of(source.text), parent=node.hash)
            child.start_char_idx, child.end_char_idx = _places_before_mending(content, passage.span)
            child.relationships[NodeRelationship.SOURCE] = node.as_related_node_info()
            children.append(child)
        return children

    def _postprocess_parsed_nodes(self, nodes: list[BaseNode], parent_doc_map: dict[str, Any]) -> list[BaseNode]:
        """The nodes as they are: their places are exact already, and searching for them again would spoil them."""
        return nodes


def _places_before_mending(content: str, span: Span) -> tuple[int, int]:
    """Where a span of the canonical text, whose line ends are single, stands in the text as it was given."""
    if "\r\n" not in content:
        return span.start, span.end
    breaks = [match.start() - number for number, match in enumerate(re.finditer("\r\n", content))]
    return span.start + bisect_left(breaks, span.start), span.end + bisect_left(breaks, span.end)
