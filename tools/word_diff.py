"""What changed between two texts, word by word, as people read it: ``[-what went-]`` and ``{+what came+}``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher


def word_diff(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """The paragraphs that changed, each with its words that went and came."""
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield "".join(marked(words("\n".join(old[i1:i2])), words("\n".join(new[j1:j2])))).strip("\n")


def changed_words(old: Sequence[str], new: Sequence[str]) -> int:
    """How many words went or came, whichever are more, change by change."""
    before, after = "\n".join(old).split(), "\n".join(new).split()
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return sum(max(i2 - i1, j2 - j1) for kind, i1, i2, j1, j2 in matcher.get_opcodes() if kind != "equal")


def words(text: str) -> list[str]:
    """The words of a text, and the blanks between them."""
    return [piece for piece in re.split(r"(\s+)", text) if piece]


def marked(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """The pieces of a text, those that changed in their marks."""
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from old[i1:i2]
            continue
        went, came = "".join(old[i1:i2]), "".join(new[j1:j2])
        yield (f"[-{went}-]" if went else "") + (f"{{+{came}+}}" if came else "")
