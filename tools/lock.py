"""``invoke lock``: writes the requirements anew, exact and with hashes, without addresses of any package index."""

from __future__ import annotations

import subprocess
import sys

from tools.failure import ROOT

OPTIONS = "--generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options --no-header --quiet --upgrade"


def lock() -> None:
    """Resolve ``requirements.in`` and ``requirements-dev.in``."""
    for name in ("requirements", "requirements-dev"):
        command = [
            sys.executable,
            "-m",
            "piptools",
            "compile",
            *OPTIONS.split(),
            "--output-file",
            f"{name}.txt",
            f"{name}.in",
        ]
        subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603 (our own command)
