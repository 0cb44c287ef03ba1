"""``invoke clean``: removes what the tool made, and nothing else."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from tools.failure import CACHE, ROOT, WrongUse
from tools.staging import is_ours, old_path


def clean(output: str = "") -> dict[str, object]:
    """Remove the built site and the cache. Raises ``WrongUse`` where the output is not a site of ours."""
    site = Path(output).absolute() if output else ROOT / "output"
    if site.exists() and (site.is_symlink() or not is_ours(site)):
        raise WrongUse(f"{site} is not a site that this tool built; nothing was removed")
    stages = site.parent.glob(f".{site.name}.new-*")
    removed = [folder for folder in (site, old_path(site), *stages, CACHE) if folder.is_dir()]
    for folder in removed:
        shutil.rmtree(folder)
    sys.stdout.write("".join(f"Removed {folder}\n" for folder in removed) or "There was nothing to remove.\n")
    return {"removed": [str(folder) for folder in removed]}
