"""A file read: all that the store takes of it, made by any process on any machine, to be stored by the one that writes.

Reading needs nothing of the library but what a user put right of the document, so that any number of files can be read at
once. What it gives is a tenth of what it works with: morphemes and search words are made, used and left behind.
"""

from __future__ import annotations

import logging
import os
import pickle
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from index.embed import Embedder, vectors_of
from index.kiwi_pooling import Vectors
from ingest.correction import Correction
from ingest.errors import GeungeoError, UnreadableFile
from ingest.log.noting import format_of, note, note_failure
from ingest.pipeline import Ingested, ingest_file

_DIVIDE = "문서를 나누거나 다른 형식으로 다시 저장해 넣어 주십시오."


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to read, with what a user put right of the document that it is."""

    file: Path
    correction: Correction
    passage_length: int  # characters


class Read(NamedTuple):
    """What the store takes of a file; no vectors where they are for the writer to make."""

    ingested: Ingested
    vectors: Vectors | None = None


class Reply(NamedTuple):
    """What came of a file, as it goes from process to process: `read`, or why there is nothing."""

    read: Read | None = None
    reason: str = ""
    remedy: str = ""

    def result(self) -> Read:
        """What was read. Raises UnreadableFile where nothing was."""
        if self.read is None:
            raise UnreadableFile(self.reason, self.remedy)
        return self.read


def read(wanted: Wanted, embedder: Embedder | None) -> Read:
    """Read, cut and embed a file. Raises UnreadableFile for one that gives no text."""
    ingested = ingest_file(wanted.file, wanted.correction, wanted.passage_length)
    return Read(_bare(ingested), None if embedder is None else vectors_of(ingested, embedder))


def reply_to(wanted: Wanted, embedder: Embedder | None) -> bytes:
    """The pickled reply for a file, whatever may happen on the way but want of memory, which ends the process."""
    try:
        reply = Reply(read(wanted, embedder))
    except MemoryError:
        raise
    except GeungeoError as error:
        reply = Reply(reason=error.reason, remedy=error.remedy)
    except Exception as error:  # our own mistake on an unforeseen document must not cost the user the others
        reply = Reply(reason=mistake(wanted.file, error))
    return pickle.dumps(reply, pickle.HIGHEST_PROTOCOL)


def mistake(file: Path, error: Exception) -> str:
    """What to tell the user of a mistake of our own over a file, which is noted."""
    note_failure("not taken in", error, format=format_of(file), content={"file": os.fsencode(file).decode(errors="replace")})
    return f"문서를 해석하다가 프로그램 오류가 났습니다({type(error).__name__}). 파일과 함께 개발자에게 알려 주십시오."


def given_up(file: Path) -> bytes:
    """The pickled reply for a file over which one process after the other has died."""
    note("given up", logging.ERROR, format=format_of(file), content={"file": str(file)})
    return pickle.dumps(
        Reply(reason="문서를 읽던 작업 프로세스가 두 번 멈추어 그만두었습니다(메모리 부족일 수 있음).", remedy=_DIVIDE)
    )


def _bare(ingested: Ingested) -> Ingested:
    """A document without what was only to understand it by: half of what is sent."""
    document = ingested.document
    source = replace(document.source, grids=(), outline=(), rows=())
    passages = tuple(replace(passage, words=(), pairs=(), morphemes=()) for passage in ingested.passages)
    return replace(ingested, document=replace(document, source=source, blocks=()), passages=passages)
