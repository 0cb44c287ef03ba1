"""``invoke hosting``: writes what hosts need into ``hosting/``, from the table of ``plugins/hosting.py``."""

from __future__ import annotations

import sys

from plugins.hosting import FILES
from tools.failure import ROOT

FOLDER = ROOT / "hosting"


def hosting() -> None:
    """Write the headers for each host."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in FILES.items():
        (FOLDER / name).write_text(text(), "utf-8", newline="\n")
        sys.stdout.write(f"hosting/{name}\n")
