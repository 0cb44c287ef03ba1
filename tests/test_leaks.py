"""What is a draft, or held back, leaves no word in a published site."""

from __future__ import annotations

from pathlib import Path

import pytest
from sites import names
from test_review import CLINICIAN

from tools.build import build
from tools.review import review

MARKER = "zyxmarker"
HIDDEN = """\
---
title: "{m} title"
summary: "{m} summary that is long enough to be allowed, because it has fifty characters or more."
series: small-series
part: 3
date: 2027-01-02
authors: [{m}-author]
conditions: [{m}-condition]
status: {status}
---

{m} body with the {m} term [@{m}-record].

> [!key] {m} message
> {m} words.

![{m} image.]({{static}}/images/{m}/{m}.svg)

> [!symptom] {m} symptom
> {m} words.
"""


@pytest.mark.parametrize(("status", "gate"), [("draft", "approved"), ("ready", "hold-back"), ("draft", "unreviewed")])
def test_what_is_not_published_leaves_no_word(content: Path, tmp_path: Path, status: str, gate: str) -> None:
    """No marker stands in any file or name: not of its text, image, author, condition, record or glossary term."""

    def append(name: str, text: str) -> None:
        with (content / name).open("a", encoding="utf-8") as file:
            file.write(text)

    append("people.toml", f'{CLINICIAN}\n[{MARKER}-author]\nname = "{MARKER} author"\n')
    append("conditions.toml", f'\n[{MARKER}-condition]\nname = "{MARKER} condition"\ndefinition = "{MARKER} words."\n')
    for record in ("record", "other"):
        append("references.bib", f"\n@misc{{{MARKER}-{record},\n  title = {{{MARKER}}},\n  verified = {{yes}},\n}}\n")
    append("glossary.md", f"\n{MARKER} term\n:   {MARKER} words [@{MARKER}-other].\n")
    drawing = content / f"images/{MARKER}/{MARKER}.svg"
    drawing.parent.mkdir()
    drawing.write_bytes((content / "images/one/wave.svg").read_bytes())
    if status == "ready":
        append("articles/small-series/one.md", f"\n## More\n\nSee [this]({{filename}}{MARKER}.md).\n")
    (content / f"articles/small-series/{MARKER}.md").write_text(HIDDEN.format(m=MARKER, status=status), "utf-8")
    for name in ("one", "two"):
        path = str(content / f"articles/small-series/{name}.md")
        review(path, "clinician", content=str(content), yes=True, quiet=True)
    site = tmp_path / "output"
    assert build(str(content), str(site), quiet=True, gate=gate)["articles"] == 2
    assert not [name for name in names(site) if MARKER in name or MARKER.encode() in (site / name).read_bytes()]
