"""``invoke serve``: the site with its drafts, rebuilt at every save, the last good one kept under any problem."""

from __future__ import annotations

import html
import http.server
import json
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from watchfiles import watch

from tools.build import existing_folder
from tools.failure import CACHE, ROOT, WrongUse

SITE = CACHE / "preview"
OWN = ROOT / "tools" / "preview"
WATCHED = ("theme", "plugins", "pelicanconf.py")
TRIED_PORTS = 20


class Preview:
    """The state that the builder and the server share: a version that grows, and the problems of the last build."""

    def __init__(self, content: Path) -> None:
        self.content = content
        self.version = 0
        self.problems: list[str] = []
        self.changed = threading.Condition()

    def rebuild(self) -> None:
        """Build in a process of its own, so that a change of code or settings counts and nothing piles up."""
        command = [sys.executable, "-m", "invoke", "build", "--json", "--drafts"]
        command += ["--content", str(self.content), "--output", str(SITE)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603 (our own command)
        problems, line = outcome(done.stdout, done.stderr)
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


def outcome(stdout: str, stderr: str) -> tuple[list[str], str]:
    """What a build said: its problems as text, and one line for the terminal."""
    try:
        summary: dict[str, Any] = json.loads(stdout)
    except json.JSONDecodeError:
        return [stderr or "the build ended without a word"], stderr
    if "error" in summary:
        return [summary["error"]], summary["error"]
    found = [
        f"{problem['path']}:{problem['line']}: {problem['message']}; {problem['hint']}"
        for problem in summary["problems"]
        if not problem["warning"]
    ]
    if found:
        return found, "\n".join([*found, "The last good site stays up."])
    return [], f"Built {summary['articles']} articles in {summary['seconds']} s ({summary['written']} files changed)"


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
        file = (SITE / path.lstrip("/")).resolve()
        if file.is_dir() and not path.endswith("/"):
            self.send_response(301)
            self.send_header("Location", f"{path}/")
            self.end_headers()
            return
        file = file / "index.html" if file.is_dir() else file
        found = file.is_file() and file.is_relative_to(SITE.resolve())
        file = file if found else SITE / "404.html"
        data = (
            file.read_bytes()
            if file.is_file()
            else b"<!doctype html><title>Preview</title><h1>Nothing is built yet</h1>"
        )
        if file.suffix == ".html":
            data += self.overlay().encode()
        self.reply(200 if found else 404, self.guess_type(str(file)), data)

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
    CACHE.mkdir(exist_ok=True)
    preview = Preview(folder)
    server = open_server(partial(Handler, preview=preview), port)
    preview.rebuild()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"Preview: http://127.0.0.1:{server.server_port}/ (Ctrl-C ends it)", flush=True)  # noqa: T201
    try:
        for _ in watch(folder, *(ROOT / name for name in WATCHED), raise_interrupt=False):
            preview.rebuild()
    finally:
        server.shutdown()
