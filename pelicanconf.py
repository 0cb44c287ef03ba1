"""Settings of the site. What only differs when it is published stands in publishconf.py."""

from pathlib import Path

from jinja2 import StrictUndefined

ROOT = Path(__file__).resolve().parent

# The site
SITENAME = "Neura Health"
SITEURL = "https://neura-health.example"  # placeholder: names under .example never exist
BOOKING_URL = "https://neura-health.example/book"  # placeholder: where "Book a visit" leads
DEFAULT_LANG = "en-US"
TIMEZONE = "UTC"  # dates are days without an hour: no machine's zone may move one

# Ours
DRAFTS = False  # show drafts, marked as such; invoke serve turns it on
SOCIAL_CARDS = False  # draw the pictures beside shared links: 20 ms each, and of no use before publishing
PUBLISH = None  # nothing is published: every finished article is shown, with its label; see publishconf.py
REVIEW_GRACE_DAYS = 30  # how long an article may stay published after the day its next review was due
TODAY = None  # the day it is (YYYY-MM-DD), for whoever wants another one than the clock's; pages never depend on it
FILE_LINKS = True  # links name index.html, so that output/ opens without a server
SEARCH_INDEX = "wanted"  # "required": no index, no build; "off": none is made. invoke serve and bench turn it off

# Where things are; no path depends on the current directory
PATH = str(ROOT / "content")
OUTPUT_PATH = str(ROOT / "output")
THEME = str(ROOT / "theme")
PLUGIN_PATHS = [str(ROOT)]
PLUGINS = ["plugins.site"]

# Pelican's own generators get nothing to do: plugins.site reads and writes everything
ARTICLE_PATHS: list[str] = []
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
THEME_STATIC_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = None
AUTHOR_SAVE_AS = ""
CATEGORY_SAVE_AS = ""
TAG_SAVE_AS = ""
DELETE_OUTPUT_DIRECTORY = False  # Pelican would wipe first and build second; invoke build swaps whole sites
IGNORE_FILES = [".*", "*~", "#*#"]  # the default publishes hidden files

# Templates see nothing but their view, and a missing field is an error
JINJA_ENVIRONMENT = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
}
