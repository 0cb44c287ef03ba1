"""The closed table of kinds, and the theme that must know each of them."""

from __future__ import annotations

import re

from conftest import ROOT

from plugins.callout_kinds import KINDS, NAMES, TABLE

THEME = ROOT / "theme"


def test_the_table_has_one_row_for_every_kind() -> None:
    """Ten kinds, each with a label of its own; no name means two kinds."""
    assert list(KINDS) == [
        "symptom",
        "treatment",
        "key",
        "definition",
        "myth",
        "caution",
        "urgent",
        "emergency",
        "do",
        "dont",
    ]
    assert len({kind.label for kind in TABLE}) == len(TABLE)
    assert len(NAMES) == sum(1 + len(kind.aliases) for kind in TABLE)
    assert [kind.name for kind in TABLE if kind.heading] == ["caution", "urgent", "emergency", "do", "dont"]
    assert [kind.name for kind in TABLE if kind.title_optional] == ["do", "dont"]


def test_the_theme_knows_every_kind_and_no_other() -> None:
    """Each kind has its CSS class and its drawing; none is left over from a kind that went."""
    css = "\n".join(path.read_text("utf-8") for path in (THEME / "css").rglob("*.css"))
    assert set(re.findall(r"\.callout--([a-z]+)", css)) == KINDS.keys()
    assert {path.stem for path in (THEME / "icons").glob("*.svg")} == KINDS.keys()
    drawings = {name: (THEME / "icons" / f"{name}.svg").read_text("utf-8") for name in KINDS}
    assert [name for name, drawing in drawings.items() if f'id="icon-{name}"' not in drawing] == []
