"""Digests: equal data, equal digest, in every process and on every machine.

Documents and pages are pure functions, so a digest of all that one is made from tells whether it must be made anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path


def digest_of(*parts: object) -> str:
    """A digest of plain data: all that JSON can say. Tuples, lists and named tuples of equal members are equal."""
    return digest_of_text(json.dumps(parts, ensure_ascii=False, separators=(",", ":")))


def digest_of_text(text: str) -> str:
    """A digest of a text."""
    return digest_of_bytes(text.encode("utf-8", "surrogatepass"))


def digest_of_bytes(data: bytes) -> str:
    """A digest of bytes."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def digest_of_files(folder: Path, pattern: str = "**/*") -> str:
    """A digest of the names and bytes of a folder's files."""
    files = sorted(path for path in folder.glob(pattern) if "__pycache__" not in path.parts and path.is_file())
    return digest_of([(path.relative_to(folder).as_posix(), digest_of_bytes(path.read_bytes())) for path in files])


@cache
def code_digest() -> str:
    """A digest of the code that runs: of these plugins, of Python, and of every package beside them."""
    return digest_of(digest_of_files(Path(__file__).parent, "*.py"), sys.version, sorted(packages(sys.path)))


def packages(folders: Iterable[str]) -> Iterable[str]:
    """The names and versions of what is installed, as the names of folders tell them."""
    for folder in folders:
        try:
            yield from (name for name in os.listdir(folder or ".") if name.endswith((".dist-info", ".egg-info")))  # noqa: PTH208 (names are enough)
        except OSError:
            continue
