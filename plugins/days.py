"""Days as people read them."""

from __future__ import annotations

from plugins.views import Day

MONTHS = tuple(
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
)


def shown_day(iso: str) -> Day:
    """A day for machines and for people."""
    year, month, day = iso.split("-")
    return Day(iso, f"{MONTHS[int(month) - 1]} {int(day)}, {year}")
