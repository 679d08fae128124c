"""The bundle for machines without a network: what it lists, and that it is the same bytes each time."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pytest
import yaml

from shipping.bundle import bundle, manifest, pack, python_tag
from shipping.sums import digest, write_sums
from shipping.wheels import Wheel, licence_list, read_wheel

SHIPPING = Path(__file__).parents[2] / "shipping"


def make_wheel(folder: Path, name: str, metadata: str, files: dict[str, str]) -> Path:
    """A wheel of some files."""
    info = f"{name}-1.0.dist-info"
    path = folder / f"{name}-1.0-py3-none-any.whl"
    record = "".join(f"{file},,\n" for file in (*files, f"{info}/METADATA", f"{info}/WHEEL", f"{info}/RECORD"))
    with zipfile.ZipFile(path, "w") as archive:
        for file, text in files.items():
            archive.writestr(file, text)
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.4\nName: {name}\nVersion: 1.0\n{metadata}")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", record)
    return path


@pytest.mark.parametrize(
    ("metadata", "licence"),
    [
        ("License-Expression: MIT OR Apache-2.0\nLicense: other\n", "MIT OR Apache-2.0"),
        ("Classifier: License :: OSI Approved :: BSD License\n", "BSD License"),
        ("License: Zlib\n", "Zlib"),
        ("", ""),
    ],
)
def test_a_wheel_says_its_licence(metadata: str, licence: str, tmp_path: Path) -> None:
    files = {"가/__init__.py": "x" * 100, "some-1.0.dist-info/licenses/LICENSE": "terms"}
    wheel = read_wheel(make_wheel(tmp_path, "some", metadata, files))
    assert (wheel.name, wheel.version, wheel.licence) == ("some", "1.0", licence)
    assert wheel.licence_files == ("some-1.0.dist-info/licenses/LICENSE",) and wheel.unpacked > 105
    told = licence_list([wheel])
    assert f"| some | 1.0 | {licence or '(밝히지 않음)'} | some-1.0.dist-info/licenses/LICENSE |" in told


def test_the_sums_are_those_that_sha256sum_checks(tmp_path: Path) -> None:
    (tmp_path / "안").mkdir()
    (tmp_path / "안" / "문서 하나.txt").write_text("내용", encoding="utf-8")
    (tmp_path / "b").write_bytes(b"\0" * 100_000)
    write_sums(tmp_path)
    check = ["sha256sum", "--check", "--quiet", "SHA256SUMS"]
    assert subprocess.run(check, cwd=tmp_path, capture_output=True).returncode == 0
    (tmp_path / "b").write_bytes(b"\1" * 100_000)
    assert subprocess.run(check, cwd=tmp_path, capture_output=True).returncode == 1


def test_the_manifest_says_what_it_is_for() -> None:
    own = Wheel("geungeo-2.0-py3-none-any.whl", "geungeo", "2.0", "", 2048, ())
    told = dict(line.split("=") for line in manifest(own, [own, own], "abcdef0123456789").splitlines())
    assert told["version"] == "2.0" and told["build"] == "2.0-abcdef01" and told["unpacked_kb"] == "4"
    assert f"cp{told['python'].replace('.', '')}" == python_tag()


def test_the_same_wheels_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    make_wheel(wheels, "geungeo", "", {"geungeo.py": ""})
    digests = set()
    for into in (tmp_path / "one", tmp_path / "two"):
        into.mkdir()
        digests.add(digest(bundle(wheels, into)))
    assert len(digests) == 1


def test_without_the_project_there_is_no_bundle(tmp_path: Path) -> None:
    make_wheel(tmp_path, "other", "", {})
    with pytest.raises(FileNotFoundError):
        bundle(tmp_path, tmp_path)


def test_scripts_may_be_run_and_nothing_names_who_made_it(tmp_path: Path) -> None:
    import tarfile

    folder = tmp_path / "묶음"
    folder.mkdir()
    for name in ("install.sh", "other.txt"):
        (folder / name).write_text("", encoding="utf-8")
    pack(folder, tmp_path / "a.tar", 1_700_000_000)
    with tarfile.open(tmp_path / "a.tar") as archive:
        entries = {entry.name.rpartition("/")[2]: entry for entry in archive}
    assert entries["install.sh"].mode == 0o755 and entries["other.txt"].mode == 0o644
    assert {(entry.uid, entry.uname, entry.mtime) for entry in entries.values()} == {(0, "", 1_700_000_000)}


def test_only_what_is_supported_is_switched_on() -> None:
    compose = yaml.safe_load((SHIPPING / "compose.yaml").read_text(encoding="utf-8"))
    assert [name for name, service in compose["services"].items() if not service.get("profiles")] == ["geungeo"]
    assert {volume for service in compose["services"].values() for volume in service.get("volumes", [])} >= {"data:/data"}
    assert all(port.startswith("127.0.0.1:") for service in compose["services"].values() for port in service.get("ports", []))
