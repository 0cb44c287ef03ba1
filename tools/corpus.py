"""A made-up content folder of any size, for measuring: it obeys every rule, and the same seed gives the same bytes."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

PARTS = 12  # articles in a series
FIRST_DAY = dt.date(2020, 1, 1)
DAYS = 5 * 365


def listed(text: str) -> tuple[str, ...]:
    """The words of a text."""
    return tuple(text.split())


WORDS = listed(
    """
    a a a about after all an and and and are are as at before better body's brain by can can care change clinician clue
    cold day doctor doesn't ease ease evening every feel feel few find for for from gentle get hand has have head heat
    help help helps hour how if in in in is is it it it's learn less light long may may medicine MRI minute more morning
    most move much muscle neck nerve nerves never new night not of of of off often on one or or other over pain pain
    pain patient people place plan plan question quiet rest rest round signal signals skin sleep sleep slow small some
    soon spine start step steps still strong that the the the the the their them these they they this through time to to
    to to touch too try turn until up US use visit wait walk warm water week weeks well what when when while why with
    with without work year you you you you you're your your your
    """
)
TERMS = listed(
    """
    acupuncture allodynia analgesic aura axon biofeedback biopsy cortex dysesthesia endorphin fibromyalgia flare
    hyperalgesia inflammation ligament magnesium massage meditation meninges migraine modulation myelin nausea
    neuralgia neuron neuropathy nociception opioid pacing paresthesia placebo plasticity prednisone prodrome receptor
    reflex relaxation sciatica sensitization serotonin synapse tendon thalamus triptan
    """
)
CONDITIONS = listed(
    """
    arthritis back-pain bursitis carpal-tunnel cluster-headache concussion endometriosis fibromyalgia frozen-shoulder
    gout hip-pain jaw-pain knee-pain long-covid migraine neck-pain neuralgia neuropathy phantom-pain sciatica shingles
    tendon-pain tension-headache whiplash
    """
)
SHAPES = (
    "{0} {1}.",
    "{0} {1}.",
    "{0}, and {1}.",
    "{0}, but {1}.",
    '{0}: "{1}."',
    "{0} -- {1}.",
    "{0} (*{1}*).",
    "Don't {0}; {1}.",
)
PLACES = listed("ankle arm back elbow finger foot hand head hip jaw knee leg neck shoulder skin wrist")
TIMES = listed("autumn bed cold heat meals noise rain sitting sleep snow standing stress travel typing walking work")
ACTIONS = listed("Change Check Ease Guard Hold Keep Learn Loosen Lower Mind Move Plan Rest Steady Trust Warm")
CARE = {"urgent": "Call us today if:", "emergency": "Call 911 if you have:"}

ABOUT = """\
---
title: About
summary: What this made-up site is for, said in one sentence that is long enough to be allowed.
date: 2020-01-01
---

It is built to be measured.
"""
DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 120" fill="none" stroke="currentColor">
<path d="M0 60h120c20 0 20-40 40-40s20 80 40 80 20-40 40-40h120"/>
<text x="10" y="20" font-size="15">A signal comes to rest</text>
</svg>
"""
PEOPLE = """\
[team]
name = "The team"
kind = "organization"
about = "It writes what nobody reads."
"""
GLOSSARY = """\
---
title: Glossary
summary: Words that the made-up articles use, each explained in one short made-up sentence.
date: 2020-01-01
---
"""


def write_corpus(folder: Path, articles: int, seed: int = 1) -> None:
    """Write a content folder of this many articles (at least 2). Raises ``FileExistsError`` where there is one."""
    folder.mkdir(parents=True)
    for path, text in corpus(articles, seed):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="\n")


def corpus(articles: int, seed: int) -> Iterator[tuple[str, str]]:
    """Every file's path and text. An article is the same in a corpus of any size."""
    for number in range(articles):
        yield article_path(number), article(number, seed)
    yield "pages/about.md", ABOUT
    yield "images/wave.svg", DRAWING
    yield "people.toml", PEOPLE
    yield "series.toml", "\n".join(map(series_row, range(0, articles, PARTS)))
    yield "conditions.toml", "\n".join(map(condition_row, CONDITIONS))
    yield "references.bib", "\n".join(map(reference, range(articles)))
    yield "glossary.md", GLOSSARY + "".join(map(glossary_entry, TERMS))


def article_path(number: int) -> str:
    """Where an article lies in the content folder."""
    return f"articles/{series_key(number)}/article-{number + 1:05}.md"


def series_key(number: int) -> str:
    """The key of an article's series."""
    return f"series-{number // PARTS + 1:04}"


def series_row(first: int) -> str:
    """The row of the series that begins with an article."""
    key, place = series_key(first), PLACES[first // PARTS % len(PLACES)]
    summary = f"What to know when your {place} hurts, told in twelve short steps from the first day on."
    return f'[{key}]\ntitle = "Book {first // PARTS + 1}: the {place}"\nsummary = "{summary}"\n'


def condition_row(key: str) -> str:
    """The row of a condition."""
    name = key.replace("-", " ").capitalize()
    return (
        f'[{key}]\nname = "{name}"\ndefinition = "A condition that hurts, and that can ease."\nsources = ["study1"]\n'
    )


def reference(number: int) -> str:
    """The record of the study that an article is the first to cite."""
    return f"""\
@article{{study{number + 1},
  author   = {{Doe, Jane A. and Roe, Richard and Poe, Petra}},
  title    = {{Relief from pain of the {PLACES[number % len(PLACES)]}: study {number + 1}}},
  journal  = {{Journal of Made-up Medicine}},
  year     = {{{2000 + number % 25}}},
  volume   = {{{number % 90 + 1}}},
  pages    = {{{number % 400 + 1}--{number % 400 + 9}}},
  doi      = {{10.5555/made-up.{number + 1}}},
  verified = {{yes}},
}}
"""


def glossary_entry(term: str) -> str:
    """The entry of a term."""
    return f"\n{term.capitalize()}\n:   A word that doctors use when they speak of pain [@study1].\n"


def article(number: int, seed: int) -> str:
    """The text of an article's file."""
    rng = random.Random(f"{seed}/{number}")  # noqa: S311 (text, not secrets)
    return front_matter(rng, number) + "\n\n".join(body(rng, number)) + "\n"


def front_matter(rng: random.Random, number: int) -> str:
    """The front matter of an article."""
    place, time = rng.choice(PLACES), rng.choice(TIMES)
    day = (FIRST_DAY + dt.timedelta(days=number % DAYS)).isoformat()
    return f"""\
---
title: Why your {place} hurts and what {time} has to do with it
summary: Learn why a {place} can hurt, what {time} changes, which signs need a visit, and what may help.
series: {series_key(number)}
part: {number % PARTS + 1}
date: {day}
authors: [team]
conditions: [{", ".join(rng.sample(CONDITIONS, 4))}]
status: ready
changes:
  - date: {day}
    note: First version.
---

"""


def body(rng: random.Random, number: int) -> Iterator[str]:
    """The blocks of an article: about 1,000 words, 4 callouts, 3 links, a figure, citations."""
    words = WORDS + tuple(rng.sample(TERMS, PARTS))
    linked = article_path(rng.randrange(number) if number else 1)
    earlier = [f"@study{rng.randrange(number + 1) + 1}" for _ in range(3)]
    yield f"{paragraph(rng, words)} [@study{number + 1}]"
    yield box("key", f"{rng.choice(ACTIONS)} your {rng.choice(PLACES)}", sentence(rng, words))
    yield f"## What is it?\n\n{paragraph(rng, words)} [See another article]({{filename}}/{linked})."
    yield f"{paragraph(rng, words)} [{'; '.join(dict.fromkeys(earlier[:2]))}]"
    yield '![A wave that becomes a flat line.]({static}/images/wave.svg "A signal comes to rest.")'
    yield paragraph(rng, words)
    yield f"## How does it show?\n\n{paragraph(rng, words)}"
    yield box("symptom", f"A sore {rng.choice(PLACES)} after {rng.choice(TIMES)}", sentence(rng, words))
    yield f"{paragraph(rng, words)} [{earlier[2]}]"
    yield items(rng, words)
    yield f"{paragraph(rng, words)} [About us]({{filename}}/pages/about.md)."
    yield f"## What can help?\n\n{paragraph(rng, words)}"
    yield box("treatment", f"{rng.choice(ACTIONS)} it before {rng.choice(TIMES)}", sentence(rng, words))
    yield paragraph(rng, words)
    yield f"### At home\n\n{paragraph(rng, words)} [Read more](https://example.org/study-{number + 1})."
    yield f"{paragraph(rng, words)}\n\n{paragraph(rng, words)}"
    yield f"## When to get help now\n\n{sentence(rng, words)}"
    kind = rng.choice(tuple(CARE))
    yield box(kind, CARE[kind], items(rng, words))


def box(kind: str, title: str, text: str) -> str:
    """A callout."""
    return f"> [!{kind}] {title}\n> " + text.replace("\n", "\n> ")


def items(rng: random.Random, words: Sequence[str]) -> str:
    """A list of 3."""
    return "\n".join(f"- {phrase(rng, words)}" for _ in range(3))


def paragraph(rng: random.Random, words: Sequence[str]) -> str:
    """A paragraph of 5 sentences."""
    return " ".join(sentence(rng, words) for _ in range(5))


def sentence(rng: random.Random, words: Sequence[str]) -> str:
    """A sentence with the marks that typography changes."""
    text = rng.choice(SHAPES).format(phrase(rng, words), phrase(rng, words))
    return text[0].upper() + text[1:]


def phrase(rng: random.Random, words: Sequence[str]) -> str:
    """From 4 to 10 words."""
    return " ".join(rng.choices(words, k=rng.randint(4, 10)))
