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


@task(help={"content": CONTENT, "output": OUTPUT, "config": CONFIG, "json": JSON, "cache": CACHE, "workers": WORKERS})
def build(
    _: Context,
    content: str = "",
    output: str = "",
    config: str = "",
    workers: int = 0,
    json: bool = False,
    drafts: bool = False,
    cache: bool = True,
) -> None:
    """Build the site: all problems at once, or the whole new site in place of the old one."""
    from tools.build import build as work  # noqa: PLC0415 (each verb loads only what it needs)

    run(
        lambda: work(content, output, config, drafts=drafts, quiet=json, cache=cache, workers=workers),
        as_json=json,
    )


@task(help={"content": CONTENT, "json": JSON, "cache": CACHE, "workers": WORKERS})
def check(_: Context, content: str = "", workers: int = 0, json: bool = False, cache: bool = True) -> None:
    """Check the content without building."""
    from tools.build import check as work  # noqa: PLC0415

    run(lambda: work(content, workers=workers, quiet=json, cache=cache), as_json=json)


@task(help={"content": CONTENT, "port": "where to listen (default: 8000)"})
def serve(_: Context, content: str = "", port: int = 8000) -> None:
    """Preview the site, drafts included; every save shows at once, and problems stand over the page."""
    from tools.serve import serve as work  # noqa: PLC0415

    run(lambda: work(content, port))


@task(help={"title": "the article's title", "series": "a key of series.toml", "content": CONTENT})
def new(_: Context, title: str, series: str, content: str = "") -> None:
    """Start a new article: a draft with everything that an article needs."""
    from tools.new import new as work  # noqa: PLC0415

    run(lambda: work(title, series, content))


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


@task(help={"content": CONTENT, "json": JSON, "cache": "ask nothing that answered within a week (on)"})
def links(_: Context, content: str = "", json: bool = False, cache: bool = True) -> None:
    """Ask whether the web addresses and DOIs that the content names still answer."""
    from tools.online import links as work  # noqa: PLC0415

    run(lambda: work(content, cache=cache, quiet=json), as_json=json)


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


@task
def test(_: Context) -> None:
    """Run every check and test; gets itself a browser first."""
    from tools.testing import test as work  # noqa: PLC0415

    run(work)


@task
def lock(_: Context) -> None:
    """Write requirements.txt and requirements-dev.txt anew: exact versions with hashes."""
    from tools.lock import lock as work  # noqa: PLC0415

    run(work)
