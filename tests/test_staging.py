"""The swap: the old site, or the new one, and never anything between."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from sites import snapshot

from plugins.folder import SiteChanged
from plugins.writer import SiteWriter
from tools import staging
from tools.build import build
from tools.failure import WrongUse
from tools.job import check_apart
from tools.staging import Changes, check_output, is_ours, old_path, publish, recover, stage_for, swap

OURS = {"404.html": b"404", "sitemap.xml": b"map", "theme/site.0123abcd.css": b"css"}
HOURS_AGO = 1_000_000_000


def folder(path: Path, files: dict[str, bytes]) -> Path:
    """A folder with these files."""
    for name, data in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(data)
    return path


def build_into(place: Path, files: Mapping[str, bytes], spare: Path | None = None) -> Changes:
    """What a build of these files over the output folder changes."""
    with stage_for(place / "output", spare) as stage:
        writer = SiteWriter(str(stage), {"PREVIOUS_OUTPUT": str(place / "output")})
        for name, data in files.items():
            writer.write(name, data)
        return publish(writer, stage, place / "output")


def test_a_folder_that_is_not_ours_is_never_replaced(tmp_path: Path, content: Path) -> None:
    """A folder with somebody's files is refused before anything is read, and stays as it was."""
    documents = folder(tmp_path / "documents", {"thesis.txt": b"years of work", "404.html": b"x"})
    with pytest.raises(WrongUse, match="holds files that this tool did not make"):
        build(str(content), str(documents), quiet=True)
    assert snapshot(documents) == {"thesis.txt": b"years of work", "404.html": b"x"}


def test_a_file_is_no_output(tmp_path: Path) -> None:
    """A file in the folder's place is refused and kept."""
    (tmp_path / "output").write_text("mine", "utf-8")
    with pytest.raises(WrongUse, match="is not a folder"):
        check_output(tmp_path / "output")
    assert (tmp_path / "output").read_text("utf-8") == "mine"


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need rights on Windows")
@pytest.mark.parametrize("files", [OURS, {}, None])
def test_a_symbolic_link_is_no_output(tmp_path: Path, files: dict[str, bytes] | None) -> None:
    """A link is refused, wherever it leads: to a site, to an empty folder or nowhere."""
    if files is not None:
        (tmp_path / "real").mkdir()
        folder(tmp_path / "real", files)
    (tmp_path / "output").symlink_to(tmp_path / "real")
    with pytest.raises(WrongUse, match="is not a folder"):
        check_output(tmp_path / "output")


def test_a_folder_in_a_missing_one_is_no_output(tmp_path: Path) -> None:
    """The folder above is not made: its name is likelier a slip."""
    with pytest.raises(WrongUse, match="does not exist"):
        check_output(tmp_path / "none" / "output")


@pytest.mark.parametrize("files", [OURS, {}, None])
def test_a_site_an_empty_folder_and_nothing_are_fit(tmp_path: Path, files: dict[str, bytes] | None) -> None:
    """These may be replaced."""
    output = tmp_path / "output"
    if files is not None:
        output.mkdir()
        folder(output, files)
    check_output(output)
    assert output.exists() == (files is not None)


@pytest.mark.parametrize(
    ("content", "output"),
    [("site", "site"), ("site", "site/output"), ("site/content", "site"), ("site", "site/../site/x")],
)
def test_content_and_output_lie_apart(tmp_path: Path, content: str, output: str) -> None:
    """A build into the content would publish itself; one around it would remove the content."""
    with pytest.raises(WrongUse, match="lie one in the other"):
        check_apart(tmp_path / content, tmp_path / output)


def test_a_folder_beside_the_content_is_apart(tmp_path: Path) -> None:
    """Names that begin alike are different folders."""
    check_apart(tmp_path / "content", tmp_path / "content-output")
    with pytest.raises(WrongUse):
        check_apart(tmp_path / "content", tmp_path / "content" / "output")


def test_a_swap_puts_the_whole_new_site_in_place(tmp_path: Path) -> None:
    """Files come, change and go; the old site lies where the new one was made."""
    before, after = {"same": b"1", "changed": b"1", "gone/deep": b"1"}, {"same": b"1", "changed": b"2", "new": b"3"}
    output, stage = folder(tmp_path / "output", before), folder(tmp_path / "stage", after)
    swap(stage, output)
    assert snapshot(output) == after
    assert snapshot(stage) == before


def test_unchanged_files_keep_their_times(tmp_path: Path) -> None:
    """Servers and backups see only what changed."""
    output = folder(tmp_path / "output", {**OURS, "same": b"1", "changed": b"1"})
    for name in ("same", "changed"):
        os.utime(output / name, (HOURS_AGO, HOURS_AGO))
    assert build_into(tmp_path, {**OURS, "same": b"1", "changed": b"2"}) == Changes(1, 4, 0)
    assert int((output / "same").stat().st_mtime) == HOURS_AGO
    assert int((output / "changed").stat().st_mtime) > HOURS_AGO


def test_a_swap_that_fails_puts_the_old_site_back(tmp_path: Path) -> None:
    """If the new site cannot take the place, the old one is there again."""
    output = folder(tmp_path / "output", OURS)
    with pytest.raises(OSError, match="missing"):
        swap(tmp_path / "missing", output)
    assert snapshot(tmp_path) == {f"output/{name}": data for name, data in OURS.items()}


def fail_in(stage: Path) -> None:
    """A build that writes something and then fails."""
    folder(stage, {"half": b"written"})
    raise RuntimeError("in the middle")


def test_a_stage_is_gone_whatever_happens(tmp_path: Path) -> None:
    """An error in the middle of a build leaves no folder behind, and no half-written file."""
    output = folder(tmp_path / "output", OURS)
    with pytest.raises(RuntimeError, match="in the middle"), stage_for(output) as stage:
        fail_in(stage)
    assert snapshot(tmp_path) == {f"output/{name}": data for name, data in OURS.items()}
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


def test_a_stage_lies_beside_the_output(tmp_path: Path) -> None:
    """On the same file system, so that the swap is a renaming; hidden, and with a folder's usual rights."""
    with stage_for(tmp_path / "output") as stage:
        assert stage.parent == tmp_path
        assert stage.name.startswith(".output.new-")
        assert os.name == "nt" or stage.stat().st_mode & 0o777 == 0o755


def test_a_lost_swap_is_mended(tmp_path: Path) -> None:
    """A build that was killed between the two renamings left no site; the next build finds the old one again."""
    output = tmp_path / "output"
    folder(old_path(output), OURS)
    recover(output)
    assert snapshot(tmp_path) == {f"output/{name}": data for name, data in OURS.items()}


def test_a_failed_build_after_a_lost_swap_keeps_the_old_site(tmp_path: Path) -> None:
    """Mending comes before building: the old site is there even if the build then fails."""
    folder(old_path(tmp_path / "output"), OURS)
    with pytest.raises(RuntimeError, match="broken"), stage_for(tmp_path / "output"):
        raise RuntimeError("broken")
    assert is_ours(tmp_path / "output")


def test_old_leftovers_of_a_swap_do_not_win(tmp_path: Path) -> None:
    """Where a site is in its place, what a killed build left beside it is not put over it, and is gone after a swap."""
    output = folder(tmp_path / "output", OURS)
    folder(old_path(output), {"older": b"x"})
    recover(output)
    assert snapshot(output) == OURS
    swap(folder(tmp_path / "stage", {"new": b"1"}), output)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["output", "stage"]
    assert snapshot(tmp_path / "stage") == OURS


def test_dead_stages_are_swept_and_living_ones_left(tmp_path: Path) -> None:
    """A stage that no build has touched for hours is removed; that of a build that runs beside this one is not."""
    dead, living = (tmp_path / f".output.new-{name}" for name in ("dead", "living"))
    for stage in (dead, living):
        folder(stage, {"a": b"1"})
    os.utime(dead, (HOURS_AGO, HOURS_AGO))
    recover(tmp_path / "output")
    assert [path.name for path in tmp_path.iterdir()] == [living.name]


def test_the_first_site_has_only_new_files(tmp_path: Path) -> None:
    """There is nothing to keep."""
    assert build_into(tmp_path, OURS) == Changes(3, 0, 0)
    assert snapshot(tmp_path / "output") == OURS


def test_kept_files_are_linked(tmp_path: Path) -> None:
    """A file that stays is not copied where the file system can link: it is the very same one in the new site."""
    output = folder(tmp_path / "output", {**OURS, "same": b"1", "changed": b"1"})
    before = {name: (output / name).stat().st_ino for name in ("same", "changed")}
    build_into(tmp_path, {**OURS, "same": b"1", "changed": b"2"})
    assert (output / "same").stat().st_ino == before["same"]
    assert (output / "changed").stat().st_ino != before["changed"]


SITES = (
    {**OURS, "a/b": b"1", "same": b"1"},
    {**OURS, "a": b"2", "same": b"1", "c/d": b"2"},
    {**OURS, "a/b": b"3", "c": b"3"},
    {**OURS, "a/b": b"1", "same": b"1"},
    OURS,
    {**OURS, "same": b"1", "deep/er/file": b"1"},
)


def test_a_spare_makes_the_same_sites(tmp_path: Path) -> None:
    """Built in what is left of the one before last, each site is whole: files become folders and folders files."""
    spare = tmp_path / "cache" / "spare"
    spare.parent.mkdir()
    for files in SITES:
        build_into(tmp_path, files, spare)
        assert snapshot(tmp_path / "output") == files
    assert snapshot(spare) == SITES[-2]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "output"]
    assert not [path for path in (tmp_path / "output").rglob("*") if path.is_dir() and not any(path.iterdir())]


def test_a_spare_that_somebody_spoilt_does_no_harm(tmp_path: Path) -> None:
    """Whatever lies in it: each file of the new site is compared or made."""
    spare, first, second = tmp_path / "spare", {**OURS, "same": b"1"}, {**OURS, "same": b"1", "new": b"2"}
    build_into(tmp_path, first, spare)
    build_into(tmp_path, second, spare)
    (spare / "same").unlink()
    folder(spare, {"same": b"x", "new/deep": b"x", "stray": b"x"})
    build_into(tmp_path, {**first, "third": b"3"}, spare)
    assert snapshot(tmp_path / "output") == {**first, "third": b"3"}


def test_a_spare_needs_only_what_changed(tmp_path: Path) -> None:
    """A file that stays is the very same one in the site, in its spare, and in every site after."""
    spare, files = tmp_path / "spare", {**OURS, "same": b"1"}
    build_into(tmp_path, files, spare)
    inode = (tmp_path / "output/same").stat().st_ino
    for number in range(3):
        build_into(tmp_path, {**files, "changed": bytes([number])}, spare)
    assert (tmp_path / "output/same").stat().st_ino == (spare / "same").stat().st_ino == inode
    assert snapshot(spare) == {**files, "changed": bytes([1])}


def test_a_site_that_another_build_replaced_is_not_mixed_up(tmp_path: Path) -> None:
    """What was to be taken over is not there any more: nothing is put in place, and the other build's site stays."""
    output = folder(tmp_path / "output", {**OURS, "same": b"1"})
    other = {**OURS, "same": b"other"}
    with stage_for(output) as stage:
        writer = SiteWriter(str(stage), {"PREVIOUS_OUTPUT": str(output)})
        for name, data in {**OURS, "same": b"1", "new": b"2"}.items():
            writer.write(name, data)
        build_into(tmp_path, other)
        with pytest.raises(SiteChanged):
            publish(writer, stage, output)
    assert snapshot(output) == other


def test_without_links_kept_files_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the file system cannot link, the copy has the time of the file, and the site is the same."""

    def refuse(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    output = folder(tmp_path / "output", {**OURS, "deep/same": b"1"})
    os.utime(output / "deep/same", (HOURS_AGO, HOURS_AGO))
    assert build_into(tmp_path, {**OURS, "deep/same": b"1", "new": b"2"}) == Changes(1, 4, 0)
    assert int((output / "deep/same").stat().st_mtime) == HOURS_AGO
    assert snapshot(output) == {**OURS, "deep/same": b"1", "new": b"2"}


@pytest.mark.parametrize("path", ["../escape", "a/../../escape", "/escape"])
def test_the_writer_stays_in_its_folder(tmp_path: Path, path: str) -> None:
    """No address leads out of the new site."""
    (tmp_path / "stage").mkdir()
    with pytest.raises(ValueError, match="outside the output folder"):
        SiteWriter(str(tmp_path / "stage"), {}).write(path, b"x")
    assert snapshot(tmp_path) == {}


def test_files_that_are_gone_are_counted(tmp_path: Path) -> None:
    """A site that only loses files is put in place too."""
    folder(tmp_path / "output", {**OURS, "gone": b"1"})
    assert build_into(tmp_path, OURS) == Changes(0, 3, 1)
    assert snapshot(tmp_path / "output") == OURS


def test_where_nothing_changed_nothing_is_swapped(tmp_path: Path) -> None:
    """The output folder stays the very same one."""
    output = folder(tmp_path / "output", OURS)
    before = output.stat().st_ino
    assert build_into(tmp_path, OURS) == Changes(0, 3, 0)
    assert output.stat().st_ino == before


def test_without_an_exchange_two_renames_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system cannot let folders change places, the outcome is the same."""
    monkeypatch.setattr(staging, "exchange", lambda _one, _other: False)
    output = folder(tmp_path / "output", {"old": b"1"})
    swap(folder(tmp_path / "stage", {"new": b"2"}), output)
    assert snapshot(tmp_path) == {"output/new": b"2", "stage/old": b"1"}
