"""Copies of the project, and its commands run as a person runs them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from conftest import ROOT

LEFT_OUT = shutil.ignore_patterns(".*", "output", "tests", "node_modules", "__pycache__")


def copy_project(target: Path) -> Path:
    """All that a build needs, in another folder."""
    shutil.copytree(ROOT, target, ignore=LEFT_OUT)
    return target


def run(*arguments: str, cwd: Path, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a module of Python, such as ``invoke``, in a folder."""
    command = [sys.executable, "-m", *arguments]
    env = {**os.environ, "PYTHONUTF8": "1", **(environment or {})}
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8", check=False)


def spoil(content: Path, name: str, text: str) -> None:
    """Add text at the end of a content file."""
    path = content / name
    path.write_text(path.read_text("utf-8") + text, "utf-8")
