"""The search index: records go through Pagefind, and come out as the files that a browser searches in.

Pagefind's own filters are not used: it writes their values in another order each time. Ours are lists of records.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from plugins.addresses import SEARCH_INDEX
from plugins.search import Record, page_name, record_page

FACETS = ("kind", "series")
SIGNATURE = len(b"pagefind_dcd")  # what each of Pagefind's compressed files begins with


class NoIndex(Exception):
    """The index cannot be made on this machine; the message says why."""


def make_index(records: Iterable[Record], find: Callable[[str], str]) -> dict[str, bytes]:
    """Every file of the index, by its path in the site; ``find`` gives the HTML of a digest. Raises ``NoIndex``."""
    with tempfile.TemporaryDirectory(prefix="search-") as folder:
        pages, bundle = Path(folder, "pages"), Path(folder, "bundle")
        pages.mkdir()
        for record in records:
            (pages / page_name(record)).write_text(record_page(record, find), "utf-8", newline="\n")
        run_pagefind(pages, bundle)
        return {f"{SEARCH_INDEX}{path}": data for path, data in (*files_of(bundle), *facets_of(bundle))}


def run_pagefind(pages: Path, bundle: Path) -> None:
    """Let Pagefind read a folder of pages; no setting of the machine has a say. Raises ``NoIndex``."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    options = ("--site", str(pages), "--output-path", str(bundle), "--silent")
    try:
        from pagefind_bin import get_executable  # noqa: PLC0415 (only an index needs it)

        command = [str(get_executable()), *options]
        subprocess.run(command, cwd=pages, env=environment, check=True, capture_output=True)  # noqa: S603 (the package's own file)
    except ImportError as error:
        raise NoIndex("Pagefind, which makes it, is not installed (there is none for some systems)") from error
    except OSError as error:
        raise NoIndex(f"Pagefind, which makes it, cannot run on this machine ({error})") from error
    except subprocess.CalledProcessError as error:
        said = (error.stderr or error.stdout).decode(errors="replace").strip()
        raise NoIndex(f"Pagefind, which makes it, ended with code {error.returncode}: {said[-500:]}") from error


def files_of(bundle: Path) -> Iterator[tuple[str, bytes]]:
    """What a browser loads of a bundle: not Pagefind's own interfaces, nor the worker, which small sites do without."""
    entry = json.loads((bundle / "pagefind-entry.json").read_bytes())
    languages = {f"wasm.{language['wasm'] or 'unknown'}.pagefind" for language in entry["languages"].values()}
    wanted = {"pagefind.js", "pagefind-entry.json", *languages}
    for file in sorted(bundle.rglob("*.*")):
        name = file.relative_to(bundle).as_posix()
        if name in wanted or file.suffix in {".pf_fragment", ".pf_index", ".pf_meta"}:
            yield name, file.read_bytes()


def facets_of(bundle: Path) -> Iterator[tuple[str, bytes]]:
    """For each kind and series, the records that it has, as Pagefind names them."""
    facets: dict[str, list[str]] = {}
    for file in sorted((bundle / "fragment").iterdir()):
        told = fragment(file.read_bytes())["meta"]
        for facet in FACETS:
            if facet in told:
                facets.setdefault(f"facets/{facet}.{told[facet]}.json", []).append(file.stem)
    for name, found in facets.items():
        yield name, json.dumps(found, separators=(",", ":")).encode()


def fragment(data: bytes) -> dict[str, Any]:
    """What Pagefind keeps of a record, from its file."""
    told: dict[str, Any] = json.loads(gzip.decompress(data)[SIGNATURE:])
    return told
