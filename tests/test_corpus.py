"""The made-up content folder of the benchmark: always the same, and right in every way."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from plugins.callout_kinds import KINDS
from plugins.documents import Document
from plugins.reading import Reading, read_content
from tools.corpus import PARTS, corpus, write_corpus

SIZE = PARTS + 1  # a full series, and one article of the next


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    """A made-up folder, read."""
    folder = tmp_path_factory.mktemp("corpus") / "content"
    write_corpus(folder, SIZE)
    return read_content(folder, drafts=False)


@pytest.fixture
def articles(reading: Reading) -> list[Document]:
    """Its articles."""
    return reading.library.articles


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two folders of one seed are equal, byte for byte; another seed gives another text."""
    write_corpus(tmp_path / "one", SIZE, seed=7)
    write_corpus(tmp_path / "two", SIZE, seed=7)
    assert bytes_below(tmp_path / "one") == bytes_below(tmp_path / "two")
    assert dict(corpus(SIZE, 7)) != dict(corpus(SIZE, 8))


def test_an_article_does_not_depend_on_the_size() -> None:
    """What is measured at 1,000 articles holds what was measured at 100."""
    small, large = dict(corpus(2, 1)), dict(corpus(SIZE, 1))
    assert all(large[path] == text for path, text in small.items() if path.startswith("articles/"))


def test_only_the_folder_is_written(tmp_path: Path) -> None:
    """Nothing appears beside the folder, and nothing that is there already is touched."""
    write_corpus(tmp_path / "content", 2)
    assert [path.name for path in tmp_path.iterdir()] == ["content"]
    with pytest.raises(FileExistsError):
        write_corpus(tmp_path / "content", 2)


def test_the_folder_obeys_every_rule(reading: Reading) -> None:
    """It has as many articles as asked for, and not one problem or warning: every link leads somewhere, too."""
    assert len(reading.library.articles) == SIZE
    assert reading.problems == ()


def test_articles_are_about_1000_words_long(tmp_path: Path) -> None:
    """Each is between 900 and 1,100 words long, without its front matter."""
    write_corpus(tmp_path / "content", SIZE)
    texts = [file.read_text("utf-8").split("---\n", 2)[2] for file in (tmp_path / "content/articles").rglob("*.md")]
    assert len(texts) == SIZE
    assert [len(text.split()) for text in texts if not 900 <= len(text.split()) <= 1100] == []


def test_articles_hold_what_real_ones_hold(articles: list[Document]) -> None:
    """Each has 4 boxes, 2 links to other files of ours, a figure, terms, and citations of a few studies."""
    for document in articles:
        boxes = Counter(callout.kind for callout in document.callouts)
        assert boxes.keys() <= KINDS.keys()
        assert boxes["key"] == boxes["symptom"] == boxes["treatment"] == boxes["urgent"] + boxes["emergency"] == 1
        assert len(document.links) == 2
        assert len(document.images) == 1
        assert document.terms
        assert document.citations


def test_an_article_links_to_another_and_to_another_site() -> None:
    """No article links to itself; each has one address on the web."""
    for path, text in corpus(SIZE, 1):
        if path.startswith("articles/"):
            assert text.count("](https://") == text.count("]({filename}/articles/") == 1
            assert f"/{path})" not in text


def bytes_below(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
