"""Text that is made when it is printed.

A view says which text it shows by a digest of all that the text is made from; the text itself is fetched only if the
page is rendered. So the views of a thousand pages cost little, and equal views still mean equal pages.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from markupsafe import Markup


def digest_of(*parts: object) -> str:
    """A digest of plain data: equal data, equal digest, in every process and on every machine."""
    return hashlib.blake2b("\0".join(map(repr, parts)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


class Lazy:
    """A text, known by its digest; templates escape it."""

    __slots__ = ("digest", "make")

    def __init__(self, make: Callable[[], str], *sources: object) -> None:
        self.make = make
        self.digest = digest_of(*sources)

    def __str__(self) -> str:
        return self.make()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.digest})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lazy) and repr(self) == repr(other)

    def __hash__(self) -> int:
        return hash(self.digest)

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """On its way to another process it becomes the text itself."""
        return str, (str(self),)


class Html(Lazy):
    """Safe markup, known by its digest."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """On its way to another process it becomes the markup itself."""
        return Markup, (str(self),)
