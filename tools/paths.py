"""The files of the content that a person names with ``--path``."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from plugins.reading import seen_from_here
from tools.failure import WrongUse


def named_files(paths: Sequence[str], folder: Path, files: Iterable[str]) -> list[str]:
    """Those of some files, relative to the content folder, that paths name, alone or with a folder; all where none is named.

    Raises ``WrongUse`` for a path that names none.
    """
    known = sorted(set(files))
    found = known if not paths else [file for path in paths for file in files_at(path, folder, known)]
    return list(dict.fromkeys(found))


def files_at(path: str, folder: Path, known: Sequence[str]) -> list[str]:
    """The files at or below a path. Raises ``WrongUse`` where there are none."""
    place = Path(os.path.abspath(path))  # noqa: PTH100 (which removes "..", and keeps links)
    inside = place.relative_to(folder).as_posix() if place.is_relative_to(folder) else path
    found = [file for file in known if inside in {".", file} or file.startswith(f"{inside}/")]
    if not found or not place.is_relative_to(folder):
        seen = seen_from_here(folder, near := nearest(inside, known))
        hint = f'did you mean "{seen}"?' if near else f"name a file or folder below {seen}"
        raise WrongUse(f"there is no such content file: {path}; {hint}")
    return found


def nearest(path: str, known: Sequence[str]) -> str:
    """The known file or folder that a path may have meant, by the whole path, then by the name alone; or nothing."""
    places = sorted({str(each) for file in known for each in (PurePosixPath(file), *PurePosixPath(file).parents)})
    names = {PurePosixPath(place).name: place for place in places}
    near = difflib.get_close_matches(path, places, n=1)
    near = near or [names[name] for name in difflib.get_close_matches(PurePosixPath(path).name, names, n=1)]
    return near[0] if near else ""
