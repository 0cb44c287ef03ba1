"""``invoke serve`` itself: it opens a browser if asked, and ends in peace."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import pytest

from tools import serve as module
from tools.failure import WrongUse
from tools.preview import Preview
from tools.serve import serve


@pytest.fixture
def ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Preview]:
    """The previews that would have been kept up to date; each is ended by Ctrl-C at once."""
    previews: list[Preview] = []

    def interrupted(preview: Preview) -> bool:
        previews.append(preview)
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "build_on_change", interrupted)
    monkeypatch.setattr(module, "SITES", tmp_path / "preview")
    return previews


@pytest.mark.parametrize("asked", [True, False])
def test_a_browser_is_opened_where_that_is_asked_for(
    asked: bool,
    content: Path,
    ended: list[Preview],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """At the address that is printed; and Ctrl-C is no error."""
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda address: opened.append(address) or True)  # type: ignore[func-returns-value]
    serve(str(content), 8670, browser=asked)
    line = capsys.readouterr().out.splitlines()[0]
    (preview,) = ended
    assert line == f"Preview: http://127.0.0.1:{preview.site.name}/ (Ctrl-C ends it)"
    assert opened == [line.split()[1]] * asked


def no_browser(_: str) -> bool:
    """Where there is none."""
    raise webbrowser.Error("could not locate runnable browser")


@pytest.mark.parametrize("opens", [no_browser, lambda _: False], ids=["an error", "no"])
@pytest.mark.usefixtures("ended")
def test_without_a_browser_it_says_so(
    opens: object, content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And goes on."""
    monkeypatch.setattr(webbrowser, "open", opens)
    serve(str(content), 8670, browser=True)
    assert "No browser was found here; open the address" in capsys.readouterr().out


def test_a_missing_content_folder_is_wrong_use(tmp_path: Path) -> None:
    """At the start there is nothing that could be shown."""
    with pytest.raises(WrongUse, match="there is no content folder"):
        serve(str(tmp_path / "nowhere"), 8670)
