"""Files that are wrong as files: their bytes, their size, their kind. And files that must do no harm."""

from __future__ import annotations

import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from conftest import FRONT_MATTER, KEY, ROOT
from sites import one, tree
from spoiled import ARTICLE, OldSite

from tools.build import build

pytest_plugins = ("refusing",)

ONE = "articles/small-series/one.md"
GOOD = (FRONT_MATTER.replace("part: 1", "part: 3") + KEY).encode()
LINE = GOOD.count(b"\n") + 1
DEEP = "\n".join(f"{'    ' * depth}- deeper" for depth in range(300)).encode()
BAD_BYTES = {
    "latin-1": (GOOD + b"caf\xe9", LINE, "encoding"),
    "utf-16": (GOOD.decode().encode("utf-16"), 1, "encoding"),
    "truncated utf-8": (GOOD + b"A line.\n" + "é".encode()[:1], LINE + 1, "encoding"),
    "NUL in the body": (GOOD + b"a\x00b", LINE, "control-character"),
    "bell in the title": (GOOD.replace(b"A title", b"A \x07 title"), 2, "control-character"),
    "backspace in the summary": (GOOD.replace(b"long enough", b"long\x08 enough"), 3, "control-character"),
    "delete": (GOOD + b"a\x7fb", LINE, "control-character"),
    "form feed": (GOOD + b"a\x0cb", LINE, "control-character"),
    "Markdown's own marks": (GOOD + b"\x02klzzwxh:0001\x03", LINE, "control-character"),
    "a character that XML cannot hold": (GOOD + "a\ufffeb".encode(), LINE, "control-character"),
    "5 MB": (GOOD + b"word " * 1_000_000, 1, "file-size"),
    "300 nested lists": (GOOD + DEEP, LINE - 3, "nesting"),
}
CODES = {code for _, _, code in BAD_BYTES.values()} | {"symlink", "file-kind", "file-missing", "file-unreadable"}
CODES |= {"review-changed", "review-missing", "review-overdue", "settings"}  # of the gate: see test_review.py
CODES |= {"script", "strings", "stylesheet", "template"}  # the theme's: see test_assets.py, test_build.py


def write(content: Path, data: bytes, path: str = ARTICLE) -> None:
    """Put a file with these bytes into a content folder."""
    (content / path).parent.mkdir(parents=True, exist_ok=True)
    (content / path).write_bytes(data)


def page(output: Path) -> str:
    """The page of the article that was written."""
    return (output / "articles" / "bad" / "index.html").read_text("utf-8")


@pytest.mark.parametrize("what", BAD_BYTES)
def test_bytes_that_are_no_article_stop_the_build(what: str, content: Path, old_site: OldSite) -> None:
    """Wrong bytes are told with file, line and code, and with nothing besides."""
    data, line, code = BAD_BYTES[what]
    write(content, data)
    assert {(each.path, each.line, each.code) for each in old_site.refuses(content)} == {(ARTICLE, line, code)}


@pytest.mark.parametrize("name", ["series.toml", "people.toml", "conditions.toml", "references.bib", "glossary.md"])
def test_a_register_in_another_encoding_is_one_problem(name: str, content: Path, old_site: OldSite) -> None:
    """A register that cannot be read is told once, not again for each use of what it holds."""
    write(content, (content / name).read_bytes() + b"# caf\xe9\n", name)
    problems = old_site.refuses(content)
    line = (content / name).read_bytes().count(b"\n")
    assert [(each.path, each.line, each.code) for each in problems] == [(name, line, "encoding")]


@pytest.mark.parametrize("name", ["series.toml", "people.toml", "conditions.toml", "references.bib", "glossary.md"])
def test_a_missing_register_is_one_problem(name: str, content: Path, old_site: OldSite) -> None:
    """A register that is not there is told once, not again for each use of what it should hold."""
    (content / name).unlink()
    assert [(each.path, each.code) for each in old_site.refuses(content)] == [(name, "file-missing")]


def test_a_file_that_may_not_be_read_is_one_problem(
    content: Path, old_site: OldSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file whose rights forbid reading is told by name; nothing is said of what it does not hold."""
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path == content / ONE:
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    problems = [each for each in old_site.refuses(content) if each.path == ONE]
    assert [each.code for each in problems] == ["file-unreadable"]
    assert "Permission denied" in problems[0].message


def test_a_folder_that_may_not_be_read_is_one_problem(
    content: Path, old_site: OldSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its articles do not vanish in silence: the folder is told by name."""
    scandir, folder = os.scandir, "articles/small-series"

    def refuse(path: Path) -> object:
        if path == content / folder:
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert (folder, 1, "file-unreadable") in {(each.path, each.line, each.code) for each in old_site.refuses(content)}


def link(place: Path, target: Path) -> None:
    """Make a symbolic link, or skip the test where the system or its rights do not allow one."""
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        place.symlink_to(target, target_is_directory=target.is_dir())
    except (OSError, NotImplementedError) as error:
        pytest.skip(f"symbolic links cannot be made here: {error}")


@pytest.mark.parametrize(
    ("place", "target"),
    [
        ("images/one/secret.svg", "secret.txt"),
        ("articles/small-series/bad.md", "secret.txt"),
        ("articles/small-series/bad.md", "nowhere"),
        ("articles/loop", "content"),
        ("images/outside", "."),
    ],
)
def test_no_symbolic_link_is_followed(place: str, target: str, content: Path, old_site: OldSite) -> None:
    """A link to a file outside, to nothing, or to a folder around it is refused by name, and not read."""
    (content.parent / "secret.txt").write_text("A secret.", "utf-8")
    link(content / place, content.parent / target)
    assert [(each.path, each.line, each.code) for each in old_site.refuses(content)] == [(place, 1, "symlink")]


def test_a_pipe_is_no_article(content: Path, old_site: OldSite) -> None:
    """What is neither file nor folder is refused; reading it would wait for ever."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("named pipes cannot be made here")
    os.mkfifo(content / ARTICLE)
    assert [(each.path, each.code) for each in old_site.refuses(content)] == [(ARTICLE, "file-kind")]


def test_hidden_files_are_left_alone(content: Path, tmp_path: Path) -> None:
    """Hidden files and editors' copies are neither read nor published, whatever is in them."""
    hidden = [".env", ".hidden/note.md", "articles/.draft.md", "images/.git/config", "images/one/wave.svg~", "#one.md#"]
    for path in hidden:
        write(content, b"A secret.", path)
    build(str(content), str(tmp_path / "output"), quiet=True)
    published = [path for path in (tmp_path / "output").rglob("*") if path.is_file()]
    assert not [path for path in published if path.name.startswith((".", "#")) or path.name.endswith("~")]
    assert not [path for path in published if b"A secret." in path.read_bytes()]


@pytest.mark.parametrize(
    ("what", "body"),
    [
        ("1 MB", b"word " * 200_000 + b"needle"),
        ("unmatched stars", b"needle " + b"*" * 180_000),
        ("nested quotes", b"> " * 1_500 + b"needle"),
        ("quotes without spaces", b">" * 1_500 + b"needle"),
    ],
)
def test_a_strange_text_is_built(what: str, body: bytes, content: Path, tmp_path: Path) -> None:
    """Text that is only long or odd is published, its words in it."""
    write(content, GOOD + body, ARTICLE)
    build(str(content), str(tmp_path / "output"), quiet=True)
    assert "needle" in page(tmp_path / "output"), what


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_and_byte_order_marks_change_nothing(end: str, content: Path, tmp_path: Path) -> None:
    """An article saved on any system gives the same page."""
    text = GOOD.decode() + "## A section\n\n> [!symptom] Light touch can hurt\n> A sleeve.\n"
    write(content, text.encode())
    build(str(content), str(tmp_path / "plain"), quiet=True)
    write(content, b"\xef\xbb\xbf" + text.replace("\n", end).encode())
    build(str(content), str(tmp_path / "marked"), quiet=True)
    assert page(tmp_path / "marked") == page(tmp_path / "plain")


def test_a_title_is_text_on_every_page(content: Path, tmp_path: Path) -> None:
    """What looks like code in a title is shown, not run, and feeds stay well-formed."""
    title = r'title: "1 < 2 && \"quoted\" \\ 3 > 2"'
    write(content, GOOD.replace(b"title: A title", title.encode()))
    build(str(content), str(tmp_path / "output"), quiet=True)
    assert (
        one(tree(tmp_path / "output" / "articles" / "bad" / "index.html"), "h1").text() == "1 < 2 && “quoted” \\ 3 > 2"
    )
    feed = ET.parse(tmp_path / "output" / "feed.xml")  # noqa: S314 (our own file)
    assert "1 < 2 && “quoted” \\ 3 > 2" in [each.text for each in feed.iter("{http://www.w3.org/2005/Atom}title")]


def test_front_matter_nested_without_end_is_a_problem() -> None:
    """30,000 brackets in the front matter end no process."""
    reads = (
        "from plugins.reader import Reader\n"
        "data = b'---\\na: ' + b'[' * 30_000 + b']' * 30_000 + b'\\n---\\nText.\\n'\n"
        "print(len(Reader({}).read('pages/bad.md', data).problems))\n"
    )
    done = subprocess.run([sys.executable, "-c", reads], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert int(done.stdout) > 0
