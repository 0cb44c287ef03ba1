"""Where in a file a sentence of its page stands: found by its words, for Markdown keeps no line numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plugins.source import Source, blank, clean_markup, decode

NOT_SHOWN = re.compile(
    r"!\[[^\]]*\]\(\S*"  # an image but for its caption
    r"|\]\([^)]*\)"  # a link's address
    r"|\[[@^][^\]]*\]:?"  # marks of references and footnotes
    r"|\{[#:][^}]*\}"  # ids
    r"|&#?\w+;"
)
WORD = re.compile(r"[^\W_]+")
RUN = 5  # words that tell a sentence from others


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a file that readers see, in one line of text, and the line of each."""

    text: str
    lines: tuple[int, ...]
    start: int

    def line_of(self, sentence: str) -> int:
        """The line on which a sentence begins.

        Where it does not stand as a whole, as a list item with "do not" before it, its first words that do count; the
        first line of the text where there are none.
        """
        words = WORD.findall(sentence.lower())
        runs = [words, *(words[at : at + RUN] for at in range(len(words) - RUN + 1))]
        for run in runs:
            at = self.text.find(f" {' '.join(run)} ")
            if at >= 0:
                return self.lines[self.text.count(" ", 0, at)]
        return self.start


def words_of(path: str, data: bytes) -> Words:
    """The words of a content file."""
    source: Source = decode(path, data)
    clean_markup(source)
    shown = NOT_SHOWN.sub(lambda found: blank(found[0]), source.body)
    lines = enumerate(shown.split("\n"), source.start)
    found = [(word, number) for number, line in lines for word in WORD.findall(line.lower())]
    return Words(f" {' '.join(word for word, _ in found)} ", tuple(number for _, number in found), source.start)
