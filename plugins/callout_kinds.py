"""The closed table of callout kinds: parser, templates, styles, guide and tests derive from it or are checked against it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of callout. ``heading`` marks the safety kinds, whose title is a heading of the page.

    ``aspect`` is the schema.org ``HealthAspectEnumeration`` (or ``DefinedTerm``) that the box is in the JSON-LD.
    """

    name: str
    label: str
    aspect: str = ""
    heading: bool = False
    title_optional: bool = False
    aliases: tuple[str, ...] = ()


TABLE = (
    Kind("symptom", "Symptom", "SymptomsHealthAspect"),
    Kind("treatment", "Treatment principle", "TreatmentsHealthAspect", aliases=("principle", "treatment-principle")),
    Kind("key", "Key point", "OverviewHealthAspect"),
    Kind("definition", "Definition", "DefinedTerm"),
    Kind("myth", "Myth and fact", "MisconceptionsHealthAspect"),
    Kind("caution", "Caution", heading=True),
    Kind("urgent", "Urgent advice", "SeeDoctorHealthAspect", heading=True),
    Kind("emergency", "Emergency", "SeeDoctorHealthAspect", heading=True),
    Kind("do", "Do", "SelfCareHealthAspect", heading=True, title_optional=True),
    Kind("dont", "Do not", "SelfCareHealthAspect", heading=True, title_optional=True),
)
CARE_LEVELS = ("urgent", "emergency")  # they say when to get help
KINDS = {kind.name: kind for kind in TABLE}
NAMES = {name: kind.name for kind in TABLE for name in (kind.name, *kind.aliases)}
