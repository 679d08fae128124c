"""Mutations of zip-packed documents: inside their members, of their table of contents, and of their bytes."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable
from random import Random

from benchmarks.fuzzing.markup import mutate_markup
from benchmarks.fuzzing.octets import mutate_octets

Members = list[tuple[str, bytes]]

# The members that readers open, which are mutated more often than the rest.
_READ = re.compile(
    r"(document|footnotes|endnotes|numbering|styles|comments|workbook|sharedStrings|section\d+|sheet\d+|header)\.xml$|\.rels$|\.hpf$"
)
_INSIDE, _OUTSIDE = 0.75, 0.9  # of the mutations are inside a member, up to here of the table of contents, the rest of bytes
_BOMB_SIZE = 12 << 20
_NAMES = ("../../가.xml", "/etc/passwd", "C:\\가.xml", "가" * 3000, "", "word/\x00.xml")


def mutate_zip(content: bytes, chance: Random) -> bytes:
    """The archive with a mutation; where it can no longer be opened its bytes alone are mutated."""
    draw = chance.random()
    if draw >= _OUTSIDE:
        return mutate_octets(content, chance)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    if draw < _INSIDE:
        for _ in range(chance.choice((1, 1, 1, 3))):
            _mutate_member(members, chance)
    else:
        chance.choice(_ARCHIVE_MUTATIONS)(members, chance)
    return _packed(members)


def _mutate_member(members: Members, chance: Random) -> None:
    read = [at for at, (name, _) in enumerate(members) if _READ.search(name)]
    main = [at for at in read if re.search(r"(document|sheet\d+|section\d+)\.xml$", members[at][0])]
    at = chance.choice(main if main and chance.random() < 0.6 else read or range(len(members)))
    name, data = members[at]
    members[at] = (name, mutate_markup(data, chance))


def _drop(members: Members, chance: Random) -> None:
    members.pop(chance.randrange(len(members)))


def _double(members: Members, chance: Random) -> None:
    members.append(chance.choice(members))


def _exchange(members: Members, chance: Random) -> None:
    one, two = chance.randrange(len(members)), chance.randrange(len(members))
    members[one], members[two] = (members[one][0], members[two][1]), (members[two][0], members[one][1])


def _rename(members: Members, chance: Random) -> None:
    at = chance.randrange(len(members))
    members[at] = (chance.choice(_NAMES), members[at][1])


def _blow_up(members: Members, chance: Random) -> None:
    at = chance.randrange(len(members))
    members[at] = (members[at][0], members[at][1] + chance.choice((b"\x00", b" ", b"<a>")) * (_BOMB_SIZE // 3))


def _fill(members: Members, chance: Random) -> None:
    members += [(f"{number}.xml", b"") for number in range(chance.choice((200, 12_000)))]


_ARCHIVE_MUTATIONS: tuple[Callable[[Members, Random], None], ...] = (_drop, _drop, _double, _exchange, _rename, _blow_up, _fill)


def _packed(members: Members) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        warnings.simplefilter("ignore")  # names given twice are meant
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
