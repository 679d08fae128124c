"""The tables of the store, as numbered migrations. A migration is never edited after a release; a new one follows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress

from index.packing import halved_from_single, packed_from_json
from ingest.search_text import joined_name_words

m001 = """
CREATE TABLE document (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,          -- file name: what a citation calls it
    path TEXT NOT NULL,
    digest TEXT NOT NULL,               -- SHA-256 of the file
    format TEXT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    year INTEGER,
    topics TEXT NOT NULL,               -- words of most of its passages: what it is about, set apart by spaces
    text TEXT NOT NULL,                 -- the canonical text, never edited
    pages TEXT NOT NULL,                -- JSON [[start, end], …]
    warnings TEXT NOT NULL,             -- JSON [str, …]
    added_at TEXT NOT NULL
);
CREATE TABLE passage (
    id INTEGER PRIMARY KEY AUTOINCREMENT,   -- never used twice, so that an index behind the store cannot mistake one
    document_id INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    page INTEGER NOT NULL,
    section TEXT NOT NULL,              -- JSON [str, …], outermost first
    statements TEXT NOT NULL,           -- JSON of ingest.document.Statement
    words TEXT NOT NULL,                -- morphemes to search by, set apart by spaces
    pairs TEXT NOT NULL,                -- letter pairs, likewise
    vector BLOB                         -- float32, L2-normalised; NULL until embedded with the current model
);
CREATE INDEX passage_document ON passage(document_id);
CREATE TABLE figure (
    passage_id INTEGER NOT NULL REFERENCES passage(id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    text TEXT NOT NULL,
    value TEXT NOT NULL,                -- exact decimal, in `unit`
    unit TEXT NOT NULL,
    dimension TEXT NOT NULL,
    base TEXT NOT NULL,                 -- exact decimal, in the dimension's base unit
    step TEXT NOT NULL,
    page INTEGER NOT NULL,
    measure TEXT NOT NULL,
    measure_key TEXT NOT NULL,          -- the measure without white space, for finding it again
    column_label TEXT NOT NULL,
    year INTEGER
);
CREATE INDEX figure_passage ON figure(passage_id);
CREATE INDEX figure_measure ON figure(measure_key);
CREATE TABLE change (                   -- what derived structures have to follow, in order
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('added', 'removed')),
    first_passage INTEGER NOT NULL,
    last_passage INTEGER NOT NULL
);
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""

m002 = """
ALTER TABLE document ADD COLUMN imprint TEXT NOT NULL DEFAULT '{}';         -- JSON of ingest.document.Imprint
ALTER TABLE document ADD COLUMN outdated INTEGER NOT NULL DEFAULT 1;        -- 1: to be read again though its file is the same
CREATE TABLE correction (               -- what users put right; kept when a file is read again
    document TEXT PRIMARY KEY,          -- its name, not its id, which changes when it is read again
    fields TEXT NOT NULL                -- JSON of the fields of ingest.correction.Correction that were given
);
"""

m003 = """
ALTER TABLE document ADD COLUMN page_numbers TEXT NOT NULL DEFAULT '[]';    -- JSON [int, …], one for each of pages; [] where not known
UPDATE document SET outdated = 1;       -- statements have a place now: until they are read again those of a PDF have their page
UPDATE passage SET statements = (
    SELECT json_group_array(json_set(value, '$.place', json_extract(value, '$.page') || '쪽')) FROM json_each(statements)
) WHERE document_id IN (SELECT id FROM document WHERE format = 'pdf');
"""

m004 = """
UPDATE document SET outdated = 1;       -- outlines and list numbers that formats record, and who says what in minutes, are read now
"""

m005 = """
CREATE TABLE abbreviation (             -- short names that a document gives to what it speaks of
    document_id INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
    short TEXT NOT NULL,
    long TEXT NOT NULL,
    short_key TEXT NOT NULL,            -- letters and digits alone, lower case: how it is found again
    long_key TEXT NOT NULL
);
CREATE INDEX abbreviation_document ON abbreviation(document_id);
CREATE INDEX abbreviation_short ON abbreviation(short_key);
CREATE INDEX abbreviation_long ON abbreviation(long_key);
UPDATE document SET outdated = 1;       -- none were read of those stored before
"""

m006 = """
UPDATE passage SET statements = packed_from_json(statements), vector = halved_from_single(vector);     -- see packing.py
ALTER TABLE document ADD COLUMN name_words TEXT NOT NULL DEFAULT '';        -- every passage is searched by them too
UPDATE document SET name_words = joined_name_words(title, name);
ALTER TABLE passage DROP COLUMN words;  -- made of the statements when they are wanted
ALTER TABLE passage DROP COLUMN pairs;
CREATE INDEX document_year ON document(year);   -- every question asks for the years there are, without reading all texts
"""

m007 = """
ALTER TABLE document ADD COLUMN unread TEXT NOT NULL DEFAULT '';            -- why what its file holds now could not be read
UPDATE document SET outdated = 1;       -- units where several are named, and names of speakers set apart, are read now
"""

m008 = """
ALTER TABLE figure ADD COLUMN qualifier TEXT NOT NULL DEFAULT '';   -- 약, 여, 이상, 이하, 초과, 미만, 부터, 까지
ALTER TABLE figure ADD COLUMN row_path TEXT NOT NULL DEFAULT '[]';  -- JSON [str, …], outermost first: what it measures
ALTER TABLE figure ADD COLUMN col_path TEXT NOT NULL DEFAULT '[]';  -- JSON [str, …]; [] outside of tables
UPDATE figure SET row_path = CASE measure WHEN '' THEN '[]' ELSE json_array(measure) END,
    col_path = CASE column_label WHEN '' THEN '[]' ELSE json_array(column_label) END;
ALTER TABLE figure DROP COLUMN measure;
ALTER TABLE figure DROP COLUMN column_label;
ALTER TABLE figure ADD COLUMN section TEXT;                         -- JSON [str, …]; NULL where it is its passage's
ALTER TABLE figure ADD COLUMN title TEXT NOT NULL DEFAULT '';       -- of its table
ALTER TABLE figure ADD COLUMN place TEXT NOT NULL DEFAULT '';       -- 12쪽, 문단 34
ALTER TABLE figure ADD COLUMN date TEXT NOT NULL DEFAULT '';        -- that it holds for, beyond the year: 2022-09
ALTER TABLE figure ADD COLUMN as_of TEXT NOT NULL DEFAULT '';       -- that it was counted on (기준일): 2025-01-31
ALTER TABLE figure ADD COLUMN kind TEXT NOT NULL DEFAULT '';        -- 계획, 예산현액, 실적, …: ingest.document.FigureKind
UPDATE document SET outdated = 1;       -- figures of those stored before have none of it
"""

m009 = """
CREATE TABLE finding (                  -- figures that the other figures of their table contradict
    document_id INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
    start INTEGER NOT NULL,             -- where the figure stands
    end INTEGER NOT NULL,
    page INTEGER NOT NULL,
    place TEXT NOT NULL,
    kind TEXT NOT NULL,                 -- of ingest.audit.Check
    stated TEXT NOT NULL,               -- as it stands there
    unit TEXT NOT NULL,
    expected TEXT NOT NULL,             -- exact decimal, in `unit`
    expected_text TEXT NOT NULL,
    formula TEXT NOT NULL,
    also TEXT NOT NULL,                 -- JSON [str, …]: other formulas that the same figure fails
    operands TEXT NOT NULL,             -- JSON [[start, end], …]
    row_label TEXT NOT NULL,
    column_label TEXT NOT NULL,
    title TEXT NOT NULL,                -- of the table, or of its section
    likely INTEGER NOT NULL             -- 1: this figure alone explains all of them
);
CREATE INDEX finding_document ON finding(document_id);
UPDATE document SET outdated = 1;       -- tables were not audited before
"""

m010 = """
ALTER TABLE document ADD COLUMN collection TEXT
    AS (CASE instr(name, '/') WHEN 0 THEN '' ELSE substr(name, 1, instr(name, '/') - 1) END);   -- '' is seen by everybody
CREATE INDEX document_collection ON document(collection);   -- asked with every question of one who does not see all
CREATE INDEX document_path ON document(path);
"""

MIGRATIONS = (m001, m002, m003, m004, m005, m006, m007, m008, m009, m010)
# What migrations call, and the number of its arguments.
_FUNCTIONS: dict[Callable[..., str | bytes | None], int] = {packed_from_json: 1, halved_from_single: 1, joined_name_words: 2}


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a database up to the newest schema, whole or not at all."""
    if _version(connection) >= len(MIGRATIONS):
        return
    for function, arguments in _FUNCTIONS.items():
        connection.create_function(function.__name__, arguments, function, deterministic=True)
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Read again under the lock: another process may have been first.
        held = _version(connection)
        for script in MIGRATIONS[held:]:
            for statement in _statements(script):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
    if held:
        with suppress(sqlite3.OperationalError):  # while another process reads, it stays as large as it was
            connection.execute("VACUUM")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, each of which ends with its line: `executescript` would end our transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
