"""What editors are given: generated from the tables of the checks, committed, and in step with them."""

from __future__ import annotations

import json
import re
from fnmatch import fnmatch
from pathlib import Path

import pytest
from conftest import FRONT_MATTER, ROOT, SMALL
from json_schema import mistakes, read_front_matter
from sites import KITCHEN_SINK, names

from plugins.callout_kinds import TABLE, Kind
from plugins.front_matter import SCHEMA
from plugins.reader import Reader, kind_of
from plugins.reading import read_content
from tools import schema as module
from tools.schema import FOLDER, files, schema, schema_of
from tools.snippets import body, snippets

FILES = dict(files())
GAP = re.compile(r"\$\{\d+:([^}]*)\}|\$0")
CONTENT = [
    (root, path.relative_to(root).as_posix())
    for root in (ROOT / "content", KITCHEN_SINK, SMALL)
    for path in sorted(root.rglob("*.md"))
]


@pytest.mark.parametrize("name", FILES)
def test_the_committed_files_are_what_the_tables_give(name: str) -> None:
    """After a change of the front matter or of the kinds: ``invoke schema``."""
    assert (FOLDER / name).read_text("utf-8") == FILES[name], "run: invoke schema"


def test_no_file_is_left_over() -> None:
    """Beside the generated files stand only the two that are written by hand."""
    assert set(names(FOLDER)) == FILES.keys() | {"settings.json", "extensions.json"}


def test_the_command_writes_them_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where there is no folder yet."""
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "FOLDER", tmp_path / ".vscode")
    schema()
    assert {name: (tmp_path / ".vscode" / name).read_text("utf-8") for name in names(tmp_path / ".vscode")} == FILES


def test_schemas_name_the_fields_of_their_kind() -> None:
    """In the schema's order, each with its help; required where the check requires it."""
    for kind in ("article", "page", "glossary"):
        own = [field for field in SCHEMA if kind in field.kinds]
        made = schema_of(kind)
        assert [(name, each["description"]) for name, each in made["properties"].items()] == [
            (field.name, field.help) for field in own
        ]
        assert made["required"] == [field.name for field in own if field.required]


@pytest.mark.parametrize(("root", "path"), CONTENT)
def test_what_a_check_takes_a_schema_takes(root: Path, path: str) -> None:
    """No editor complains of a real file."""
    assert list(mistakes(schema_of(kind_of(path)), read_front_matter((root / path).read_text("utf-8")))) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: A title", "title: 1984"),
        ("title: A title", "title: true"),
        ("title: A title", "title: 2026-01-01"),
        ("part: 1", 'part: "1"'),
        ("series: small-series", "series: 2024"),
        ("authors: [team]", "authors:\n  - team\n  - true"),
        (
            "status: ready",
            "review: {by: team, on: 2026-01-02, due: 2027-01-02, digest: 1:0123456789abcdef}\nstatus: ready",
        ),
    ],
)
def test_odd_but_right_values_are_taken(before: str, after: str) -> None:
    """What YAML takes for a number or a truth is a word to the check, and no mistake to the schema."""
    text = FRONT_MATTER.replace(before, after)
    problems = Reader({}).read("articles/small-series/one.md", f"{text}\nText.\n".encode()).problems
    assert [problem for problem in problems if problem.code.startswith("front-matter")] == []
    assert list(mistakes(schema_of("article"), read_front_matter(text))) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("title: A title\n", "", ["title required"]),
        ("status: ready", "status: raedy", ["status enum"]),
        ("status: ready", "status: ready\nslug: x", ["slug unknown"]),
        ("part: 1", "part: 0", ["part minimum"]),
        ("part: 1", "part: one", ["part pattern"]),
        ("title: A title", "title:", ["title type"]),
        ("date: 2026-01-02", "date: 2.1.2026", ["date pattern"]),
        ("date: 2026-01-02", "date: 2026", ["date type"]),
        ("authors: [team]", "authors: team", ["authors type"]),
        ("authors: [team]", "authors: [team, team]", ["authors items"]),
        ("authors: [team]", "authors: [The Team]", ["authors pattern"]),
        ("series: small-series", "series: Small_Series", ["series pattern"]),
        ("status: ready", "status: ready\nchanges:\n  - date: 2026-01-02", ["note required"]),
    ],
)
def test_usual_mistakes_show_in_the_editor(before: str, after: str, expected: list[str]) -> None:
    """A missing or unknown field, a wrong type, a key or a date in another form."""
    front = read_front_matter(FRONT_MATTER.replace(before, after))
    assert list(mistakes(schema_of("article"), front)) == expected


@pytest.mark.parametrize("path", sorted({path for _, path in CONTENT}))
def test_the_editor_knows_which_schema_is_for_which_file(path: str) -> None:
    """``.remarkrc.json`` leads every content file to the schema of its kind, and to no other."""
    settings = json.loads((ROOT / ".remarkrc.json").read_text("utf-8"))["plugins"][1][1]["schemas"]
    found = [name for name, patterns in settings.items() if any(fnmatch(f"content/{path}", each) for each in patterns)]
    assert found == [f".vscode/front-matter/{kind_of(path)}.json"]


def test_there_is_a_snippet_for_every_kind() -> None:
    """Found under each of the kind's names, and only in Markdown."""
    made = [(each["prefix"], each["scope"]) for each in json.loads(json.dumps(snippets())).values()]
    assert made == [([kind.name, *kind.aliases], "markdown") for kind in TABLE]


@pytest.mark.parametrize("kind", TABLE, ids=lambda kind: kind.name)
def test_a_snippet_is_right_from_its_first_line(kind: Kind, content: Path) -> None:
    """With its gaps as they are, an article with the box passes the check, also where text goes on below it."""
    box = GAP.sub(lambda gap: gap[1] or "## Another section\n\nText.", "\n".join(body(kind)))
    key = "" if kind.name == "key" else "> [!key] The main message\n> In plain words.\n\n"
    text = f"{FRONT_MATTER.replace('part: 1', 'part: 3')}\n{key}## A section\n\nText.\n\n{box}\n"
    (content / "articles/small-series/three.md").write_text(text, "utf-8")
    reading = read_content(content, drafts=False)
    assert reading.problems == ()
    assert kind.name in [each.kind for each in reading.library.documents["articles/small-series/three.md"].callouts]
