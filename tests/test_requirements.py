"""What is installed: exact versions with hashes, the same for the site and for its tests."""

from __future__ import annotations

import re
import tomllib

import pytest
from conftest import ROOT

FILES = ("requirements", "requirements-dev")
PACKAGE = re.compile(r"^(?P<name>[\w.-]+)(?:\[[\w,-]+\])?==(?P<version>[\w.!+-]+)(?P<rest>(?: \\\n.*)*)", re.MULTILINE)


def pinned(name: str) -> dict[str, str]:
    """The packages of a requirements file and their versions; each has a hash, or the test fails."""
    found = {}
    for package in PACKAGE.finditer((ROOT / f"{name}.txt").read_text("utf-8")):
        assert "--hash=sha256:" in package["rest"], package["name"]
        found[normal(package["name"])] = package["version"]
    return found


def normal(name: str) -> str:
    """A package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("name", FILES)
def test_every_wanted_package_is_pinned(name: str) -> None:
    """What the source file asks for is in the generated one, with a version and a hash."""
    wanted = re.findall(r"^([A-Za-z][\w.-]*)", (ROOT / f"{name}.in").read_text("utf-8"), re.MULTILINE)
    assert wanted
    assert {normal(each) for each in wanted} <= pinned(name).keys()


@pytest.mark.parametrize("name", FILES)
def test_no_address_is_named(name: str) -> None:
    """Packages come from whatever index the reader of the file uses."""
    text = (ROOT / f"{name}.txt").read_text("utf-8")
    assert (
        re.findall(
            r"(?:https?|file|git\+\w+)://|--(?:extra-)?index-url|--find-links|--trusted-host|^-e ", text, re.MULTILINE
        )
        == []
    )


def test_tests_run_with_the_packages_of_the_site() -> None:
    """Both files name the same versions."""
    site, dev = pinned("requirements"), pinned("requirements-dev")
    assert {name: version for name, version in site.items() if dev.get(name, version) != version} == {}


def test_python_versions_agree() -> None:
    """The project, the linter and the type checker speak of one oldest Python."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    oldest = settings["project"]["requires-python"].removeprefix(">=")
    assert settings["tool"]["mypy"]["python_version"] == oldest
    assert settings["tool"]["ruff"]["target-version"] == f"py{oldest.replace('.', '')}"
