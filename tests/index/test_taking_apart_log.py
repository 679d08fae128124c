"""What fails in the process that takes files in stands in the log of the program, under the request that brought the file."""

from __future__ import annotations

import time

import pytest

from index.library import open_library
from index.taking_apart import Apart
from ingest.log.noting import asked
from ingest.log.opened import open_log
from ingest.log.reading import lines_about


def test_a_failure_in_the_process_has_the_number_of_the_request(tmp_path):
    library = open_library(tmp_path / "data", "kiwi")
    apart = Apart(library, "kiwi")
    apart._opening = apart._opening._replace(model="no/such-model")
    paper = tmp_path / "보고.txt"
    paper.write_text("한 줄")
    with open_log(tmp_path), asked("ab" * 16), pytest.raises(OSError, match=r"."):
        apart.take(paper, lambda pages: None, replaces=False)
    deadline = time.monotonic() + 10  # a thread of that process writes it
    while not (found := list(lines_about(tmp_path, "abababab"))) and time.monotonic() < deadline:
        time.sleep(0.02)
    apart.close()
    library.close()
    (line,) = found
    assert line["event"] == "not taken in" and line["error"]["at"]
