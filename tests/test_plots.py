"""Plots: curves drawn from a few numbers, or what is wrong with their file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import ROOT
from edits import put
from sites import names
from spoiled import OldSite

from plugins.images import check_svg
from plugins.plots import plot_svg, smooth
from tools.build import build

pytest_plugins = ("refusing",)

PLOT = (ROOT / "content/images/allodynia/touch-and-pain.toml").read_text("utf-8")
SLIPS = {
    "a misspelt field": ('y = "More', 'yy = "More', "yy", 'did you mean "y"?'),
    "another kind of line": ('line = "dotted"', 'line = "doted"', 'line = "doted"', "solid, dashed or dotted"),
    "points from right to left": ("[70, 9]", "[50, 9]", "[50, 9]", "from left to right"),
    "a number outside": ("at = 55", "at = 155", "at = 155", "a number from 0 to 100"),
    "no text": ('name = "Allodynia"', 'name = ""', 'name = ""', "'name' is not text"),
    "no TOML": ('name = "Allodynia"', "name = Allodynia", "name = Allodynia", "cannot be read"),
}


def test_a_plot_is_a_drawing_like_any_other() -> None:
    """It passes the rules of drawings, and shows every curve with its name."""
    svg, problems = plot_svg("a.toml", PLOT.encode())
    assert problems == []
    assert check_svg("a.svg", svg) == []
    for name in ("Usual pain", "Allodynia", "Hyperalgesia"):
        assert f">{name}</text>" in svg.decode()


def test_another_number_is_another_drawing() -> None:
    """The drawing follows its data, and the same data give the same bytes."""
    first, _ = plot_svg("a.toml", PLOT.encode())
    assert plot_svg("a.toml", PLOT.encode())[0] == first
    assert plot_svg("a.toml", PLOT.replace("[44, 18]", "[44, 20]").encode())[0] != first


def test_a_curve_never_falls_where_its_points_rise() -> None:
    """Flat stays flat, and no control point lies beyond its two ends."""
    numbers = [float(each) for each in re.findall(r"[\d.]+", smooth([(0, 0), (50, 0), (60, 50), (100, 51)]))]
    heights = numbers[1::2]
    assert heights == sorted(heights, reverse=True)


@pytest.mark.parametrize("what", SLIPS)
def test_a_slip_is_told_at_its_line(what: str, content: Path, old_site: OldSite) -> None:
    """A plot that cannot be drawn stops the build, with file, line and remedy."""
    before, after, place, words = SLIPS[what]
    text = PLOT.replace(before, after)
    (content / "images/one/plot.toml").write_text(text, "utf-8")
    line = next(number for number, row in enumerate(text.splitlines(), 1) if place in row)
    problems = old_site.refuses(content)
    (problem,) = [each for each in problems if each.line == line]
    assert {each.path for each in problems} == {"images/one/plot.toml"}
    assert problem.code == "plot"
    assert words in f"{problem.message}; {problem.hint}"


def test_an_article_shows_a_plot_by_the_name_of_its_drawing(content: Path, tmp_path: Path) -> None:
    """The drawing is in the page, and published for feeds; the numbers are not."""
    (content / "images/one/plot.toml").write_text(PLOT, "utf-8")
    article = content / "articles/small-series/one.md"
    put(article, "## What can", "![Curves.]({static}/images/one/plot.svg)\n\n")
    build(str(content), str(tmp_path / "output"), quiet=True)
    assert "Hyperalgesia" in (tmp_path / "output/articles/one/index.html").read_text("utf-8")
    assert [name.split(".")[-1] for name in names(tmp_path / "output/images") if "plot" in name] == ["svg"]


def test_a_plot_and_a_drawing_of_one_name_are_a_problem(content: Path, old_site: OldSite) -> None:
    """Nobody could tell which of the two a page shows."""
    (content / "images/one/wave.toml").write_text(PLOT, "utf-8")
    (problem,) = old_site.refuses(content)
    assert (problem.path, problem.code) == ("images/one/wave.toml", "plot")
