"""The verbs that writers type. The work is in tools/."""

from invoke.context import Context
from invoke.tasks import task

from tools.failure import run

CONTENT = "the content folder (default: content/)"
OUTPUT = "the folder for the site (default: output/)"
CONFIG = "pelicanconf.py (default) or publishconf.py"
CACHE = "use what earlier builds left in .cache/ (on; --no-cache does without)"
WORKERS = "processes to work with (default: one for each core; 1 means none but this)"
JSON = "print one JSON object instead of text"


@task(
    help={
        "content": CONTENT,
        "output": OUTPUT,
        "config": CONFIG,
        "json": JSON,
        "cache": CACHE,
        "search": "make the search index (on; --no-search leaves it out, and SEARCH_INDEX in the settings decides for good)",
        "workers": WORKERS,
    }
)
def build(
    _: Context,
    content: str = "",
    output: str = "",
    config: str = "",
    workers: int = 0,
    json: bool = False,
    drafts: bool = False,
    cache: bool = True,
    search: bool = True,
) -> None:
    """Build the site: all problems at once, or the whole new site in place of the old one."""
    from tools.build import build as work  # noqa: PLC0415 (each verb loads only what it needs)

    run(
        lambda: work(content, output, config, drafts=drafts, quiet=json, cache=cache, workers=workers, search=search),
        as_json=json,
    )


@task(
    iterable=["path"],
    help={
        "path": "tell only of this file or folder; may be given several times (default: everything)",
        "strict": "fail at warnings too",
        "online": "also ask whether the web addresses and DOIs answer; a week's answers are kept",
        "content": CONTENT,
        "json": JSON,
        "cache": CACHE,
        "workers": WORKERS,
    },
)
def check(
    _: Context,
    path: list[str],
    content: str = "",
    workers: int = 0,
    strict: bool = False,
    online: bool = False,
    json: bool = False,
    cache: bool = True,
) -> None:
    """Check the content without building: what stops a build, and what a careful editor would mark."""
    from tools.check import check as work  # noqa: PLC0415

    options = {"strict": strict, "online": online, "quiet": json, "cache": cache}
    run(lambda: work(content, path, workers=workers, **options), as_json=json)


@task(help={"content": CONTENT, "port": "where to listen (default: 8000)", "open": "show it in your browser"})
def serve(_: Context, content: str = "", port: int = 8000, open: bool = False) -> None:  # noqa: A002 (the option's name)
    """Preview the site, drafts included; every save shows at once, and problems stand over the page."""
    from tools.serve import serve as work  # noqa: PLC0415

    run(lambda: work(content, port, browser=open))


@task(help={"title": "the article's title", "series": "a key of series.toml", "content": CONTENT})
def new(_: Context, title: str, series: str, content: str = "") -> None:
    """Start a new article: a draft with everything that an article needs."""
    from tools.new import new as work  # noqa: PLC0415

    run(lambda: work(title, series, content))


@task(
    name="format",
    iterable=["path"],
    help={
        "path": "a file or folder of the content (default: all of it); may be given several times",
        "check": "write nothing; list the files that would change, and end with 1 if there are any",
        "content": CONTENT,
        "json": JSON,
    },
)
def format_(_: Context, path: list[str], content: str = "", check: bool = False, json: bool = False) -> None:
    """Write content files in their one form: order of fields, spelling of boxes, no stray blanks."""
    from tools.format import format_content as work  # noqa: PLC0415

    run(lambda: work(content, path, check=check, quiet=json), as_json=json)


@task
def schema(_: Context) -> None:
    """Write the editor's help anew: the schema of the front matter, and a snippet for each kind of box."""
    from tools.schema import schema as work  # noqa: PLC0415

    run(work)


@task(
    iterable=["path"],
    help={
        "path": "a file or folder of the content (default: all articles); may be given several times",
        "hold": "write what the articles have reached to reading.toml, beside the content folder",
        "strict": "fail where an article is harder than reading.toml allows",
        "content": CONTENT,
        "json": JSON,
    },
)
def reading(
    _: Context, path: list[str], content: str = "", hold: bool = False, strict: bool = False, json: bool = False
) -> None:
    """Show how hard each article is to read, and its hardest sentences; advice only, but for --strict."""
    from tools.reading import reading as work  # noqa: PLC0415

    run(lambda: work(content, path, hold=hold, strict=strict, quiet=json), as_json=json)


@task(help={"content": CONTENT, "html": "also write the table as one page to this file", "json": JSON})
def status(_: Context, content: str = "", html: str = "", json: bool = False) -> None:
    """Show all articles, drafts too: state, words, grade, references, boxes, problems, review."""
    from tools.status import status as work  # noqa: PLC0415

    run(lambda: work(content, html, quiet=json), as_json=json)


@task(
    name="import",
    help={
        "file": "an .html or .docx file",
        "series": "a key of series.toml",
        "content": CONTENT,
        "title": "the article's title (default: the page's own)",
    },
)
def import_(_: Context, file: str, series: str, content: str = "", title: str = "") -> None:
    """Make a draft from a page that exists; what cannot be carried over is told, and stands in the draft as comments."""
    from tools.importing import import_article as work  # noqa: PLC0415

    run(lambda: work(file, series, content, title))


@task
def hosting(_: Context) -> None:
    """Write the headers for web servers and hosts anew, into hosting/."""
    from tools.hosting import hosting as work  # noqa: PLC0415

    run(work)


REMOTE = "the remote that holds the published branch (default: origin)"
BRANCH = "the branch that holds the published site (default: gh-pages)"
DRY_RUN = "do everything but publish, and tell what would change"


@task(
    help={
        "dry_run": DRY_RUN,
        "remote": REMOTE,
        "branch": BRANCH,
        "message": "the first line of the commit (default: the source commit)",
        "hold_back": "leave out articles that no clinician has approved as they are",
        "unreviewed": "publish them too, with their label",
        "allow_shrink": "even if more than a fifth of the pages would be gone",
        "allow_removals": "even if addresses would be gone without an alias",
        "replace": "the commit that may be replaced though it was not published from this history",
        "json": JSON,
    }
)
def publish(
    _: Context,
    remote: str = "origin",
    branch: str = "gh-pages",
    message: str = "",
    replace: str = "",
    dry_run: bool = False,
    hold_back: bool = False,
    unreviewed: bool = False,
    allow_shrink: bool = False,
    allow_removals: bool = False,
    json: bool = False,
) -> None:
    """Publish the site: checked and whole in place of the one that is live, or not at all."""
    from tools.publish import publish as work  # noqa: PLC0415
    from tools.publish_steps import Order  # noqa: PLC0415

    order = Order(
        remote, branch, message, replace, dry_run, hold_back, unreviewed, allow_shrink, allow_removals, quiet=json
    )
    run(lambda: work(order), as_json=json)


@task(
    help={
        "to": "a commit of invoke published, or the source it was made from (default: what was live before)",
        "dry_run": DRY_RUN,
        "remote": REMOTE,
        "branch": BRANCH,
        "json": JSON,
    }
)
def rollback(
    _: Context,
    to: str = "",
    remote: str = "origin",
    branch: str = "gh-pages",
    dry_run: bool = False,
    json: bool = False,
) -> None:
    """Put an earlier published site back, as a new commit."""
    from tools.rollback import rollback as work  # noqa: PLC0415

    run(lambda: work(to, remote, branch, dry_run=dry_run, quiet=json), as_json=json)


@task(help={"remote": REMOTE, "branch": BRANCH, "json": JSON})
def published(_: Context, remote: str = "origin", branch: str = "gh-pages", json: bool = False) -> None:
    """List what was published, from which source commit, and how many pages."""
    from tools.rollback import published as work  # noqa: PLC0415

    run(lambda: work(remote, branch, quiet=json), as_json=json)


@task(
    help={
        "path": "the file of an article; with --list, a file or folder to tell of (default: all articles)",
        "by": "the clinician: a key of people.toml, with a credential and reviewer = true",
        "months": "when the next review is due (default: 12)",
        "note": "a line for the change history, which readers see",
        "minor": "carry the approval over a small correction: what was corrected, which readers see",
        "yes": "do not ask",
        "list": "show which articles wait for a clinician, the most pressing first",
        "overdue": "with --list: only those whose review is overdue",
        "content": CONTENT,
        "json": JSON,
    },
)
def review(
    _: Context,
    path: str = "",
    by: str = "",
    months: str = "12",
    note: str = "",
    minor: str = "",
    content: str = "",
    yes: bool = False,
    list: bool = False,  # noqa: A002 (the option's name)
    overdue: bool = False,
    json: bool = False,
) -> None:
    """Sign an article off: see what changed and what it rests on, and stamp it; or --list what waits."""
    from tools.review import review as work  # noqa: PLC0415
    from tools.review_queue import review_queue  # noqa: PLC0415

    if list or overdue:
        run(lambda: review_queue(content, path, overdue=overdue, quiet=json), as_json=json)
    else:
        run(lambda: work(path, by, months, note, minor, content, yes=yes, quiet=json), as_json=json)


@task(help={"output": OUTPUT})
def clean(_: Context, output: str = "") -> None:
    """Remove the built site and the cache."""
    from tools.clean import clean as work  # noqa: PLC0415

    run(lambda: work(output))


@task(
    help={
        "articles": "how many articles (default: 100, then 1,000)",
        "rounds": "how often to measure; the least of each figure counts",
        "large": "also measure 10,000 articles",
        "peers": "also measure stock Pelican, and Hugo and MkDocs-Material where they are installed",
        "json": JSON,
    }
)
def bench(
    _: Context, articles: int = 0, rounds: int = 1, large: bool = False, peers: bool = False, json: bool = False
) -> None:
    """Measure builds of a made-up site; touches nothing outside a temporary folder."""
    from tools.bench import bench as work  # noqa: PLC0415

    run(lambda: work(articles, rounds=rounds, large=large, peers=peers, quiet=json), as_json=json)


@task(help={"record": "run only the checks of accessibility, and write what they find for the page on it"})
def test(_: Context, record: bool = False) -> None:  # noqa: PT028 (a verb, no test)
    """Run every check and test; gets itself a browser first."""
    from tools.testing import test as work  # noqa: PLC0415

    run(lambda: work(record=record))


@task
def lock(_: Context) -> None:
    """Write requirements.txt and requirements-dev.txt anew: exact versions with hashes."""
    from tools.lock import lock as work  # noqa: PLC0415

    run(work)
