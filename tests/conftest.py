"""Fixtures: a small content folder that is right in every way, and the real site, built once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.documents import Document
from plugins.problems import Problem
from plugins.reader import Reader
from tools import build as module
from tools.build import build

ROOT = Path(__file__).resolve().parent.parent
SMALL = Path(__file__).parent / "content"
FRONT_MATTER = """\
---
title: A title
summary: A summary that is long enough to be allowed, because it has fifty characters or more.
series: small-series
part: 1
date: 2026-01-02
authors: [team]
status: ready
---
"""
KEY = "> [!key] The main message\n> In plain words.\n\n"


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Builds in this process keep their cache in a folder of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "CACHE", tmp_path_factory.mktemp("cache"))
        yield


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the small content folder, to be spoiled by a test."""
    folder = tmp_path / "content"
    shutil.copytree(SMALL, folder)
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, as ``invoke build`` makes it."""
    output = tmp_path_factory.mktemp("site") / "output"
    build(output=str(output), quiet=True)
    return output


def article(body: str, terms: dict[str, str] | None = None) -> Document:
    """The Document of an article with this body under valid front matter and a key box."""
    data = (FRONT_MATTER + KEY + body).encode()
    return Reader(terms or {}).read("articles/small-series/one.md", data)


def line_in_file(line: int) -> int:
    """The line of the file for a line of a body given to ``article``, both counted from 1."""
    return line + (FRONT_MATTER + KEY).count("\n")


def codes(problems: tuple[Problem, ...]) -> list[str]:
    """The codes of problems, in order."""
    return [problem.code for problem in problems]
