"""The same content gives the same bytes: at any hash seed, in any time zone, from any folder."""

from __future__ import annotations

from pathlib import Path

from drawn import from_camera
from edits import put
from projects import copy_project, run
from sites import snapshot

PHOTO = "![A red square on a gray field.]({static}/images/pacing/photo.jpg)\n\n"


def test_two_builds_are_the_same_bytes(tmp_path: Path) -> None:
    """Two copies of the project, one in a folder with a space and a foreign letter, give one site."""
    sites, photo = [], from_camera()  # once: a profile of colors tells when it was made
    for folder, seed, zone in (("plain", "1", "Pacific/Kiritimati"), ("with space and é", "2", "America/Los_Angeles")):
        project = copy_project(tmp_path / folder / "project")
        (project / "content/images/pacing/photo.jpg").write_bytes(photo)
        put(project / "content/articles/understanding-chronic-pain/pacing.md", "![Two bar charts", PHOTO)
        done = run(
            "invoke",
            "build",
            "--config",
            "publishconf.py",
            cwd=project,
            environment={"PUBLISH": "unreviewed", "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"},
        )
        assert (done.returncode, done.stderr) == (0, "")
        sites.append(snapshot(project / "output"))
    assert {Path(name).suffix for name in sites[0]} >= {".html", ".css", ".avif", ".webp", ".jpg", ".png"}
    assert sites[0] == sites[1]
