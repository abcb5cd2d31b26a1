"""The facts that a labelled case states: its marks, and what its head says of the dose, the radiation and the side.

A mark is the shortest word that decides, with its concept: it becomes a fact with these words as its quote. The head
says whether the dose was given (status and questions), of which service the treatment was, and on which side
(modifiers of the surgeon's lines). Where the head says that nothing was given, treatments marked in the text were
planned, past or another person's: its context says which.
"""

from __future__ import annotations

from typing import Any

import iortkg
from iortkg.check import Labelled
from iortkg.check.labels import line_of

GIVEN, PARTLY, NOT_GIVEN = "ior:DoseDelivered", "ior:DosePartlyDelivered", "ior:DoseNotDelivered"
_TREATING = ("radiation", "device", "applicator")


def labelled_facts(case: Labelled, kg: iortkg.Knowledge, *, quoted: bool = True) -> list[dict[str, Any]]:
    """The facts of a labelled case in the words of the contract, with quotes of the text if these are wanted."""
    index = kg.index
    found: dict[tuple[str, str], dict[str, Any]] = {}

    def add(kind: str, concept: str, status: str = "affirmed", quote: str = "") -> None:
        fact = {"kind": kind, "concept": concept, "status": status}
        found.setdefault((kind, concept), fact | ({"quote": quote} if quote and quoted else {}))

    delivered = _delivered(case)
    if delivered:
        marks = [m for m in case.marks if m.concept in (GIVEN, PARTLY, NOT_GIVEN)]
        own = next((m for m in marks if (m.concept == NOT_GIVEN) == (delivered == NOT_GIVEN)), None)
        add("delivered", own.concept if own else delivered, quote=case.text[own.start : own.end] if own else "")
    for mark in case.marks:
        kind = index.kind(mark.concept) if mark.concept in index else ""
        if not kind or mark.concept in (GIVEN, PARTLY, NOT_GIVEN) or _is_one_of_several(mark.concept, case, kg):
            continue
        standing = "affirmed" if kind not in _TREATING or _is_of_operation(mark.concept, case, kg) else "hypothetical"
        add(kind, mark.concept, standing, case.text[mark.start : mark.end])
    return list(found.values())


def _delivered(case: Labelled) -> str:
    """Whether a dose was given, as the head says it; empty where that is the question."""
    if case.status == "not-iort":
        return NOT_GIVEN
    return "" if "delivered" in (case.questions or ()) else GIVEN


def _is_one_of_several(concept: str, case: Labelled, kg: iortkg.Knowledge) -> bool:
    """True if a mark names one kind of radiation where the head says that the kind is open."""
    return "unspecified-iort" in case.services and bool(kg.reader.roles.service(concept))


def _is_of_operation(concept: str, case: Labelled, kg: iortkg.Knowledge) -> bool:
    """True if a treatment that is marked can be that of the labelled service."""
    service = kg.reader.roles.service(concept)
    named = kg.index[service].text("skos:notation") if service else ""
    return case.status != "not-iort" and named in ("", *case.services)


def label_side(case: Labelled) -> str:
    """The modifier of a side that the labelled lines carry."""
    modifiers = {m for _, lines in case.claims for line in lines for m in line_of(line)[1]}
    return next(iter(modifiers & {"LT", "RT", "50"}), "")
