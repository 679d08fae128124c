"""Cut a document into passages on sentence and row boundaries, each under one section path."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.document import Block, Document, Passage, Span, Statement, StatementKind
from ingest.headings import LEVEL_BOX, LEVEL_ITEM
from ingest.metadata import name_words
from ingest.search_text import search_pairs, search_words
from ingest.statements import LONGEST_STATEMENT, Morphemes, statements_of

# Characters of canonical text in a passage. Recall@5 on the real documents rises with the length (BM25, fixed cuts:
# 0.837 at 400, 0.883 at 800), and a person takes in no more than this at a glance.
LONGEST_PASSAGE = LONGEST_STATEMENT
_SHORTEST_SECTION = 260  # a section shorter than this shares its passage with its neighbour under the same heading


def cut(document: Document, longest: int = LONGEST_PASSAGE) -> list[Passage]:
    """The passages of a document, in order; together they hold every statement once.

    `longest` is their length in characters: statements are gathered up to it, and one that is longer is a passage by itself.
    """
    name = sorted(name_words(document.title, document.source.name))
    passages: list[Passage] = []
    gathered: list[tuple[Block, Statement]] = []
    statements, morphemes = statements_of(document)
    for block, statement in statements:
        if gathered and _closes(gathered, block, statement, longest):
            passages.append(_passage(document, gathered, name))
            gathered = []
        gathered.append((block, statement))
    if gathered:
        passages.append(_passage(document, gathered, name))
    return [_with_morphemes(passage, morphemes) for passage in passages]


def _closes(gathered: Sequence[tuple[Block, Statement]], block: Block, statement: Statement, longest: int) -> bool:
    """Whether a new passage begins with this statement."""
    start = gathered[0][1].span.start
    length = gathered[-1][1].span.end - start
    if statement.span.end - start > longest and not _only_headings(gathered):
        return True
    if statement.kind is not StatementKind.HEADING or block.table is not None or _only_headings(gathered):
        return False
    return block.level <= LEVEL_ITEM or (block.level <= LEVEL_BOX and length >= _SHORTEST_SECTION)


def _only_headings(gathered: Sequence[tuple[Block, Statement]]) -> bool:
    """Whether nothing but headings was gathered: they go with what they head."""
    return all(statement.kind is StatementKind.HEADING and block.table is None for block, statement in gathered)


def _passage(document: Document, gathered: Sequence[tuple[Block, Statement]], name: Sequence[str]) -> Passage:
    """The passage of some statements; its section is that of the first that says something."""
    statements = tuple(statement for _, statement in gathered)
    block = next((block for block, statement in gathered if statement.kind is not StatementKind.HEADING), gathered[-1][0])
    span = Span(statements[0].span.start, max(statement.span.end for statement in statements))
    words = search_words(name, document.year, statements)
    pairs = search_pairs(block.section, statements)
    return Passage(span, statements[0].page, block.section, statements, words, pairs, place=statements[0].place)


def _with_morphemes(passage: Passage, morphemes: Morphemes) -> Passage:
    """The passage with the morphemes of its section and statements, for the embedding."""
    texts = (*passage.section[-2:], *(statement.text for statement in passage.statements))
    return replace(passage, morphemes=tuple(morpheme for text in texts for morpheme in morphemes[text]))
