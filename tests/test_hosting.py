"""What web servers say with the site: the files for hosts are true, and a real nginx serves the site by them."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from browsing import EVERY_KIND
from conftest import ROOT
from playwright.sync_api import Page
from sites import SUB_PATH

from plugins.addresses import hashed_files
from plugins.hosting import FILES, FOR_LONG, FRESH, HASHED_FOLDERS, HEADERS, HEADERS_FILE, cloudfront, headers_file

pytest_plugins = ("built", "chromium")
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/opt/homebrew/bin:/usr/bin:/bin")
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
MAIN = """\
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    include {types};
    client_body_temp_path {folder}/a;
    proxy_temp_path {folder}/b;
    fastcgi_temp_path {folder}/c;
    uwsgi_temp_path {folder}/d;
    scgi_temp_path {folder}/e;
    include {folder}/site.conf;
}}
"""


def test_the_files_for_hosts_are_those_of_the_table() -> None:
    """After a change of the table: invoke hosting."""
    for name, text in FILES.items():
        assert (ROOT / "hosting" / name).read_text("utf-8") == text(), name


def test_a_site_for_a_server_carries_its_headers(published: Path, site: Path) -> None:
    """Netlify and Cloudflare Pages read them from the site itself; a site for a folder has none."""
    assert (published / HEADERS_FILE).read_text("utf-8") == headers_file()
    assert not (site / HEADERS_FILE).exists()


def test_only_what_never_changes_is_kept_for_long(published: Path) -> None:
    """Every file of the folders that are kept for a year carries a piece of its digest."""
    inside = [file for name in HASHED_FOLDERS for file in (published / name).rglob("*") if file.is_file()]
    paths = [file.relative_to(published).as_posix() for file in inside]
    assert paths
    assert hashed_files(paths) == paths


def test_every_header_reaches_cloudfront() -> None:
    """Whatever the table names stands in the policy."""
    text = json.dumps(json.loads(cloudfront()))
    assert all(
        value in text for name, value in HEADERS.items() if name.startswith(("Content", "Cross", "Referrer", "Perm"))
    )


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_asks_for_no_more_than_it_needs(path: Path) -> None:
    """It is YAML, has jobs, and starts from the right to read, each further one named by the job that needs it."""
    workflow = yaml.safe_load(path.read_text("utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["jobs"]


@pytest.fixture(scope="module")
def nginx(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address at which nginx serves the published site, by the file that is made for it."""
    types = Path("/etc/nginx/mime.types")
    if not NGINX or not types.is_file():
        pytest.skip("not run: nginx is not here")
    folder = tmp_path_factory.mktemp("nginx")
    root = folder / "srv"
    shutil.copytree(published, root / "health")  # the published site lies below a sub-path
    shutil.copy(published / "404.html", root)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    site = FILES["nginx.conf"]().replace("listen 80;", f"listen 127.0.0.1:{port};").replace("/srv/articles", str(root))
    (folder / "site.conf").write_text(site, "utf-8")
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, types=types), "utf-8")
    for path in (folder, *folder.parents[:2]):
        path.chmod(0o755)  # its workers are not root
    command = [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    subprocess.run(command, check=True)  # returns once it listens
    try:
        yield f"http://127.0.0.1:{port}{SUB_PATH}/"
    finally:
        subprocess.run([*command, "-s", "quit"], check=True)


def test_every_kind_of_page_is_quiet_behind_nginx(page: Page, nginx: str) -> None:
    """No page meets the content policy, says anything on the console, or asks another host."""
    said, asked = list[str](), list[str]()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script("addEventListener('securitypolicyviolation', event => console.log(event.violatedDirective))")
    for path in EVERY_KIND:
        response = page.goto(nginx + path, wait_until="load")
        assert response
        assert response.status == 200
    assert said == []
    assert [url for url in asked if not url.startswith(nginx)] == []


def test_every_answer_of_nginx_carries_every_header(page: Page, nginx: str, published: Path) -> None:
    """Pages, feeds, files that are kept, and pages that are not there."""
    asset = next((published / "theme").glob("site.*.css"))
    kept = {
        "": (200, FRESH),
        "feed.xml": (200, FRESH),
        f"theme/{asset.name}": (200, FOR_LONG),
        "nowhere/": (404, FRESH),
    }
    expected = {name.lower(): value for name, value in HEADERS.items()}
    for path, (status, cache) in kept.items():
        answer = page.request.get(nginx + path)
        assert (answer.status, answer.headers["cache-control"]) == (status, cache), path
        assert {name: answer.headers[name] for name in expected} == expected, path


def test_nginx_sends_text_small_and_as_utf_8(page: Page, nginx: str, published: Path) -> None:
    """Pages, styles and feeds are packed, and name their character set."""
    asset = next((published / "theme").glob("site.*.css"))
    for path in ("", "feed.xml", f"theme/{asset.name}"):
        headers = page.request.get(nginx + path).headers
        assert headers["content-encoding"] == "gzip", path
        assert "utf-8" in headers["content-type"].lower(), path


def test_nginx_keeps_to_itself_what_is_for_hosts(page: Page, nginx: str) -> None:
    """Files whose names begin with a dot or an underscore are no pages."""
    assert [page.request.get(nginx + name).status for name in (HEADERS_FILE, ".nojekyll")] == [404, 404]


def test_nginx_leads_from_a_folder_without_its_slash(page: Page, nginx: str) -> None:
    """The address keeps the name of the host by which the reader came."""
    assert page.request.get(nginx + "about").url == nginx + "about/"
