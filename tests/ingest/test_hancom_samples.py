"""The sample files of both Hancom formats: every cell in its place, and no harm from any of them, cut or changed."""

from __future__ import annotations

import json
import random
import re
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from ingest.document import Source
from ingest.errors import UnreadableFile
from ingest.readers import READERS, read_source, sniff

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT.parent / "shared" / "samples"
FILES = [path for format in ("hwp", "hwpx") for path in sorted((SAMPLES / format).glob("*"))]
SMALL = [path for path in FILES if path.stat().st_size < 12_500]
SMALL_ZIPS = [path for path in SMALL if path.suffix == ".hwpx"]
MUTATIONS = 60
SLOWEST = 5.0  # seconds
RIGHT_AT_LEAST = 0.95

pytestmark = pytest.mark.skipif(not FILES, reason="no samples here")


def named(path: Path) -> str:
    return path.stem[-24:]


def outcome(content: bytes) -> str | None:
    """The text, or None where the file is refused, within the time that any file may take."""
    began = time.monotonic()
    try:
        return READERS[sniff(content)]("a", content, "").text
    except UnreadableFile:
        return None
    finally:
        assert time.monotonic() - began < SLOWEST


def changed(content: bytes, random_bytes: random.Random) -> bytes:
    """The content with up to 20 bytes changed."""
    found = bytearray(content)
    for _ in range(random_bytes.randint(1, 20)):
        found[random_bytes.randrange(len(found))] = random_bytes.randrange(256)
    return bytes(found)


@pytest.mark.parametrize("format", ["hwp", "hwpx"])
def test_samples_are_read_cell_by_cell(format: str) -> None:
    lines = (SAMPLES / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    tables = {row["file"]: row["tables"] for row in map(json.loads, lines) if row["reads"]}
    right = total = 0
    for path in (path for path in FILES if path.suffix == "." + format and tables.get(path.name)):
        source = read_source(path)
        assert source.format == format
        for wanted in tables[path.name]:
            right += most_right(source, wanted["cells"])
            total += len(wanted["cells"])
    assert total and right >= RIGHT_AT_LEAST * total


def most_right(source: Source, wanted: list[dict[str, int | str]]) -> int:
    """How many of the cells stand in that table of the source which fits best."""
    cells = {(cell["row"], cell["col"], cell["row_span"], cell["col_span"], squashed(str(cell["text"]))) for cell in wanted}
    found = ({(*cell[:4], squashed(cell.span.of(source.text))) for cell in grid.cells} for grid in source.grids)
    return max((len(cells & own) for own in found), default=0)


def squashed(text: str) -> str:
    """The text without white space and letters of private use, which the two readers that agreed on it do not keep alike."""
    return re.sub(r"[\s\ue000-\uf8ff]+", "", text)


def test_distribution_document_is_read() -> None:
    path = next(path for path in FILES if "distribution" in path.name)
    assert "계약기간" in read_source(path).text


@pytest.mark.parametrize(("part", "reason"), [("HWP3-password", "HWP 3.0"), ("HWP5-password", "암호가 걸린")])
def test_locked_and_old_documents_are_refused(part: str, reason: str) -> None:
    path = next(path for path in FILES if part in path.name)
    with pytest.raises(UnreadableFile, match=reason):
        read_source(path)


@pytest.mark.parametrize("path", SMALL, ids=named)
def test_cut_sample_gives_all_of_its_text_or_a_refusal(path: Path) -> None:
    content = path.read_bytes()
    assert {outcome(content[:length]) for length in range(50, len(content), 509)} <= {None, outcome(content)}


@pytest.mark.parametrize("path", SMALL, ids=named)
def test_changed_sample_gives_a_text_or_a_refusal(path: Path) -> None:
    content, random_bytes = path.read_bytes(), random.Random(len(path.name))
    for _ in range(MUTATIONS):
        outcome(changed(content, random_bytes))


@pytest.mark.parametrize("path", SMALL_ZIPS, ids=named)
def test_changed_section_gives_a_text_or_a_refusal(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        section, random_bytes = archive.read("Contents/section0.xml"), random.Random(len(path.name))
    for _ in range(MUTATIONS):
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            digits = re.sub(rb"\d+(?=\")", lambda match: random_bytes.choice((match.group(), b"0", b"-1", b"99999999")), section)
            archive.writestr("Contents/section0.xml", random_bytes.choice((digits, changed(section, random_bytes))))
        outcome(packed.getvalue())
