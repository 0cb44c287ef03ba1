"""Renditions: files of the site that take long to make, pictures in their sizes and social cards. Each is made once and kept."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from plugins.cards import Card
from plugins.digests import digest_of_bytes
from plugins.folder import Folder
from plugins.gallery import picture_data
from plugins.pictures import Picture, Variant
from plugins.press import Page

SPARE_BYTES = 100_000_000  # of what no page shows any more, in case that it comes back
DIGEST = 32  # characters, in front of what is kept


class Order(NamedTuple):
    """Files that are made together, from one picture; cards are made from none."""

    picture: Picture | None
    files: tuple[Variant, ...] | tuple[Card, ...]


@dataclass(frozen=True)
class Kept:
    """A folder with files by key, each behind the digest of its bytes: one that is not what it was is not there.

    Without a folder nothing is kept.
    """

    folder: Path | None

    def get(self, key: str) -> bytes | None:
        """What is kept under a key."""
        if not self.folder:
            return None
        try:
            kept = (self.folder / key).read_bytes()
        except OSError:
            return None
        return kept[DIGEST:] if digest_of_bytes(kept[DIGEST:]).encode() == kept[:DIGEST] else None

    def put(self, key: str, data: bytes) -> None:
        """Keep a file, whole or not at all; where that cannot be, it will be made again."""
        if self.folder:
            with suppress(OSError):
                self.folder.mkdir(parents=True, exist_ok=True)
                number, name = tempfile.mkstemp(dir=self.folder)
                with open(number, "wb") as file:  # noqa: PTH123 (a number, not a path)
                    file.write(digest_of_bytes(data).encode() + data)
                Path(name).replace(self.folder / key)

    def shrink(self, used: Iterable[str], most: int = SPARE_BYTES) -> None:
        """Drop what is not in use, the oldest first, until it takes no more than so many bytes."""
        if not self.folder or not self.folder.is_dir():
            return
        with suppress(OSError):
            in_use, room = frozenset(used), most
            entries = [(entry.stat(), entry) for entry in os.scandir(self.folder) if entry.name not in in_use]
            for status, entry in sorted(entries, key=lambda each: (-each[0].st_mtime_ns, each[1].name)):
                room -= status.st_size
                if room < 0:
                    Path(entry.path).unlink(missing_ok=True)


@dataclass(frozen=True)
class Studio:
    """Makes renditions, and puts them into the folder, in this process or in any other.

    ``known`` tells by path from what the files that are there were made.
    """

    content: Path
    theme: Path
    folder: Folder
    kept: Kept
    known: Mapping[str, tuple[str, str]]

    def __call__(self, orders: Sequence[Order]) -> list[Page]:
        """The files of some orders. Raises ``ProblemsFound`` where a picture is not any more what it was."""
        return [page for order in orders for page in self.pages(order)]

    def is_there(self, order: Order) -> bool:
        """Whether the site has all files of an order."""
        return all(self.known.get(file.path) == (file.key, "") for file in order.files)

    def pages(self, order: Order) -> list[Page]:
        """The files of an order; those that are there already are not made."""
        keys = {file.path: file.key for file in order.files}
        new = {path: key for path, key in keys.items() if self.known.get(path) != (key, "")}
        made = self.made(order, new.values())
        return [
            Page(path, key, "", written=path in new and self.folder.put(path, made[key])) for path, key in keys.items()
        ]

    def made(self, order: Order, keys: Iterable[str]) -> dict[str, bytes]:
        """The bytes of some files of an order by key: as they are kept, or made now."""
        wanted = list(keys)
        found = {key: data for key in wanted if (data := self.kept.get(key)) is not None}
        for key, data in self.make(order, {*wanted} - found.keys()).items():
            self.kept.put(key, data)
            found[key] = data
        return found

    def make(self, order: Order, keys: AbstractSet[str]) -> dict[str, bytes]:
        """Some files of an order, by key."""
        if not keys:
            return {}
        from plugins.card_drawing import draw  # noqa: PLC0415 (only what is new loads Pillow)
        from plugins.imaging import make_variants  # noqa: PLC0415

        if not order.picture:
            return {each.key: draw(self.theme, each) for each in order.files if isinstance(each, Card)}
        data = picture_data(self.content, order.picture.path, order.picture.digest)
        return make_variants(data, [each for each in order.files if isinstance(each, Variant) and each.key in keys])
