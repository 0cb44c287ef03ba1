"""What ``invoke publish`` refuses, and how it says so: what is live stays as it was."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from publishing import BOX, PAGE, Place, other_clone

from plugins.problems import ProblemsFound
from tools import publish as verb
from tools import publish_steps
from tools.candidate import compared
from tools.git import Git
from tools.steps import Stopped

pytest_plugins = ("releases",)
HOOK = "#!/bin/sh\necho no publishing on Fridays >&2\nexit 1\n"


def test_another_hands_commit_is_not_lost(place: Place, tmp_path: Path) -> None:
    """Refused, with the commit's name and two ways on, of which each works."""
    place.publish()
    other = other_clone(place, tmp_path)
    (other.folder / "about/index.html").write_text("by hand", "utf-8")
    other.ask("commit", "-q", "-am", "Quick fix")
    other.ask("push", "-q")
    place.page("articles/two/index.html")
    tip = place.tip()
    with pytest.raises(Stopped, match=rf"Quick fix, was not made by invoke publish.*--replace {tip[:12]}"):
        place.publish()
    assert place.tip() == tip
    assert place.publish(replace=tip[:12])["published"]


def test_a_source_behind_what_is_live_is_refused(place: Place, tmp_path: Path) -> None:
    """Somebody else published a newer source: git pull comes first."""
    behind = place._replace(project=tmp_path / "behind")
    place.publish()
    Git(tmp_path).ask("clone", "-q", str(place.project), "behind")
    behind.git.ask("remote", "set-url", "origin", str(place.remote))
    place.page("articles/two/index.html")
    tip = place.publish()["commit"]
    place.page("articles/three/index.html")
    with pytest.raises(Stopped, match="not in this branch's history; git pull"):
        behind.publish()
    assert place.tip() == tip


def test_a_push_that_comes_second_loses_nothing(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The branch moves between fetch and push: refused without force, and the other's commit stays."""
    place.publish()
    other = other_clone(place, tmp_path)
    other.ask("commit", "-q", "--allow-empty", "-m", "In between")
    place.page("articles/two/index.html")

    def meanwhile(*rest: object) -> object:
        other.ask("push", "-q")
        return compared(*rest)  # type: ignore[arg-type]

    monkeypatch.setattr(verb, "compared", meanwhile)
    with pytest.raises(Stopped, match=r"(?s)step 'push'.*somebody published meanwhile: run it again"):
        place.publish()
    assert place.tip() == other.ask("rev-parse", "HEAD")


def test_a_remote_that_is_gone_is_told(place: Place) -> None:
    """The step, the reason and what to do; and the next publish after it is back succeeds."""
    place.publish()
    place.page("about/index.html", "2")
    place.remote.rename(place.remote.with_suffix(".away"))
    with pytest.raises(Stopped, match=r"(?s)step 'fetch'.*the remote cannot be reached.*Nothing was changed"):
        place.publish()
    place.remote.with_suffix(".away").rename(place.remote)
    assert place.publish()["published"]


@pytest.mark.skipif(sys.platform == "win32", reason="hooks are shell scripts")
@pytest.mark.parametrize("hook", ["pre-receive", "update"])
def test_a_hook_that_refuses_is_heard(place: Place, hook: str) -> None:
    """Its words reach whoever publishes, and the branch stays as it was."""
    before = place.publish()["commit"]
    place.page("about/index.html", "2")
    script = place.remote / "hooks" / hook
    script.write_text(HOOK, "utf-8")
    script.chmod(0o755)
    with pytest.raises(Stopped, match=r"(?s)step 'push'.*no publishing on Fridays.*the remote's own rules"):
        place.publish()
    assert place.tip() == before
    script.unlink()
    assert place.publish()["published"]


def test_addresses_do_not_die_in_silence(place: Place) -> None:
    """A page, and the id of a box, that would be gone are listed and stop it; --allow-removals lets them go."""
    place.page("about/index.html", BOX.format("old-box"))
    place.page("articles/two/index.html")
    before = place.publish()["commit"]
    shutil.rmtree(place.site / "articles/two")
    place.page("about/index.html", BOX.format("new-box"))
    with pytest.raises(ProblemsFound) as stopped:
        place.publish()
    assert [(each.path, each.code) for each in stopped.value.problems][:2] == [
        ("/about/", "anchor-vanished"),
        ("/articles/two/", "address-vanished"),
    ]
    assert place.tip() == before
    assert place.publish(allow_removals=True)["removed"] == ("/articles/two/",)


def test_a_page_that_sends_readers_on_keeps_an_address_alive(place: Place) -> None:
    """A redirect in a page's place is enough, and so are its boxes on the page that it leads to."""
    place.page("articles/two/index.html", BOX.format("box"))
    place.publish()
    place.page("articles/new/index.html", BOX.format("box"))
    (place.site / "articles/two/index.html").write_text(
        PAGE.format("Moved", "").replace("<title>", '<meta http-equiv=refresh content="0; url=../new/"><title>'),
        "utf-8",
    )
    place.commit("moved")
    assert place.publish()["published"]


def test_a_site_that_shrinks_is_refused(place: Place) -> None:
    """Fewer than 80 of 100 pages: see what is missing, or --allow-shrink."""
    for number in range(6):
        place.page(f"articles/p{number}/index.html")
    place.publish()
    for number in range(3):
        shutil.rmtree(place.site / f"articles/p{number}")
    place.commit("fewer")
    with pytest.raises(Stopped, match=r"would have 7 pages where 10 are live.*--allow-shrink"):
        place.publish(allow_removals=True)
    assert place.publish(allow_removals=True, allow_shrink=True)["published"]


def test_the_domain_is_kept(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """CNAME is published if it is set, must be SITEURL's host, and does not vanish."""
    monkeypatch.setenv("CNAME", "elsewhere.test")
    with pytest.raises(Stopped, match="they name the same host"):
        place.publish()
    monkeypatch.setenv("CNAME", "clinic.test")
    place.publish()
    assert place.live()["CNAME"] == "clinic.test"
    monkeypatch.delenv("CNAME")
    place.page("about/index.html", "2")
    with pytest.raises(ProblemsFound, match=r"the site would not answer at clinic.test any more"):
        place.publish()


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (
            ("switch", "-q", "-c", "draft-work"),
            "this is the branch 'draft-work', and 'main' is published; git switch main",
        ),
        (("checkout", "-q", "--detach", "HEAD~1"), "no branch is checked out"),
        (("mv", "content/notes.md", "content/other.md"), "not everything is committed: content/notes.md"),
        (("remote", "remove", "origin"), "there is no remote 'origin'; git remote add origin"),
    ],
)
def test_a_project_that_is_not_ready_is_told(place: Place, spoil: tuple[str, ...], told: str) -> None:
    """Each refusal says what to do, and the remote has no branch."""
    place.git.ask(*spoil)
    with pytest.raises(Stopped, match=told):
        place.publish()
    assert place.tip() == ""


def test_a_wrong_remote_is_known_before_anything_is_built(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """A slip in a name costs no build."""
    monkeypatch.delattr(publish_steps, "build")
    with pytest.raises(Stopped, match=r"""step 'source': there is no remote 'orign'; did you mean "origin"\?"""):
        place.publish(remote="orign")


def test_the_source_is_never_published_over(place: Place) -> None:
    """Not even where the remote has no such branch yet."""
    with pytest.raises(Stopped, match="'main' is the branch of the source"):
        place.publish(branch="main")
    assert Git(place.remote).ask("branch") == ""


def test_a_project_without_git_is_told(place: Place) -> None:
    """What to do, and no word of git's own."""
    shutil.rmtree(place.project / ".git")
    with pytest.raises(Stopped, match=r"step 'source': not a git repository.*git init, git add, git commit"):
        place.publish()


def test_files_that_git_does_not_see_are_told(place: Place) -> None:
    """What a build would read but .gitignore hides stops it; so does what is not added."""
    (place.project / "content/new.md").write_text("x", "utf-8")
    with pytest.raises(Stopped, match=r"not everything is committed: content/new\.md"):
        place.publish()
    (place.project / ".gitignore").write_text(".cache/\nnew.md\n", "utf-8")
    place.git.ask("commit", "-qam", "Ignore it")
    with pytest.raises(Stopped, match=r"\.gitignore keeps files of the site out of its history: content/new\.md"):
        place.publish()


def test_placeholders_are_not_published(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """SITEURL and BOOKING_URL must be set to whole https addresses."""
    for name in ("SITEURL", "BOOKING_URL"):
        with monkeypatch.context() as patch:
            patch.delenv(name)
            with pytest.raises(Stopped, match=f"{name} is 'https://neura-health.example"):
                place.publish()
            patch.setenv(name, "http://localhost:8000")
            with pytest.raises(Stopped, match=name):
                place.publish()


def test_an_empty_site_is_not_published(place: Place) -> None:
    """ghp-import would make an empty commit of it; here it stops at the files that are missing."""
    before = place.publish()["commit"]
    shutil.rmtree(place.site)
    place.site.mkdir()
    place.commit("nothing")
    with pytest.raises(ProblemsFound, match=r"the site's index\.html: the file is missing"):
        place.publish(allow_shrink=True, allow_removals=True)
    assert place.tip() == before


def test_a_shallow_clone_says_what_it_lacks(place: Place, tmp_path: Path) -> None:
    """It cannot know whether what is live is older; with its history it can."""
    place.publish()
    place.page("about/index.html", "2")
    Git(tmp_path).ask("clone", "-q", "--depth=1", f"file://{place.project}", "shallow")
    shallow = place._replace(project=tmp_path / "shallow")
    shallow.git.ask("remote", "set-url", "--push", "origin", str(place.remote))
    shallow.git.ask("remote", "set-url", "origin", str(place.remote))
    with pytest.raises(Stopped, match=r"this clone is shallow.*git fetch --unshallow"):
        shallow.publish()
    shallow.git.ask("fetch", "-q", "--unshallow", f"file://{place.project}", "main")
    assert shallow.publish()["published"]
