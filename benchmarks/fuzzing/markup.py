"""Mutations of XML and HTML that leave most of it well formed, so that they get past the parser to the reader."""

from __future__ import annotations

import re
from random import Random

from benchmarks.fuzzing.octets import Mutation, mutate_octets

_ATTRIBUTE = re.compile(rb'([\w:]{1,60})="([^"<]*)"')
_NUMBER = re.compile(rb'(?<==")-?\d+(?=")')
_ELEMENT = re.compile(rb"<([A-Za-z][\w:.-]*)(\s[^<>]*)?>([^<>]*)</\1>|<([A-Za-z][\w:.-]*)(\s[^<>]*)?/>")
_TAG = re.compile(rb"</?[A-Za-z][\w:.-]*[^<>]*>")
_WHOLE = re.compile(rb"<([A-Za-z][\w:.-]*)(?:\s[^<>]*)?(?<!/)>")
_TEXT = re.compile(rb">([^<>]+)<")
_ROOT = re.compile(rb"<[A-Za-z]")
# What numbers in attributes are set to: huge, negative, none, of other digits.
_VALUES = (b"0", b"-1", b"65535", b"99999999", b"-2147483648", b"4294967296", b"9" * 30, b"9" * 5000, b"1e999", b"NaN",
           b"", b"abc", b"0.5", "１２".encode(), b"A1:XFD1048576", b"ZZZZ99999999999")  # fmt: skip
_TEXTS = (b"9" * 6000, b"-", b"1e400", b"&#x10FFFF;", b"\x00", b"\xff\xfe", "가".encode() * 20_000, b"( ) " * 4000, b"1,000 " * 4000,
          b"\xed\xa0\x80", b"&undefined;", b"#DIV/0!", b"\t" * 3000, b"\n" * 3000, b"<![CDATA[" + b"x" * 99 + b"]]>")  # fmt: skip
_MOST_NUMBERS = 20
_DEPTHS = (10, 100, 1_000, 20_000)
_TIMES = (2, 30, 1_000)
_LARGEST_COPY = 2_000_000  # bytes that a doubled element may add
_LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)).encode()
_BOMB = b'<!DOCTYPE a [<!ENTITY a0 "aaaaaaaaaa">' + _LAUGHS + b"]>"
_OUTSIDE = b'<!DOCTYPE a [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>'
_QUADRATIC = b'<!DOCTYPE a [<!ENTITY a9 "' + b"a" * 50_000 + b'">]>'


def mutate_markup(content: bytes, chance: Random) -> bytes:
    """The content with one mutation of its markup."""
    return chance.choice(_MUTATIONS)(content, chance) if content else b"<a>"


def _set_numbers(content: bytes, chance: Random) -> bytes:
    """Some numbers in attributes set to ones that no program writes."""
    share = chance.choice((1.0, 0.1, 0.01))
    left = [_MOST_NUMBERS if share < 1 else 1 << 30]

    def other(match: re.Match[bytes]) -> bytes:
        if left[0] and chance.random() < share:
            left[0] -= 1
            return value if share == 1 else chance.choice(_VALUES)
        return match.group()

    value = chance.choice(_VALUES)
    return _NUMBER.sub(other, content)


def _set_one_name(content: bytes, chance: Random) -> bytes:
    """Every attribute of one name set to one value."""
    found = _pick(_ATTRIBUTE, content, chance)
    if found is None:
        return content
    name, value = found[1], chance.choice(_VALUES)
    return re.sub(rb"\b" + re.escape(name) + rb'="[^"<]*"', lambda _: name + b'="' + value + b'"', content)


def _drop_attribute(content: bytes, chance: Random) -> bytes:
    found = _pick(_ATTRIBUTE, content, chance)
    if found is None:
        return content
    return re.sub(rb"\s" + re.escape(found[1]) + rb'="[^"<]*"', b"", content) if chance.random() < 0.5 else _cut(content, found)


def _set_text(content: bytes, chance: Random) -> bytes:
    found = _pick(_TEXT, content, chance)
    return content if found is None else content[: found.start(1)] + chance.choice(_TEXTS) + content[found.end(1) :]


def _deepen(content: bytes, chance: Random) -> bytes:
    """An element put into itself many times over."""
    found = _pick(_WHOLE, content, chance)
    if found is None:
        return content
    depth, close = chance.choice(_DEPTHS), b"</" + found[1] + b">"
    end = content.find(close, found.end())
    if end < 0:
        return content
    return content[: found.start()] + found[0] * depth + content[found.end() : end] + close * depth + content[end + len(close) :]


def _double_element(content: bytes, chance: Random) -> bytes:
    """An element, with what it holds up to its first end, many times over."""
    found = _pick(_WHOLE, content, chance)
    end = content.find(b"</" + found[1] + b">", found.end()) if found else -1
    if found is None or end < 0:
        return content
    end += len(found[1]) + 3
    copy = content[found.start() : end]
    times = min(chance.choice(_TIMES), max(1, _LARGEST_COPY // len(copy)))
    return content[:end] + copy * times + content[end:]


def _drop_element(content: bytes, chance: Random) -> bytes:
    found = _pick(_ELEMENT, content, chance)
    return content if found is None else _cut(content, found)


def _drop_kind(content: bytes, chance: Random) -> bytes:
    """All tags of one name gone, their text kept."""
    found = _pick(_WHOLE, content, chance)
    return content if found is None else re.sub(rb"</?" + re.escape(found[1]) + rb"(?:\s[^<>]*)?/?>", b"", content)


def _exchange_kinds(content: bytes, chance: Random) -> bytes:
    """All elements of one name given the name of another."""
    one, two = _pick(_WHOLE, content, chance), _pick(_WHOLE, content, chance)
    if one is None or two is None:
        return content
    return re.sub(rb"(</?)" + re.escape(one[1]) + rb"(?=[\s/>])", lambda match: match[1] + two[1], content)


def _drop_tag(content: bytes, chance: Random) -> bytes:
    found = _pick(_TAG, content, chance)
    return content if found is None else _cut(content, found)


def _put_tag(content: bytes, chance: Random) -> bytes:
    """A tag of the content put elsewhere between its tags."""
    tag, at = _pick(_TAG, content, chance), _pick(_TAG, content, chance)
    return content if tag is None or at is None else content[: at.start()] + tag[0] + content[at.start() :]


def _put_entities(content: bytes, chance: Random) -> bytes:
    """Entities that grow when they are resolved, or lead out of the file, used in the text."""
    root, text = _ROOT.search(content), _pick(_TEXT, content, chance)
    if root is None or text is None or text.start() < root.start():
        return content
    used = content[root.start() : text.start(1)] + b"&a9;" * chance.choice((1, 1000)) + content[text.end(1) :]
    return content[: root.start()] + chance.choice((_BOMB, _OUTSIDE, _QUADRATIC)) + used


def _pick(pattern: re.Pattern[bytes], content: bytes, chance: Random) -> re.Match[bytes] | None:
    """A match of the pattern that begins after a random place."""
    return pattern.search(content, chance.randrange(len(content))) or pattern.search(content)


def _cut(content: bytes, found: re.Match[bytes]) -> bytes:
    return content[: found.start()] + content[found.end() :]


_MUTATIONS: tuple[Mutation, ...] = (
    _set_numbers,
    _set_numbers,
    _set_one_name,
    _set_one_name,
    _drop_attribute,
    _set_text,
    _deepen,
    _double_element,
    _drop_element,
    _drop_kind,
    _exchange_kinds,
    _drop_tag,
    _put_tag,
    _put_entities,
    mutate_octets,
)
