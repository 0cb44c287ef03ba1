"""A browser as far as the preview is concerned: it hears of every version, and then looks at a page."""

from __future__ import annotations

import http.client
import subprocess
import threading
from collections.abc import Iterator
from types import TracebackType
from typing import Self

from selectolax.lexbor import LexborHTMLParser
from sites import text

PATIENCE = 60  # seconds after which an answer does not come any more, and looks until a page does not


class Browser:
    """Listens to a preview, and drains what it prints, so that it never waits for a reader. Ends it in the end."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        printed = iter(process.stdout or ())
        ready = next(line for line in printed if line.startswith("Preview: "))
        self.port = int(ready.split("/ ")[0].rsplit(":", 1)[1])
        self.printed: list[str] = []
        self.drain = threading.Thread(target=lambda: self.printed.extend(printed), daemon=True)
        self.drain.start()
        self.stream = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        self.stream.request("GET", "/__preview/events")
        self.signs = self.heard()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stream.close()
        self.process.kill()
        self.drain.join()

    def heard(self) -> Iterator[str]:
        """Each line that the preview sends: a version, or at least once a second a sign of life."""
        with self.stream.getresponse() as response:
            for line in response:
                if line.strip():
                    yield line.decode().strip()

    def page(self, path: str) -> tuple[int, str, str]:
        """A page's status, its words, and the problems over it."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", f"/{path}")
            answer = connection.getresponse()
            page = LexborHTMLParser(answer.read().decode())
            return answer.status, text(page.css_first("main")), text(page.css_first(".preview-problems"))
        finally:
            connection.close()

    def sees(self, path: str, words: str, problem: str) -> None:
        """Wait until a page has some words, and a problem with some words over it, or none."""
        for _ in range(PATIENCE):
            seen = status, main, problems = self.page(path)
            if status == 200 and words in main and problem in problems and bool(problem) == bool(problems):
                return
            if not next(self.signs, ""):
                break
        raise AssertionError((path, words, problem, seen, self.printed[-5:]))

    def rests(self, at_all: int) -> None:
        """Wait for the next sign of life without news."""
        while at_all and not next(self.signs).startswith(":"):
            pass
