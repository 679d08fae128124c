"""Make one archive that installs the program on a machine without a network: `make bundle`.

`python -m shipping.bundle [--wheels FOLDER]` writes `build/geungeo-VERSION-PLATFORM.tar`: wheels of the project (the embedded
model is in its own) and of what it needs, sample documents, install.sh, units, Dockerfile, licences, MANIFEST, SHA256SUMS.
Everything is in order and dated by the commit, so that the same wheels give the same bytes. No font is needed to serve.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import sysconfig
import tarfile
from collections.abc import Iterable
from pathlib import Path

from shipping.sums import digest, write_sums
from shipping.wheels import Wheel, gather, licence_list, made_at, read_wheel

PROJECT = Path(__file__).parents[1]
_HERE = Path(__file__).parent
_SCRIPTS = ("install.sh",)
_FILES = ("README.txt", "geungeo.service", "Dockerfile", "compose.yaml")
_SAMPLE = PROJECT / "eval" / "sample" / "documents"
_DOCS = ("README.md", "docs/install.md", "docs/users.md", "docs/security.md", "docs/geungeo.toml")


def bundle(wheels: Path, into: Path) -> Path:
    """Write the archive of some wheels into a folder; where it is. Raises FileNotFoundError where the project's is not there."""
    held = [read_wheel(path) for path in sorted(wheels.glob("*.whl"))]
    own = next((wheel for wheel in held if wheel.name == "geungeo"), None)
    if own is None:
        raise FileNotFoundError(f"no wheel of the project in {wheels}")
    name = f"geungeo-{own.version}-{python_tag()}-{sysconfig.get_platform().replace('-', '_')}"
    folder = into / name
    shutil.rmtree(folder, ignore_errors=True)
    _lay_out(folder, wheels, held)
    (folder / "LICENSES.md").write_text(licence_list(held), encoding="utf-8")
    (folder / "MANIFEST").write_text(manifest(own, held, digest(wheels / own.file)), encoding="utf-8")
    write_sums(folder)
    archive = into / f"{name}.tar"
    pack(folder, archive, int(made_at(PROJECT)))
    shutil.rmtree(folder)
    return archive


def python_tag() -> str:
    """Which Python this is, as wheels name it: cp311."""
    return f"cp{sys.version_info.major}{sys.version_info.minor}"


def manifest(own: Wheel, wheels: Iterable[Wheel], own_digest: str) -> str:
    """What install.sh has to know, one `name=value` a line: version, Python, machine, kB on disk when installed."""
    told = {
        "version": own.version,
        "build": f"{own.version}-{own_digest[:8]}",
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "platform": sysconfig.get_platform(),
        "unpacked_kb": sum(wheel.unpacked for wheel in wheels) >> 10,
    }
    return "".join(f"{name}={value}\n" for name, value in told.items())


def pack(folder: Path, archive: Path, when: int) -> None:
    """Write a folder as a tar file: in order, all of one time, of nobody. Wheels are compressed already."""

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        entry.mtime = when
        entry.mode = 0o755 if entry.isdir() or entry.name.rpartition("/")[2] in _SCRIPTS else 0o644
        return entry

    part = archive.with_name(archive.name + ".part")
    with tarfile.open(part, "w", format=tarfile.GNU_FORMAT) as tar:
        for path in (folder, *sorted(folder.rglob("*"))):
            tar.add(path, path.relative_to(folder.parent).as_posix(), recursive=False, filter=plain)
    part.replace(archive)


def _lay_out(folder: Path, wheels: Path, held: Iterable[Wheel]) -> None:
    (folder / "wheels").mkdir(parents=True)
    for wheel in held:
        shutil.copy(wheels / wheel.file, folder / "wheels")
    for name in (*_SCRIPTS, *_FILES):
        shutil.copy(_HERE / name, folder)
    shutil.copytree(_SAMPLE, folder / "sample")
    for name in _DOCS:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PROJECT / name, folder / name)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Make one archive for machines without a network.")
    parser.add_argument("--wheels", type=Path, help="a folder of wheels that were gathered before")
    parser.add_argument("--into", type=Path, default=PROJECT / "build")
    given = parser.parse_args()
    wheels = given.wheels or given.into / "wheels"
    if given.wheels is None:
        shutil.rmtree(wheels, ignore_errors=True)
        wheels.mkdir(parents=True)
        gather(PROJECT, wheels)
    archive = bundle(wheels, given.into)
    print(f"{archive} ({archive.stat().st_size / (1 << 20):,.0f} MB)\nsha256 {digest(archive)}")


if __name__ == "__main__":
    main()
