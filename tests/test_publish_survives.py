"""``invoke publish`` killed, out of space, or run twice at once: the remote holds the old site or the new one, whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from publishing import VARIABLES, Place, killed_at, real_place

from tools.failure import WrongUse
from tools.publish_lock import only_one
from tools.steps import Stopped

pytest_plugins = ("releases",)
STEPS = (
    *("settings", "source", "check", "review", "build", "inspect"),
    *("fetch", "commit", "compare", "keep", "push", "verify"),
)


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
