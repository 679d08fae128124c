"""install.sh: what it refuses and says, and that an upgrade that does not answer changes nothing."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from shipping.bundle import manifest
from shipping.sums import write_sums
from shipping.wheels import read_wheel
from tests.shipping.test_bundle import make_wheel

SHIPPING = Path(__file__).parents[2] / "shipping"
SCRIPT = SHIPPING / "install.sh"
PYTHON = getattr(sys, "_base_executable", sys.executable)
# Stands for the program: keeps a line a document in the data folder, and answers while it is not told to break.
PROGRAM = """
import pathlib, shutil, sys

def main():
    command, given = sys.argv[1], sys.argv[2:]
    data = pathlib.Path(given[given.index("--data") + 1]) if "--data" in given else pathlib.Path("data")
    library = data / "library.sqlite"
    if command == "ingest":
        data.mkdir(exist_ok=True)
        library.write_text("SAID")
    elif command == "ask":
        sys.exit("고장" if "SAID" == "broken" else 0)
    elif command == "backup":
        shutil.copy(library, given[0])
    elif command == "restore":
        data.mkdir(exist_ok=True)
        shutil.copy(given[0], library)
    elif command == "status":
        sys.exit("못 엶" if "SAID" == "cannot" else 0)
    elif command == "settings":
        print("port 1 x")
    elif command == "said":
        print("SAID")
"""


def make_bundle(folder: Path, said: str) -> Path:
    """A bundle of a program that says something."""
    (folder / "wheels").mkdir(parents=True)
    (folder / "sample").mkdir()
    (folder / "sample" / "문서.txt").write_text("문서", encoding="utf-8")
    entry = "[console_scripts]\ngeungeo = program:main\n"
    files = {"program.py": PROGRAM.replace("SAID", said), "geungeo-1.0.dist-info/entry_points.txt": entry}
    own = read_wheel(make_wheel(folder / "wheels", "geungeo", "", files))
    (folder / "MANIFEST").write_text(manifest(own, [own], said + "-------"), encoding="utf-8")
    for name in ("install.sh", "geungeo.service"):
        shutil.copy(SHIPPING / name, folder)
    write_sums(folder)
    return folder


def run(folder: Path, *arguments: str | Path, home: Path | None = None, programs: str = "") -> subprocess.CompletedProcess[str]:
    path = f"{programs}:/usr/bin:/bin:/usr/sbin:/sbin"
    environment = {"PATH": path, "HOME": str(home or folder), "LANG": "C.UTF-8", "GEUNGEO_WAIT": "0.1"}
    command = ["sh", str(folder / "install.sh"), *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL)


@pytest.fixture
def quick_python(tmp_path: Path) -> Path:
    """This Python, whose environments borrow pip instead of unpacking it for eight seconds."""
    import pip

    borrowed = tmp_path / "borrowed"
    borrowed.mkdir()
    (borrowed / "pip").symlink_to(Path(pip.__file__).parent)
    path = tmp_path / "python"
    site = f"lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages"
    make = f'"{PYTHON}" -m venv --without-pip "$3" && echo "{borrowed}" > "$3/{site}/borrowed.pth"'
    path.write_text(f'#!/bin/sh\nif [ "$1 $2" = "-m venv" ]; then {make}; else exec "{PYTHON}" "$@"; fi\n', encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def made(tmp_path: Path) -> Path:
    return make_bundle(tmp_path / "bundle", "one")


@pytest.mark.parametrize("shell", ["sh", "dash", "bash"])
def test_the_script_is_one_for_every_shell(shell: str) -> None:
    if not shutil.which(shell):
        pytest.skip(f"no {shell}")
    assert subprocess.run([shell, "-n", str(SCRIPT)], capture_output=True).returncode == 0


def test_shellcheck_has_nothing_to_say() -> None:
    if not shutil.which("shellcheck"):
        pytest.skip("no shellcheck")
    told = subprocess.run(
        ["shellcheck", "--severity=warning", "--exclude=SC1007,SC2034,SC2154", str(SCRIPT)], capture_output=True, text=True
    )
    assert told.returncode == 0, told.stdout


def refused(done: subprocess.CompletedProcess[str], said: str) -> bool:
    return done.returncode == 1 and said in done.stderr


def test_a_file_that_was_changed_is_found(made: Path, tmp_path: Path) -> None:
    (made / "sample" / "문서.txt").write_text("다른", encoding="utf-8")
    assert refused(run(made, "--prefix", tmp_path / "p", "--python", PYTHON), "SHA256SUMS와 다릅니다")
    assert not (tmp_path / "p").exists()


def test_a_file_that_was_added_or_lost_is_found(made: Path, tmp_path: Path) -> None:
    (made / "wheels" / "evil-1.0-py3-none-any.whl").write_bytes(b"")
    assert refused(run(made, "--prefix", tmp_path / "p", "--python", PYTHON), "빠지거나 더해진 파일")


def test_another_python_is_told_of(made: Path, tmp_path: Path) -> None:
    text = (made / "MANIFEST").read_text(encoding="utf-8")
    (made / "MANIFEST").write_text(text.replace("python=3", "python=9"), encoding="utf-8")
    assert refused(run(made, "--prefix", tmp_path / "p", "--python", PYTHON), "이 묶음은 Python 9.")


def test_a_disk_that_is_too_small_is_told_of(made: Path, tmp_path: Path) -> None:
    text = (made / "MANIFEST").read_text(encoding="utf-8")
    (made / "MANIFEST").write_text(text.replace("unpacked_kb=", "unpacked_kb=9999999999"), encoding="utf-8")
    write_sums(made)
    assert refused(run(made, "--prefix", tmp_path / "p", "--python", PYTHON), "빈 자리가 모자랍니다")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--prefiks", "x"), "모르는 선택"),
        (("--prefix",), "값이 없습니다"),
        (("--systemd", "always"), "user나 system"),
        (("--prefix", "/tmp/빈 칸"), "빈칸"),
        (("--uninstall", "--prefix", "/nowhere"), "설치된 것이 없습니다"),
    ],
)
def test_wrong_use_is_told_of(made: Path, arguments: tuple[str, ...], said: str) -> None:
    assert refused(run(made, *arguments), said)


def test_install_upgrade_and_uninstall(made: Path, quick_python: Path, tmp_path: Path) -> None:
    prefix, home = tmp_path / "설치", tmp_path / "home"
    options = ("--prefix", prefix, "--python", quick_python)
    geungeo = prefix / "bin" / "geungeo"

    def said() -> str:
        return subprocess.run([str(geungeo), "said"], capture_output=True, text=True).stdout.strip()

    done = run(made, *options, "--systemd", "user", home=home)
    assert done.returncode == 0, done.stderr
    assert said() == "one" and f"data = '{prefix}/data'" in (prefix / "geungeo.toml").read_text(encoding="utf-8")
    unit = (home / ".config" / "systemd" / "user" / "geungeo.service").read_text(encoding="utf-8")
    assert f"ExecStart={geungeo} serve" in unit and "@" not in unit and "User=" not in unit and "ProtectSystem" not in unit

    (prefix / "data" / "library.sqlite").write_text("문서", encoding="utf-8")
    (prefix / "geungeo.toml").write_text("port = 1\n", encoding="utf-8")
    for broken in ("broken", "cannot"):
        done = run(make_bundle(tmp_path / broken, broken), *options, home=home)
        assert refused(done, "지금 쓰는 판은 그대로 있습니다") and said() == "one"

    done = run(make_bundle(tmp_path / "two", "two"), *options, home=home)
    assert done.returncode == 0, done.stderr
    assert said() == "two" and (prefix / "data" / "library.sqlite").read_text(encoding="utf-8") == "문서"
    assert (prefix / "geungeo.toml").read_text(encoding="utf-8") == "port = 1\n"
    assert {path.name[4:7] for path in (prefix / "versions").iterdir()} == {"one", "two"}
    assert [path.read_text(encoding="utf-8") for path in (prefix / "backups").iterdir()][-1] == "문서"

    done = run(made, "--uninstall", "--prefix", prefix, home=home)
    assert done.returncode == 0 and sorted(path.name for path in prefix.iterdir()) == ["backups", "data", "geungeo.toml"]
    assert not list(home.rglob("geungeo.service"))


def test_a_service_that_does_not_answer_is_put_back_with_its_data(made: Path, quick_python: Path, tmp_path: Path) -> None:
    prefix, home, programs = tmp_path / "p", tmp_path / "home", tmp_path / "programs"
    options = ("--prefix", prefix, "--python", quick_python)
    assert run(made, *options, home=home).returncode == 0
    library = prefix / "data" / "library.sqlite"
    library.write_text("문서", encoding="utf-8")
    programs.mkdir()
    systemctl = programs / "systemctl"  # the new version is started, changes the data and says nothing
    change = f'case $* in *stop*) : ;; *restart*) echo 바뀜 > "{library}" ;; esac'
    systemctl.write_text(f'#!/bin/sh\necho "$@" >> "{tmp_path}/did"\n{change}\n', encoding="utf-8")
    systemctl.chmod(0o755)
    done = run(make_bundle(tmp_path / "two", "two"), *options, "--systemd", "user", home=home, programs=str(programs))
    assert refused(done, "앞의 판으로 되돌렸습니다")
    said = subprocess.run([str(prefix / "bin" / "geungeo"), "said"], capture_output=True, text=True)
    assert said.stdout.strip() == "one" and library.read_text(encoding="utf-8") == "문서"
    did = (tmp_path / "did").read_text(encoding="utf-8").splitlines()
    assert [line.split()[1] for line in did[-4:]] == ["stop", "restart", "stop", "start"]


@pytest.mark.parametrize("kind", ["system", "user"])
def test_systemd_takes_the_unit(kind: str, tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("no systemd-analyze")
    program = tmp_path / "bin" / "geungeo"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    text = (SHIPPING / "geungeo.service").read_text(encoding="utf-8")
    if kind == "user":
        before, _, rest = text.partition("# system-only: begin")
        text = (before + rest.partition("# system-only: end")[2]).replace("User=@USER@\n", "")
    names = {"PREFIX": tmp_path, "DATA": tmp_path, "USER": "daemon", "TARGET": "multi-user.target"}
    for name, value in names.items():
        text = text.replace(f"@{name}@", str(value))
    unit = tmp_path / "geungeo.service"
    unit.write_text(text, encoding="utf-8")
    told = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True)
    about = [line for line in told.stderr.splitlines() if "geungeo" in line]
    assert told.returncode == 0 and about == [], told.stderr
