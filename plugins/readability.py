"""How hard a text is to read: words, sentences and the school grade for which it is written.

The grade is that of Flesch and Kincaid: 0.39 × words per sentence + 11.8 × syllables per word - 15.59. It knows nothing
of sense: short words in short sentences get a low grade whatever they say. It is advice.

- Counted are paragraphs, list items, definitions, captions and footnotes. Not counted are headings and the titles of
  boxes, tables, code, the marks of references and footnotes, and text alternatives.
- A sentence ends at ``.``, ``!`` or ``?`` before a capital or a digit, and at the end of its paragraph or list item.
- A word is what stands between spaces; one with hyphens is one word. A number is a word of one syllable, also "11,388".
- Without the glossary's terms: their syllables are left out of the mean per word, but they still lengthen a sentence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import NamedTuple

from plugins.digests import code_digest, digest_of
from plugins.documents import Document
from plugins.excerpts import MARK
from plugins.glossary import pattern
from plugins.languages import LANGUAGES
from plugins.library import Library
from plugins.store import Store
from plugins.syllables import syllables

LONG_SENTENCE = 20  # words
LONG_PARAGRAPH = 3  # sentences
HARDEST = 10
ENOUGH_WORDS = 8  # of fewer, one long word alone would make a sentence the hardest
BLOCKS = frozenset({"blockquote", "dd", "div", "dl", "dt", "figcaption", "figure", "li", "ol", "p", "ul"})
NO_PROSE = frozenset({"dt", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "svg", "table"})
NOT_READ = frozenset({"callout__title", "footnote-backref"})  # classes
WORD = re.compile(r"[^\W_]+(?:(?:[’'-]|[.,](?=\d))[^\W_]+)*")
END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z\d])")
NO_END = re.compile(r"(?:\b(?:Dr|Mr|Mrs|Ms|St|vs|e\.g|i\.e)|(?:\b[A-Z]\.)+[A-Z])\.$")


class Sentence(NamedTuple):
    """A sentence, its words and its syllables."""

    text: str
    words: int
    syllables: int

    @property
    def grade(self) -> float:
        """Its grade by itself."""
        return grade(self.words, 1, self.syllables, self.words)


class Readability(NamedTuple):
    """The figures of a text. ``long`` counts sentences over 20 words, ``crowded`` paragraphs over 3 sentences.

    ``term_words`` and ``term_syllables`` are those of glossary terms; ``hardest`` are the sentences of the highest grade
    of at least 8 words, the hardest first.
    """

    words: int = 0
    sentences: int = 0
    syllables: int = 0
    term_words: int = 0
    term_syllables: int = 0
    long: int = 0
    crowded: int = 0
    hardest: tuple[Sentence, ...] = ()

    @property
    def grade(self) -> float:
        """The school grade, to a tenth."""
        return grade(self.words, self.sentences, self.syllables, self.words)

    @property
    def grade_without_terms(self) -> float:
        """The school grade where the syllables of glossary terms do not count, to a tenth."""
        plain = self.syllables - self.term_syllables
        return grade(self.words, self.sentences, plain, self.words - self.term_words)

    @property
    def long_share(self) -> int:
        """How many of 100 sentences are over 20 words."""
        return round(100 * self.long / max(1, self.sentences))


def grade(words: int, sentences: int, heard: int, of_words: int) -> float:
    """The grade of Flesch and Kincaid, to a tenth; 0 for what has no words. ``heard`` syllables are ``of_words``."""
    if not of_words:
        return 0.0
    return round(0.39 * words / sentences + 11.8 * heard / of_words - 15.59, 1)


def measure(html: str, terms: Iterable[str] = ()) -> Readability:
    """The readability of a Document's HTML; ``terms`` are the names of the glossary's terms in lower case."""
    blocks = list(prose(html))
    found = [sentence for _, inside in blocks for sentence in inside]
    medical = list(term_words(found, terms))
    hardest = sorted((each for each in found if each.words >= ENOUGH_WORDS), key=lambda each: (-each.grade, each.text))
    return Readability(
        words=sum(each.words for each in found),
        sentences=len(found),
        syllables=sum(each.syllables for each in found),
        term_words=len(medical),
        term_syllables=sum(map(syllables, medical)),
        long=sum(each.words > LONG_SENTENCE for each in found),
        crowded=sum(tag == "p" and len(inside) > LONG_PARAGRAPH for tag, inside in blocks),
        hardest=tuple(hardest[:HARDEST]),
    )


def term_words(found: Iterable[Sentence], terms: Iterable[str]) -> Iterator[str]:
    """The words of some sentences that belong to terms."""
    names = sorted(terms)
    for term in pattern(names).findall(" ".join(each.text.lower() for each in found)) if names else ():
        yield from WORD.findall(term)


def prose(html: str) -> Iterator[tuple[str, list[Sentence]]]:
    """The sentences of each paragraph, list item and other block, with its tag."""
    parser = Prose()
    parser.feed(MARK.sub("", html))
    parser.close()
    parser.end_block()
    for tag, text in parser.blocks:
        if found := list(sentences(text)):
            yield tag, found


class Prose(HTMLParser):
    """Collects the text of each block that is prose."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[tuple[str, str]] = []
        self.tag = self.text = self.left_out = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, or leave one out."""
        if not self.left_out and (tag in NO_PROSE or dict(attrs).get("class") in NOT_READ):
            self.left_out = tag
        if tag in BLOCKS:
            self.end_block()
            self.tag = tag
        self.text += " " if tag == "br" else ""

    def handle_endtag(self, tag: str) -> None:
        """End a block."""
        if tag in BLOCKS:
            self.end_block()
        if tag == self.left_out:
            self.left_out = ""

    def handle_data(self, data: str) -> None:
        """Keep words that are prose."""
        self.text += "" if self.left_out else data

    def end_block(self) -> None:
        """Keep what the block held; what follows it belongs to no paragraph."""
        self.blocks.append((self.tag, " ".join(self.text.split())))
        self.tag = self.text = ""


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a block that hold a word."""
    start = 0
    for end in (*(match.end() for match in END.finditer(text)), len(text)):
        if end < len(text) and NO_END.search(text[:end]):
            continue
        words = WORD.findall(text[start:end])
        if words:
            yield Sentence(text[start:end].strip(), len(words), sum(map(syllables, words)))
        start = end


def readability_of(document: Document, store: Store, terms: Iterable[str]) -> Readability:
    """The readability of a file that an engine has read, from its store where it is known.

    Nothing is measured in a language for which the formula is not made. Raises ``sqlite3.Error``.
    """
    if not LANGUAGES[document.lang].measured:
        return Readability()
    names = sorted(terms)
    key = digest_of("readability", code_digest(), document.digest, names)
    for text in store.find([key]).values():
        known = Readability(*json.loads(text))
        return known._replace(hardest=tuple(Sentence(*row) for row in known.hardest))
    found = measure(store.text(document.digest), names)
    store.add([(key, json.dumps(found, ensure_ascii=False))])
    return found


def terms_of(library: Library) -> frozenset[str]:
    """The names of the glossary's terms, in lower case."""
    return frozenset(name.lower() for entry in library.glossary.definitions for name in entry.names)
