"""Ways to break an article's file: what hands, editors, converters and clipboards do to bytes."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import partial

from hypothesis import strategies as st
from slips import SLIP, slipped

Breaking = Callable[[bytes], bytes]
MARKERS = ("Zebra{0} quokka{0} ocelot{0} walk{0} by.", "Lynx{0} heron{0}.")
YAML = [
    b"\t",
    b"  ",
    b"- ",
    b"{",
    b"[",
    b"]",
    b": ",
    b"#",
    b"&a ",
    b"*a",
    b"!!python/object:os.system ",
    b"| ",
    b"> ",
    b'"',
]
YAML += [b"'", b"%", b"@", b"?", b"---", b"...", b"<<: ", b"null", b"\x00", b"\xff", b"1e999", b"0x1F", b"yes", b"''"]
ODD = [
    "\u202e",
    "\u2066",
    "\u200d",
    "\u200b",
    "\ufeff",
    "\xa0",
    "\xad",
    "\u0301" * 50,
    "\u2028",
    "\u2029",
    "\x85",
    "𝕳",
    "🏳️‍🌈",
    "ﷺ",
]
ODD += [
    "\U0010ffff",
    "\ufdd0",
    "\ue000",
    "ß",
    "İ",
    "ﬁ",
    "א",
    "\u0600",
    "\ufffd",
    "\u3000",
    "\U000e0001",
    "“",
    "’",
    "—",
    "\x0c",
    "\x1c",
]
SIGNS = [
    "a",
    "a ",
    "*",
    "**a ",
    "_",
    "`",
    "` ",
    "[",
    "](",
    "[^1]",
    "[@a]",
    "<",
    "<a ",
    "<!--",
    "&",
    "&#",
    "|",
    "| a ",
    "> ",
    "- ",
    "\\",
]
SIGNS += [
    "!",
    "![",
    "{",
    "{#a ",
    "(",
    ")",
    '"',
    "'",
    "--",
    ".",
    "... ",
    "~~~",
    "=",
    ":",
    "# ",
    " ",
    "\t",
    "1. ",
    "😀",
    "/",
    "http://",
    "$",
]
ENCODINGS = ["utf-16", "utf-16-le", "utf-32", "cp1252", "latin-1", "cp037", "utf-7"]


def at_line(data: bytes, where: float, change: Callable[[bytes], bytes], within: slice = slice(None)) -> bytes:
    """The file with one of its lines changed."""
    lines = data.split(b"\n")
    numbers = range(len(lines))[within]
    number = numbers[int(where * (len(numbers) - 1))]
    lines[number] = change(lines[number])
    return b"\n".join(lines)


def yaml_broken(piece: bytes, place: float, where: float, data: bytes) -> bytes:
    """A piece anywhere in the front matter."""
    end = data.count(b"\n", 0, max(data.find(b"\n---"), 0)) + 1
    return at_line(data, where, lambda line: slipped(line, "insert", place, piece), slice(0, end))


def quote_lost(where: float, data: bytes) -> bytes:
    """One of the quotes, brackets or fences gone."""
    places = [place for place, byte in enumerate(data) if byte in b"\"'`[](){}*>"]
    place = places[int(where * (len(places) - 1))] if places else 0
    return data[:place] + data[place + 1 :]


def odd_signs(sign: str, where: float, data: bytes) -> bytes:
    """A sign that few keyboards have, between two letters or lines."""
    return slipped(data, "insert", where, sign.encode())


def repeated(sign: str, size: int, where: float, own_line: bool, data: bytes) -> bytes:
    """A sign over and over, on a line of its own or in one."""
    run = sign.encode() * (size // len(sign.encode()))
    return at_line(data, where, lambda line: line + (b"\n\n" + run + b"\n" if own_line else b" " + run))


def all_bytes(change: Breaking, data: bytes) -> bytes:
    """The whole file changed."""
    return change(data)


def recoded(encoding: str, data: bytes) -> bytes:
    """The text in another encoding."""
    return data.decode("utf-8", "replace").encode(encoding, "replace")


WHOLE: list[Breaking] = [
    lambda data: data.replace(b"\n", b"\r\n"),
    lambda data: data.replace(b"\n", b"\r"),
    lambda data: data.replace(b"\n", b"\n\n"),
    lambda data: data.replace(b"\n", b""),
    lambda data: data.replace(b"\n", b"\n    "),
    lambda data: data.replace(b"\n", b"\n> "),
    lambda data: data.replace(b" ", "\xa0".encode()),
    lambda data: data.replace(b"    ", b"\t"),
    lambda data: data.replace(b"\n\n", b"\n"),
    lambda data: b"\xef\xbb\xbf" + data,
    lambda data: b"\xef\xbb\xbf" * 2 + data,
    lambda data: b"\n" + data,
    lambda data: data * 2,
    lambda data: data.rstrip(b"\n"),
    lambda data: data + b"\x00" * 100,
    lambda data: data.upper(),
    lambda data: unicodedata.normalize("NFD", data.decode("utf-8", "replace")).encode(),
]
PLACE = st.floats(0, 1)
BREAKING: st.SearchStrategy[Breaking] = st.one_of(
    SLIP.map(lambda slip: lambda data: slipped(data, *slip)),
    st.builds(partial, st.just(yaml_broken), st.sampled_from(YAML), PLACE, PLACE),
    st.builds(partial, st.just(quote_lost), PLACE),
    st.builds(partial, st.just(odd_signs), st.sampled_from(ODD), PLACE),
    st.builds(
        partial,
        st.just(repeated),
        st.sampled_from(SIGNS),
        st.sampled_from([60, 5000, 1_900_000, 5_000_000]),
        PLACE,
        st.booleans(),
    ),
    st.sampled_from(WHOLE).map(lambda change: partial(all_bytes, change)),
    st.builds(partial, st.just(recoded), st.sampled_from(ENCODINGS)),
)


def marked(data: bytes, places: list[float]) -> bytes:
    """The article with a sentence after some of its own, and one as a paragraph; each of their words is there once."""
    lines = data.decode().split("\n")
    begin = lines.index("---", 1)
    ends = [number for number, line in enumerate(lines) if number > begin and line.endswith(".")]
    for number, place in enumerate(places):
        lines[ends[int(place * (len(ends) - 1))]] += " " + MARKERS[number % 2].format(number)
    gap = [number for number, line in enumerate(lines) if number > begin and not line][-2]
    lines.insert(gap, "\n" + MARKERS[0].format(9))
    return "\n".join(lines).encode()
