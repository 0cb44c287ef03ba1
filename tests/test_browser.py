"""Accessibility, measured in a real browser on every kind of page."""

from __future__ import annotations

import pytest
from browsing import (
    ARABIC_ARTICLE,
    ARTICLE,
    DESKTOP,
    EVERY_ELEMENT,
    EVERY_KIND,
    PHONE,
    SPANISH_ARTICLE,
    as_text,
    notes,
    violations,
)
from playwright.sync_api import Page

from plugins.callout_kinds import KINDS

pytest_plugins = ("built", "chromium", "recording")
ALL_BOXES = ("articles/every-element/", "articles/other-spelling/")
WITH_BOXES = [("site_url", ARTICLE), *(("kitchen_sink_url", path) for path in ALL_BOXES)]
PAGES = [("site_url", path) for path in EVERY_KIND] + [("kitchen_sink_url", path) for path in EVERY_ELEMENT]
PAGES += [("site_url", "accessibility/"), ("translated_url", SPANISH_ARTICLE), ("arabic_url", ARABIC_ARTICLE)]
FITS = "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"
WIDER = """() => {
    const scrolls = node => node && (getComputedStyle(node).overflowX !== "visible" || scrolls(node.parentElement));
    return [...document.querySelectorAll("body *")]
        .filter(node => node.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .filter(node => !scrolls(node.parentElement))
        .map(node => node.outerHTML.slice(0, 120));
}"""
BORDERS = """() => [...document.querySelectorAll(".callout")].map(box => {
    const style = getComputedStyle(box);
    const sides = ["Top", "Right", "Bottom", "Left"];
    const visible = sides.every(side => parseFloat(style[`border${side}Width`]) >= 1
        && !["none", "hidden"].includes(style[`border${side}Style`])
        && style[`border${side}Color`] !== style.backgroundColor);
    return [box.className, visible];
})"""


SHOWN = """selector => [...document.querySelectorAll(selector)]
    .filter(node => node.checkVisibility({visibilityProperty: true}) && node.getClientRects().length)
    .map(node => node.outerHTML.slice(0, 120))"""
COLORS = """() => {
    const light = color => {
        const [red, green, blue, alpha = 1] = color.match(/[\\d.]+/g).map(Number);
        return alpha === 0 || red + green + blue > 600 ? "light" : red + green + blue < 200 ? "dark" : color;
    };
    const text = document.querySelector(".text p");
    const papers = [document.documentElement, document.body].map(node => light(getComputedStyle(node).backgroundColor));
    return [papers.every(each => each === "light") ? "light" : papers.join(), light(getComputedStyle(text).color)];
}"""


def identify(pair: tuple[str, str]) -> str:
    """A page's name in the list of tests."""
    return "-".join(pair)


@pytest.fixture
def opened(page: Page, request: pytest.FixtureRequest) -> Page:
    """One of the pages, in the light scheme on a wide screen."""
    site, path = request.param
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    page.emulate_media(color_scheme="light")
    page.goto(f"{request.getfixturevalue(site)}{path}")
    return page


on_every_page = pytest.mark.parametrize("opened", PAGES, indirect=True, ids=identify)


SPACING = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important } p { margin-block-end: 2em !important }`);
    document.adoptedStyleSheets = [sheet];
}"""
SMALL_TARGETS = """() => [...document.querySelectorAll("a, button, input, summary, [tabindex='0']")]
    .filter(node => node.getClientRects().length && node.checkVisibility({visibilityProperty: true}))
    .filter(node => !node.closest("p, .text, .references, .review, .entry > :not(ul), figcaption"))
    .map(node => [(node.closest("label") ?? node).getBoundingClientRect(), node])
    .filter(([box]) => box.height < 43.9 || (box.width < 43.9 && box.bottom > 0))
    .map(([box, node]) => `${Math.round(box.width)}x${Math.round(box.height)} ${node.outerHTML.slice(0, 100)}`)"""
NO_RING = """() => [...document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")]
    .filter(node => node.checkVisibility({visibilityProperty: true}))
    .filter(node => {
        node.focus({focusVisible: true});
        const style = getComputedStyle(node), box = node.getBoundingClientRect();
        return document.activeElement !== node || style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2
            || box.bottom < 0 || box.right < 0;
    })
    .map(node => node.outerHTML.slice(0, 120))"""


@on_every_page
@pytest.mark.recorded(
    "The rules of axe-core: WCAG 2.2 A and AA, best practice, and contrast of 7 to 1; in light, dark and forced colors, at"
    " 320 pixels, and with wide text spacing"
)
def test_axe_finds_nothing(opened: Page) -> None:
    """WCAG 2.2 A and AA, best practice and AAA contrast hold in five modes."""
    found = {"light": violations(opened)}
    opened.emulate_media(color_scheme="dark")
    found["dark"] = violations(opened)
    opened.emulate_media(color_scheme="light", forced_colors="active")
    found["forced colors"] = violations(opened)
    opened.emulate_media(forced_colors="none")
    opened.set_viewport_size(PHONE)  # type: ignore[arg-type]
    found["320 px"] = violations(opened)
    opened.evaluate(SPACING)
    found["text spacing"] = violations(opened)
    assert opened.evaluate(FITS), as_text(opened.evaluate(WIDER))
    assert all(wrong == [] for wrong in found.values()), as_text(found)


@on_every_page
@pytest.mark.recorded(
    "Targets of at least 44 by 44 pixels, links inside sentences aside, and a focus ring at every stop"
)
def test_targets_are_large_and_show_their_focus(opened: Page) -> None:
    """A finger finds every link that stands alone, and a keyboard user sees where they are."""
    for size in (DESKTOP, PHONE):
        opened.set_viewport_size(size)  # type: ignore[arg-type]
        assert opened.evaluate(SMALL_TARGETS) == []
    assert opened.evaluate(NO_RING) == []


@on_every_page
@pytest.mark.recorded("No sideways scrolling at 320 pixels, nor with text at twice its size")
def test_nothing_is_wider_than_a_phone(opened: Page) -> None:
    """No page scrolls sideways at 320 px, nor on a wide screen with text at twice its size."""
    opened.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert opened.evaluate(FITS), f"320 px: {as_text(opened.evaluate(WIDER))}"
    opened.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    opened.evaluate("() => { document.documentElement.style.fontSize = '200%' }")
    assert opened.evaluate(FITS), f"200 %: {as_text(opened.evaluate(WIDER))}"


@pytest.mark.parametrize("opened", WITH_BOXES, indirect=True, ids=identify)
def test_every_box_has_a_border_in_forced_colors(opened: Page) -> None:
    """Where the reader's own colors replace the site's, a box is still a box."""
    opened.emulate_media(forced_colors="active")
    boxes = opened.evaluate(BORDERS)
    assert boxes
    assert [name for name, visible in boxes if not visible] == []


@pytest.mark.parametrize("opened", WITH_BOXES, indirect=True, ids=identify)
def test_assistive_technology_hears_the_kind_of_every_box(opened: Page) -> None:
    """In the accessibility tree each box is a note whose name begins with its kind, in words."""
    expected = []
    for box in opened.locator(".callout").all():
        kind = (box.get_attribute("class") or "").split("--")[1].split()[0]
        title = " ".join(box.locator(".callout__title").inner_text().split())
        assert title.startswith(KINDS[kind].label)
        expected.append(title)
    assert expected
    assert notes(opened) == expected


@pytest.mark.parametrize("opened", WITH_BOXES, indirect=True, ids=identify)
def test_print_is_the_text_and_nothing_else(opened: Page) -> None:
    """On paper there is no navigation, and the colors are those of ink on white, also from a dark screen."""
    opened.emulate_media(media="print", color_scheme="dark")
    assert opened.evaluate(SHOWN, "nav, .skip, [href='#main']") == []
    assert len(opened.evaluate(SHOWN, ".callout")) == opened.locator(".callout").count()
    paper, ink = opened.evaluate(COLORS)
    assert (paper, ink) == ("light", "dark")


def test_the_edge_of_a_box_is_where_reading_begins(page: Page, arabic_url: str, site_url: str) -> None:
    """From right to left the heavy edge and the icon stand at the right, from left to right at the left."""
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    for url, edge, other in ((arabic_url + ARABIC_ARTICLE, "Right", "Left"), (site_url + ARTICLE, "Left", "Right")):
        page.goto(url)
        for box in page.locator(".callout").all():
            wide, thin = (
                float(box.evaluate(f"box => parseFloat(getComputedStyle(box).border{side}Width)"))
                for side in (edge, other)
            )
            assert wide > thin > 0
            icon, frame = box.locator(".callout__title svg").bounding_box(), box.bounding_box()
            assert icon
            assert frame
            assert (
                icon["x"] > frame["x"] + frame["width"] if edge == "Right" else icon["x"] + icon["width"] < frame["x"]
            )


def test_axe_sees_what_is_wrong(page: Page) -> None:
    """The measure above tells a wrong page from a right one, contrast of 7:1 included."""
    page.set_content(
        "<html lang=en><title>t</title><main><h1>a</h1><p style='color:#666'>Some words.</p><img src=x><h3>b</h3></main>"
    )
    found = {line.split(":")[0] for line in violations(page)}
    assert {"color-contrast-enhanced", "image-alt", "heading-order"} <= found
