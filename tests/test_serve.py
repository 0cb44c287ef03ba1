"""``invoke serve``: the site with its drafts, real 404s, problems over the last good site, news of every build."""

from __future__ import annotations

import http.client
import shutil
import socket
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from sites import one, text

from tools import preview_server as module
from tools.failure import WrongUse
from tools.preview import Preview
from tools.preview_server import Handler, Server, open_server

PATIENCE = 20  # seconds after which a test gives up on an answer


@dataclass(frozen=True)
class Answer:
    """What a server said."""

    status: int
    headers: dict[str, str]
    body: str


@pytest.fixture
def preview(content: Path, tmp_path: Path) -> Iterator[Preview]:
    """A preview of the small content, in a folder of its own."""
    with closing(Preview(content, tmp_path / "preview")) as preview:
        yield preview


@pytest.fixture
def server(preview: Preview, tmp_path: Path) -> Iterator[Server]:
    """A running server, on a site of three files."""
    for name in ("index.html", "404.html", "symptoms/index.html", "feed.xml"):
        path = tmp_path / "preview" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<!doctype html><title>{name}</title><p>é {name}</p>", "utf-8")
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    with Server(("127.0.0.1", 0), Handler) as server, server.showing(preview):
        yield server


def get(server: Server, path: str, method: str = "GET", headers: Mapping[str, str] = {}) -> Answer:
    """The answer to a request for exactly this path."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=PATIENCE)
    try:
        connection.request(method, path, headers=dict(headers))
        response = connection.getresponse()
        return Answer(response.status, dict(response.getheaders()), response.read().decode())
    finally:
        connection.close()


def overlay(answer: Answer) -> list[str]:
    """The problems that stand over a page."""
    return [text(item) for item in LexborHTMLParser(answer.body).css(".preview-problems li")]


@pytest.mark.parametrize(
    "path", ["/", "/index.html", "/symptoms/", "/symptoms/?print=1", "/symptoms/index.html", "/symptoms/#x"]
)
def test_pages_are_served_with_the_reloading_script(server: Server, path: str) -> None:
    """Every page of the site is there, is never cached, and learns of the next build."""
    answer = get(server, path)
    page = LexborHTMLParser(answer.body)
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "é " in text(one(page, "body > p"))
    assert one(page, "script").attributes["data-version"] == "0"
    assert overlay(answer) == []


def test_other_files_are_served_as_they_are(server: Server, tmp_path: Path) -> None:
    """Nothing is added to a file that is no page."""
    answer = get(server, "/feed.xml")
    assert (answer.status, answer.body) == (200, (tmp_path / "preview/feed.xml").read_text("utf-8"))


def test_a_folder_without_its_slash_is_sent_on(server: Server) -> None:
    """Relative links of the page would else lead astray."""
    answer = get(server, "/symptoms")
    assert (answer.status, answer.headers["Location"]) == (301, "/symptoms/")


@pytest.mark.parametrize("path", ["/nowhere", "/nowhere/", "/symptoms/nowhere.html", "/theme/", "/__preview/x"])
def test_a_missing_page_is_a_404(server: Server, path: str) -> None:
    """The status tells machines, the site's own page tells people."""
    answer = get(server, path)
    assert answer.status == 404
    assert ("404.html" in answer.body) != path.startswith("/__preview/")


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/symptoms/../../secret.txt",
        "/..%2fsecret.txt",
        "//../secret.txt",
        "/__preview/../serve.py",
    ],
)
def test_nothing_outside_the_site_is_served(server: Server, path: str) -> None:
    """However a path is written, it does not leave the folder of the preview."""
    answer = get(server, path)
    assert answer.status == 404
    assert "secret" not in answer.body
    assert "import" not in answer.body


@pytest.mark.parametrize("path", ["/%00", f"/{'a' * 300}", "/%ff", "/%", "/C:%5C"])
def test_odd_addresses_are_answered(server: Server, path: str) -> None:
    """An address that no file can have is a missing page, and never the end of the conversation."""
    assert get(server, path).status == 404


def test_problems_stand_over_every_page(server: Server, preview: Preview) -> None:
    """The last good site stays up, with the problems over it, as text."""
    problems = ("a.md:1: <script>alert(1)</script> & more", "b.md:2: other")
    preview.show(preview.state._replace(problems=problems))
    for path in ("/", "/nowhere"):
        answer = get(server, path)
        assert overlay(answer) == list(problems)
        assert "<script>alert" not in answer.body
        assert "é " in answer.body
    assert "b.md" not in get(server, "/feed.xml").body


def test_before_the_first_site_there_is_a_page(server: Server, preview: Preview, tmp_path: Path) -> None:
    """Where the first build found problems, a page says so; its status tells that it is not the site."""
    for page in (tmp_path / "preview").rglob("*.html"):
        page.unlink()
    preview.show(preview.state._replace(problems=("a.md:1: wrong",)))
    answer = get(server, "/")
    assert answer.status == 404
    assert "Nothing is built yet" in answer.body
    assert overlay(answer) == ["a.md:1: wrong"]


@pytest.mark.parametrize(("name", "kind"), [("preview.js", "text/javascript"), ("preview.css", "text/css")])
def test_the_previews_own_files_are_served(server: Server, name: str, kind: str) -> None:
    """The script that reloads and the style of the problems."""
    answer = get(server, f"/__preview/{name}")
    assert (answer.status, answer.headers["Content-Type"]) == (200, f"{kind}; charset=utf-8")
    assert answer.body == (module.OWN / name).read_text("utf-8")


def test_browsers_hear_of_every_build(server: Server, preview: Preview) -> None:
    """The stream of events tells the version at once, and each new one."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=PATIENCE)
    connection.request("GET", "/__preview/events")
    with connection.getresponse() as response:
        assert response.getheader("Content-Type") == "text/event-stream"
        assert next_version(response) == 0
        preview.show(preview.state._replace(version=7))
        assert next_version(response) == 7
    connection.close()


def next_version(stream: http.client.HTTPResponse) -> int:
    """The next version that a stream of events tells."""
    while line := stream.readline():
        if line.startswith(b"data: "):
            return int(line.removeprefix(b"data: "))
    raise AssertionError("the stream ended")


def test_a_busy_port_is_passed_over(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    """The next free port is taken, and the busy one named."""
    with open_server(server.server_port) as other:
        assert server.server_port < other.server_port
    assert f"Port {server.server_port} is busy." in capsys.readouterr().out


def test_without_a_free_port_it_is_wrong_use(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the ports that were tried, and the option."""
    monkeypatch.setattr(module, "TRIED_PORTS", 1)
    with pytest.raises(WrongUse, match=f"no port from {server.server_port} .* --port"):
        open_server(server.server_port)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:80", "127.0.0.1", "127.0.0.1:8000", "[::1]", "[::1]:8000"])
def test_this_machine_is_answered_by_any_of_its_names(server: Server, host: str) -> None:
    """Whatever the port is: it may have been forwarded."""
    assert get(server, "/", headers={"Host": host}).status == 200


@pytest.mark.parametrize("path", ["/", "/feed.xml", "/nowhere", "/__preview/preview.js", "/__preview/events"])
@pytest.mark.parametrize(
    "host", ["", "evil.example", "evil.example:8000", "localhost.evil.example", "127.0.0.1.evil.example", "[::2]", "0"]
)
def test_another_host_is_refused(server: Server, host: str, path: str) -> None:
    """A page elsewhere whose name was made to lead here reads nothing of a draft."""
    answer = get(server, path, headers={"Host": host})
    assert answer.status == 403
    assert "é " not in answer.body


def test_a_request_for_two_hosts_or_none_is_refused(server: Server) -> None:
    """Browsers name exactly one."""
    for hosts in ([], ["localhost", "evil.example"]):
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=PATIENCE)
        connection.putrequest("GET", "/", skip_host=True)
        for host in hosts:
            connection.putheader("Host", host)
        connection.endheaders()
        assert connection.getresponse().status == 403
        connection.close()


@pytest.mark.parametrize("path", ["/", "/feed.xml", "/nowhere", "/symptoms", "/__preview/preview.js", "/../secret.txt"])
def test_head_is_get_without_the_body(server: Server, path: str) -> None:
    """The same status and the same headers, and nothing after them."""
    head, got = get(server, path, "HEAD"), get(server, path)
    assert (head.status, head.headers | {"Date": ""}) == (got.status, got.headers | {"Date": ""})
    assert after_headers(server, path) == b""


def test_head_of_the_stream_of_events_ends(server: Server) -> None:
    """The stream itself does not."""
    assert after_headers(server, "/__preview/events") == b""


def after_headers(server: Server, path: str) -> bytes:
    """The first byte that the server says to HEAD after the headers: clients read no body where none should be."""
    with socket.create_connection(("127.0.0.1", server.server_port), PATIENCE) as connection:
        connection.sendall(f"HEAD {path} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())
        with connection.makefile("rb") as answer:
            assert b"\r\n" in iter(answer.readline, b"")
            return answer.read(1)


def test_only_this_machine_can_reach_it(server: Server) -> None:
    """The server listens at the address that no other machine has."""
    with open_server(server.server_port + 1) as other:
        assert other.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_changed(server: Server, method: str) -> None:
    """There is nothing to send to a preview."""
    assert get(server, "/", method).status == 501


def test_every_page_keeps_a_strict_policy(server: Server, preview: Preview) -> None:
    """No script and no style stands in a page, and the browser is told to refuse any."""
    preview.show(preview.state._replace(problems=("a.md:1: wrong",)))
    answer = get(server, "/")
    page = LexborHTMLParser(answer.body)
    assert "script-src 'self' 'wasm-unsafe-eval'; style-src 'self'" in answer.headers["Content-Security-Policy"]
    assert [node.text() for node in page.css("script") if node.text()] == []
    assert page.css("style, [style], [onclick]") == []


def test_a_file_is_no_folder(server: Server) -> None:
    """With a slash at its end its relative links would lead astray."""
    assert get(server, "/index.html/").status == 404


def test_a_folder_is_never_sent_on_to_another_host(server: Server) -> None:
    """However many slashes an address begins with."""
    assert get(server, "/%2F%2Fsymptoms").headers["Location"] == "/symptoms/"


def test_a_file_that_goes_meanwhile_is_a_missing_page(server: Server, preview: Preview) -> None:
    """Also where the whole site goes."""
    (preview.site / "feed.xml").unlink()
    assert get(server, "/feed.xml").status == 404
    shutil.rmtree(preview.site)
    assert "Nothing is built yet" in get(server, "/").body


def test_a_page_is_never_older_than_the_version_that_it_names(
    server: Server, preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build that ends while a page is read is heard of by that page: else it would show the old text for ever."""
    read = module.read

    def slow(file: Path) -> bytes | None:
        data = read(file)
        preview.show(preview.state._replace(version=preview.state.version + 1))
        return data

    monkeypatch.setattr(module, "read", slow)
    page = LexborHTMLParser(get(server, "/").body)
    assert one(page, "script").attributes["data-version"] == "0"
    assert preview.state.version == 1


def test_a_bug_ends_one_answer_only(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is told in words, without a traceback, and the next page is served."""
    monkeypatch.setattr("tools.failure.ROOT", tmp_path)
    monkeypatch.setattr("tools.failure.CACHE", tmp_path / ".cache")
    with monkeypatch.context() as broken:
        broken.setattr(module, "addition", lambda *_, **__: 1 / 0)
        with pytest.raises(http.client.RemoteDisconnected):
            get(server, "/")
    assert get(server, "/").status == 200
    said = "".join(capsys.readouterr())
    assert "bug in the site generator" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("port", [-1, 65_536])
def test_a_port_that_cannot_be_is_wrong_use(port: int) -> None:
    """The message names those that can."""
    with pytest.raises(WrongUse, match=f"there is no port {port}; .* 65535 with --port"):
        open_server(port)
