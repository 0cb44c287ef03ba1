"""What search engines are told, from the plain text before typography."""

from __future__ import annotations

import json
from typing import Any

import pytest
from conftest import article as read_article
from markupsafe import Markup
from samples import WORDS

from plugins import structured_data
from plugins.callout_kinds import TABLE
from plugins.documents import Callout
from plugins.library import Library
from plugins.registers import Row

URL = "https://x.example/articles/one/"
LIBRARY = Library(
    people={
        "team": Row("team", {"name": "The team", "kind": "organization"}, 1),
        "sam": Row("sam", {"name": "Sam"}, 2),
    },
    conditions={"migraine": Row("migraine", {"name": "Migraine"}, 1)},
)


def box(kind: str, title: str = "A title", text: str = "A text") -> Callout:
    """A callout as data."""
    return Callout(kind, f"{kind}-id", title, text, f"<p>{text}</p>", 1)


def loaded(script: Markup) -> Any:
    """What a machine reads."""
    return json.loads(script)


def test_an_article_is_a_page_on_a_medical_topic() -> None:
    """The whole of an article's data, beside the article."""
    document = read_article('## A section\n\n> [!symptom] It\'s "sore" -- often\n> Text.\n')
    assert loaded(structured_data.article(document, LIBRARY, URL, "A series", WORDS)) == {
        "@context": "https://schema.org/",
        "@type": "MedicalWebPage",
        "url": URL,
        "headline": "A title",
        "datePublished": "2026-01-02",
        "dateModified": "2026-01-02",
        "author": [{"@type": "Organization", "name": "The team"}],
        "isPartOf": {"@type": "CreativeWorkSeries", "name": "A series"},
        "about": [],
        "hasPart": [
            {
                "@type": "HealthTopicContent",
                "hasHealthAspect": "https://schema.org/SymptomsHealthAspect",
                "text": ['It\'s "sore" -- often'],
            },
            {
                "@type": "HealthTopicContent",
                "hasHealthAspect": "https://schema.org/OverviewHealthAspect",
                "text": ["The main message"],
            },
        ],
    }


@pytest.mark.parametrize("kind", [kind for kind in TABLE if kind.aspect.endswith("HealthAspect")])
def test_each_kind_of_box_is_an_aspect(kind: Any) -> None:
    """The closed table of kinds decides the aspect; boxes of a kind stand together, in the order of the text."""
    assert structured_data.health_topics([box(kind.name, "One"), box("caution"), box(kind.name, "Two")], WORDS) == [
        {
            "@type": "HealthTopicContent",
            "hasHealthAspect": f"https://schema.org/{kind.aspect}",
            "text": ["One", "Two"],
        }
    ]


def test_kinds_of_one_aspect_are_one_topic() -> None:
    """Urgent advice and emergencies are both signs to see a doctor: one topic, in the order of the text."""
    assert structured_data.health_topics([box("emergency", "Two"), box("urgent", "One")], WORDS) == [
        {
            "@type": "HealthTopicContent",
            "hasHealthAspect": "https://schema.org/SeeDoctorHealthAspect",
            "text": ["Two", "One"],
        }
    ]


def test_a_definition_is_given_in_full() -> None:
    """A machine can quote a definition: its term, and its text as the writer typed it."""
    document = read_article('> [!definition] Sample word\n> It\'s *plain* -- "words" first [@one2020].\n')
    assert structured_data.health_topics(document.callouts, WORDS)[-1] == {
        "@type": "DefinedTerm",
        "name": "Sample word",
        "description": 'It\'s plain -- "words" first.',
    }


def test_a_box_without_a_title_goes_by_its_label() -> None:
    """A "do" box may have no title of its own; then its label stands for it."""
    assert structured_data.health_topics([box("do", title="")], WORDS)[0]["text"] == ["Do"]


def test_a_caution_is_no_topic() -> None:
    """Kinds without an aspect are left out."""
    assert structured_data.health_topics([box("caution")], WORDS) == []


def test_a_person_is_no_organization() -> None:
    """An author is what the register says."""
    assert structured_data.agent(LIBRARY, "sam") == {"@type": "Person", "name": "Sam"}


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!--", "]]>", "a & b &amp; c", "“curly” é \u2028"]
)
def test_nothing_in_the_data_ends_the_script(text: str) -> None:
    """Whatever a title holds, the script element holds it as data, and a machine reads it back unchanged."""
    script = structured_data.web_page(text, text, URL)
    assert not set("<>&") & set(script)
    assert loaded(script)["name"] == text


def test_the_home_page_names_the_publisher() -> None:
    """The home page is the site, and the site has a publisher."""
    found = loaded(structured_data.web_site("Name", "Tagline", "https://x.example/"))
    assert found["@type"] == "WebSite"
    assert found["publisher"] == {"@type": "MedicalOrganization", "name": "Name", "url": "https://x.example/"}


def test_a_list_may_be_a_collection() -> None:
    """Other pages say what they are."""
    assert loaded(structured_data.web_page("A", "B", URL))["@type"] == "WebPage"
    assert loaded(structured_data.web_page("A", "B", URL, "CollectionPage"))["@type"] == "CollectionPage"
