"""What a preview hears of the files that it watches."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from tools import watching as module
from tools.watching import changes, matters

LOOKS = 100  # after which a change does not come any more


@pytest.fixture
def places(tmp_path: Path) -> list[Path]:
    """A folder and a file."""
    folder, file = tmp_path / "content", tmp_path / "conf.py"
    (folder / "articles").mkdir(parents=True)
    file.write_text("", "utf-8")
    return [folder, file]


def heard(news: Iterator[set[Path]], wanted: Path) -> bool:
    """Whether a path is told of within some looks."""
    return any(wanted in paths for paths in islice(news, LOOKS))


def test_the_first_place_counts_as_changed_at_first(places: list[Path]) -> None:
    """What was saved before watching began is not missed."""
    news = changes(places)
    assert next(news) == {places[0]}
    assert next(news) == set()


def test_a_place_that_goes_and_comes_back_is_watched_again(places: list[Path]) -> None:
    """It is told when it goes, when it is back, and when something changes in it after that."""
    for away in (shutil.rmtree, lambda place: place.rename(place.with_name("away"))):
        news = changes(places)
        next(news)
        away(places[0])
        assert heard(news, places[0])
        assert next(news) == {places[0]}
        assert next(news) == set()
        (places[0] / "pages").mkdir(parents=True)
        assert heard(news, places[0])
        next(news)
        (places[0] / "pages/about.md").write_text("words", "utf-8")
        assert heard(news, places[0] / "pages/about.md")


def test_a_file_that_is_replaced_is_told(places: list[Path]) -> None:
    """Many editors save by putting another file in the old one's place."""
    news = changes(places)
    next(news)
    other = places[1].with_name("other.py")
    other.write_text("", "utf-8")
    other.replace(places[1])
    assert heard(news, places[1])


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a.md", True),
        ("articles/a.md", True),
        (".a.md.swp", False),
        ("a.md~", False),
        ("#a.md#", False),
        (".git/index", False),
        ("__pycache__/a.pyc", False),
    ],
)
def test_hidden_files_and_copies_do_not_matter(name: str, told: bool) -> None:
    """The same that a build leaves alone; what stands above the watched folder does not count."""
    place = Path("/home/.hidden/~/content")
    assert matters(place / name, [place]) == told


def test_what_the_system_cannot_tell_is_looked_for(places: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """A watcher that breaks is made anew; one that breaks at once looks at the files themselves."""
    polled: list[object] = []

    def watch(*_: Path, force_polling: bool | None, **__: Any) -> Iterator[set[tuple[int, str]]]:
        polled.append(force_polling)
        if len(polled) in {1, 3, 4}:
            raise RuntimeError("a name that is no text")
        yield set()
        raise OSError("too many files")

    monkeypatch.setattr(module, "watch", watch)
    news = changes(places)
    assert [next(news), next(news)] == [{places[0]}, {places[0]}]
    assert polled == [None, None, None, True, True]


def test_a_watcher_that_never_works_is_a_bug(places: Sequence[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Better an end in words than a preview that never changes."""

    def watch(*_: Path, **__: Any) -> Iterator[set[tuple[int, str]]]:
        raise OSError("no watching here")

    monkeypatch.setattr(module, "watch", watch)
    with pytest.raises(OSError, match="no watching here"):
        next(changes(places))
