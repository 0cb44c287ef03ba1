"""``invoke publish`` against a real bare remote: it holds the old site or the new one, whole, whatever happens."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from publishing import BOX, PAGE, VARIABLES, Place, killed_at, new_place, real_place, stand_in
from sites import snapshot

from plugins.problems import ProblemsFound
from tools import publish as verb
from tools import publish_steps
from tools.candidate import compared
from tools.failure import WrongUse
from tools.git import Git, without_secrets
from tools.publish_lock import only_one
from tools.rollback import published, rollback
from tools.steps import Stopped

STEPS = (
    *("settings", "source", "check", "review", "build", "inspect"),
    *("fetch", "commit", "compare", "keep", "push", "verify"),
)
HOOK = "#!/bin/sh\necho no publishing on Fridays >&2\nexit 1\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A project and its remote, with a made-up site in place of a built one."""
    for name, value in VARIABLES.items():
        monkeypatch.setenv(name, value)
    made = new_place(tmp_path)
    stand_in(made.site, monkeypatch)
    return made


def other_clone(place: Place, folder: Path) -> Git:
    """The published branch, checked out by somebody else."""
    Git(folder).ask("clone", "-q", "-b", "gh-pages", str(place.remote), "other")
    return Git(folder / "other")


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


def test_a_full_disk_leaves_the_old_site(place: Place, tmp_path: Path) -> None:
    """The remote lies on a disk without room: told, the old site stays, and with room the next publish succeeds."""
    before = place.publish()["commit"]
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(disk)]
    mounted = subprocess.run(mount, capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("not run: this user may not mount a small disk")
    try:
        shutil.copytree(place.remote, disk / "remote.git")
        place.git.ask("remote", "set-url", "origin", str(disk / "remote.git"))
        full = place._replace(remote=disk / "remote.git")
        (place.site / "big.txt").write_bytes(os.urandom(400_000).hex().encode())
        place.page("about/index.html", "2")
        with pytest.raises(Stopped, match=r"(?s)step 'push'.*Nothing was changed"):
            full.publish()
        assert full.tip() == before
        (place.site / "big.txt").unlink()
        assert full.publish()["published"]
    finally:
        subprocess.run(["umount", str(disk)], check=True)  # noqa: S607


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A small site that was really built and published, and a change of it that waits to be."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in VARIABLES.items():
            patch.setenv(name, value)
        place = real_place(tmp_path_factory.mktemp("real"))
        place.publish(unreviewed=True)
        place.git.ask("branch", "live", "refs/published/origin/gh-pages")
        with (place.project / "content/pages/about.md").open("a", encoding="utf-8") as file:
            file.write("\nOne more sentence.\n")
        place.git.ask("commit", "-qam", "A change")
        yield place


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize(("step", "moment"), [*((step, "before") for step in STEPS), ("verify", "after")])
def test_a_killed_publish_leaves_the_old_site_or_the_new_one(real: Place, step: str, moment: str) -> None:
    """Killed at any step, the remote holds a whole site, the project is as it was, and the next run succeeds."""
    real.git.ask("push", "-qf", "origin", "live:gh-pages")
    before, old, head = real.tip(), real.live(), real.git.ask("rev-parse", "HEAD")
    assert killed_at(real, step, moment) == -9
    late = step == "verify"
    assert (real.tip() == before) is not late
    assert late or real.live() == old
    assert (real.git.ask("rev-parse", "HEAD"), real.git.ask("status", "--porcelain")) == (head, "")
    assert real.git.ask("branch", "--format=%(refname)").split() == ["refs/heads/live", "refs/heads/main"]
    assert real.publish(unreviewed=True)["published"] is not late
    assert "One more sentence." in real.live()["about/index.html"]


def test_two_at_once_are_one(place: Place) -> None:
    """The second is told who holds the lock; a lock file that a killed process left means nothing."""
    lock = place.project / ".cache/publish.lock"
    with only_one(lock), pytest.raises(WrongUse, match=rf"process {os.getpid()} is publishing"):
        place.publish()
    assert lock.exists()
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


def test_a_server_may_check_out_the_commit_alone(place: Place) -> None:
    """Without a branch, but at the tip of the one that is published, as build servers do."""
    place.git.ask("checkout", "-q", "--detach")
    assert place.publish()["published"]


def test_files_that_git_does_not_see_are_told(place: Place) -> None:
    """What a build would read but .gitignore hides stops it; so does what is not added."""
    (place.project / "content/new.md").write_text("x", "utf-8")
    with pytest.raises(Stopped, match=r"not everything is committed: content/new\.md"):
        place.publish()
    (place.project / ".gitignore").write_text(".cache/\nnew.md\n", "utf-8")
    place.git.ask("commit", "-qam", "Ignore it")
    with pytest.raises(Stopped, match=r"\.gitignore keeps files of the site out of its history: content/new\.md"):
        place.publish()


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


@pytest.mark.skipif(sys.platform == "win32", reason="hooks are shell scripts")
def test_a_publish_killed_in_the_middle_of_a_push(place: Place) -> None:
    """The remote's hook kills it and refuses: the old site stays, and the next run succeeds."""
    before = place.publish()["commit"]
    place.page("about/index.html", "2")
    script = place.remote / "hooks/pre-receive"
    script.write_text(
        f"#!/bin/sh\nkill -9 $(sed 's/process //' {place.project}/.cache/publish.lock)\nexit 1\n", "utf-8"
    )
    script.chmod(0o755)
    assert killed_at(place, "nowhere", "before", place.site) == -9
    script.unlink()
    assert place.tip() == before
    assert place.publish()["published"]


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
