"""``invoke status``: every article, whatever is wrong with it, as a table, as JSON and as a page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from browsing import DESKTOP, PHONE, as_text, violations
from conftest import ROOT
from playwright.sync_api import Page
from projects import run, spoil
from selectolax.lexbor import LexborHTMLParser
from sites import attribute, one, text
from test_valid_html import checked

from plugins.callout_kinds import TABLE
from tools.failure import WrongUse
from tools.status import status

pytest_plugins = ("chromium",)
ONE, TWO = "articles/small-series/one.md", "articles/small-series/two.md"
REVIEW = "status: ready\nreview: {by: team, on: 2026-01-02, due: 2028-01-02, digest: 1:0123456789abcdef}"
FITS = "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"


@pytest.fixture
def mixed(content: Path) -> Path:
    """A reviewed article, a draft with a mistake, two that cannot be read, and mistakes elsewhere."""
    change(content / ONE, "status: ready", REVIEW)
    change(content / TWO, "status: ready", "status: draft")
    spoil(content, TWO, "\n## More\n\n[@nobody]\n")
    spoil(
        content,
        TWO,
        "\n> [!do]\n"
        + "".join(f"> - {word}\n" for word in ["rest", "walk", "sit", "stand", "eat", "sleep", "sing", "go"]),
    )
    (content / "articles/small-series/broken.md").write_text("no front matter", "utf-8")
    (content / "articles/other <series>").mkdir()
    (content / "articles/other <series>/bytes.md").write_bytes(b"\xff")
    (content / "articles/lost.md").write_text("", "utf-8")
    return content


def change(file: Path, old: str, new: str) -> None:
    """Put other words into a file."""
    before = file.read_text("utf-8")
    assert old in before
    file.write_text(before.replace(old, new), "utf-8")


def rows(content: Path) -> dict[str, dict[str, Any]]:
    """The articles by the names of their files."""
    return {Path(row["path"]).name: row for row in status(str(content), quiet=True)["articles"]}


def page(content: Path, file: Path) -> LexborHTMLParser:
    """The page, as a tree."""
    status(str(content), str(file), quiet=True)
    return LexborHTMLParser(file.read_text("utf-8"))


def test_an_article_tells_all_that_its_team_asks(mixed: Path) -> None:
    """Series, part, title, state, review, words, references, boxes by kind, problems."""
    found = rows(mixed)["one.md"]
    assert found.pop("grade") < 8
    assert found == {
        "series": "A small series",
        "part": 1,
        "title": "The first article",
        "path": (mixed / ONE).as_posix(),
        "state": "changed since review",
        "review_due": "2028-01-02",
        "words": 36,
        "references": 2,
        "callouts": {"symptom": 1, "treatment": 1, "key": 1, "emergency": 1},
        "errors": 0,
        "warnings": 0,
    }


def test_a_draft_shows_with_its_problems(mixed: Path) -> None:
    """Errors and warnings are counted apart, and nobody has reviewed it."""
    found = rows(mixed)["two.md"]
    assert (found["state"], found["review_due"]) == ("draft", "not reviewed")
    assert (found["errors"], found["warnings"]) == (1, 1)


def test_a_broken_article_still_shows(mixed: Path) -> None:
    """Under its folder's series and its file's name, last, without words."""
    found = rows(mixed)
    assert list(found) == ["one.md", "two.md", "broken.md", "bytes.md"]
    assert {name: found["broken.md"][name] for name in ("series", "part", "title", "state", "words", "errors")} == {
        "series": "A small series",
        "part": 0,
        "title": "broken",
        "state": "unknown",
        "words": 0,
        "errors": 1,
    }
    assert found["bytes.md"]["series"] == "other <series>"


def test_problems_of_other_files_are_counted_too(mixed: Path) -> None:
    """A file in a wrong place is no article, but no secret either."""
    assert status(str(mixed), quiet=True)["elsewhere"] == [
        {"path": f"{mixed.as_posix()}/articles/lost.md", "errors": 1, "warnings": 0}
    ]


def test_a_folder_without_articles_has_a_status(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing to show is shown."""
    for name in (ONE, TWO):
        (content / name).unlink()
    assert status(str(content), str(tmp_path / "a.html"))["articles"] == []
    assert "Articles: 0, drafts: 0" in capsys.readouterr().out


def test_the_table_is_whole_in_a_file(mixed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No word is cut where there is no terminal to fit, and titles are no markup."""
    change(mixed / ONE, "title: The first article", "title: The [bold]first[/bold] article")
    status(str(mixed))
    said = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    boxes = "symptom 1, treatment 1, key 1, emergency 1"
    assert any(
        line.startswith("1 The [bold]first[/bold] article changed since review 2028-01-02 36 ") and boxes in line
        for line in said
    )
    assert any(line.startswith("? broken unknown not reviewed 0 ? 0 1 error") for line in said)
    assert said[-1] == "Articles: 4, drafts: 1, not reviewed: 3, words: 57. Errors: 4, warnings: 1."


def test_the_page_says_what_the_table_says(mixed: Path, tmp_path: Path) -> None:
    """A table for each series with caption and scopes, a row for each article, and each kind of box in words."""
    found = page(mixed, tmp_path / "status.html")
    assert [text(node) for node in found.css("caption")] == ["A small series", "other <series>"]
    assert {attribute(node, "scope") for node in found.css("thead th")} == {"col"}
    assert {attribute(node, "scope") for node in found.css("tbody th")} == {"row"}
    assert [text(node) for node in found.css("tbody th")][:2] == [
        "The first article one.md",
        "The second article two.md",
    ]
    boxes = found.css("tbody tr")[0].css("[role=img]")
    assert [attribute(node, "aria-label") for node in boxes] == [
        "Symptom:",
        "Treatment principle:",
        "Key point:",
        "Emergency:",
    ]
    assert [text(node.css("td")[-1]) for node in found.css("tbody tr")] == [
        "none",
        "1 error, 1 warning",
        "1 error",
        "1 error",
    ]
    assert {attribute(node, "href") for node in found.css("use")} <= {f"#icon-{kind.name}" for kind in TABLE}


def test_the_page_needs_no_other_file(mixed: Path, tmp_path: Path) -> None:
    """One file without a script that loads nothing: styles and fonts are inside."""
    found = page(mixed, tmp_path / "status.html")
    assert found.css("script, link, img, iframe") == []
    styles = one(found, "style").text()
    assert "fonts/" not in styles
    assert "@import" not in styles
    assert styles.count("url(data:font/woff2;base64,") == 2


def test_the_page_is_valid(mixed: Path, tmp_path: Path) -> None:
    """The Nu HTML checker finds nothing."""
    page(mixed, tmp_path / "status.html")
    assert checked([str(tmp_path / "status.html")]) == []


def test_the_page_is_accessible(mixed: Path, tmp_path: Path, page: Page) -> None:
    """Axe finds nothing, and nothing is wider than the window, in light and dark, on a phone and on a desk."""
    status(str(mixed), str(tmp_path / "status.html"), quiet=True)
    page.goto((tmp_path / "status.html").as_uri())
    for scheme in ("light", "dark"):
        for size in (PHONE, DESKTOP):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size(size)  # type: ignore[arg-type]
            assert violations(page) == [], as_text((scheme, size))
            assert page.evaluate(FITS), (scheme, size)


def test_the_status_is_the_same_every_time(mixed: Path, tmp_path: Path) -> None:
    """Nothing in it tells when it was made."""
    first, second = (page(mixed, tmp_path / f"{name}.html").html for name in "ab")
    assert first == second


def test_a_page_that_cannot_be_written_is_told(content: Path, tmp_path: Path) -> None:
    """The folder must be there."""
    with pytest.raises(WrongUse, match="name a file in a folder that is there"):
        status(str(content), str(tmp_path / "nowhere" / "status.html"), quiet=True)


def test_the_command_never_fails_because_of_an_article(mixed: Path, tmp_path: Path) -> None:
    """Exit 0, one JSON object, the page beside it, nothing said."""
    options = ["--content", str(mixed), "--html", "status.html", "--json"]
    done = run("invoke", "-r", str(ROOT), "status", *options, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(json.loads(done.stdout)["articles"]) == 4
    assert (tmp_path / "status.html").is_file()
