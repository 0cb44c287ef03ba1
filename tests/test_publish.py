"""``invoke publish`` against a real bare remote: it holds the old site or the new one, whole, whatever happens."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from publishing import VARIABLES, Place, real_place
from sites import snapshot

from plugins.problems import ProblemsFound
from tools.git import Git, without_secrets
from tools.rollback import published, rollback

pytest_plugins = ("releases",)


def test_the_first_publish_makes_the_branch(place: Place) -> None:
    """The remote holds exactly the built site and .nojekyll, in a commit that names its source."""
    summary = place.publish()
    expected = {name: data.decode().strip() for name, data in snapshot(place.site).items()} | {".nojekyll": ""}
    assert place.live() == expected
    assert summary["published"]
    assert f"Source: {place.git.ask('rev-parse', 'HEAD')}" in Git(place.remote).ask(
        "log", "-1", "--format=%B", "gh-pages"
    )


def test_the_same_source_is_published_once(place: Place) -> None:
    """A second publish finds nothing to do, and the remote stays at its commit."""
    before = place.publish()["commit"]
    assert not place.publish()["published"]
    assert place.tip() == before


def test_the_same_source_gives_the_same_commit(place: Place, tmp_path: Path) -> None:
    """Two remotes get the same commit id, whoever publishes."""
    first = place.publish()["commit"]
    Git(tmp_path).ask("init", "-q", "--bare", "second.git")
    place.git.ask("remote", "add", "second", str(tmp_path / "second.git"))
    assert place.publish(remote="second")["commit"] == first


def test_a_change_is_told_page_by_page(place: Place) -> None:
    """What is added, changed and removed is listed; the new commit stands on the old one."""
    before = place.publish()["commit"]
    place.page("articles/two/index.html")
    place.page("about/index.html", "more")
    after = place.publish()
    assert (after["added"], after["changed"], after["removed"]) == (("/articles/two/",), ("/about/",), ())
    assert Git(place.remote).ask("rev-parse", "gh-pages^") == before


def test_a_dry_run_changes_nothing_and_tells_the_truth(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No byte of the project, of its repository or of the remote differs; the publish after it makes the very commit it named."""
    place.publish()
    place.page("articles/two/index.html")
    before = snapshot(tmp_path)
    capsys.readouterr()
    told = place.publish(dry_run=True, quiet=False)
    said = capsys.readouterr().out
    assert snapshot(tmp_path) == before
    assert "  added    /articles/two/" in said
    assert "Dry run: nothing was changed." in said
    assert place.publish() == told | {"published": True}


def test_a_dry_run_before_the_first_publish_changes_nothing(place: Place, tmp_path: Path) -> None:
    """Nor does one from a shallow clone."""
    Git(tmp_path).ask("clone", "-q", "--depth=1", f"file://{place.project}", "shallow")
    shallow = place._replace(project=tmp_path / "shallow")
    shallow.git.ask("remote", "set-url", "origin", str(place.remote))
    before = snapshot(tmp_path)
    assert not place.publish(dry_run=True)["published"]
    assert not shallow.publish(dry_run=True)["published"]
    assert snapshot(tmp_path) == before


def test_the_assets_of_the_site_before_stay_for_one_publish(place: Place) -> None:
    """A page that is still open finds its styles after one more publish, not after two; the commit names what it keeps."""
    first = place.asset("theme/site.00000001.css")
    place.publish()
    second = place.asset("theme/site.00000002.css")
    place.publish()
    assert {first, second} <= place.live().keys()
    assert published(root=place.project, quiet=True)["published"][0]["kept"] == (first,)
    third = place.asset("theme/site.00000003.css")
    place.publish()
    assert {name for name in place.live() if name.startswith("theme/")} == {second, third}
    place.page("about/index.html", "2")
    place.publish()
    assert {name for name in place.live() if name.startswith("theme/")} == {third}


def test_kept_assets_are_no_change(place: Place) -> None:
    """The same source is still published once, and what was put back with kept assets too; an asset that returns is its own."""
    first = place.asset("theme/site.00000001.css")
    place.publish()
    second = place.asset("theme/site.00000002.css")
    before = place.publish()["commit"]
    assert not place.publish()["published"]
    assert place.tip() == before
    place.page("about/index.html", "2")
    place.publish()
    rollback(root=place.project, quiet=True)
    assert published(root=place.project, quiet=True)["published"][0]["kept"] == (first,)
    place.asset(first)
    place.publish()
    assert published(root=place.project, quiet=True)["published"][0]["kept"] == (second,)
    assert first in place.live()


def test_the_commit_with_kept_assets_is_always_the_same(place: Place, tmp_path: Path) -> None:
    """Two remotes that stand at the same commit get the same next one."""
    place.asset("theme/site.00000001.css")
    place.publish()
    shutil.copytree(place.remote, tmp_path / "second.git")
    place.git.ask("remote", "add", "second", str(tmp_path / "second.git"))
    place.asset("theme/site.00000002.css")
    assert place.publish()["commit"] == place.publish(remote="second")["commit"]


def test_nothing_made_of_content_is_kept(place: Place) -> None:
    """Pictures, cards and the search index of an article that is withdrawn are gone with it."""
    withdrawn = ["images/two/a.00000001.png", "cards/two.00000001.png", "pagefind/fragment/en_0000001.pf_fragment"]
    for name in withdrawn:
        place.asset(name)
    place.publish()
    assert place.live().keys() >= set(withdrawn)
    for name in withdrawn:
        (place.site / name).unlink()
    place.commit("withdrawn")
    place.publish()
    assert not place.live().keys() & set(withdrawn)


def test_a_server_may_check_out_the_commit_alone(place: Place) -> None:
    """Without a branch, but at the tip of the one that is published, as build servers do."""
    place.git.ask("checkout", "-q", "--detach")
    assert place.publish()["published"]


def test_a_project_below_the_top_of_its_repository(place: Place, tmp_path: Path) -> None:
    """Only its own folder must be clean; a linked worktree works too."""
    (place.project / "sub/content").mkdir(parents=True)
    (place.project / "sub/content/a.md").write_text("a", "utf-8")
    place.commit("sub")
    (place.project / "elsewhere.txt").write_text("not committed", "utf-8")
    assert place._replace(project=place.project / "sub").publish()["published"]
    place.git.ask("switch", "-q", "-c", "aside")
    place.git.ask("worktree", "add", "-q", str(tmp_path / "tree"), "main")
    assert not place._replace(project=tmp_path / "tree").publish()["published"]


def test_nothing_of_the_users_is_touched(place: Place) -> None:
    """No local branch, no change of HEAD, index or files; a local gh-pages branch, even checked out, stays."""
    place.git.ask("branch", "gh-pages")
    tip = place.git.ask("rev-parse", "gh-pages")
    index = (place.project / ".git/index").read_bytes()
    place.publish()
    assert place.git.ask("rev-parse", "gh-pages") == tip
    assert (place.project / ".git/index").read_bytes() == index
    assert place.git.ask("status", "--porcelain") == ""


def test_passwords_are_not_shown() -> None:
    """An address loses its user and password wherever it is told."""
    said = "fatal: unable to access 'https://me:p@ss@host.test/x.git/': no"
    assert without_secrets(said) == "fatal: unable to access 'https://host.test/x.git/': no"


def test_a_real_build_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two articles, built and checked by the real steps, are live; unreviewed ones only when it is asked for."""
    for name, value in VARIABLES.items():
        monkeypatch.setenv(name, value)
    place = real_place(tmp_path)
    with pytest.raises(ProblemsFound, match="no clinician has reviewed this article"):
        place.publish(quiet=False)
    assert "step 'review'. Mend this (--hold-back leaves these articles out" in capsys.readouterr().err
    assert place.tip() == ""
    assert place.publish(unreviewed=True)["published"]
    assert "articles/one/index.html" in place.live()


def test_a_rename_in_capitals_only_is_published(place: Place) -> None:
    """Also where the project's disk makes no difference between them."""
    place.git.ask("config", "core.ignoreCase", "true")
    place.page("Old.html")
    place.publish()
    (place.site / "Old.html").rename(place.site / "old.html")
    place.commit("renamed")
    assert place.publish(allow_removals=True)["removed"] == ("/Old.html",)
    assert {"old.html"} == {name for name in place.live() if name.lower() == "old.html"}


def test_another_repositorys_variables_mean_nothing(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hook of another repository may call it."""
    monkeypatch.setenv("GIT_DIR", str(place.remote / "nowhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", "nowhere")
    assert place.publish()["published"]


def test_what_may_be_run_on_a_disk_is_a_plain_file_when_published(place: Place) -> None:
    """Two machines make the same tree, whatever their disks say of a file."""
    (place.site / "robots.txt").chmod(0o755)
    place.publish()
    assert {row.split()[0] for row in Git(place.remote).ask("ls-tree", "-r", "gh-pages").splitlines()} == {"100644"}
