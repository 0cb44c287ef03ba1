"""The closed table of editorial rules: ``invoke check``, waivers, the guide and tests derive from it.

The functions that apply the rules are in ``advice.py``; reading a file needs only the names of what may be waived.
"""

from __future__ import annotations

from dataclasses import dataclass

from plugins.callout_kinds import CARE_LEVELS


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its stable code, why it is there, and where it comes from.

    An ``error`` stops a build, a warning does not. Every rule but those that are not ``waivable`` may be waived by an
    article; one with ``boxes`` only for boxes of these kinds.
    """

    code: str
    why: str
    source: str
    error: bool = False
    waivable: bool = True
    boxes: tuple[str, ...] = ()

    @property
    def level(self) -> str:
        """The rule's level in words."""
        return "error" if self.error else "warning"


LINK_GONE, NOT_CHECKED = "link-gone", "link-not-checked"  # which only ``--online`` tells
TABLE = (
    Rule(
        "placeholder",
        "what invoke new wrote tells writers what to write; no reader may see it",
        "project rule",
        error=True,
        waivable=False,
    ),
    Rule(
        "wording",
        "some words blame, frighten or promise too much; others are not used in the US",
        "facts 6, 7.2, 7.4, 7.5; AMA Manual of Style",
    ),
    Rule(
        "statistic-source",
        "a reader must be able to look up every number about people",
        "facts 7.2",
    ),
    Rule("percentage", "no share is more than 100 of 100", "facts 7.7"),
    Rule("citation-partial", "a record that was seen only in part may be wrong", "facts 7.7"),
    Rule("references-few", "an article that rests on one or two sources shows one side", "facts 7.7"),
    Rule("red-flag-missing", "a reader in danger must find what to do in every article", "facts 6.20, 7.7"),
    Rule("doi-in-text", "a source stands once, in the reference list", "facts 7.7"),
    Rule("term-late", "a word is explained where a reader first meets it", "facts 7.1"),
    Rule("link-text", "links are also read in a list, without the words around them", "facts 7.6; WCAG 2.4.9"),
    Rule("capitals", "words in capitals are harder to read, and shout", "facts 7.7"),
    Rule("spaces", "two spaces are a slip", "facts 7.7"),
    Rule("alt-name", "the name of a file says nothing to those who hear it", "facts 7.6; WCAG 1.1.1"),
    Rule("alt-opening", 'a screen reader says "image" by itself', "facts 7.6; WCAG 1.1.1"),
    Rule("alt-length", "a text alternative is heard in one go; what is longer belongs into the text", "project rule"),
    Rule("image-of-text", "words in a picture cannot be enlarged, searched or heard", "WCAG 1.4.5"),
    Rule("drawing-weight", "a drawing is part of its page, and some pages are read over slow lines", "project rule"),
    Rule("callout-length", "up to 80 words and 7 items read well", "facts 7.1"),
    Rule("callout-too-many", "too many warnings are read as none", "project rule", error=True, boxes=CARE_LEVELS),
    Rule(LINK_GONE, "a link that leads nowhere helps nobody (--online)", "project rule", waivable=False),
    Rule(NOT_CHECKED, "what did not answer may be there or not (--online)", "project rule", waivable=False),
    Rule("waiver-unused", "a waiver that waives nothing hides the next mistake", "project rule", waivable=False),
)
RULES = {rule.code: rule for rule in TABLE}
WAIVABLE = tuple(rule.code for rule in TABLE if rule.waivable)
