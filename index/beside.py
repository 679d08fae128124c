"""A small database beside the library (conversations, accounts), made or opened: of one version, and rid of what is deleted."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Literal

from index.connection import use_wal
from index.newer import check_beside


def prepare(
    connection: sqlite3.Connection,
    path: Path,
    schema: str,
    version: int,
    *,
    patience: float,
    synchronous: Literal["NORMAL", "FULL"],
) -> None:
    """Make the tables of a new file, whose statements each end with a line. `patience` is in seconds, for another process.

    Raises BadInput for a file of a later version, and what SQLite refuses.
    """
    check_beside(connection, path, version)
    use_wal(connection, patience)
    connection.execute(f"PRAGMA synchronous = {synchronous}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")  # what is deleted cannot be read out of the file
    connection.execute("BEGIN IMMEDIATE")
    if not connection.execute("PRAGMA user_version").fetchone()[0]:
        for statement in schema.split(";\n"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {version}")
    connection.execute("COMMIT")
