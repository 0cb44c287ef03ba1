"""The server of a preview: for this machine alone, and for nothing but the site."""

from __future__ import annotations

import http.server
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, unquote

from tools.failure import ROOT, WrongUse, explain, tell
from tools.preview import Preview, State
from tools.preview_page import addition

HOST = "127.0.0.1"
NAMES = frozenset({"localhost", HOST, "[::1]"})
OWN = ROOT / "tools" / "preview"
OWN_FILES = ("preview.js", "preview.css")
CHARSET = b"<meta charset=utf-8>"
BASE = b'<base href="/">'
NOTHING_YET = (
    b"<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>"
    b"<meta name=color-scheme content='light dark'><title>Preview</title><main><h1>Nothing is built yet</h1></main>"
)
NOT_HERE = b"This preview answers to http://127.0.0.1 alone.\n"
KINDS = {
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
NO_MORE: Mapping[str, str] = {}
OTHER_KIND = "application/octet-stream"
ALWAYS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; font-src 'self';"
        " connect-src 'self'; worker-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
}
PATIENCE = 60  # seconds until a browser that says nothing is given up
STOPS_WITHIN = 0.1  # seconds until the server sees that it must end
TRIED_PORTS = 20
LAST_PORT = 65_535


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers one request: nothing is cached, missing pages are the site's own 404, problems stand over every page."""

    server: Server
    timeout = PATIENCE

    def do_GET(self) -> None:
        """Answer, if this machine was meant: a page of another site that has been given our address was not."""
        path = unquote(self.path.partition("?")[0].partition("#")[0])
        if not self.meant():
            self.reply(403, KINDS[".txt"], NOT_HERE)
        elif path == "/__preview/events":
            self.stream()
        elif path.startswith("/__preview/"):
            self.send_own(path.removeprefix("/__preview/"))
        else:
            self.send_page(path)

    do_HEAD = do_GET  # noqa: N815 (http.server's name)

    def meant(self) -> bool:
        """Whether the browser asked for this machine, by one of its own names and at any port."""
        hosts = self.headers.get_all("Host", [])
        names = {
            host.lower().rpartition(":")[0] if host.rpartition(":")[2].isdecimal() else host.lower() for host in hosts
        }
        return len(hosts) == 1 and names <= NAMES

    def send_own(self, name: str) -> None:
        """One of the preview's own two files."""
        if name in OWN_FILES:
            self.reply(200, KINDS[Path(name).suffix], (OWN / name).read_bytes())
        else:
            self.reply(404, KINDS[".txt"], b"")

    def send_page(self, path: str) -> None:
        """A file of the site; a folder shows its index, and what is missing the site's own page for that."""
        preview = self.server.preview
        state = preview.state  # before the page, which may only be newer than it says
        place = place_of(preview.site, path)
        if place and (preview.site / place).is_dir():
            if not path.endswith("/"):
                self.reply(301, KINDS[".txt"], b"", {"Location": quote(f"/{place.as_posix()}/")})
                return
            place /= "index.html"
        elif path.endswith("/"):
            place = None
        data = read(preview.site / place) if place else None
        if place and data is not None:
            self.send_file(200, state, place, data)
        else:
            self.send_missing(state, read(preview.site / "404.html"))

    def send_missing(self, state: State, page: bytes | None) -> None:
        """The site's page for what is missing, its links counted from the root; before there is a site, one of our own."""
        data = NOTHING_YET if page is None else page.replace(CHARSET, CHARSET + BASE, 1)
        self.send_file(404, state, Path("404.html"), data, there=page is not None)

    def send_file(self, status: int, state: State, place: Path, data: bytes, *, there: bool = True) -> None:
        """A file; where it is a page, with what the preview adds."""
        if place.suffix == ".html":
            data += addition(state, place.as_posix(), there=there).encode(errors="backslashreplace")
        self.reply(status, KINDS.get(place.suffix, OTHER_KIND), data)

    def stream(self) -> None:
        """Tell the browser each new version (server-sent events) until it goes away."""
        self.begin(200, "text/event-stream", {})
        seen = -1
        while self.command == "GET":
            version = self.server.preview.wait(seen)
            self.wfile.write(f"data: {version}\n\n".encode() if version != seen else b": still here\n\n")
            self.wfile.flush()
            seen = version

    def reply(self, status: int, kind: str, data: bytes, headers: Mapping[str, str] = NO_MORE) -> None:
        """A whole answer."""
        self.begin(status, kind, {"Content-Length": str(len(data)), **headers})
        if self.command == "GET":
            self.wfile.write(data)

    def begin(self, status: int, kind: str, headers: Mapping[str, str]) -> None:
        """The beginning of an answer."""
        self.send_response(status)
        for name, value in {"Content-Type": kind, **headers, **ALWAYS}.items():
            self.send_header(name, value)
        self.end_headers()

    def version_string(self) -> str:
        """What the server calls itself."""
        return "preview"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (http.server's name)
        """Say nothing: the terminal is for the writer's own mistakes."""


class Server(http.server.ThreadingHTTPServer):
    """A server that Ctrl-C ends at once, and that takes no port from another."""

    daemon_threads = True
    allow_reuse_address = sys.platform != "win32"
    preview: Preview

    @contextmanager
    def showing(self, preview: Preview) -> Iterator[None]:
        """Serve a preview meanwhile."""
        self.preview = preview
        thread = threading.Thread(target=self.serve_forever, args=(STOPS_WITHIN,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            self.shutdown()
            thread.join()

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that went away is no news; anything else is a bug of ours, and ends one answer only."""
        error = sys.exception()
        if isinstance(error, Exception) and not isinstance(error, OSError):
            tell(explain(error))


def open_server(port: int) -> Server:
    """A server on the first free port from the given one on. Raises ``WrongUse`` where none is free."""
    last = port + TRIED_PORTS - 1
    if not 0 <= port <= LAST_PORT:
        raise WrongUse(f"there is no port {port}; name one from 1024 to {LAST_PORT} with --port")
    for number in range(port, min(last, LAST_PORT) + 1):
        try:
            return Server((HOST, number), Handler)
        except PermissionError:
            tell(f"Port {number} is not for everybody's use.")
        except OSError:
            tell(f"Port {number} is busy.")
    raise WrongUse(f"no port from {port} to {last} is free; name another with --port")


def place_of(site: Path, path: str) -> Path | None:
    """What an address names within a site, if there is such a thing."""
    try:
        root = site.resolve()
        return (root / path.lstrip("/")).resolve(strict=True).relative_to(root)
    except (OSError, RuntimeError, ValueError):  # not there, too long, a ring of links, or outside
        return None


def read(file: Path) -> bytes | None:
    """A file's bytes, if it is there at this moment."""
    try:
        return file.read_bytes()
    except OSError:
        return None
