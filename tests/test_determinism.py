"""The same content gives the same bytes: at any hash seed, in any time zone, from any folder."""

from __future__ import annotations

from pathlib import Path

from projects import copy_project, run
from sites import snapshot


def test_two_builds_are_the_same_bytes(tmp_path: Path) -> None:
    """Two copies of the project, one in a folder with a space and a foreign letter, give one site."""
    sites = []
    for folder, seed, zone in (("plain", "1", "Pacific/Kiritimati"), ("with space and é", "2", "America/Los_Angeles")):
        project = copy_project(tmp_path / folder / "project")
        done = run("invoke", "build", cwd=project, environment={"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"})
        assert (done.returncode, done.stderr) == (0, "")
        sites.append(snapshot(project / "output"))
    assert len(sites[0]) > 20
    assert sites[0] == sites[1]
