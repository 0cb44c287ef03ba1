"""``invoke clean``: removes what the tool made, and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from conftest import SMALL
from sites import snapshot

from tools import clean as module
from tools.build import build
from tools.clean import clean
from tools.failure import WrongUse
from tools.staging import old_path


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a built site, a cache, what a killed build left, and a file of somebody's."""
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "CACHE", tmp_path / ".cache")
    build(str(SMALL), str(tmp_path / "output"), quiet=True)
    for path in (
        tmp_path / ".cache/preview/index.html",
        tmp_path / ".output.new-x/a",
        old_path(tmp_path / "output") / "a",
    ):
        path.parent.mkdir(parents=True)
        path.write_text("x", "utf-8")
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    (tmp_path / "output.txt").write_text("mine", "utf-8")
    return tmp_path


def test_clean_removes_what_was_made(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The site, the cache and leftovers go, each named; what somebody else put there stays."""
    clean()
    assert sorted(path.name for path in project.iterdir()) == ["notes.txt", "output.txt"]
    assert capsys.readouterr().out.count("Removed ") == 4


def test_clean_may_be_repeated(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nothing is left, it says so."""
    clean()
    capsys.readouterr()
    assert clean() == {"removed": []}
    assert capsys.readouterr().out == "There was nothing to remove.\n"
    assert (project / "notes.txt").is_file()


def test_clean_removes_another_output(project: Path) -> None:
    """--output names a site that was built elsewhere; the default one stays."""
    build(str(SMALL), str(project / "other"), quiet=True)
    clean(str(project / "other"))
    assert not (project / "other").exists()
    assert (project / "output/index.html").is_file()


def test_clean_refuses_a_folder_that_is_not_ours(project: Path) -> None:
    """A folder without the marks of a built site is somebody's; then nothing at all is removed."""
    (project / "thesis").mkdir()
    (project / "thesis/chapter.txt").write_text("mine", "utf-8")
    before = snapshot(project)
    with pytest.raises(WrongUse, match="is not a site that this tool built"):
        clean(str(project / "thesis"))
    assert snapshot(project) == before


def test_clean_refuses_a_file(project: Path) -> None:
    """A file is no site."""
    with pytest.raises(WrongUse, match="is not a site"):
        clean(str(project / "notes.txt"))
    assert (project / "notes.txt").is_file()


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need rights on Windows")
def test_clean_follows_no_symbolic_link(project: Path) -> None:
    """A link to a site is refused, and the site it leads to stays."""
    (project / "link").symlink_to(project / "output")
    with pytest.raises(WrongUse, match="is not a site"):
        clean(str(project / "link"))
    assert (project / "output/index.html").is_file()
