"""The Nu HTML checker, which the W3C runs, finds no error and no warning in any page and stylesheet."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT
from sites import names

pytest_plugins = ("built",)
JAR = ROOT / "tests/node/node_modules/vnu-jar/build/dist/vnu.jar"


def checked(files: list[str]) -> list[str]:
    """What the checker says of some files: file, line, what is wrong, and where."""
    java = shutil.which("java")
    if not java:
        pytest.skip("not run: Java is not here")
    if not JAR.is_file():
        pytest.skip("not run: the Nu HTML checker is not here (npm ci in tests/node)")
    options = ["--stdout", "--format", "json", "--exit-zero-always", "--also-check-css"]
    done = subprocess.run([java, "-jar", str(JAR), *options, *files], capture_output=True, encoding="utf-8", check=True)
    return [
        f"{message['url']}:{message.get('lastLine', 0)}: {message['message']}: {message.get('extract', '')}"
        for message in json.loads(done.stdout)["messages"]
        if message["type"] != "info" or message.get("subType") == "warning"
    ]


def test_every_page_and_stylesheet_is_valid(site: Path, published: Path, kitchen_sink: Path) -> None:
    """Every page of the site, as a folder and as published, and of the kitchen sink."""
    files = [
        str(folder / name)
        for folder in (site, published, kitchen_sink)
        for name in names(folder)
        if name.endswith((".html", ".css"))
    ]
    assert checked(files) == []


def test_the_checker_sees_what_is_wrong(tmp_path: Path) -> None:
    """An invalid page and an invalid stylesheet are told."""
    (tmp_path / "a.html").write_text("<!doctype html><html lang=en><title>t</title><p><div></p>", "utf-8")
    (tmp_path / "a.css").write_text("p { colour: red }", "utf-8")
    found = checked([str(tmp_path / "a.html"), str(tmp_path / "a.css")])
    assert len([line for line in found if "a.html" in line]) > 0
    assert len([line for line in found if "a.css" in line]) > 0
