"""Words to avoid, with the better wording: a table that whoever knows a better word can change.

Whole words are found, in capitals or not, across line breaks. A row without a better wording allows what another row
would find: "there is no cure" promises nothing.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Wording(NamedTuple):
    """Words to avoid, in all their forms, and what to write in their place; nothing means that they are allowed."""

    forms: tuple[str, ...]
    better: str


TABLE = (
    # People are not their illness (facts 7.5; AMA Manual of Style 11.12)
    Wording(("migraineur", "migraineurs"), "person with migraine"),
    Wording(("fibromyalgic", "fibromyalgics"), "person with fibromyalgia"),
    Wording(("epileptics",), "people with epilepsy"),
    Wording(("diabetics",), "people with diabetes"),
    Wording(("sufferer", "sufferers"), "person living with …"),
    Wording(("suffer", "suffers", "suffered", "suffering"), "have, live with"),
    Wording(("victim", "victims"), "person with …, person who had …"),
    Wording(("afflicted with", "stricken with"), "has"),
    Wording(("confined to a wheelchair", "wheelchair-bound"), "uses a wheelchair"),
    Wording(("addict", "addicts"), "person with a substance use disorder"),
    Wording(("drug-seeking", "drug seeking", "drug seeker", "drug seekers"), "asking for help with pain"),
    # Words that blame (facts 6, 7.5)
    Wording(("complain", "complains", "complained", "complaining"), "say, report, have"),
    Wording(("noncompliant", "non-compliant", "noncompliance", "non-compliance"), "had trouble following the plan"),
    Wording(("catastrophize", "catastrophizes", "catastrophizing"), "fear that pain will get worse"),
    Wording(("hysterical", "hysteria"), "say what the person feels"),
    Wording(("all in your head", "all in the head", "all in the mind", "imaginary pain"), "the pain is real"),
    Wording(("just stress", "only stress"), "stress may make pain worse"),
    Wording(
        ("learned to be in pain", "learned to feel pain", "learned to hurt"), "the nervous system can stay sensitive"
    ),
    Wording(("failed treatment", "failed treatments", "failed therapy", "failed the treatment"), "was not helped by …"),
    Wording(("patient failed", "patients failed", "people failed"), "the treatment did not help"),
    Wording(("committed suicide", "commit suicide", "commits suicide", "successful suicide"), "died by suicide"),
    Wording(("failed suicide", "unsuccessful suicide"), "suicide attempt"),
    # Words of war (facts 7.5)
    Wording(("battle", "battles", "battling", "beat pain", "beat your pain", "beating pain"), "live with, ease"),
    Wording(("fight pain", "fight your pain", "fighting pain", "war on pain"), "ease pain"),
    # Words that frighten (facts 2.1, 6)
    Wording(("permanent damage", "permanently damaged", "permanent", "permanently"), "long-lasting; it can ease"),
    Wording(("degenerate", "degenerated", "degenerating"), "changed with age or use"),
    Wording(("rewired", "rewires"), "works differently on average, in studies"),
    Wording(("shrinks the brain", "shrinks your brain"), "differs on average, in studies"),
    # Words that promise (facts 6)
    Wording(("no cure", "no known cure", "not a cure", "not cure"), ""),
    Wording(("cure", "cures", "cured"), "ease, help, go away for some people"),
    Wording(("fix", "quick fix"), "ease, help"),
    Wording(("not guaranteed",), ""),
    Wording(("guarantee", "guarantees", "guaranteed"), "may, often, in some people"),
    Wording(("breakthrough", "breakthroughs", "miracle", "wonder drug"), "new, with what studies found"),
    Wording(
        ("aggressive treatment", "aggressive care", "aggressive therapy", "treat aggressively", "aggressively treat"),
        "early, well-matched care",
    ),
    # A risk without its size (facts 7.2)
    Wording(
        ("doubles your risk", "doubles the risk", "triples the risk", "twice the risk"),
        "how many of 100, with and without",
    ),
    # Names of medicines used in the US (facts 7.4)
    Wording(("paracetamol",), "acetaminophen"),
    Wording(("adrenaline", "adrenalin"), "epinephrine"),
    Wording(("noradrenaline",), "norepinephrine"),
    Wording(("lignocaine",), "lidocaine"),
    Wording(("pethidine",), "meperidine"),
    Wording(("salbutamol",), "albuterol"),
)
BETTER = {form: wording.better for wording in TABLE for form in wording.forms}


def pattern() -> re.Pattern[str]:
    """Finds every form in lower-case text, the longest first."""
    forms = sorted(BETTER, key=len, reverse=True)
    spaced = "|".join(r"\s+".join(map(re.escape, form.split())) for form in forms)
    return re.compile(rf"\b(?:{spaced})\b")
