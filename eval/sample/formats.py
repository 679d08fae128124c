"""The sample documents as PDF, HWPX, DOCX and XLSX: `python -m eval.sample.formats FOLDER`.

Read by our own pipeline, written by the libraries of the formats. Needs the `dev` extra: the PDF writer and its font.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from eval.sample.parts import Part, parts_of
from eval.sample.write_docx import write_docx
from eval.sample.write_hwpx import write_hwpx
from eval.sample.write_pdf import write_pdf
from eval.sample.write_xlsx import write_xlsx
from ingest.pipeline import read_document
from ingest.readers import read_source

Writer = Callable[[Path, Sequence[Part]], None]
WRITERS: dict[str, Writer] = {"docx": write_docx, "hwpx": write_hwpx, "pdf": write_pdf, "xlsx": write_xlsx}
# Those whose tables stand in the text with their cells told apart; those of 01 to 06 are flattened to spaces.
DOCUMENTS = tuple(
    Path(__file__).parent / "documents" / f"{name}.txt"
    for name in (
        "07_업무보고_2025",
        "08_검토보고_조례개정안",
        "09_조례안_디지털포용",
        "10_행정사무감사_처리결과_2024",
        "12_민간위탁동의안_키오스크체험관",
    )
)


def write_formats(folder: Path, documents: Iterable[Path] = DOCUMENTS) -> list[Path]:
    """Write each document in every format, a folder a format; gives the files written. Raises OSError where it cannot."""
    written = []
    for document in documents:
        parts = parts_of(read_document(read_source(document)))
        for format, write in WRITERS.items():
            path = folder / format / f"{document.stem}.{format}"
            path.parent.mkdir(parents=True, exist_ok=True)
            write(path, parts)
            written.append(path)
    return written


def main() -> None:
    """Write the formats into the folder that the command line names."""
    if len(sys.argv) != 2:
        sys.exit("쓰는 법: python -m eval.sample.formats FOLDER")
    for path in write_formats(Path(sys.argv[1])):
        print(path)


if __name__ == "__main__":
    main()
