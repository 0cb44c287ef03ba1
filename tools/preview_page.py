"""What the preview adds to a page: the problems over it, and a bar below it. No script and no style stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from tools.preview import State
from tools.preview_facts import Facts, counted

PLACE = re.compile(r"(?P<place>.+?:\d+:) (?P<words>.+)", re.DOTALL)
LAST_GOOD = "This is the last good version. To see your change, mend:"
NOTHING = "There is nothing to show yet. To see your site, mend:"
MANY_FILES = "This page is made from several files."
FRAME = Markup("""
<link rel="stylesheet" href="/__preview/preview.css">
<div class="preview">
<p class="preview-news" role="status"></p>
<div class="preview-shown">{problems}{bar}</div>
</div>
<script src="/__preview/preview.js" data-version="{version}" data-edition="{edition}"></script>
""")
PROBLEMS = Markup("""
<a class="preview-skip" href="#preview-problems">Go to what is wrong</a>
<section class="preview-problems" id="preview-problems" aria-labelledby="preview-title" tabindex="-1">
<h2 id="preview-title">{title}</h2>
<button type="button" id="preview-close" hidden>Close</button>
<ul>{items}</ul>
</section>
""")
BAR = Markup("""
<section class="preview-bar" aria-label="About this page">
{again}<details id="preview-facts">
<summary>{short}</summary>
<p>{file}</p>
<dl>{facts}</dl>
{warnings}
</details>
</section>
""")
AGAIN = Markup('<button type="button" id="preview-again" hidden>{}</button>')
WARNINGS = Markup("<h2>{title}</h2><ul>{items}</ul>{rest}")
MOST_LISTED = 50


def addition(state: State, path: str, *, there: bool) -> str:
    """What is added to the page at a path of the site; ``there`` tells whether the site has a page to show."""
    title = LAST_GOOD if there else NOTHING
    problems, bar = over(state.problems, title), below(state.facts, path, len(state.problems))
    return FRAME.format(problems=problems, bar=bar, version=state.version, edition=state.edition)


def over(problems: Sequence[str], title: str) -> Markup:
    """The problems over a page, if there are any."""
    return PROBLEMS.format(title=title, items=items(problems)) if problems else Markup()


def below(facts: Facts, path: str, problems: int) -> Markup:
    """The bar below a page: what matters most in one line, and all of it when that is opened."""
    file, found, warnings = facts.file_of(path), facts.facts_of(path), facts.warnings_of(path)
    number = counted(len(warnings), "warning") + ("" if file else " in all files")
    short = [file.rpartition("/")[2], *(value for _, value in found), number]
    return BAR.format(
        again=AGAIN.format(counted(problems, "problem")) if problems else "",
        short=joined(Markup("<span>{}</span>").format(each) for each in short if each),
        file=file or MANY_FILES,
        facts=joined(Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(*fact) for fact in found),
        warnings=listed(warnings, number) if warnings else "",
    )


def listed(warnings: Sequence[str], number: str) -> Markup:
    """The warnings under their number; of very many, the first."""
    more = len(warnings) - MOST_LISTED
    rest = Markup("<p>{}</p>").format(f"And {more} more: invoke check lists them all.") if more > 0 else ""
    return WARNINGS.format(title=number, items=items(warnings[:MOST_LISTED]), rest=rest)


def items(lines: Sequence[str]) -> Markup:
    """Problems or warnings as a list, each with its place first."""
    return joined(item(line) for line in lines)


def item(line: str) -> Markup:
    """One problem or warning."""
    found = PLACE.fullmatch(line)
    if not found:
        return Markup("<li>{}</li>").format(line)
    return Markup("<li><b>{place}</b> {words}</li>").format(**found.groupdict())


def joined(parts: Iterable[Markup]) -> Markup:
    """Pieces of HTML, one after the other."""
    return Markup(" ").join(parts)
