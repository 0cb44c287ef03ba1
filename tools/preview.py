"""The state of a preview: its site, what is wrong, and a version that grows with every news."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path
from typing import NamedTuple

from plugins.content import Snapshot
from plugins.editor import edit
from plugins.engine import Engine
from plugins.folder import remove_any
from plugins.problems import Problem, ProblemsFound
from plugins.reading import Reading, located
from plugins.review import states
from plugins.settings import review_rules
from tools.build import Summary, build
from tools.failure import ROOT, WrongUse, explain, tell
from tools.job import settings_of
from tools.preview_facts import Facts, facts_from
from tools.staging import is_ours
from tools.workshop import Workshop

CHANCES = 5
LAST_GOOD = "The last good site stays up."


class State(NamedTuple):
    """What pages show. ``version`` grows with every news, ``edition`` with the site alone."""

    facts: Facts
    problems: tuple[str, ...] = ()
    version: int = 0
    edition: int = 0


class Outcome(NamedTuple):
    """What a build came to: a line for the terminal, the problems, whether the site changed, and what it knew."""

    line: str
    problems: tuple[str, ...] = ()
    changed: bool = False
    facts: Facts | None = None


class Preview:
    """What the builder and the server share: a content folder, the site, and a state that is replaced whole."""

    def __init__(self, content: Path, site: Path) -> None:
        self.content = content
        self.site = site
        self.state = State(Facts(content, {}, ()))
        self.news = threading.Condition()
        self.workshop = Workshop()
        self.publishing = settings_of(ROOT / "publishconf.py")
        self.failed = False
        self.chances = CHANCES

    def rebuild(self) -> None:
        """Build from memory; whatever goes wrong is shown, and the last good site stays. Without news there is no version."""
        outcome, old = self.outcome(), self.state
        new = old._replace(problems=outcome.problems, facts=outcome.facts or old.facts)
        if outcome.changed or new != old or not old.version:
            self.chances = CHANCES
            tell(outcome.line)
            self.show(new._replace(version=old.version + 1, edition=old.edition + outcome.changed))

    def stop(self, line: str) -> None:
        """Show why nothing can be built; the last good site stays."""
        if self.state.problems != (line,):
            tell(f"{line}\n{LAST_GOOD}")
            self.show(self.state._replace(problems=(line,), version=self.state.version + 1))

    def show(self, state: State) -> None:
        """Let every open page know of a new state."""
        with self.news:
            self.state = state
            self.news.notify_all()

    def outcome(self, *, last: bool = False) -> Outcome:
        """What a build came to, whatever it met. All but a problem gets a second chance, with nothing remembered."""
        self.failed = False
        try:
            return self.build()
        except ProblemsFound as found:
            problems = tuple(str(problem) for problem in found.problems if not problem.warning)
            return Outcome("\n".join([*problems, LAST_GOOD]), problems)
        except (Exception, SystemExit) as error:  # noqa: BLE001 (the preview outlives everything)
            self.workshop.close()
            if not last:
                return self.outcome(last=True)
            self.failed = True
            line = str(error) if isinstance(error, WrongUse) else explain(error)
            return Outcome(line, (line,))

    def build(self) -> Outcome:
        """Build once. Raises what a build raises."""
        engine = self.workshop.engine()
        self.site.parent.mkdir(parents=True, exist_ok=True)
        if self.site.exists() and not is_ours(self.site):  # half a site, which somebody began to delete
            remove_any(self.site)
        summary = build(str(self.content), str(self.site), drafts=True, quiet=True, search=False, engine=engine)
        warnings = [Problem(**warning, warning=True) for warning in summary["warnings"]]
        last, engine.last = engine.last, None
        warnings += advice(engine, last, self.content)
        found = states(last[1].library, review_rules(self.publishing)) if last else {}
        facts = facts_from(self.content, engine.memory.values(), sorted(warnings), engine.store.path, found)
        return Outcome(built(summary), (), bool(summary["written"] or summary["removed"]), facts)

    def due(self) -> bool:
        """Whether to build though nobody has saved: the site is gone, or the last build met what may have passed.

        After the last news it is told a few times only: where nothing helps there is no end to it.
        """
        if not self.chances or not (self.failed or not is_ours(self.site)):
            return False
        self.chances -= 1
        return True

    def wait(self, seen: int) -> int:
        """The version, once it differs from the one seen; at the latest after a second."""
        with self.news:
            self.news.wait_for(lambda: self.state.version != seen, timeout=1)
            return self.state.version

    def close(self) -> None:
        """Let go of the cache."""
        self.workshop.close()


def advice(engine: Engine, last: tuple[Snapshot, Reading] | None, content: Path) -> tuple[Problem, ...]:
    """What an editor would mark in what the last build read; nothing where the cache is no good: the next build has another."""
    try:
        return located(edit(engine, *last)[0], content) if last else ()
    except sqlite3.Error:
        return ()


def built(summary: Summary) -> str:
    """One line about a good build."""
    return "Built {articles} articles in {seconds} s ({written} files changed)".format(**summary)
