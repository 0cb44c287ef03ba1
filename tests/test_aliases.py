"""An address that a file had before stays: as a page that sends readers on, and as a rule for hosts."""

from __future__ import annotations

from pathlib import Path

import pytest
from sites import attribute, dead_links, one, tree

from plugins.aliases import redirects
from plugins.problems import ProblemsFound
from plugins.reading import read_content
from tools.build import build

ONE = "articles/small-series/one.md"


def with_aliases(content: Path, aliases: str, path: str = ONE) -> None:
    """Give a file aliases."""
    file = content / path
    file.write_text(file.read_text("utf-8").replace("---\n", f"---\naliases: {aliases}\n", 1), "utf-8")


def refused(content: Path, output: Path) -> list[str]:
    """The problems of a build."""
    with pytest.raises(ProblemsFound) as found:
        build(str(content), str(output), quiet=True)
    return [str(problem) for problem in found.value.problems]


def test_an_alias_is_a_page_that_sends_readers_on(content: Path, tmp_path: Path) -> None:
    """Refresh, canonical address, a plain link and noindex; every link of the page leads somewhere, at any depth."""
    with_aliases(content, "[articles/old-name, /blog/2020/Pain.html]")
    build(str(content), str(output := tmp_path / "output"), quiet=True)
    for name, to in (("articles/old-name/index.html", "../one/"), ("blog/2020/Pain.html", "../../articles/one/")):
        page = tree(output / name)
        assert attribute(one(page, "meta[http-equiv=refresh]"), "content") == f"0; url={to}index.html"
        assert attribute(one(page, "link[rel=canonical]"), "href").endswith("/articles/one/")
        assert attribute(one(page, "main a"), "href") == f"{to}index.html"
        assert attribute(one(page, "meta[name=robots]"), "content") == "noindex"
        assert not page.css("script:not([src*='/scheme.'])")  # none is needed to go on
    assert dead_links(output, file_links=True) == []
    assert "old-name" not in (output / "sitemap.xml").read_text("utf-8")


def test_hosts_get_rules(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line for each alias, below the site's sub-path; drafts have none, and without aliases there is no file."""
    with_aliases(content, "[articles/old-name]")
    assert redirects(read_content(content, drafts=False).library) == [("/articles/old-name/", "/articles/one/")]
    monkeypatch.setenv("SITEURL", "https://clinic.test/health")
    build(str(content), str(tmp_path / "output"), "publishconf.py", quiet=True, gate="unreviewed")
    rules = (tmp_path / "output/_redirects").read_text("utf-8")
    assert rules == "/health/articles/old-name/ /health/articles/one/ 301\n"
    file = content / ONE
    file.write_text(file.read_text("utf-8").replace("status: ready", "status: draft"), "utf-8")
    assert redirects(read_content(content, drafts=False).library) == []


@pytest.mark.parametrize(
    ("alias", "owner"),
    [
        ("articles/two", "articles/small-series/two.md"),
        ("articles/one", ONE),
        ("about", "pages/about.md"),
        ("symptoms", "the site itself"),
        ("Series/small-series/print", "the site itself"),
    ],
)
def test_an_alias_is_no_live_address(alias: str, owner: str, content: Path, tmp_path: Path) -> None:
    """The address of a page, of an index or of the file itself is refused, with the line and whose it is."""
    with_aliases(content, f"[{alias}]")
    (problem,) = refused(content, tmp_path / "output")
    assert f"one.md:2: /{alias}/ is the address of {owner}; name an address that no page has any more" in problem


def test_an_alias_belongs_to_one_file(content: Path, tmp_path: Path) -> None:
    """The second file that names it is told of the first."""
    with_aliases(content, "[articles/old-name]")
    with_aliases(content, "[articles/Old-Name]", "articles/small-series/two.md")
    (problem,) = refused(content, tmp_path / "output")
    assert "two.md:2: /articles/Old-Name/ is the address of articles/small-series/one.md" in problem


@pytest.mark.parametrize(
    "alias", ["../up", "https://x.test/a", "a//b", "a b", "file.pdf", ".hidden", "theme/a", "a/#b", '"/"', "a?b=c"]
)
def test_an_alias_is_a_path_of_a_page(alias: str, content: Path, tmp_path: Path) -> None:
    """Anything else is refused, and what is allowed is said."""
    with_aliases(content, f"\n  - {alias}")
    (problem,) = refused(content, tmp_path / "output")
    assert "write the path below the site's address, such as articles/old-name" in problem


def test_a_link_to_a_file_that_was_renamed_is_helped(content: Path, tmp_path: Path) -> None:
    """A link to the old file is a problem that names the new one."""
    with_aliases(content, "[articles/old-name]")
    about = content / "pages/about.md"
    about.write_text(about.read_text("utf-8") + "\n[There]({filename}/articles/small-series/old-name.md)\n", "utf-8")
    (problem,) = refused(content, tmp_path / "output")
    assert f'did you mean "{{filename}}/{ONE}"?' in problem
