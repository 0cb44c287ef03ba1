"""The press: makes the pages of the site, and none that is there already.

Two digests tell. A page's source covers all that its view can be made from: whatever shapes the whole site, the faces of
all content files, and the insides of those whose texts it shows. If that is as it was, there is no need to make the view.
Else the view is made, and its own digest tells whether the page would come out another one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from plugins.digests import digest_of
from plugins.folder import Folder
from plugins.rendering import Renderer
from plugins.selection import Choice, Selection


class Page(NamedTuple):
    """A page: its path, the digests of its source and its view, whether it was rendered, and whether it was written."""

    path: str
    source: str
    view: str
    rendered: bool = False
    written: bool = False


@dataclass(frozen=True)
class Press:
    """Makes pages, and puts them into the folder, in this process or in any other.

    ``context`` is the digest of all that shapes any page but the insides of content files, ``shape`` that of all but the
    content; ``known`` tells by path from which source and view the pages that are there were made.
    """

    selection: Selection
    renderer: Renderer
    folder: Folder
    context: str
    shape: str
    known: Mapping[str, tuple[str, str]]

    def __call__(self, choices: Sequence[Choice]) -> list[Page]:
        """Some pages. Raises ``ProblemsFound`` where a template is wrong."""
        return [self.page(choice) for choice in choices]

    def page(self, choice: Choice) -> Page:
        """A page."""
        documents = self.selection.publication.library.documents
        source = digest_of(self.context, choice, [documents[path].key for path in choice.sources])
        known_source, known_view = self.known.get(choice.path, ("", ""))
        if source == known_source:
            return Page(choice.path, source, known_view)
        output = self.selection.output(choice)
        view = digest_of(self.shape, output)
        if view == known_view:
            return Page(choice.path, source, view)
        return Page(
            choice.path, source, view, rendered=True, written=self.folder.put(choice.path, self.renderer.render(output))
        )
