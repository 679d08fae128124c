"""Whether some words are what the documents call a thing: a row of a table, or a section."""

from __future__ import annotations

from assistant.following.fragments import IsName, calls
from index.library import Library
from ingest.document import Statement
from ingest.korean import letter_pairs

_LOOKED_AT = 12  # passages


def names_in(library: Library) -> IsName:
    """What knows the names of a library's documents."""

    def is_name(name: str) -> bool:
        pairs = [letter_pairs(word) for word in name.split()]
        if not pairs or not all(pairs):
            return False
        found = library.read(library.holding(pairs, (), letter_pairs(name), _LOOKED_AT))
        statements = [statement for item in found for statement in item.passage.statements]
        return any(calls(name, label) for statement in statements for label in _labels(statement))

    return is_name


def _labels(statement: Statement) -> list[str]:
    rows = (label for cell in statement.cells for label in cell.row_path)
    return list(dict.fromkeys((*rows, *statement.section)))
