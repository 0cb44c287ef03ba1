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
    """The words of a text, each with the blanks beside it."""
    return re.findall(r"\s*\S+\s*", text)


def marked(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """The words of a text, those that changed in their marks; words beside each other share one."""
    before, after = [word.strip() for word in old], [word.strip() for word in new]
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from new[j1:j2]
            continue
        went, came = "".join(old[i1:i2]), "".join(new[j1:j2])
        last = came or went
        yield "".join(
            f"{mark}{text.rstrip()}{end}" for mark, text, end in (("[-", went, "-]"), ("{+", came, "+}")) if text
        )
        yield last[len(last.rstrip()) :]
