"""What a web server says with each file of the site: one table, and the forms in which hosts take it.

The rules of the content policy are those of the pages: nothing comes from anywhere else, nothing stands inline but data.
``'wasm-unsafe-eval'`` and workers are for the search. Hosts set what keeps a page fresh by themselves; files that carry a
piece of their digest in their names never change, and may be kept for a year.
"""

from __future__ import annotations

import json

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; font-src 'self';"
    " connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",  # the address of a page tells what its reader may have
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "browsing-topics=(), camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
FRESH = "no-cache"  # kept, but asked for anew each time
FOR_LONG = "public, max-age=31536000, immutable"
HEADERS_FILE = "_headers"
HASHED_FOLDERS = ("theme", "images", "cards")  # all files in them carry a piece of their digest: see addresses.py


def headers_file() -> str:
    """``_headers`` as Netlify and Cloudflare Pages read it. Without a rule both have pages asked for anew each time."""
    rules = {"/*": HEADERS} | {f"/{folder}/*": {"Cache-Control": FOR_LONG} for folder in HASHED_FOLDERS}
    return "".join(
        f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())
        for path, headers in rules.items()
    )


def nginx() -> str:
    """The part of an nginx configuration that belongs into ``http``: a map, and a server to complete."""
    folders = "|".join(HASHED_FOLDERS)
    headers = "".join(f'    add_header {name} "{value}" always;\n' for name, value in HEADERS.items())
    return f"""\
# Written by "invoke hosting". Include it in the http block, and complete server_name, root and the certificate.
# All headers stand in one place: an add_header in a location would drop those of the server.
map $uri $kept {{
    default "{FRESH}";
    "~/({folders})/.+\\.[0-9a-f]{{8}}\\.[a-z0-9]+$" "{FOR_LONG}";
}}

server {{
    listen 80;  # behind a proxy that speaks TLS; else: listen 443 ssl http2, and the certificate
    server_name articles.example.org;
    root /srv/articles;

    access_log off;  # a page's address and a reader's, side by side, tell of an illness
    log_not_found off;  # nor does the log of errors tell who asked for which page
    absolute_redirect off;
    server_tokens off;
    charset utf-8;
    charset_types text/plain text/css text/javascript application/javascript application/atom+xml text/xml;
    gzip on;
    gzip_vary on;
    gzip_types text/css text/javascript application/javascript application/json application/atom+xml text/xml image/svg+xml;
    index index.html;
    error_page 404 /404.html;
    add_header Cache-Control $kept always;
{headers}
    location / {{
        limit_except GET {{
            deny all;
        }}
        try_files $uri $uri/ =404;
    }}

    location ~ /[._] {{
        return 404;
    }}
}}
"""


def cloudfront() -> str:
    """The configuration of a CloudFront response headers policy, as the AWS command line takes it."""
    own = ("Content-Security-Policy", "Strict-Transport-Security", "X-Content-Type-Options", "Referrer-Policy")
    rest = [{"Header": name, "Value": value, "Override": True} for name, value in HEADERS.items() if name not in own]
    policy = {
        "Name": "articles",
        "SecurityHeadersConfig": {
            "ContentSecurityPolicy": {"ContentSecurityPolicy": CONTENT_POLICY, "Override": True},
            "StrictTransportSecurity": {"AccessControlMaxAgeSec": 31536000, "Override": True},
            "ContentTypeOptions": {"Override": True},
            "ReferrerPolicy": {"ReferrerPolicy": HEADERS["Referrer-Policy"], "Override": True},
        },
        "CustomHeadersConfig": {"Quantity": len(rest), "Items": rest},
    }
    return json.dumps(policy, indent=2) + "\n"


FILES = {HEADERS_FILE: headers_file, "nginx.conf": nginx, "cloudfront.json": cloudfront}
