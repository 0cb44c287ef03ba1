"""Content with a mistake in it: the examples in ``bad``, and builds that must stop at them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from sites import snapshot

from plugins.problems import Problem, ProblemsFound
from tools.build import build

BAD = Path(__file__).parent / "bad"
ARTICLE = "articles/small-series/bad.md"
ROW = re.compile(r"(?P<example>(?:warnings/)?[^/:]+)(?:/(?P<path>[^:]+))?:(?P<line>\d+): (?P<code>\S+) (?P<words>.+)")


@dataclass(frozen=True)
class Expected:
    """What must be said of an example: where, with which code, in which words."""

    path: str
    line: int
    code: str
    words: str

    def is_told_by(self, problem: Problem) -> bool:
        """Whether a problem says this."""
        told = f"{problem.message}; {problem.hint}"
        same = (problem.path, problem.line, problem.code) == (self.path, self.line, self.code)
        return same and self.words in told


def read_expected() -> dict[str, list[Expected]]:
    """What must be said, by example."""
    rows: dict[str, list[Expected]] = {}
    for text in (BAD / "expected.txt").read_text("utf-8").splitlines():
        if row := ROW.fullmatch(text):
            found = Expected(row["path"] or ARTICLE, int(row["line"]), row["code"], row["words"])
            rows.setdefault(row["example"], []).append(found)
        else:
            assert text.startswith("#"), text
    return rows


EXPECTED = read_expected()
WARNINGS = sorted(name for name in EXPECTED if name.startswith("warnings/"))
EXAMPLES = sorted(EXPECTED.keys() - set(WARNINGS))


def lay(example: str, content: Path) -> None:
    """Put an example into a content folder."""
    if (BAD / example).is_dir():
        shutil.copytree(BAD / example, content, dirs_exist_ok=True)
    else:
        shutil.copyfile(BAD / example, content / ARTICLE)


@dataclass(frozen=True)
class OldSite:
    """A site that a good build left, alone in a folder."""

    output: Path
    files: Mapping[str, bytes]

    def refuses(self, content: Path) -> tuple[Problem, ...]:
        """The problems at which a build stops, their paths relative to the content; the old site is as it was."""
        with pytest.raises(ProblemsFound) as found:
            build(str(content), str(self.output), quiet=True)
        assert snapshot(self.output.parent) == self.files
        folder = f"{content.as_posix()}/"
        return tuple(each._replace(path=each.path.removeprefix(folder)) for each in found.value.problems)
