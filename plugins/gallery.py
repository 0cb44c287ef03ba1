"""The gallery: the pictures of a content folder. Each is looked at once, and what was seen is kept with its digest."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path, PurePosixPath

from plugins.content import Snapshot
from plugins.digests import digest_of, digest_of_bytes
from plugins.engine import Engine, Row
from plugins.pictures import Picture, recipe
from plugins.problems import Problem, ProblemsFound

SIZE = 2  # width and height; what is wrong takes three words
Task = tuple[str, tuple[str, str]]  # a key, and the path and the digest of a picture


def read_pictures(root: Path, snapshot: Snapshot, engine: Engine) -> tuple[dict[str, Picture], list[Problem]]:
    """The pictures by path, and what is wrong with the others. Raises ``ProblemsFound`` where one changes meanwhile."""
    keys = {path: picture_key(path, snapshot.digests[path]) for path in snapshot.pictures}
    seen = engine.recall(partial(look_at, root), {keys[path]: (path, snapshot.digests[path]) for path in keys})
    found = {path: json.loads(seen[key]) for path, key in keys.items()}
    pictures = {path: Picture(path, snapshot.digests[path], *size) for path, size in found.items() if len(size) == SIZE}
    return pictures, [Problem(path, 1, *wrong) for path, wrong in found.items() if len(wrong) != SIZE]


def picture_key(path: str, digest: str) -> str:
    """Under which key the store knows what a picture looks like."""
    return digest_of("picture", recipe(), PurePosixPath(path).suffix, digest)


def look_at(root: Path, tasks: Sequence[Task]) -> list[Row]:
    """What is seen of some pictures, as JSON."""
    from plugins.imaging import look  # noqa: PLC0415 (only new pictures load Pillow)

    return [
        (key, json.dumps(look(picture_data(root, path, digest), PurePosixPath(path).suffix)))
        for key, (path, digest) in tasks
    ]


def picture_data(root: Path, path: str, digest: str) -> bytes:
    """The bytes of a picture that was there when the content was read. Raises ``ProblemsFound`` where they are others."""
    try:
        data = (root / path).read_bytes()
    except OSError:
        data = b""
    if digest_of_bytes(data) != digest:
        message, hint = "the picture changed while the site was built", "build again"
        raise ProblemsFound([Problem((root / path).as_posix(), 1, "file-unreadable", message, hint)])
    return data
