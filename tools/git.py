"""git, called as a program: it never asks, never waits for good, speaks English, and never shows a password."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

LOCAL, NETWORK = 120, 900  # seconds
SECRET = re.compile(r"(?<=://)[^/\s]+@")
DECORATION = re.compile(r"^(?:fatal|error): |\n(?=\n)", re.MULTILINE)
OF_A_REPOSITORY = (  # what a hook of another repository would hand down
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_WORK_TREE",
)
QUIET = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",  # a question must not write the index anew
    "GIT_PAGER": "cat",
    "SSH_ASKPASS_REQUIRE": "never",
    "LC_ALL": "C",
    "LANGUAGE": "",
}
CALM = ("-c", "gc.auto=0", "-c", "maintenance.auto=false", "-c", "core.quotePath=false")


class GitFailed(Exception):
    """git could not do it; the message is what it said, without passwords."""

    def __init__(self, said: str, code: int) -> None:
        super().__init__(DECORATION.sub("", without_secrets(said.strip())) or f"git ended with code {code}")
        self.code = code


@dataclass(frozen=True)
class Git:
    """git as it runs in a folder, with variables of its own."""

    folder: Path
    variables: Mapping[str, str] = field(default_factory=dict)

    def run(self, *words: str, given: bytes | None = None, seconds: float = LOCAL) -> bytes:
        """What git answers. Raises ``GitFailed``."""
        program = shutil.which("git")
        if not program:
            raise GitFailed("git is not installed, or not on the PATH", 127)
        try:
            done = subprocess.run(  # noqa: S603 (no shell reads these words)
                [program, *CALM, *words],
                cwd=self.folder,
                env=self.environment,
                input=given,
                stdin=subprocess.DEVNULL if given is None else None,
                capture_output=True,
                timeout=seconds,
                check=False,
                start_new_session=True,  # without a terminal nothing can ask
            )
        except subprocess.TimeoutExpired as late:
            raise GitFailed(f"git {words[0]} gave no answer within {seconds:.0f} seconds", 124) from late
        if done.returncode:
            raise GitFailed(as_text(done.stderr + done.stdout), done.returncode)
        return done.stdout

    def ask(self, *words: str, seconds: float = LOCAL) -> str:
        """What git answers, as text. Raises ``GitFailed``."""
        return as_text(self.run(*words, seconds=seconds)).strip()

    def try_ask(self, *words: str) -> str:
        """What git answers, or nothing where it cannot."""
        try:
            return self.ask(*words)
        except GitFailed:
            return ""

    @property
    def environment(self) -> dict[str, str]:
        """The variables that git sees."""
        inherited = {name: value for name, value in os.environ.items() if name not in OF_A_REPOSITORY}
        return inherited | QUIET | dict(self.variables)


def as_text(data: bytes) -> str:
    """What git said; names of files may be in any encoding."""
    return data.decode("utf-8", "backslashreplace")


def without_secrets(text: str) -> str:
    """A text without the user and the password that addresses may hold."""
    return SECRET.sub("", text)
