"""The closed table of languages: addresses, checks, the interface and tests derive from it.

An article in the first language lies in its series' folder, one in another language in a folder below that, named by its
code: ``articles/<series>/es/<slug>.md``. So its path alone tells its language, and that its address begins with ``/es/``.
The words of a language's interface stand in ``theme/strings/<code>.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.problems import Problem

STRINGS = Path(__file__).resolve().parent.parent / "theme" / "strings"
DEFAULT = "en"
Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its code, its tag for browsers, its direction, and what its texts are checked with.

    ``care`` lists how the title of an urgent or emergency box may end; ``says_no`` matches an item that says "do not"
    already. ``measured`` tells whether grades of reading and rules on wording are made for it.
    """

    code: str
    tag: str
    care: tuple[str, ...]
    says_no: str
    direction: str = "ltr"
    measured: bool = False


TABLE = (
    Language("en", "en-US", ("if:", "if you have:"), r"do[\s*_]+not|don['’]t|never", measured=True),
    Language("es", "es-US", ("si:", "si tiene:", "si usted tiene:"), r"no|nunca|jamás|evite|deje"),
)
LANGUAGES = {language.code: language for language in TABLE}
IN_TEXTS = re.compile(r"kind_\w+|do_not|reference_mark|table|back_to_footnote")


def language_of(path: str) -> str:
    """The code of the language of a content file."""
    match path.split("/"):
        case ["articles", _, code, _]:
            return code
    return DEFAULT


def in_language(path: str, code: str) -> str:
    """Where the page of a language lies in the output, from where it lies in the first."""
    return path if code == DEFAULT else f"{code}/{path}"


def read_words(folder: Path, code: str) -> tuple[dict[str, str], list[Problem]]:
    """The words of a language's interface, or why they cannot be read."""
    file = folder / f"{code}.toml"
    try:
        return tomllib.loads(file.read_text("utf-8")), []
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        found = re.search(r"line (\d+)", str(error))
        path, line = f"{folder.parent.name}/{folder.name}/{file.name}", int(found[1]) if found else 1
        message = f"the words of the interface cannot be read: {error}"
        return {}, [Problem(path, line, "strings", message, "see this line")]


def words_of_texts(folder: Path = STRINGS) -> dict[str, Words]:
    """By language, those words that become part of texts. What cannot be read is empty, and told where pages are made."""
    read = {code: read_words(folder, code)[0] for code in LANGUAGES}
    return {
        code: {name: word for name, word in words.items() if IN_TEXTS.fullmatch(name)} for code, words in read.items()
    }
