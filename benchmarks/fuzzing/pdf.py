"""Mutations of PDF files: of the operators within their unpacked streams, of their objects and page tree, of bytes."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from benchmarks.fuzzing.octets import mutate_octets

_OBJECT = re.compile(rb"(\d+) \d+ obj\b(.*?)\bendobj", re.DOTALL)
_STREAM = re.compile(rb"(.*?)\bstream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_TRAILER = re.compile(rb"trailer\s*(<<.*?>>)\s*startxref", re.DOTALL)
_NUMBER = re.compile(rb"(?<![\w#/.])-?\d+(?:\.\d+)?(?![\w.])")
_REFERENCE = re.compile(rb"\b\d+ 0 R\b")
_KEY = re.compile(rb"/[A-Za-z]+")
_OPERATORS = re.compile(rb"\b(?:Tj|TJ|Td|Tm|Tf|re|l|m|c|q|Q|cm|BT|ET|S|f|n|W|Do|h)\b")
_OUTLINES = 0.75, 0.9  # of the mutations are of streams and objects, up to here of objects by bytes, the rest of the file's bytes
_VALUES = (b"0", b"-1", b"1e30", b"99999999999", b"-2147483648", b"2147483648", b"0.0000001", b"65536", b"NaN", b"()", b"null")
_TIMES = (2, 100, 5_000)
_LARGEST_COPY = 1_000_000


@dataclass(slots=True)
class PdfObject:
    """An object: what stands in it before its stream, and the stream in clear, where it has one."""

    head: bytes
    stream: bytes | None = None
    is_content: bool = False  # operators that draw a page, not a font or a picture


@dataclass(slots=True)
class PdfFile:
    """The objects of a file by number, and its trailer's dictionary."""

    objects: dict[int, PdfObject]
    trailer: bytes


def mutate_pdf(content: bytes, chance: Random) -> bytes:
    """The file with a mutation, its streams unpacked and its table of objects written anew where it is taken apart."""
    inside, by_octets = _OUTLINES
    draw = chance.random()
    if draw >= by_octets:
        return mutate_octets(content, chance)
    file = taken_apart(content)
    if draw < inside:
        for _ in range(chance.choice((1, 1, 3))):
            chance.choice(_MUTATIONS)(file, chance)
        return written(file)
    found = file.objects[chance.choice(list(file.objects))]
    if found.stream is not None and chance.random() < 0.7:
        found.stream = mutate_octets(found.stream, chance)
    else:
        found.head = mutate_octets(found.head, chance)
    return written(file)


def taken_apart(content: bytes) -> PdfFile:
    """The objects of a file with a classic table of objects. Raises ValueError for one without a trailer."""
    objects = {int(match[1]): _object(match[2]) for match in _OBJECT.finditer(content)}
    trailer = _TRAILER.search(content)
    if trailer is None:
        raise ValueError("no trailer")
    return PdfFile(objects, trailer[1])


def written(file: PdfFile) -> bytes:
    """The file with its streams in clear and a table of objects that is true."""
    parts, position, places = [b"%PDF-1.7\n"], 9, {}
    for number, found in sorted(file.objects.items()):
        places[number] = position
        body = found.head
        if found.stream is not None:
            body += b"\nstream\n" + found.stream + b"\nendstream"
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        position += len(parts[-1])
    size = max(places, default=0) + 1
    rows = [b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n" for number in range(size)]
    trailer = re.sub(rb"/(?:Prev|XRefStm)\s+\d+", b"", file.trailer)
    return b"".join(parts) + b"xref\n0 %d\n%strailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (size, b"".join(rows), trailer, position)


def _object(body: bytes) -> PdfObject:
    match = _STREAM.match(body)
    if match is None:
        return PdfObject(body.strip())
    head, stream = match[1].strip(), match[2]
    if re.search(rb"/Filter\s*\[?\s*/FlateDecode\s*\]?", head) and b"/DecodeParms" not in head:
        try:
            stream = zlib.decompress(stream)
        except zlib.error:
            return PdfObject(head, stream)
        head = re.sub(rb"/Filter\s*\[?\s*/FlateDecode\s*\]?", b"", head)
        head = re.sub(rb"/Length\s+\d+(?:\s+0\s+R)?", b"/Length %d" % len(stream), head)
    return PdfObject(head, stream, len(_OPERATORS.findall(stream[:4000])) > 5 and b"/Length1" not in head)


def _contents(file: PdfFile) -> list[PdfObject]:
    return [found for found in file.objects.values() if found.is_content] or [next(iter(file.objects.values()))]


def _of(file: PdfFile, key: bytes) -> list[PdfObject]:
    return [found for found in file.objects.values() if key in found.head]


def _set_content_numbers(file: PdfFile, chance: Random) -> None:
    found = chance.choice(_contents(file))
    found.stream = _with_numbers(found.stream or b"", chance)
    _tell_length(found)


def _set_head_numbers(file: PdfFile, chance: Random) -> None:
    found = chance.choice(list(file.objects.values()))
    found.head = _with_numbers(found.head, chance)


def _with_numbers(text: bytes, chance: Random) -> bytes:
    share = chance.choice((1.0, 0.1, 0.02))
    return _NUMBER.sub(lambda match: chance.choice(_VALUES) if chance.random() < share else match[0], text)


def _repeat_operators(file: PdfFile, chance: Random) -> None:
    """A run of drawing many times over."""
    found = chance.choice(_contents(file))
    stream = found.stream or b""
    start = chance.randrange(max(1, len(stream)))
    run = stream[start : start + chance.choice((20, 500, 5_000))]
    found.stream = stream[:start] + run * min(chance.choice(_TIMES), _LARGEST_COPY // (1 + len(run))) + stream[start:]
    _tell_length(found)


def _put_operators(file: PdfFile, chance: Random) -> None:
    """States pushed without end, grids of lines, forms that draw themselves, letters upon one another."""
    found = chance.choice(_contents(file))
    lines = b"".join(b"%d 0 m %d 800 l S 0 %d m 600 %d l S\n" % (at, at, at, at) for at in range(0, 600, chance.choice((1, 5))))
    extra = chance.choice((b"q " * 20_000, b"[" * 5_000, b"<<" * 5_000, b"(" * 5_000, lines, lines * 40, b"/Self Do " * 50, b"BT " * 5_000,
                           b"1e9 0 0 1e9 0 0 cm ", b"0 0 0 0 0 0 cm ", b"0 0 1 1 re f " * 30_000, b"1 2 3 4 5 6 c " * 50_000))  # fmt: skip
    found.stream = chance.choice((extra + (found.stream or b""), (found.stream or b"") + extra))
    _tell_length(found)


def _drop_operators(file: PdfFile, chance: Random) -> None:
    found = chance.choice(_contents(file))
    match = _OPERATORS.search(found.stream or b"", chance.randrange(1 + len(found.stream or b"")))
    if match and found.stream:
        found.stream = (
            re.sub(rb"\b%s\b" % match[0], b"", found.stream) if chance.random() < 0.5 else found.stream[: match.start()]
        )
        _tell_length(found)


def _tell_length(found: PdfObject) -> None:
    found.head = re.sub(rb"/Length\s+\d+", b"/Length %d" % len(found.stream or b""), found.head)


def _ring_pages(file: PdfFile, chance: Random) -> None:
    """A page tree that holds itself, says false counts, or has the same page many times."""
    for found in _of(file, b"/Kids"):
        own = next(number for number, other in file.objects.items() if other is found)
        kids = chance.choice((b"%d 0 R " % own, b"%d 0 R " % own * 1000, b"1 0 R 2 0 R 3 0 R ", b"99999 0 R ", b"null ",
                              (_REFERENCE.findall(found.head) or [b"3 0 R"])[-1] * 1 + b" "))  # fmt: skip
        if chance.random() < 0.5:
            found.head = re.sub(rb"/Kids\s*\[", b"/Kids [" + kids * chance.choice((1, 1, 500)), found.head)
        else:
            count = chance.choice((b"0", b"-1", b"1000000000", b"4000", b"70000"))
            found.head = re.sub(rb"/Count\s+-?\d+", b"/Count " + count, found.head)


def _bend_page(file: PdfFile, chance: Random) -> None:
    """Pages of no size or without end, turned by odd angles."""
    pages = _of(file, b"/MediaBox") or list(file.objects.values())
    found = chance.choice(pages)
    box = chance.choice(
        (b"[0 0 0 0]", b"[0 0 1e30 1e30]", b"[-1e9 -1e9 1e9 1e9]", b"[600 800 0 0]", b"[0 0]", b"null", b"[NaN 0 1 1]")
    )
    found.head = re.sub(rb"/MediaBox\s*\[[^\]]*\]", b"/MediaBox " + box, found.head)
    if chance.random() < 0.5:
        found.head = found.head[:-2] + b"/Rotate " + chance.choice((b"45", b"90", b"-90", b"99999999990", b"270")) + b">>"


def _redirect(file: PdfFile, chance: Random) -> None:
    """References that lead to other objects, to none, or back."""
    holders = [found for found in file.objects.values() if _REFERENCE.search(found.head)]
    if holders:
        found, share = chance.choice(holders), chance.choice((1.0, 0.2))
        numbers = [*file.objects, 99999, 0]
        found.head = _REFERENCE.sub(
            lambda match: b"%d 0 R" % chance.choice(numbers) if chance.random() < share else match[0], found.head
        )


def _change_keys(file: PdfFile, chance: Random) -> None:
    found = chance.choice(list(file.objects.values()))
    keys = _KEY.findall(found.head)
    if keys:
        found.head = found.head.replace(chance.choice(keys), chance.choice((*keys, b"/Filter", b"/X")), chance.choice((1, -1)))


def _put_filter(file: PdfFile, chance: Random) -> None:
    """Streams said to be packed in ways that they are not, or packed a thousandfold."""
    found = chance.choice([found for found in file.objects.values() if found.stream is not None])
    if chance.random() < 0.5:
        found.stream = zlib.compress((found.stream or b"") + b" " * chance.choice((10_000, 30_000_000)), 9)
        name = b"/FlateDecode"
    else:
        name = chance.choice((b"/LZWDecode", b"/ASCII85Decode", b"/RunLengthDecode", b"/DCTDecode", b"/JBIG2Decode", b"/JPXDecode",
                              b"[" + b"/FlateDecode " * 500 + b"]", b"/CCITTFaxDecode", b"/Crypt"))  # fmt: skip
    found.head = re.sub(rb"<<", b"<< /Filter " + name + b" ", found.head, count=1)
    _tell_length(found)


def _put_picture(file: PdfFile, chance: Random) -> None:
    """A picture of more points than any machine holds, drawn on every page."""
    size = chance.choice((30_000, 2_000_000_000))
    number = max(file.objects) + 1
    stream = zlib.compress(b"\x00" * 5_000_000)
    head = b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8" % (size, size)
    file.objects[number] = PdfObject(head + b" /Filter /FlateDecode /Length %d >>" % len(stream), stream)
    for found in _of(file, b"/XObject"):
        found.head = found.head.replace(b"/XObject", b"/XObject << /Big %d 0 R >> /Was" % number, 1)
    for found in _contents(file):
        found.stream = b"q 600 0 0 800 0 0 cm /Big Do Q " + (found.stream or b"")
        _tell_length(found)


def _double_objects(file: PdfFile, chance: Random) -> None:
    first = max(file.objects) + 1
    copied = chance.choice(list(file.objects.values()))
    if len(copied.head) + len(copied.stream or b"") < 2000:
        file.objects |= {first + number: copied for number in range(chance.choice((10, 5_000)))}


def _drop_object(file: PdfFile, chance: Random) -> None:
    del file.objects[chance.choice(list(file.objects))]


def _bend_trailer(file: PdfFile, chance: Random) -> None:
    file.trailer = chance.choice((_with_numbers(file.trailer, chance), mutate_octets(file.trailer, chance), b"<<>>",
                                  file.trailer[:-2] + b"/Prev 9 /Encrypt << /Filter /Standard /V 4 >> >>"))  # fmt: skip


_MUTATIONS: tuple[Callable[[PdfFile, Random], None], ...] = (
    _set_content_numbers,
    _set_content_numbers,
    _set_head_numbers,
    _repeat_operators,
    _put_operators,
    _put_operators,
    _drop_operators,
    _ring_pages,
    _bend_page,
    _redirect,
    _change_keys,
    _put_filter,
    _put_picture,
    _double_objects,
    _drop_object,
    _bend_trailer,
)
