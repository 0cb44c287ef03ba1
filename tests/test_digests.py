"""Digests: equal data, equal digest; other data, another one."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.digests import code_digest, digest_of, digest_of_files, packages
from plugins.views import Day, Link


def test_a_digest_is_the_same_everywhere() -> None:
    """In every process and on every machine: a cache that one build fills serves the next."""
    assert digest_of("a", 1, ("b", None)) == "72984c56705b9833bc34a52fba8ddd28"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        (("1",), (1,)),
        ((True,), (1,)),
        ((None,), ("None",)),
        (("a", ""), ("a",)),
        (((), ""), ("", ())),
        ((Link("a", "b"),), (Link("a", "b", current=True),)),
    ],
)
def test_a_digest_tells_data_apart(one: tuple[object, ...], other: tuple[object, ...]) -> None:
    """What is divided otherwise, or of another type, is other data."""
    assert digest_of(*one) != digest_of(*other)


def test_what_goes_through_json_stays_the_same() -> None:
    """Tuples come back from the cache as lists, and named ones without their names."""
    assert digest_of(Day("2026-01-02", "x")) == digest_of(["2026-01-02", "x"])


def test_any_text_has_a_digest() -> None:
    """Half a character that came in through an escape is no reason to crash."""
    assert digest_of("\ud800") != digest_of("\ud801")


def test_names_and_bytes_of_files_count(tmp_path: Path) -> None:
    """A change in either is seen; compiled code is not looked at."""
    (tmp_path / "a.py").write_text("1", "utf-8")
    first = digest_of_files(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__/a.pyc").write_text("1", "utf-8")
    assert digest_of_files(tmp_path) == first
    (tmp_path / "a.py").write_text("2", "utf-8")
    second = digest_of_files(tmp_path)
    (tmp_path / "a.py").rename(tmp_path / "b.py")
    assert len({first, second, digest_of_files(tmp_path)}) == 3


def test_every_package_counts(tmp_path: Path) -> None:
    """A newer version of anything that is installed may make other pages."""
    (tmp_path / "markdown-3.11.dist-info").mkdir()
    assert list(packages([str(tmp_path), str(tmp_path / "nowhere")])) == ["markdown-3.11.dist-info"]
    assert code_digest() == code_digest()
