"""What a new article begins with. Each sentence tells what to write in its place; none may reach a reader."""

from __future__ import annotations

import re

MARKERS = re.compile(r"[ \t>]*(?:\[![a-z]+\]|#+|-)?[ \t]*")
SUMMARY = "Write one sentence of 50 to 160 characters that says what the reader learns here."
KEY = """\
> [!key] The one thing to remember
> Say the main message in plain words.
"""
EMERGENCY = """\
## When to get help now

> [!emergency] Call 911 if:
> - name a sign that cannot wait
"""
BODY = f"""
Begin with two or three sentences that meet the reader where they are.

{KEY}
## What is it?

Explain it. A claim that rests on a source carries its key: the keys are in references.bib.

## How does it show?

> [!symptom] What a person feels or sees
> Describe it in a sentence or two.

## What can help?

> [!treatment] Name the principle as an instruction
> Say what it means from day to day.

{EMERGENCY}
## Questions to ask at your visit

- Write a question that a reader could take along.
"""
INSTRUCTIONS = frozenset(
    line
    for line in (MARKERS.sub("", line, count=1).strip() for line in (SUMMARY, *BODY.splitlines()))
    if line and not line.endswith(("?", ":", "now", "visit"))
)


def left_over(line: str) -> str:
    """The instruction that stands in a line of Markdown, or nothing."""
    words = MARKERS.sub("", line, count=1).strip()
    return words if words in INSTRUCTIONS else ""
