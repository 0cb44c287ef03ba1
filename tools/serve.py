"""``invoke serve``: the site with its drafts, rebuilt at every save, the last good one kept under any problem."""

from __future__ import annotations

import os
import sys
import webbrowser
from contextlib import closing

from tools.failure import CACHE, ROOT
from tools.job import existing_folder
from tools.preview import Preview, tell
from tools.preview_server import HOST, open_server
from tools.watching import changes

SITES = CACHE / "preview"  # one for each port, so that two previews do not overwrite each other
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
    """Build once, and again at every change, until the code itself changes. Ends with ``True``."""
    code = [ROOT / name for name in CODE]
    for paths in changes([preview.content, ROOT / "theme", *code]):
        if any(path.is_relative_to(place) for path in paths for place in code):
            break
        if paths or preview.due():
            preview.rebuild()
    return True
