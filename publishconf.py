"""Settings that differ when the site is published."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import pelicanconf

globals().update({name: value for name, value in vars(pelicanconf).items() if name.isupper()})

SITEURL = os.environ.get("SITEURL", pelicanconf.SITEURL)
BOOKING_URL = os.environ.get("BOOKING_URL", pelicanconf.BOOKING_URL)
PUBLISH = os.environ.get("PUBLISH", "approved")  # or "hold-back" (without the others), "unreviewed" (with their label)
FILE_LINKS = False  # a server finds index.html by itself
SOCIAL_CARDS = True  # a picture beside each link that somebody shares
SEARCH_INDEX = "required"  # a published site must not lose its search in silence

PUBLISH_FROM = "main"  # the branch that invoke publish publishes
CNAME = os.environ.get("CNAME", "")  # the site's own domain, where GitHub Pages serves it
