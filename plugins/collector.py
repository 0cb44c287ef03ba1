"""Reads off the finished tree of one file what its Document holds: callouts, addresses, ids, headings, definitions."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from plugins.callout_parser import plain_title
from plugins.callout_rules import check_rules, is_box, plain
from plugins.digests import digest_of_text
from plugins.documents import Callout, Definition, Document, Target, face_of
from plugins.excerpts import box_bodies, definition_entries, first_sentence
from plugins.findings import Box, Findings
from plugins.front_matter import FrontMatter
from plugins.glossary import term_id
from plugins.leftovers import check_leftovers
from plugins.signed_text import pieces, signed_text
from plugins.source import Source
from plugins.trees import headings, without_citations
from plugins.typography import typeset

RESERVED_ID = re.compile(r"(?:fn|fnref|icon)-.*|[cgrt]\d[\d-]*|main|contents|references|history")
ABSOLUTE = re.compile(r"(?:https?://[^\s/]+|mailto:[^\s@]+@|tel:\+?\d)\S*")
WEB = re.compile("https?:")
WORDS_A_MINUTE = 200
NO_ADDRESS = r"\]\(\s*(?:<>)?\s*\)"
CITATION_MARK = re.compile(r' id="(c\d[\d-]*)"')
FILE = re.compile(r'"\{static\}([^"]+)"')
OWN_LINKS = ("term", "footnote-ref", "footnote-backref")


class Collector(Treeprocessor):
    """Reads off the finished tree what the Document holds, and checks it."""

    def __init__(self, md: Markdown, findings: Findings) -> None:
        super().__init__(md)
        self.findings = findings
        self.forget()

    def forget(self) -> None:
        """Drop what the last file held: an empty one has no tree to collect from."""
        self.headings: dict[ET.Element, int] = {}
        self.texts: dict[str, str] = {}
        self.anchors: frozenset[str] = frozenset()
        self.links: tuple[Target, ...] = ()
        self.external: tuple[Target, ...] = ()
        self.images: tuple[Target, ...] = ()
        self.minutes = 1

    def run(self, root: ET.Element) -> None:
        """Collect; the tree stays as it is."""
        check_leftovers(self.findings, root)
        check_rules(self.findings, root, article=self.findings.kind == "article")
        self.headings = self.heading_lines(root)
        self.check_headings()
        if self.findings.kind == "glossary":
            self.check_glossary(root)
        self.anchors = self.read_anchors(root)
        links = self.targets(root, "a", "href")
        self.links = tuple(target for target in links if not WEB.match(target.address))
        self.external = tuple(target for target in links if WEB.match(target.address))
        self.images = self.targets(root, "img", "src")
        self.check_images(root)
        self.texts = self.box_texts(root)
        self.minutes = max(1, round(len("".join(root.itertext()).split()) / WORDS_A_MINUTE))

    def box_texts(self, root: ET.Element) -> dict[str, str]:
        """The plain words of every box, by its id."""
        divs = {div.get("id", ""): div for div in root.iter("div") if is_box(div)}
        return {name: " ".join(map(without_citations, list(div)[1:])) for name, div in divs.items()}

    def read_anchors(self, root: ET.Element) -> frozenset[str]:
        """All ids; two equal ones are a problem, and so are those that the page itself uses."""
        seen: set[str] = set()
        lines = self.lines_of_ids(root)
        for element in root.iter():
            name = element.get("id", "")
            if not name:
                continue
            if element in lines and name in seen:
                message, hint = f"the id {name!r} stands twice", "ids are addresses: write {#another-id}"
                self.findings.source.problem(lines[element], "duplicate-id", message, hint)
            elif element in lines and RESERVED_ID.fullmatch(name):
                message, hint = f"the page itself uses the id {name!r}", "write {#another-id}"
                self.findings.source.problem(lines[element], "reserved-id", message, hint)
            seen.add(name)
        return frozenset(seen)

    def lines_of_ids(self, root: ET.Element) -> dict[ET.Element, int]:
        """The lines of headings and boxes, which are the elements whose ids writers choose."""
        divs = [div for div in root.iter("div") if is_box(div)]
        boxes = {div: box.line for div, box in zip(divs, self.findings.boxes, strict=False)}
        return boxes | self.headings

    def heading_lines(self, root: ET.Element) -> dict[ET.Element, int]:
        """The line of each heading; the body's first where the headings cannot be told apart."""
        found, lines = headings(root), self.findings.source.heading_lines()
        if len(found) != len(lines):
            return dict.fromkeys(found, self.findings.source.start)
        return dict(zip(found, lines, strict=True))

    def targets(self, root: ET.Element, tag: str, attribute: str) -> tuple[Target, ...]:
        """Each address once for every line on which it stands; addresses of a wrong form are problems."""
        found: dict[Target, None] = {}
        seen: set[str] = set()
        for element in root.iter(tag):
            address = unescape(element.get(attribute, "").replace(AMP_SUBSTITUTE, "&"))
            own = element.get("class", "") in OWN_LINKS or "aria-label" in element.attrib
            new = not own and address not in seen
            seen |= {address} if new else set()
            if new and self.check_address(address, tag):
                lines = self.findings.lines_of_address(address)
                found |= dict.fromkeys(Target(address, line) for line in lines)
            if tag == "a" and not own and not plain(element) and not len(element):
                self.findings.problem(
                    r"(?<!!)\[\s*\]\(", "link-empty", "a link without words", "write [words](address)"
                )
        return tuple(found)

    def check_address(self, address: str, tag: str) -> bool:
        """Whether an address can be looked up; note it if it is of a form that is not allowed."""
        if address.startswith(("{filename}", "#") if tag == "a" else "{static}") or (
            tag == "a" and address.startswith("{static}")
        ):
            return True
        if tag == "a" and ABSOLUTE.fullmatch(address):
            return bool(WEB.match(address))
        hint = "write {filename}file.md for pages, #id for this page, or https://…"
        if tag == "img":
            hint = "write {static}/images/article-name/file.svg"
        elif address.split("#", maxsplit=1)[0].endswith(".md"):
            hint = f"did you mean {{filename}}{re.sub(r'^{[^}]*}', '', address)}?"
        where = self.findings.lines_of_address(address) if address else NO_ADDRESS
        self.findings.problem(where, "link-form", f"{address!r} is not an address that can be checked", hint)
        return False

    def check_images(self, root: ET.Element) -> None:
        """Every image says in words what it shows."""
        for image in root.iter("img"):
            if not image.get("alt", "").strip():
                pattern = r"!\[\s*\]\(" + re.escape(image.get("src", ""))
                self.findings.problem(
                    pattern, "image-alt", "the image has no text alternative", "write ![what it shows](…)"
                )

    def check_headings(self) -> None:
        """Levels begin at 2 (the title is 1) and never skip one; a heading has words."""
        level, source = 1, self.findings.source
        for element, line in self.headings.items():
            found = int(element.tag[1])
            if found == 1 or found > level + 1:
                hint = f"write {'#' * (2 if found == 1 else level + 1)} (the title is the only level 1)"
                source.problem(line, "heading-order", f"a heading of level {found} after one of level {level}", hint)
            if not plain(element):
                source.problem(line, "heading-empty", "a heading without words", "delete it or write its words")
            level = found

    def check_glossary(self, root: ET.Element) -> None:
        """From the first definition list on stands nothing but terms with one definition each: more would not be seen."""
        lists = [number for number, child in enumerate(root) if child.tag == "dl"]
        for child in list(root)[lists[0] :] if lists else []:
            parts = list(child) if child.tag == "dl" else [child]
            for before, part in zip([None, *parts], parts, strict=False):
                alone = part.tag == "dd" and (before is None or before.tag == "dd")
                if alone or part.tag not in {"dt", "dd"} or not plain(part):
                    title = next((box.title for box in self.findings.boxes if box.id == part.get("id")), plain(part))
                    message, hint = "this is no term with one definition", "write a term, and below it one line with :"
                    self.findings.problem(re.escape(title[:30]), "glossary-entry", message, hint)


class CollectorExtension(Extension):
    """Puts the collector last, when the tree is finished."""

    def __init__(self, findings: Findings) -> None:
        super().__init__()
        self.findings = findings

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        """Register after everything that changes the tree but before escapes are undone."""
        self.collector = Collector(md, self.findings)
        md.treeprocessors.register(self.collector, "collector", -1)
        md.registerExtension(self)

    def reset(self) -> None:
        """Begin another file."""
        self.collector.forget()

    def document(self, document: Document, meta: FrontMatter, html: str) -> Document:
        """The Document from what was collected."""
        found, source, bodies = self.collector, self.findings.source, box_bodies(html)
        entries = list(definitions(html, source)) if document.kind == "glossary" else []
        digest, parts = digest_of_text(html), (*bodies.values(), *(text for *_, text in entries))
        made = document._replace(
            meta=meta.values,
            lines=meta.lines,
            digest=digest,
            headings=tuple((name, typeset(text)) for name, text in self.findings.sections),
            anchors=tuple(sorted({*found.anchors, *(term_id(names[0]) for names, *_ in entries)})),
            callouts=tuple(callouts(self.findings.boxes, found.texts, bodies)),
            citations=tuple(Target(key, line) for key, line in self.findings.lines_of_citations()),
            uses=dict(Counter(self.findings.citations)),
            links=found.links,
            external=found.external,
            images=found.images,
            terms=tuple(self.findings.terms),
            definitions=tuple(entries_of(self.findings, entries)),
            signed=digest_of_text(signed_text(meta.values, self.findings)),
            minutes=found.minutes,
            problems=tuple(source.problems),
            texts={digest_of_text(text): text for text in parts} | {digest: html},
        )
        return made._replace(face=face_of(made))


def callouts(boxes: Iterable[Box], texts: Mapping[str, str], bodies: Mapping[str, str]) -> Iterator[Callout]:
    """Every box as data: as it was written, and as it is shown."""
    for box in boxes:
        yield Callout(
            kind=box.kind,
            id=box.id,
            title=plain_title(box.title),
            text=texts.get(box.id, ""),
            digest=digest_of_text(bodies.get(box.id, "")),
            line=box.line,
        )


def entries_of(findings: Findings, entries: Sequence[tuple[tuple[str, ...], int, str]]) -> Iterator[Definition]:
    """The entries of the glossary, each with the digest of its source and what of other files it uses."""
    written = pieces(findings, [line for _, line, _ in entries])
    for (names, line, html), text in zip(entries, written, strict=True):
        files = tuple(map(unescape, FILE.findall(html)))
        marks, meaning = tuple(CITATION_MARK.findall(html)), first_sentence(html)
        digest, signed = digest_of_text(html), digest_of_text(text)
        yield Definition(term_id(names[0]), names, digest, line, signed, marks, files, meaning)


def definitions(html: str, source: Source) -> Iterator[tuple[tuple[str, ...], int, str]]:
    """The names, the line and the HTML of each entry of the glossary."""
    end = source.start - 1
    for names, text in definition_entries(html):
        lines = source.lines_where(re.compile(rf"^{re.escape(names[0])}\s*$").search)
        line = next((number for number in lines if number > end), lines[0])
        end = line + len(names)
        yield names, line, text
