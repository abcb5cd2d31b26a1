"""Bundles of FHIR R4 in the shape of mCODE, for tests."""

from __future__ import annotations

from typing import Any

MCODE = "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-"
SNOMED = "http://snomed.info/sct"
INTRAOPERATIVE = "168524008"
PHOTONS, ELECTRONS, HDR, ELECTRONIC = "1156506007", "45643008", "394902000", "438629002"
BREAST, PANCREAS = "76752008", "15776009"


def concept(code: str, system: str = SNOMED) -> dict[str, Any]:
    return {"coding": [{"system": system, "code": code}]}


def summary(modality: str | None, technique: str | None, site: str = BREAST, **more: Any) -> dict[str, Any]:
    """A radiotherapy course summary with one modality and one technique."""
    parts = [
        {"url": f"{MCODE}radiotherapy-{name}", "valueCodeableConcept": concept(code)}
        for name, code in (("modality", modality), ("technique", technique))
        if code
    ]
    dose = {"url": "totalDoseDelivered", "valueQuantity": {"value": 2000, "unit": "cGy", "code": "cGy",
            "system": "http://unitsofmeasure.org"}}  # fmt: skip
    return {
        "resourceType": "Procedure", "id": "course", "status": "completed",
        "meta": {"profile": [f"{MCODE}radiotherapy-course-summary"]},
        "category": concept("108290001"), "code": concept("1217123003"),
        "subject": {"reference": "Patient/p"}, "encounter": {"reference": "Encounter/e"},
        "performedPeriod": {"start": "2026-03-02T10:00:00Z", "end": "2026-03-02T10:30:00Z"},
        "bodySite": [concept(site)],
        "extension": [
            {"url": f"{MCODE}radiotherapy-modality-and-technique", "extension": parts},
            {"url": f"{MCODE}radiotherapy-dose-delivered-to-volume", "extension": [dose]},
        ],
    } | more  # fmt: skip


def bundle(*procedures: dict[str, Any], encounter: str = "AMB") -> dict[str, Any]:
    """A Bundle with an encounter and procedures."""
    coding = {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": encounter}
    visit = {"resourceType": "Encounter", "id": "e", "status": "finished", "class": coding}
    return {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": r} for r in (visit, *procedures)]}
