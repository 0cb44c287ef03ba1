"""The setting ``SEARCH_INDEX``: whether a build makes the search index, and what happens where it cannot."""

from __future__ import annotations

from tools.failure import WrongUse

WANTED, REQUIRED, OFF = "wanted", "required", "off"
CHOICES = (WANTED, REQUIRED, OFF)


def check_setting(value: object) -> None:
    """Raises ``WrongUse`` for a value that says nothing."""
    if value not in CHOICES:
        raise WrongUse(f"SEARCH_INDEX is {value!r} in the settings; use one of: {', '.join(CHOICES)}")
