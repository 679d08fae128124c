"""SQLite, the one source of truth: documents, passages, figures, and the log of changes that indexes follow."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import numpy as np

from index import made_with
from index.abbreviations import AbbreviationRow, abbreviations, write_abbreviations
from index.catalogue import DocumentRow, correction_of, described, document_rows, put_right, rename, within, write_imprint
from index.collections import see_only
from index.connection import connect
from index.filters import ANYWHERE, Described, Filters, Within
from index.findings import FindingRow, findings, write_findings
from index.ledger import LedgerRow, StatedRow, measure_key, measuring, notable, of_passages, stated, write_figures
from index.packing import halve, pack, whole
from index.recent import RecentPassages
from index.rows import Change, PassageRow, SearchRow, passage_rows, search_rows
from index.traces import Trace, changed_at, date_change, now, traces
from ingest.correction import Correction
from ingest.pipeline import Ingested


class Store:
    """The documents and what was read from them. One writer, many readers; every write is one transaction."""

    def __init__(self, path: Path, collections: Collection[str] | None = None) -> None:
        """Open the store at `path`, making it if it is not there.

        With `collections` it holds only their documents and those of none, as far as anybody can tell, and takes nothing.
        """
        self._recent = RecentPassages()
        self._described: tuple[tuple[int, int], list[Described]] | None = None
        self._within: tuple[tuple[int, int], Within] | None = None  # all
        self._connection = connect(path)
        if collections is not None:
            see_only(self._connection, collections)

    def close(self) -> None:
        """Close the database."""
        self._connection.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """One write, whole or not at all."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield self._connection
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    # -- writing ------------------------------------------------------------------------------------------------

    def put(self, ingested: Ingested, path: Path, vectors: np.ndarray) -> int:
        """Store a document with its passages, figures and vectors, in place of one of the same name. Gives its id.

        What a user put right of the one of that name stands.
        """
        source = ingested.document.source
        with self._transaction() as connection:
            document = correction_of(connection, source.name).applied(ingested.document)
            self._delete(connection, source.name)
            document_id = connection.execute(
                "INSERT INTO document(name, path, digest, format, title, kind, year, topics, text, pages, warnings, added_at,"
                " imprint, page_numbers, name_words, outdated) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,0)",
                (
                    source.name,
                    str(path),
                    source.digest,
                    source.format,
                    document.title,
                    document.kind,
                    document.year,
                    " ".join(ingested.topics),
                    source.text,
                    json.dumps(source.pages),
                    json.dumps(source.warnings, ensure_ascii=False),
                    now(),
                    write_imprint(document.imprint),
                    json.dumps(source.page_numbers),
                    " ".join(ingested.name_words),
                ),
            ).lastrowid
            assert document_id is not None
            ids = [
                self._insert_passage(connection, document_id, ingested, number, vectors)
                for number in range(len(ingested.passages))
            ]
            write_abbreviations(connection, document_id, ingested.abbreviations)
            write_findings(connection, document_id, ingested.findings)
            self._log(connection, "added", ids)
        return document_id

    def _insert_passage(
        self, connection: sqlite3.Connection, document_id: int, ingested: Ingested, number: int, vectors: np.ndarray
    ) -> int:
        passage = ingested.passages[number]
        passage_id = connection.execute(
            "INSERT INTO passage(document_id, start, end, page, section, statements, vector) VALUES (?,?,?,?,?,?,?)",
            (
                document_id,
                passage.span.start,
                passage.span.end,
                passage.page,
                json.dumps(passage.section, ensure_ascii=False),
                pack(passage.statements),
                halve(vectors[number]),
            ),
        ).lastrowid
        assert passage_id is not None
        write_figures(connection, passage_id, passage, ingested.figures[number])
        return passage_id

    def remove(self, name: str, *, forget: bool = True) -> bool:
        """Remove a document by its name, and `forget` what a user put right of it; whether there was one."""
        with self._transaction() as connection:
            if forget:
                connection.execute("DELETE FROM correction WHERE document = ?", (name,))
            return self._delete(connection, name)

    def trace(self, name: str, path: Path, unread: str) -> None:
        """Note where a document's file is, and why what it holds now could not be read; empty where that was read."""
        with self._transaction() as connection:
            connection.execute("UPDATE document SET path = ?, unread = ? WHERE name = ?", (str(path), unread, name))

    def rename(self, name: str, new: str) -> bool:
        """Give a document and what was put right of it another name; whether it was there. Raises BadInput where the name is taken."""
        with self._transaction() as connection:
            if not rename(connection, name, new):
                return False
            ids = connection.execute("SELECT p.id FROM passage p JOIN document d ON d.id = document_id WHERE d.name = ?", (new,))
            self._log(connection, "added", [id for (id,) in ids])  # its passages are of another collection
            return True

    def put_right(self, name: str, correction: Correction) -> bool:
        """Put right what a document is, now and whenever its file is read again; whether there is such a document."""
        with self._transaction() as connection:
            date_change(connection)
            return put_right(connection, name, correction)

    def _delete(self, connection: sqlite3.Connection, name: str) -> bool:
        row = connection.execute("SELECT id FROM document WHERE name = ?", (name,)).fetchone()
        if row is None:
            return False
        ids = [found for (found,) in connection.execute("SELECT id FROM passage WHERE document_id = ?", row)]
        connection.execute("DELETE FROM document WHERE id = ?", row)
        self._log(connection, "removed", ids)
        return True

    def _log(self, connection: sqlite3.Connection, kind: str, ids: Sequence[int]) -> None:
        """Note a change and its time. A document's passages have ids in one run, because they are written in one transaction."""
        if ids:
            connection.execute("INSERT INTO change(kind, first_passage, last_passage) VALUES (?,?,?)", (kind, min(ids), max(ids)))
        date_change(connection)

    def set_model(self, name: str) -> None:
        """Remember which model made the vectors. Raises IndexMismatch if another made those that are there."""
        self._made(made_with.MODEL, self.model(), name)

    def set_passage_length(self, length: int) -> None:
        """Remember how long passages are cut. Raises IndexMismatch if those that are there were cut to another length."""
        self._made(made_with.LENGTH, str(self.passage_length()), str(length))

    def _made(self, name: str, known: str | None, wanted: str) -> None:
        made_with.check(name, known, wanted, self.passage_count())
        if made_with.made_with(self._connection, name) != wanted:
            with self._transaction() as connection:
                made_with.remember(connection, name, wanted)

    def clear(self) -> None:
        """Remove every document and the memory of what they were made with; what users put right stays for when the files are read again."""
        with self._transaction() as connection:
            for (name,) in connection.execute("SELECT name FROM document").fetchall():
                self._delete(connection, name)
            made_with.forget(connection)

    # -- reading ------------------------------------------------------------------------------------------------

    def model(self) -> str | None:
        """The model that made the vectors; None before the first document."""
        return made_with.made_with(self._connection, made_with.MODEL)

    def passage_length(self) -> int:
        """To how many characters passages were cut; before this was noted there was one length only."""
        return int(made_with.made_with(self._connection, made_with.LENGTH) or made_with.UNNOTED_LENGTH)

    def sequence(self) -> int:
        """The number of the newest change."""
        return int(self._connection.execute("SELECT coalesce(max(sequence), 0) FROM change").fetchone()[0])

    def changes_since(self, sequence: int) -> list[Change]:
        """The changes after `sequence`, in order."""
        rows = self._connection.execute(
            "SELECT sequence, kind, first_passage, last_passage FROM change WHERE sequence > ? ORDER BY sequence", (sequence,)
        )
        return [Change(*row) for row in rows]

    def state(self) -> str:
        """What is another whenever the documents that are seen are others, or other things are known of them."""
        return f"{self.sequence()}-{self.changed_at()}-{self.passage_count()}"

    def collections(self) -> list[str]:
        """The collections of which there are documents."""
        rows = self._connection.execute("SELECT DISTINCT collection FROM document WHERE collection <> '' ORDER BY collection")
        return [name for (name,) in rows]

    def passage_count(self) -> int:
        """How many passages there are."""
        return int(self._connection.execute("SELECT count(*) FROM passage").fetchone()[0])

    def origin(self, name: str) -> tuple[Path, str] | None:
        """The path that a stored document was read from, and its digest; None if it is not there."""
        row = self._connection.execute("SELECT path, digest FROM document WHERE name = ?", (name,)).fetchone()
        return (Path(row[0]), row[1]) if row else None

    def name_at(self, path: Path) -> str:
        """The name of the document that was read from a path; empty where none was."""
        row = self._connection.execute("SELECT name FROM document WHERE path = ?", (str(path),)).fetchone()
        return row[0] if row else ""

    def format(self, name: str) -> str:
        """The format that a stored document was read as: pdf, hwp, …; empty if it is not there."""
        row = self._connection.execute("SELECT format FROM document WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def origins(self) -> list[tuple[str, Path]]:
        """Every document's name and the path that it was read from."""
        return [(name, Path(path)) for name, path in self._connection.execute("SELECT name, path FROM document ORDER BY name")]

    def traces(self) -> list[Trace]:
        """Where every document's file is, when it was read, and whether it is to be read again; by name."""
        return traces(self._connection)

    def changed_at(self) -> str:
        """When the library was last changed, in ISO 8601; empty before the first document."""
        return changed_at(self._connection)

    def unread(self, name: str) -> str:
        """Why what a document's file holds now could not be read; empty where it was."""
        row = self._connection.execute("SELECT unread FROM document WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def documents(self) -> list[DocumentRow]:
        """Every document, by name."""
        return document_rows(self._connection)

    def allowed(self, filters: Filters) -> list[Described]:
        """The documents that a search is to look in, all without filters."""
        seen = self._seen()
        if self._described is None or self._described[0] != seen:  # of 10,000 documents it takes 0.4 s to read
            self._described = seen, described(self._connection)
        return [document for document in self._described[1] if filters.allow(document)] if filters else self._described[1]

    def _seen(self) -> tuple[int, int]:
        """What changes with every write, by another connection or by this one."""
        return self._connection.execute("PRAGMA data_version").fetchone()[0], self._connection.total_changes

    def within(self, filters: Filters) -> Within:
        """Where a search is to look."""
        if filters:
            return within(self.allowed(filters))
        seen = self._seen()
        if self._within is None or self._within[0] != seen:
            self._within = seen, within(self.allowed(filters))
        return self._within[1]

    def document_years(self, filters: Filters = ANYWHERE) -> list[int]:
        """The years that the allowed documents are of, each once, in order."""
        if not filters:  # asked with every question: it need not look at the passages
            rows = self._connection.execute("SELECT DISTINCT year FROM document WHERE year IS NOT NULL ORDER BY year")
            return [year for (year,) in rows]
        return sorted({document.year for document in self.allowed(filters) if document.year is not None})

    def correction(self, name: str) -> Correction:
        """What a user put right of the document of this name."""
        return correction_of(self._connection, name)

    def is_outdated(self, name: str) -> bool:
        """Whether a document is to be read again though its file is the same: read before we read as much, or put right since."""
        row = self._connection.execute("SELECT outdated FROM document WHERE name = ?", (name,)).fetchone()
        return row is not None and bool(row[0])

    def document_text(self, name: str) -> str | None:
        """The canonical text of a document."""
        row = self._connection.execute("SELECT text FROM document WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def passages(self, ids: Sequence[int]) -> list[PassageRow]:
        """The passages of these ids, in their order; ids that are gone are left out."""
        return self._recent.of(ids, self._seen(), partial(passage_rows, self._connection))

    def passages_at(self, document: str, starts: Sequence[int]) -> list[PassageRow]:
        """The passages of a document in which some characters stand, each once."""
        marks = " OR ".join("? BETWEEN p.start AND p.end - 1" for _ in starts)
        ids = self._connection.execute(
            f"SELECT p.id FROM passage p JOIN document d ON d.id = p.document_id WHERE d.name = ? AND ({marks or 0})",
            (document, *starts),
        )
        return self.passages([id for (id,) in ids])

    def search_rows(self, first: int, last: int) -> Iterator[SearchRow]:
        """What search structures need of the passages in a run of ids."""
        return search_rows(self._connection, first, last)

    def vectors(self, first: int, last: int) -> tuple[np.ndarray, np.ndarray]:
        """Ids (n,) int64 and vectors (n, dimension) float32 of the passages in a run of ids."""
        rows = self._connection.execute(
            "SELECT id, vector FROM passage WHERE id BETWEEN ? AND ? AND vector IS NOT NULL ORDER BY id", (first, last)
        ).fetchall()
        ids = np.array([row[0] for row in rows], dtype=np.int64)
        return ids, whole([row[1] for row in rows])

    def ledger(self, measures: Iterable[str]) -> list[LedgerRow]:
        """The figures that measure one of these things, white space aside."""
        return measuring(self._connection, [measure_key(measure) for measure in measures])

    def stated(self) -> Iterator[StatedRow]:
        """What every figure with a name, a unit and a year is of, to find those of the same thing."""
        return stated(self._connection)

    def figures(self, passages: Sequence[int]) -> list[LedgerRow]:
        """The figures of some passages, by document and place."""
        return of_passages(self._connection, passages)

    def abbreviations(self, keys: Sequence[str] | None = None) -> list[AbbreviationRow]:
        """Short names that documents give; all, or those where the short or the long one has one of these keys."""
        return abbreviations(self._connection, keys)

    def notable(self, limit: int) -> list[LedgerRow]:
        """Figures that can be asked for by name: of a named row, in a certain column, for a known year; documents in turn."""
        return notable(self._connection, limit)

    def findings(self, document: str | None = None) -> list[FindingRow]:
        """What does not add up in the tables of one document, or of all, in the order in which it stands there."""
        return findings(self._connection, document)
