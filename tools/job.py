"""What a build is asked for: settings, content and output, and one digest of all that the site is made from."""

from __future__ import annotations

import datetime as dt
import os
import runpy
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from plugins.content import Snapshot, take_snapshot
from plugins.digests import code_digest, digest_of, digest_of_files
from plugins.stamps import Stamp, stamps
from tools.failure import ROOT, WrongUse
from tools.search_setting import OFF, check_setting
from tools.staging import check_output


class Job(NamedTuple):
    """One site to build. ``inputs`` is the digest of everything that its files and its report are made from.

    ``before`` are the stamps of what lies in the output now.
    """

    config: Path
    override: dict[str, Any]
    content: Path
    output: Path
    theme: Path
    before: Mapping[str, Stamp]
    snapshot: Snapshot
    inputs: str
    search: str


def job_for(content: str, output: str, config: str, *, drafts: bool, search: bool = True, gate: str = "") -> Job:
    """The job that a command's options name, its content read. Raises ``WrongUse`` for a path that cannot be used.

    ``gate`` is its mode, in place of that of the settings. What is published depends on the day.
    """
    file = next((path for path in (Path(config), ROOT / (config or "pelicanconf.py")) if path.is_file()), None)
    if not file:
        raise WrongUse(f"there is no settings file {config}; use pelicanconf.py or publishconf.py")
    override: dict[str, Any] = {"DRAFTS": True} if drafts else {}
    if not search:
        override["SEARCH_INDEX"] = OFF
    if content:
        override["PATH"] = str(existing_folder(content))
    if output:
        override["OUTPUT_PATH"] = str(Path(output).absolute())
    if gate:
        override["PUBLISH"] = gate
    settings = settings_of(file) | override
    if settings.get("PUBLISH") and not settings.get("TODAY"):
        override["TODAY"] = settings["TODAY"] = dt.datetime.now(tz=dt.UTC).date().isoformat()
    folder, target, look = existing_folder(settings["PATH"]), Path(settings["OUTPUT_PATH"]), Path(settings["THEME"])
    if not look.is_dir():
        raise WrongUse(f"there is no theme folder {look}; put it back")
    check_setting(settings["SEARCH_INDEX"])
    check_output(target)
    check_apart(folder, target)
    snapshot = take_snapshot(folder)
    shown = sorted((name, repr(value)) for name, value in settings.items())
    theme = digest_of_files(look)
    inputs = digest_of(code_digest(), shown, theme, snapshot.digest, os.getcwd())  # noqa: PTH109 (reports name paths as seen from there)
    index = settings["SEARCH_INDEX"]
    return Job(file.resolve(), override, folder, target, look, stamps(target), snapshot, inputs, index)


def settings_of(file: Path) -> dict[str, Any]:
    """The settings that a file holds."""
    return {name: value for name, value in runpy.run_path(str(file.resolve())).items() if name.isupper()}


def existing_folder(content: str) -> Path:
    """A content folder. Raises ``WrongUse`` if it is none."""
    folder = Path(content).absolute()
    if not folder.is_dir():
        raise WrongUse(f"there is no content folder {content}; name the folder that holds articles/ and pages/")
    return folder


def check_apart(content: Path, output: Path) -> None:
    """The output must not lie in the content, nor around it. Raises ``WrongUse``."""
    content, output = content.resolve(), output.resolve()
    if content.is_relative_to(output) or output.is_relative_to(content):
        raise WrongUse(f"{output} and the content folder lie one in the other; choose another --output")
