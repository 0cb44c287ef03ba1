"""``invoke rollback`` and ``invoke published``: an earlier site comes back, as a new commit."""

from __future__ import annotations

import pytest
from publishing import Place

from tools.rollback import published, rollback
from tools.steps import Stopped

pytest_plugins = ("releases",)


def test_rolling_back_puts_the_old_site_back(place: Place) -> None:
    """A new commit holds the old tree; rolling back again undoes it; the list tells all of it."""
    place.publish()
    old = place.live()
    place.page("articles/two/index.html")
    place.publish()
    new = place.live()
    rollback(root=place.project, quiet=True)
    assert place.live() == old
    listed = published(root=place.project, quiet=True)["published"]
    assert [each["subject"].split()[0] for each in listed] == ["Roll", "Publish", "Publish"]
    assert [each["pages"] for each in listed] == [4, 5, 4]
    rollback(root=place.project, quiet=True)
    assert place.live() == new


def test_a_rollback_names_any_release_by_its_source(place: Place) -> None:
    """--to takes the source commit; a dry run changes nothing; an unknown name is told."""
    first = place.publish()["source"]
    old, before = place.live(), place.tip()
    place.page("about/index.html", "2")
    place.publish()
    tip = place.tip()
    assert before != tip
    rollback(first[:10], root=place.project, quiet=True, dry_run=True)
    assert place.tip() == tip
    with pytest.raises(Stopped, match="nothing that was published is called 'nope'"):
        rollback("nope", root=place.project, quiet=True)
    rollback(first[:10], root=place.project, quiet=True)
    assert place.live() == old


def test_what_was_taken_back_is_not_published_again_by_itself(place: Place) -> None:
    """The same source is refused after a rollback; a new commit is not."""
    place.publish()
    place.page("about/index.html", "bad")
    place.publish()
    rollback(root=place.project, quiet=True)
    with pytest.raises(Stopped, match="taken back what was published from this very commit"):
        place.publish()
    place.page("about/index.html", "good")
    assert place.publish()["published"]


def test_where_nothing_was_published_nothing_comes_back(place: Place) -> None:
    """It says so, and how to begin."""
    with pytest.raises(Stopped, match="nothing has been published yet; invoke publish"):
        rollback(root=place.project, quiet=True)
