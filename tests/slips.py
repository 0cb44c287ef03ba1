"""Slips of the hand: small changes to a file's bytes, at any place."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

PIECES = [
    *(
        b"---",
        b"\n\n",
        b"\r",
        b"\t",
        b"    ",
        b"\x00",
        b"\x02",
        b"\x03",
        b"\x1b",
        b"\xff",
        b"\xed\xa0\x80",
        b"\xef\xbb\xbf",
    ),
    *(
        b"`",
        b"```\n",
        b"~~~\n",
        b"*",
        b"**",
        b"_",
        b"[",
        b"]",
        b"(",
        b")",
        b"![",
        b"{",
        b"}",
        b"|",
        b"\\",
        b"&",
        b"&#",
        b"<",
        b">",
    ),
    *(
        b"> [!symptom] Title\n> text\n",
        b"> [!",
        b'!!! do "',
        b"    !!! key\n",
        b"> [!emergency] Call if:\n> - a\n",
        b"[TOC]",
    ),
    *(
        b"[@one2020]",
        b"[@",
        b"; @",
        b"[^1]",
        b"\n[^1]: note\n",
        b"\n*[a]: b\n",
        b"[a]: b\n",
        b":   ",
        b"\n## ",
        b"\n# ",
        b"\n- ",
    ),
    *(
        b"<!--",
        b"-->",
        b"<div>",
        b"</sub>",
        b"<sub>",
        b"{#id}",
        b"{: .a }",
        b"{filename}",
        b"{static}/x.svg",
        b"title: ",
        b"&a ",
        b"*a",
    ),
    *(
        b"allodynia",
        b"\x02callout:0\x03",
        b"\x02klzzwxh:0001\x03",
        "“😀\u2028".encode(),
        b"<0>",
        b"--",
        b'"',
        b"'",
        b"...",
    ),
]
SLIP = st.tuples(
    st.sampled_from(["insert", "flip", "drop", "double", "cut"]),
    st.floats(0, 1),
    st.sampled_from(PIECES) | st.text(max_size=6).map(lambda text: text.encode("utf-8", "surrogatepass")),
)
FIXED = settings(derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))


def slipped(data: bytes, how: str, where: float, piece: bytes) -> bytes:
    """The file after one slip of the hand."""
    at = int(where * len(data))
    lines = data.split(b"\n")
    line = int(where * (len(lines) - 1))
    if how == "insert":
        return data[:at] + piece + data[at:]
    if how == "flip":
        return data[:at] + bytes(byte ^ 1 << len(piece) % 8 for byte in data[at : at + 1]) + data[at + 1 :]
    if how == "drop":
        return b"\n".join(lines[:line] + lines[line + 1 :])
    if how == "double":
        return b"\n".join([*lines[:line], lines[line], piece, *lines[line:]])
    return data[:at]
