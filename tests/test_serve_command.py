"""``invoke serve`` as a writer runs it: in a terminal, until Ctrl-C."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from projects import copy_project

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Ctrl-C reaches a child process in another way on Windows")
PATIENCE = 60  # seconds after which a test gives up on an answer


@pytest.fixture
def served(tmp_path: Path, content: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A running ``invoke serve`` in a copy of the project, and its port."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # where it is ignored here, a child would ignore it too
    project = copy_project(tmp_path / "project")
    command = [sys.executable, "-m", "invoke", "serve", "--port", "8600", "--content", str(content)]
    with subprocess.Popen(command, cwd=project, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        try:
            ready = next(line for line in process.stdout if line.startswith("Preview: "))
            yield process, int(ready.split("/ ")[0].rsplit(":", 1)[1])
        finally:
            process.kill()


def lines(connection: http.client.HTTPConnection) -> Iterator[str]:
    """The lines of the stream of events; one comes at least every second."""
    connection.request("GET", "/__preview/events")
    with connection.getresponse() as response:
        for line in response:
            yield line.decode().strip()


def test_a_save_shows_and_ctrl_c_ends(served: tuple[subprocess.Popen[str], int], content: Path) -> None:
    """A saved change reaches the open page by itself; Ctrl-C ends it all at once, without a traceback."""
    process, port = served
    stream = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    events = lines(stream)
    assert "data: 1" in events  # after data: 0, which says that nothing is built yet
    about = content / "pages/about.md"
    before = about.read_text("utf-8")
    for number, line in enumerate(events):  # saved anew at every sign of life, in case the watcher was not ready yet
        if line.startswith("data: "):
            break
        about.write_text(f"{before}\nA new sentence, number {number}.\n", "utf-8")
    page = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    page.request("GET", "/about/")
    assert "A new sentence" in page.getresponse().read().decode()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=PATIENCE)
    assert "Traceback" not in errors
    assert process.returncode == 0
    page.close()
    stream.close()


def test_it_starts_again_where_the_code_changes(served: tuple[subprocess.Popen[str], int], tmp_path: Path) -> None:
    """At the same address, with the new code."""
    process, port = served
    assert process.stdout
    settings = tmp_path / "project/pelicanconf.py"
    next(line for line in process.stdout if line.startswith("Built "))
    text = settings.read_text("utf-8").replace('SITENAME = "Neura Health"', 'SITENAME = "Another name"')
    settings.write_text(text, "utf-8")
    assert any(line.startswith(f"Preview: http://127.0.0.1:{port}/ ") for line in process.stdout)
    assert any(line.startswith("Built ") for line in process.stdout)
    page = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    page.request("GET", "/")
    assert "Another name" in page.getresponse().read().decode()
    page.close()


def test_code_that_cannot_be_loaded_does_not_end_it(served: tuple[subprocess.Popen[str], int], tmp_path: Path) -> None:
    """File and line are told, in the terminal and over the page; mended, it starts again."""
    process, port = served
    assert process.stdout
    next(line for line in process.stdout if line.startswith("Built "))
    module = tmp_path / "project/plugins/texts.py"
    good = module.read_text("utf-8")
    module.write_text("def broken(:\n" + good, "utf-8")
    said = next(line for line in process.stdout if "cannot be loaded" in line)
    assert said == "plugins/texts.py:1: the site generator cannot be loaded: SyntaxError: invalid syntax\n"
    page = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    page.request("GET", "/about/")
    assert "the site generator cannot be loaded" in page.getresponse().read().decode()
    page.close()
    module.write_text(good, "utf-8")
    assert any(line.startswith(f"Preview: http://127.0.0.1:{port}/ ") for line in process.stdout)
    assert any(line.startswith("Built ") for line in process.stdout)
