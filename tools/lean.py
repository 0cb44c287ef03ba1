"""Loading others' modules without what they load only in case that it is there."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without(name: str) -> Iterator[None]:
    """Let a package seem not to be installed, unless it is loaded already."""
    hidden = name not in sys.modules
    if hidden:
        sys.modules[name] = None  # type: ignore[assignment] # (how Python says that there is none)
    try:
        yield
    finally:
        if hidden:
            del sys.modules[name]
