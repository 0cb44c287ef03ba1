"""Settings: every name is one that somebody reads."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from conftest import ROOT
from pelican.settings import DEFAULT_CONFIG

import pelicanconf
from plugins.settings import site_settings

READ_BY_PELICAN = {"TIMEZONE"}  # Pelican knows it without giving a default
OURS = {
    "BOOKING_URL",
    "DRAFTS",
    "FILE_LINKS",
    "PUBLISH",
    "REVIEW_GRACE_DAYS",
    "ROOT",
    "SEARCH_INDEX",
    "SOCIAL_CARDS",
    "TODAY",
}
OF_PUBLISHING = {"CNAME", "PUBLISH_FROM"}  # which only invoke publish asks for
DIFFERENT = {"BOOKING_URL", "FILE_LINKS", "PUBLISH", "SEARCH_INDEX", "SITEURL", "SOCIAL_CARDS"}


def names(module: ModuleType) -> set[str]:
    """The settings of a settings file."""
    return {name for name in vars(module) if name.isupper()}


@pytest.fixture
def publishconf(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The settings of the published site, read anew with an address from the environment."""
    monkeypatch.delitem(sys.modules, "pelicanconf", raising=False)
    monkeypatch.setenv("SITEURL", "https://clinic.example/health/")
    monkeypatch.setenv("BOOKING_URL", "https://clinic.example/visit")
    spec = importlib.util.spec_from_file_location("publishconf_read_anew", ROOT / "publishconf.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_setting_is_known() -> None:
    """A misspelt name would do nothing, without a word: each is Pelican's or one of ours."""
    assert names(pelicanconf) - DEFAULT_CONFIG.keys() - READ_BY_PELICAN == OURS


def test_publishing_changes_only_what_must_differ(publishconf: ModuleType) -> None:
    """The published site has the settings of the built one, but for its addresses, the form of its links and its social cards."""
    built = publishconf.pelicanconf
    assert names(publishconf) == names(built) | OF_PUBLISHING
    different = {name for name in names(built) if getattr(publishconf, name) != getattr(built, name)}
    assert different == DIFFERENT


def test_the_published_address_comes_from_the_environment(publishconf: ModuleType) -> None:
    """Whoever publishes names the address; a slash at its end does no harm."""
    assert site_settings(vars(publishconf)).url == "https://clinic.example/health"
    assert site_settings(vars(publishconf)).booking == "https://clinic.example/visit"
    assert not site_settings(vars(publishconf)).file_links


def test_no_path_depends_on_the_current_folder() -> None:
    """Every path is absolute, so that commands work from anywhere."""
    paths = [pelicanconf.PATH, pelicanconf.OUTPUT_PATH, pelicanconf.THEME, *pelicanconf.PLUGIN_PATHS]
    assert all(Path(path).is_absolute() for path in paths)


def test_drafts_are_never_shown_by_default(publishconf: ModuleType) -> None:
    """Only a preview turns them on."""
    assert not pelicanconf.DRAFTS
    assert not publishconf.DRAFTS
