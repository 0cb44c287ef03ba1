"""Runs ghp-import alone in a process: it reads its repository and its committer from variables, and speaks to the terminal."""

from __future__ import annotations

import json
import sys

from ghp_import import GhpError, ghp_import


def main() -> None:
    """Make one commit of a folder, as the JSON on the input says. Ends with 1 and words where ghp-import or git cannot."""
    try:
        ghp_import(**json.load(sys.stdin))
    except GhpError as error:
        sys.exit(str(error.message))
    except TypeError:  # what ghp-import meets where it wants to tell that git fast-import failed, which has said why
        sys.exit(1)


if __name__ == "__main__":
    main()
