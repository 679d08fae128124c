"""Whether some words are what the documents call a thing: a row of a table, or a section."""

from __future__ import annotations

from assistant.following.fragments import IsName
from index.library import Library
from ingest.document import Statement
from ingest.korean import letter_pairs, letters_of

_LOOKED_AT = 12  # passages
_MOST_OF_NAME = 0.4  # of a label, at least, for words at its beginning or end to call it


def names_in(library: Library) -> IsName:
    """What knows the names of a library's documents."""

    def is_name(name: str) -> bool:
        pairs, letters = letter_pairs(name), letters_of(name)
        if not pairs:
            return False
        found = library.read(library.holding([pairs], (), pairs, _LOOKED_AT))
        return any(
            _calls(letters, label) for item in found for statement in item.passage.statements for label in _labels(statement)
        )

    return is_name


def _labels(statement: Statement) -> list[str]:
    rows = (label for cell in statement.cells for label in cell.row_path)
    return list(dict.fromkeys((*rows, *statement.section)))


def _calls(letters: str, label: str) -> bool:
    """Whether letters are a label, or most of one at its beginning or end: 디지털교실 for 찾아가는 디지털교실."""
    whole = letters_of(label)
    return whole.startswith(letters) or whole.endswith(letters) if len(letters) >= _MOST_OF_NAME * len(whole) else False
