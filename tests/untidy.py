"""Content files as a hasty hand would leave them: they read the same, and look otherwise."""

from __future__ import annotations

import re
from random import Random

from plugins.callout_kinds import KINDS

FIELD = re.compile(r"^\w.*\n(?:[ -].*\n)*", re.MULTILINE)
BOX = re.compile(
    r'^> \[!(?P<kind>[a-z]+)\](?: (?P<title>[^"\n{]+?))?(?: (?P<id>\{#[^}\n]*\}))?\n(?P<body>(?:>.*\n)+)', re.MULTILINE
)
CODE = "```"


def untidied(text: str, random: Random) -> bytes:
    """The file with its fields in any order, its boxes in any spelling, and blanks, line breaks and a BOM to be cleaned."""
    _, front, body = text.split("---\n", 2)
    fields = FIELD.findall(front)
    assert "".join(fields) == front
    random.shuffle(fields)
    body = BOX.sub(lambda box: respelled(box, random), body)
    text = "\n".join(with_blanks(["---", *"".join(fields).splitlines(), "---", *body.split("\n")], random))
    text += random.choice(["", "\n", "\n\n  \n"])
    data = text.replace("\n", random.choice(["\n", "\r\n", "\r"])).encode()
    return random.choice([b"", b"\xef\xbb\xbf"]) + data


def respelled(box: re.Match[str], random: Random) -> str:
    """A box in some spelling that means the same."""
    kind = random.choice([box["kind"], box["kind"].capitalize(), *KINDS[box["kind"]].aliases])
    title, identifier = box["title"] or "", f"  {box['id']} " if box["id"] else ""
    if random.random() < 1 / 2:
        return f">[!{kind}]  {title}{identifier}\n{box['body']}"
    named = f' "{title}"' if title or identifier else ""
    body = re.sub(
        r"(?m)^>[ ]?(.*)$", lambda line: random.choice(["    ", "\t"]) + line[1] if line[1] else "", box["body"]
    )
    return f"!!! {kind}{named}{identifier}\n{body}"


def with_blanks(lines: list[str], random: Random) -> list[str]:
    """Lines with blanks at the ends of some: one anywhere, several where no line goes on; none in code."""
    found, code = [], False
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        code ^= line.startswith(CODE)
        ends = not line or line.startswith("#") or (line.strip("> ") and not below.strip("> "))
        several = ["   ", "\t"] if ends else [" "]
        found.append(line if code else line + random.choice(["", "", " ", *several]))
    return found
