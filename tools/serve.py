"""``invoke serve``: the site with its drafts, rebuilt at every save, the last good one kept under any problem."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import webbrowser
from contextlib import closing
from pathlib import Path

from tools.failure import CACHE, ROOT, tell
from tools.job import existing_folder
from tools.preview import Preview
from tools.preview_server import HOST, open_server
from tools.watching import changes

SITES = CACHE / "preview"  # one for each port, so that two previews do not overwrite each other
LOADED = "tasks, pelicanconf, tools.serve, tools.pelican"  # and with them all that a preview needs
PLACE = re.compile(r'^ *File "(.+)", line (\d+)', re.MULTILINE)
CODE = ("plugins", "tools", "pelicanconf.py")


def serve(content: str = "", port: int = 8000, *, browser: bool = False) -> None:
    """Build, serve and watch until Ctrl-C; ``browser`` opens one. Raises ``WrongUse``."""
    folder, restart = existing_folder(content or str(ROOT / "content")), False
    with open_server(port) as server, closing(Preview(folder, SITES / str(server.server_port))) as preview:
        try:
            with server.showing(preview):
                address = f"http://{HOST}:{server.server_port}/"
                tell(f"Preview: {address} (Ctrl-C ends it)")
                if browser:
                    open_browser(address)
                restart = build_on_change(preview)
        except KeyboardInterrupt:
            tell("\nThe preview has ended.")
    if restart:
        tell("The site generator itself has changed: starting again.")
        command = ["-m", "invoke", "serve", "--content", str(folder), "--port", str(server.server_port)]
        os.chdir(ROOT)
        os.execv(sys.executable, [sys.executable, *command])  # noqa: S606 (our own command)


def open_browser(address: str) -> None:
    """Show an address in the writer's browser, or say that none was found."""
    try:
        opened = webbrowser.open(address)
    except webbrowser.Error:
        opened = False
    if not opened:
        tell("No browser was found here; open the address in one yourself.")


def build_on_change(preview: Preview) -> bool:
    """Build once, and again at every change, until the code itself has changed and can be loaded. Ends with ``True``."""
    code, changed = [ROOT / name for name in CODE], False
    for paths in changes([preview.content, ROOT / "theme", *code]):
        changed |= any(path.is_relative_to(place) for path in paths for place in code)
        if changed and paths:
            wrong = mistake()
            if not wrong:
                break
            preview.stop(wrong)
        elif not changed and (paths or preview.due()):
            preview.rebuild()
    return True


def mistake() -> str:
    """What keeps the code from being loaded, with file and line; nothing where it can be."""
    command = [sys.executable, "-B", "-c", f"import {LOADED}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 (our own command)
    if not done.returncode:
        return ""
    places = [place for place in PLACE.findall(done.stderr) if Path(place[0]).is_relative_to(ROOT)]
    file, line = places[-1] if places else (str(ROOT), "1")
    what = done.stderr.strip().rpartition("\n")[2]
    return f"{os.path.relpath(file, ROOT)}:{line}: the site generator cannot be loaded: {what}"
