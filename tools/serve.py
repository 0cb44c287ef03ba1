"""``invoke serve``: the site with its drafts, rebuilt at every save, the last good one kept under any problem."""

from __future__ import annotations

import html
import http.server
import os
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from watchfiles import watch

from plugins.engine import Engine
from plugins.problems import ProblemsFound
from tools.build import build, engine_for, store_for
from tools.failure import CACHE, ROOT, WrongUse, explain
from tools.job import existing_folder

SITE = CACHE / "preview"
CHARSET = b"<meta charset=utf-8>"
NOTHING_YET = b"<!doctype html><title>Preview</title><h1>Nothing is built yet</h1>"
OWN = ROOT / "tools" / "preview"
CODE = ("plugins", "tools", "pelicanconf.py")
TRIED_PORTS = 20
LOOK_EVERY = 500  # milliseconds after which the watcher looks up, changes or not


class Preview:
    """The state that the builder and the server share: a version that grows, and the problems of the last build."""

    def __init__(self, content: Path, engine: Engine) -> None:
        self.content = content
        self.engine = engine
        self.version = 0
        self.problems: list[str] = []
        self.changed = threading.Condition()

    def rebuild(self) -> None:
        """Build from memory; whatever goes wrong is shown, and the last good site stays."""
        try:
            summary = build(str(self.content), str(SITE), drafts=True, quiet=True, engine=self.engine)
            line = "Built {articles} articles in {seconds} s ({written} files changed)".format(**summary)
            problems = []
        except ProblemsFound as found:
            problems = [str(problem) for problem in found.problems if not problem.warning]
            line = "\n".join([*problems, "The last good site stays up."])
        except WrongUse as wrong:
            problems, line = [str(wrong)], str(wrong)
        except Exception as bug:  # noqa: BLE001 (the preview outlives everything)
            line = explain(bug)
            problems = [line]
        print(line, flush=True)  # noqa: T201 (what the writer watches)
        with self.changed:
            self.problems = problems
            self.version += 1
            self.changed.notify_all()

    def wait(self, seen: int) -> int:
        """The version, once it differs from the one seen; at the latest after a second."""
        with self.changed:
            self.changed.wait_for(lambda: self.version != seen, timeout=1)
            return self.version


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the preview: nothing is cached, missing pages are the site's own 404, problems stand over every page."""

    def __init__(self, *args: Any, preview: Preview, **kwargs: Any) -> None:  # noqa: ANN401 (http.server's)
        self.preview = preview
        super().__init__(*args, directory=str(SITE), **kwargs)

    def do_GET(self) -> None:
        """Answer one request."""
        path = unquote(urlsplit(self.path).path)
        if path == "/__preview/events":
            self.stream()
        elif path.startswith("/__preview/"):
            self.send_own(path.removeprefix("/__preview/"))
        else:
            self.send_page(path)

    def send_own(self, name: str) -> None:
        """One of the preview's own two files."""
        kinds = {"preview.js": "text/javascript", "preview.css": "text/css"}
        if name in kinds:
            self.reply(200, kinds[name], (OWN / name).read_bytes())
        else:
            self.reply(404, "text/plain", b"")

    def send_page(self, path: str) -> None:
        """A file of the site; pages get the preview's script and, where there are any, the problems."""
        file = self.file_at(path)
        if file and file.is_dir() and not path.endswith("/"):
            self.send_response(301)
            self.send_header("Location", f"{quote(path)}/")
            self.end_headers()
            return
        file = file / "index.html" if file and file.is_dir() else file
        found = file is not None and file.is_file()
        shown = file if file and found else SITE / "404.html"
        data = shown.read_bytes() if shown.is_file() else NOTHING_YET
        if not found:
            data = data.replace(CHARSET, CHARSET + b'<base href="/">', 1)  # its links are relative to the root
        if shown.suffix == ".html":
            data += self.overlay().encode()
        self.reply(200 if found else 404, self.guess_type(str(shown)), data)

    def file_at(self, path: str) -> Path | None:
        """What lies at an address, if it can lie in the site at all."""
        try:
            file = (SITE / path.lstrip("/")).resolve()
            return file if file.is_relative_to(SITE.resolve()) and file.exists() else None
        except (OSError, ValueError):
            return None

    def overlay(self) -> str:
        """What the preview adds to a page."""
        script = f'<link rel="stylesheet" href="/__preview/preview.css"><script src="/__preview/preview.js" data-version="{self.preview.version}"></script>'
        if not self.preview.problems:
            return script
        items = "".join(f"<li>{html.escape(problem)}</li>" for problem in self.preview.problems)
        title = "This is the last good version. To see your change, mend:"
        return f'{script}<section class="preview-problems" role="alert"><h2>{title}</h2><ul>{items}</ul></section>'

    def stream(self) -> None:
        """Tell the browser each new version (server-sent events) until it goes away."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        seen = -1
        try:
            while True:
                version = self.preview.wait(seen)
                self.wfile.write(f"data: {version}\n\n".encode() if version != seen else b": still here\n\n")
                self.wfile.flush()
                seen = version
        except OSError:
            return

    def reply(self, status: int, kind: str, data: bytes) -> None:
        """A whole answer."""
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (http.server's name)
        """Say nothing: the terminal is for the writer's own mistakes."""


class Server(http.server.ThreadingHTTPServer):
    """A server that Ctrl-C ends at once, and that takes no port from another."""

    daemon_threads = True
    allow_reuse_address = sys.platform != "win32"


def open_server(handler: Callable[..., Handler], port: int) -> Server:
    """A server on the first free port from the given one on. Raises ``WrongUse`` where none is free."""
    for number in range(port, port + TRIED_PORTS):
        try:
            return Server(("127.0.0.1", number), handler)
        except OSError:
            print(f"Port {number} is busy.", flush=True)  # noqa: T201
    raise WrongUse(f"no port from {port} to {port + TRIED_PORTS - 1} is free; name another with --port")


def serve(content: str = "", port: int = 8000) -> None:
    """Build, serve and watch until Ctrl-C. Raises ``WrongUse``."""
    folder = existing_folder(content or str(ROOT / "content"))
    with store_for(cache=True) as store, engine_for(store, workers=1) as engine:
        preview = Preview(folder, engine)
        server = open_server(partial(Handler, preview=preview), port)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"Preview: http://127.0.0.1:{server.server_port}/ (Ctrl-C ends it)", flush=True)  # noqa: T201
        try:
            restart = build_on_change(preview)
        finally:
            server.shutdown()
            server.server_close()
    if restart:
        print("The site generator itself has changed: starting again.", flush=True)  # noqa: T201
        command = ["-m", "invoke", "serve", "--content", str(folder), "--port", str(server.server_port)]
        os.chdir(ROOT)
        os.execv(sys.executable, [sys.executable, *command])  # noqa: S606 (our own command)


def build_on_change(preview: Preview) -> bool:
    """Build once, and again at every change. Ends with ``True`` when the code itself changes, ``False`` at Ctrl-C."""
    code = [ROOT / name for name in CODE]
    watched = [preview.content, ROOT / "theme", *code]
    for changes in watch(*watched, raise_interrupt=False, yield_on_timeout=True, rust_timeout=LOOK_EVERY):
        paths = [Path(path) for _, path in changes]
        if any(path.is_relative_to(place) for path in paths for place in code):
            return True
        if paths or not preview.version:
            preview.rebuild()
    return False
