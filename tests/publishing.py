"""A project in a git repository, a bare remote, and a tiny site that stands for what a build makes."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from conftest import SMALL

from plugins.library import Library
from tools import publish as verb
from tools import publish_steps
from tools.git import Git
from tools.publish import publish
from tools.publish_steps import Order
from tools.steps import Steps

URL = "https://clinic.test"
IDENTITY = {
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@clinic.test",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@clinic.test",
}
VARIABLES = IDENTITY | {
    "SITEURL": URL,
    "BOOKING_URL": f"{URL}/book",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}
PAGE = "<!doctype html><html lang=en><title>{0}</title><main><h1>{0}</h1>{1}</main>"
BOX = "<div class=callout id={0}><p>Text</div>"


class Place(NamedTuple):
    """Where a test publishes: the project, the site that a build makes of it, and the remote."""

    project: Path
    site: Path
    remote: Path

    @property
    def git(self) -> Git:
        """Git in the project."""
        return Git(self.project)

    def tip(self) -> str:
        """The commit that is live; empty where there is none."""
        return Git(self.remote).try_ask("rev-parse", "--verify", "--quiet", "refs/heads/gh-pages")

    def live(self) -> dict[str, str]:
        """The text of every file that is live, read by git alone."""
        packed = Git(self.remote).run("archive", "--format=tar", "gh-pages")
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            files = {each.name: archive.extractfile(each) for each in archive if each.isfile()}
            return {name: file.read().decode("utf-8", "replace").strip() for name, file in files.items() if file}

    def page(self, name: str, text: str = "") -> None:
        """Write a page of the site, and commit something of the project."""
        self.write(name, text)
        self.commit(f"{name} {text}")

    def write(self, name: str, text: str = "") -> None:
        """Write a page of the site."""
        path = self.site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE.format(name, text), "utf-8")

    def asset(self, name: str) -> str:
        """Let the site have one asset of a kind, in place of those it has; its path."""
        path = self.site / name
        for old in path.parent.glob("*"):
            old.unlink()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")
        self.commit(name)
        return name

    def commit(self, text: str) -> str:
        """Commit a change of the project."""
        with (self.project / "content/notes.md").open("a", encoding="utf-8") as file:
            file.write(f"{text}\n")
        self.git.ask("add", "-A")
        self.git.ask("commit", "-q", "--allow-empty", "-m", "A change")
        return self.git.ask("rev-parse", "HEAD")

    def order(self, **options: Any) -> Order:
        """An order to publish from here."""
        return Order(**{"root": self.project, "quiet": True, **options})

    def publish(self, **options: Any) -> dict[str, Any]:
        """Publish from here, with the made-up site in place of a built one."""
        return publish(self.order(**options))


def new_place(folder: Path) -> Place:
    """A project with two commits on main, and a remote without any branch."""
    place = Place(folder / "project", folder / "site", folder / "remote.git")
    (place.project / "content").mkdir(parents=True)
    (place.project / ".gitignore").write_text(".cache/\n", "utf-8")
    Git(folder).ask("init", "-q", "-b", "main", str(place.project))
    Git(folder).ask("init", "-q", "--bare", str(place.remote))
    place.git.ask("remote", "add", "origin", str(place.remote))
    place.site.mkdir()
    (place.site / "sitemap.xml").write_text(f"<urlset><loc>{URL}/</loc></urlset>", "utf-8")
    (place.site / "robots.txt").write_text("User-agent: *\n", "utf-8")
    for name in ("404.html", "index.html", "about/index.html"):
        place.write(name)
    place.commit("the first pages")
    place.page("articles/one/index.html")
    return place


def real_place(folder: Path) -> Place:
    """The same with two articles, for builds that are real."""
    place = new_place(folder)
    shutil.rmtree(place.project / "content")
    shutil.copytree(SMALL, place.project / "content")
    place.git.ask("add", "-A")
    place.git.ask("commit", "-qm", "Content")
    return place


def stand_in(site: Path, patch: pytest.MonkeyPatch) -> None:
    """Let a made-up site stand for what is read and built, in this process."""

    def build(_content: str, output: str, _config: str, **_: object) -> None:
        shutil.copytree(site, output)

    patch.setattr(publish_steps, "build", build)
    patch.setattr(verb, "checked_library", lambda _: Library())


def killed_at(place: Place, step: str, moment: str, site: Path | None = None) -> int:
    """Publish in another process, which kills itself before or after a step; its exit code.

    With a made-up ``site`` it builds none.
    """
    command = [sys.executable, __file__, str(place.project.parent), step, moment, str(site or "")]
    variables = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent.parent), str(Path(__file__).parent)])
    }
    return subprocess.run(command, env=variables, capture_output=True, check=False).returncode


def main() -> None:
    """Publish, and die where the command line says."""
    folder, at, moment, site = Path(sys.argv[1]), *sys.argv[2:]
    patch, own = pytest.MonkeyPatch(), Steps.__call__
    if site:
        stand_in(Path(site), patch)

    def step(self: Steps, name: str, *rest: Any, **options: Any) -> Any:
        if (name, moment) == (at, "before"):
            os.kill(os.getpid(), signal.SIGKILL)
        found = own(self, name, *rest, **options)
        if (name, moment) == (at, "after"):
            os.kill(os.getpid(), signal.SIGKILL)
        return found

    patch.setattr(Steps, "__call__", step)
    Place(folder / "project", folder / "site", folder / "remote.git").publish(unreviewed=True)


if __name__ == "__main__":
    main()


def other_clone(place: Place, folder: Path) -> Git:
    """The published branch, checked out by somebody else."""
    Git(folder).ask("clone", "-q", "-b", "gh-pages", str(place.remote), "other")
    return Git(folder / "other")
