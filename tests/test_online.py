"""``invoke check --online``: what is gone is told with file and line; what could not be asked is told as not checked."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from conftest import article

from plugins.bibliography import Record
from plugins.documents import Target
from plugins.library import Library
from plugins.problems import Problem, ProblemsFound
from plugins.rules import LINK_GONE, NOT_CHECKED
from tools import online
from tools.check import check
from tools.online import AGENT, WEEK, Turns, Use, check_links, uses

STATUSES = {"/gone": 410, "/missing": 404, "/secret": 403, "/broken": 500, "/busy": 429}
REDIRECTS = {
    "/moved": "/there",
    "/lost": "/missing",
    "/loop": "/loop",
    "/file": "file:///etc/hosts",
    "/doi/10.5/here": "/gone",
}
NOW = 1_800_000_000.0
CLOSED = "http://127.0.0.1:1"  # nothing listens there


class Server(ThreadingHTTPServer):
    """A server on this machine that keeps what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str, str]] = []
        self.url = f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    """Answers as the path says."""

    server: Server

    def answer(self) -> None:
        """The status of the path."""
        self.server.asked.append((self.command, self.path, self.headers.get("User-Agent", "")))
        unknown = 404 if self.path.startswith("/doi/") else 200
        status = 302 if self.path in REDIRECTS else STATUSES.get(self.path, unknown)
        self.send_response(405 if (self.command, self.path) == ("HEAD", "/only-get") else status)
        if to := REDIRECTS.get(self.path):
            self.send_header("Location", to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET = answer  # noqa: N815 (http.server's names)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server that answers, doi.org's part included."""
    server = Server()
    monkeypatch.setattr(online, "DOI", f"{server.url}/doi/")
    monkeypatch.setenv("no_proxy", "*")
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def named(*addresses: str, doi: str = "", url: str = "") -> list[Use]:
    """The addresses of an article that links to these, each on its own line, and of a record."""
    document = article("\n\n".join(f"[a]({address})" for address in addresses))
    record = Record("one", "", "A study", "", doi, "", url, "", 7)
    return list(uses(Library({document.path: document}, records={"one": record})))


def told(found: list[Problem]) -> list[tuple[str, str]]:
    """Codes and messages, without the address of the server."""
    assert all(problem.warning and problem.hint for problem in found)
    return [(problem.code, problem.message.split("/", 3)[-1]) for problem in found]


def turns() -> Turns:
    """Nobody has to wait."""
    return Turns(pause=0)


def test_the_links_to_other_sites_are_known() -> None:
    """A Document holds each address of the web with its line, and neither telephone numbers nor links of ours."""
    document = article("[a](https://x.example/a?b=1&c=2) [b](tel:911) [c](#d)\n\n<https://x.example/>\n\n## D")
    assert [target.address for target in document.external] == ["https://x.example/a?b=1&c=2", "https://x.example/"]
    assert [target.address for target in document.links] == ["#d"]
    assert document.external[1] == Target("https://x.example/", document.external[0].line + 2)


def test_what_is_gone_is_told_and_what_is_uncertain_is_not_checked(server: Server) -> None:
    """404 and 410 are told at their lines, redirects followed; refusals, errors and closed hosts are not checked."""
    paths = [*list(STATUSES)[:4], *list(REDIRECTS)[:4], "/there", "/only-get"]
    links = named(*(f"{server.url}{path}" for path in paths), f"{CLOSED}/x")
    found = check_links(links, None, turns(), NOW)
    closed = found.pop()
    assert (closed.code, closed.message.split(": ")[0]) == ("link-not-checked", f"{CLOSED}/x was not checked")
    assert told(found) == [
        ("link-gone", "gone answers 410: there is nothing"),
        ("link-gone", "missing answers 404: there is nothing"),
        ("link-not-checked", "secret was not checked: it answers 403"),
        ("link-not-checked", "broken was not checked: it answers 500"),
        ("link-gone", "lost answers 404: there is nothing"),
        ("link-not-checked", "loop was not checked: it redirects too often"),
        ("link-not-checked", "file was not checked: 'file:///etc/hosts' is not a web address"),
    ]
    first = links[0].line
    assert [problem.line for problem in found] == [first + 2 * number for number in (0, 1, 2, 3, 5, 6, 7)]


def test_head_is_asked_first_and_get_only_after_an_error(server: Server) -> None:
    """A page that answers HEAD is asked once; every request names the project."""
    check_links(named(f"{server.url}/there", f"{server.url}/only-get"), None, turns(), NOW)
    assert sorted(server.asked) == [
        ("GET", "/only-get", AGENT),
        ("HEAD", "/only-get", AGENT),
        ("HEAD", "/there", AGENT),
    ]


def test_a_doi_is_there_if_its_registry_knows_where_it_leads(server: Server) -> None:
    """The publisher is not asked; an unknown DOI and a dead address of a record are told at the record's line."""
    assert check_links(named(doi="10.5/here"), None, turns(), NOW) == []
    assert {path for _, path, _ in server.asked} == {"/doi/10.5/here"}
    found = check_links(named(doi="10.5/none", url=f"{server.url}/gone"), None, turns(), NOW)
    assert [(problem.path, problem.line, problem.code) for problem in found] == [("references.bib", 7, "link-gone")] * 2


def test_certain_answers_are_kept_for_a_week(server: Server, tmp_path: Path) -> None:
    """Within a week only what was uncertain is asked again, after it everything; each time the same is told."""
    cache = tmp_path / "cache" / "links.json"
    content = named(f"{server.url}/there", f"{server.url}/gone", f"{server.url}/secret")
    first = check_links(content, cache, turns(), NOW)
    server.asked.clear()
    assert check_links(content, cache, turns(), NOW + WEEK - 1) == first
    assert {path for _, path, _ in server.asked} == {"/secret"}
    server.asked.clear()
    assert check_links(content, cache, turns(), NOW + WEEK) == first
    assert {path for _, path, _ in server.asked} == {"/there", "/gone", "/secret"}


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"a": 1}', '{"a": [1]}', '{"a": ["x", 1]}', "\xff"])
def test_a_bad_cache_is_ignored(server: Server, tmp_path: Path, text: str) -> None:
    """It is asked anew, and the cache is good again."""
    cache = tmp_path / "links.json"
    cache.write_text(text, "latin-1")
    assert check_links(named(f"{server.url}/there"), cache, turns(), NOW) == []
    assert json.loads(cache.read_text("utf-8")) == {f"{server.url}/there": [200, NOW]}


def test_a_host_is_asked_once_a_second() -> None:
    """Who comes too early waits for the next free second of that host; other hosts do not wait."""
    slept: list[float] = []
    turns = Turns(clock=lambda: 10.0, sleep=slept.append)
    for host in ("a", "a", "b", "a"):
        turns.wait(host)
    assert slept == [1.0, 2.0]


def test_what_does_not_answer_is_left_alone(server: Server) -> None:
    """A host that cannot be reached, or is busy, is asked once, and the rest of its addresses are not checked."""
    one, other = named(f"{CLOSED}/x", f"{CLOSED}/y", f"{server.url}/busy", f"{server.url}/there"), turns()
    other.close("127.0.0.1:1", "it did not answer")
    found = check_links(one, None, other, NOW)
    assert "was left alone, because it did not answer" in found[0].message
    assert [(problem.code, problem.line) for problem in found[:2]] == [(NOT_CHECKED, use.line) for use in one[:2]]
    assert other.closed.keys() == {"127.0.0.1:1", server.url.removeprefix("http://")}


def test_asking_ends(server: Server) -> None:
    """What has no turn within the time is not asked, and so not checked."""
    ended = Turns(seconds=0.5, pause=1, clock=lambda: 10.0)
    found = check_links(named(f"{server.url}/there", f"{server.url}/gone"), None, ended, NOW)
    assert [(problem.code, problem.message.split(": ")[-1]) for problem in found] == [
        (NOT_CHECKED, "the time for asking was over")
    ]
    assert len(server.asked) == 1


@pytest.fixture
def page(server: Server, content: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A page with an address that is gone and one that cannot be reached; answers are kept apart from ours."""
    monkeypatch.setattr(online, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(online, "Turns", turns)
    file = content / "pages/about.md"
    file.write_text(file.read_text("utf-8") + f"\n[far]({CLOSED}/x)\n[gone]({server.url}/gone)\n", "utf-8")
    return file


def test_a_check_asks_only_where_it_is_asked_to(
    server: Server, content: Path, page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --online, and of the files that are named; nothing that a server says is an error."""
    assert check(str(content), [str(page)])["warnings"] == []
    assert check(str(content), [str(content / "glossary.md")], online=True)["warnings"] == []
    assert server.asked == []
    summary = check(str(content), [str(page)], online=True)
    line = page.read_text("utf-8").count("\n")
    assert [(each["line"], each["code"]) for each in summary["warnings"]] == [
        (line - 1, NOT_CHECKED),
        (line, LINK_GONE),
    ]
    told = capsys.readouterr()
    assert "Asking whether 2 web addresses answer" in told.err
    assert f"{page}:{line}: warning: {server.url}/gone answers 410" in told.err


def test_a_strict_check_fails_at_what_is_gone_alone(content: Path, page: Path) -> None:
    """What was not checked is not known to be wrong."""
    with pytest.raises(ProblemsFound) as found:
        check(str(content), [str(page)], online=True, strict=True)
    assert [(each.code, each.warning) for each in found.value.problems] == [(NOT_CHECKED, True), (LINK_GONE, False)]
