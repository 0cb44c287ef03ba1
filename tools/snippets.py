"""A snippet for each kind of callout: type the kind's name in VS Code, and the box stands there with gaps to fill."""

from __future__ import annotations

from plugins.callout_kinds import CARE_LEVELS, TABLE, Kind

GAPS = {  # what the title and the text first say
    "symptom": ("What a person feels or sees", "Describe it in a sentence or two."),
    "treatment": ("Name the principle as an instruction", "Say what it means from day to day."),
    "key": ("The one thing to remember", "Say the main message in plain words."),
    "definition": ("The term", "Plain words first, and then the term."),
    "myth": ("State the fact", "Say what many people think, and why it is not so."),
    "caution": ("Name what to take care with", "Say what to mind."),
    "urgent": ("Call us today if:", "name a sign that needs care today"),
    "emergency": ("Call 911 if:", "name a sign that cannot wait"),
    "do": ("", "begin with the verb"),
    "dont": ("", "say what not to do"),
}


def snippets() -> dict[str, object]:
    """All snippets, as VS Code reads them."""
    return {
        f"Callout: {kind.label}": {
            "scope": "markdown",
            "prefix": [kind.name, *kind.aliases],
            "description": f"A box: {kind.label}",
            "body": body(kind),
        }
        for kind in TABLE
    }


def body(kind: Kind) -> list[str]:
    """The lines of a box with numbered gaps; the cursor ends below it."""
    title, text = GAPS[kind.name]
    gaps = iter(f"${{{number}:{gap}}}" for number, gap in enumerate(filter(None, (title, text)), 1))
    first = " ".join([f"> [!{kind.name}]", *([next(gaps)] if title else [])])
    item = "- " if kind.name in CARE_LEVELS or kind.title_optional else ""
    return [first, f"> {item}{next(gaps)}", "", "$0"]
