"""``invoke check --online``: asks whether the web addresses and DOIs that the content names still answer.

It asks politely: a few at a time, each host at most once a second, HEAD before GET, and not again for a week. A host that
does not answer, or asks to be left alone, is left alone, and after some minutes nothing more is asked.
What it could not reach it has not checked, and says so: only "not found" and "gone" are told as such.
"""

from __future__ import annotations

import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from plugins.bibliography import PATH as BIBLIOGRAPHY
from plugins.library import Library
from plugins.problems import Problem
from plugins.rules import LINK_GONE, NOT_CHECKED
from tools.failure import CACHE, say

DOI = "https://doi.org/"
AGENT = "neura-health-site-links/1.0 (checks the links of neura-health-site, once a week)"
CACHE_FILE = "links.json"
WEEK = 7 * 24 * 60 * 60
AT_ONCE, PAUSE, TIMEOUT, MOST_HOPS = 4, 1.0, 10, 5
MOST_SECONDS = 300
FIRST_ERROR = 400
GONE = frozenset({404, 410})
BUSY = frozenset({429, 503})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
SAFE = ":/?#[]@!$&'()*+,;=%~"


class Use(NamedTuple):
    """An address, and where the content names it."""

    address: str
    path: str
    line: int


class Answer(NamedTuple):
    """What came of asking: a status of HTTP, or 0 and why there is none; ``at`` is when, in seconds."""

    status: int
    why: str = ""
    at: float = 0

    @property
    def certain(self) -> bool:
        """Whether it tells that the address is there, or that it is not: other answers may be of the moment."""
        return self.status in GONE or 0 < self.status < FIRST_ERROR


@dataclass
class Turns:
    """When each host may be asked again, and why some are not to be asked any more; ``last`` is when all asking ends."""

    pause: float = PAUSE
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    seconds: float = MOST_SECONDS
    free: dict[str, float] = field(default_factory=dict)
    closed: dict[str, str] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        """Time begins to run."""
        self.last = self.clock() + self.seconds

    def wait(self, host: str) -> None:
        """Return when it is the caller's turn to ask a host. Raises ``ValueError`` where it has none."""
        with self.lock:
            now = self.clock()
            turn = max(now, self.free.get(host, now))
            if host in self.closed:
                raise ValueError(self.closed[host])
            if turn > self.last:
                raise ValueError("the time for asking was over")
            self.free[host] = turn + self.pause
        if turn > now:
            self.sleep(turn - now)

    def close(self, host: str, why: str) -> None:
        """Ask a host no more."""
        self.closed.setdefault(host, f"{host} was left alone, because {why}")


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """Leaves redirects to us, for the next host has its own turn."""

    def redirect_request(self, *_args: object, **_kwargs: object) -> None:
        """None: the redirect itself is the answer."""


OPENER = urllib.request.build_opener(NoRedirect)


def check_online(library: Library, files: Collection[str], *, cache: bool, quiet: bool) -> list[Problem]:
    """Ask for every address that some files of the content name; tell what is gone and what was not checked."""
    named = [use for use in uses(library) if use.path in files]
    number = len({use.address for use in named})
    if number and not quiet:
        say(f"Asking whether {number} web addresses answer; this takes {MOST_SECONDS // 60} minutes at most.")
    return check_links(named, CACHE / CACHE_FILE if cache else None)


def check_links(named: Iterable[Use], cache: Path | None, turns: Turns | None = None, now: float = 0) -> list[Problem]:
    """A warning for each use of an address that is gone or was not checked. ``cache`` is a file; ``now`` is for tests."""
    found, now = list(named), now or time.time()
    known = {address: answer for address, answer in load(cache).items() if 0 <= now - answer.at < WEEK}
    wanted = dict.fromkeys(use.address for use in found)
    answers = dict(known)
    try:
        for address, answer in ask_all((each for each in wanted if each not in known), turns or Turns()):
            answers[address] = answer._replace(at=now)
    finally:
        save(cache, answers)
    return [problem for use in found if (problem := warning(use, answers[use.address]))]


def uses(library: Library) -> Iterator[Use]:
    """Every address of another site that the content names, with each place."""
    for path, document in library.documents.items():
        yield from (Use(target.address, path, target.line) for target in document.external)
    for record in library.records.values():
        addresses = (f"{DOI}{quote(record.doi, safe='/')}" if record.doi else "", record.url)
        yield from (Use(address, BIBLIOGRAPHY, record.line) for address in addresses if address)


def warning(use: Use, answer: Answer) -> Problem | None:
    """What to tell of an answer."""
    place = use.path, use.line
    if answer.status in GONE:
        what = f"{use.address} answers {answer.status}: there is nothing"
        return Problem(*place, LINK_GONE, what, "link to another page, or take the link out", warning=True)
    if answer.certain:
        return None
    why = answer.why or f"it answers {answer.status}"
    hint = "open it in a browser, or try again later"
    return Problem(*place, NOT_CHECKED, f"{use.address} was not checked: {why}", hint, warning=True)


def ask_all(addresses: Iterable[str], turns: Turns) -> Iterator[tuple[str, Answer]]:
    """Each address with its answer, in order, a few asked at a time; what has not begun is dropped at an interruption."""
    wanted = list(addresses)
    executor = ThreadPoolExecutor(AT_ONCE)
    try:
        yield from zip(wanted, executor.map(lambda each: ask(each, turns), wanted), strict=True)
    finally:
        executor.shutdown(cancel_futures=True)


def ask(address: str, turns: Turns) -> Answer:
    """The answer of an address, redirects followed. A DOI is there if doi.org knows where it leads."""
    seen = address
    for _ in range(MOST_HOPS):
        answer, leads_to = ask_once(seen, turns)
        if answer.status not in REDIRECTS or not leads_to or address.startswith(DOI):
            return answer
        seen = leads_to
    return Answer(0, "it redirects too often")


def ask_once(address: str, turns: Turns) -> tuple[Answer, str]:
    """The answer to HEAD or, where that is an error, to GET; and where it leads."""
    answer, leads_to = request("HEAD", address, turns)
    return request("GET", address, turns) if answer.status >= FIRST_ERROR else (answer, leads_to)


def request(method: str, address: str, turns: Turns) -> tuple[Answer, str]:
    """One request, when its host may be asked; the body is not read."""
    try:
        url = encoded(address)
        turns.wait(host := urlsplit(url).netloc)
    except ValueError as error:
        return Answer(0, str(error)), ""
    asked = urllib.request.Request(url, method=method, headers={"User-Agent": AGENT})  # noqa: S310 (http or https)
    try:
        with OPENER.open(asked, timeout=TIMEOUT) as response:
            return Answer(response.status), ""
    except urllib.error.HTTPError as error:
        with error:
            if error.code in BUSY:
                turns.close(host, f"it answered {error.code}")
            return Answer(error.code), joined(url, error.headers.get("Location", ""))
    except (OSError, ValueError, http.client.HTTPException) as error:
        why = str(getattr(error, "reason", "") or error) or type(error).__name__
        turns.close(host, f"it did not answer ({why})")
        return Answer(0, why), ""


def joined(address: str, leads_to: str) -> str:
    """Where a redirect leads; nowhere if that is no address."""
    try:
        return urljoin(address, leads_to) if leads_to else ""
    except ValueError:
        return ""


def encoded(address: str) -> str:
    """An address as it is sent. Raises ``ValueError`` for one that is not of the web."""
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(f"{address!r} is not a web address")
    host = parts.netloc.encode("idna").decode()
    return urlunsplit((parts.scheme, host, quote(parts.path, safe=SAFE), quote(parts.query, safe=SAFE), ""))


def load(cache: Path | None) -> dict[str, Answer]:
    """The answers that were kept; none where the file is not there or is no good."""
    try:
        kept: Mapping[str, list[float]] = json.loads(cache.read_text("utf-8")) if cache else {}
        return {address: Answer(int(status), at=float(at)) for address, (status, at) in kept.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def save(cache: Path | None, answers: Mapping[str, Answer]) -> None:
    """Keep what is certain, in place of what was kept."""
    if not cache:
        return
    kept = {address: (answer.status, answer.at) for address, answer in sorted(answers.items()) if answer.certain}
    cache.parent.mkdir(exist_ok=True)
    new = cache.with_suffix(".new")
    new.write_text(json.dumps(kept, indent=1, ensure_ascii=False), "utf-8")
    new.replace(cache)
