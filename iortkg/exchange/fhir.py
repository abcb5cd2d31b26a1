"""A radiotherapy procedure in FHIR R4, as facts: an mCODE course summary, or a Procedure with modality and technique.

What a number means stands in the tables of mappings. What is not there is told, and nothing is guessed for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from iortkg.case import Reader
from iortkg.errors import InputError
from iortkg.exchange.bundle import Json, codings, items, named, read_resources
from iortkg.knowledge import read_mappings, shorten

_PROFILE = "radiotherapy-course-summary"
_BOTH, _MODALITY, _TECHNIQUE = "radiotherapy-modality-and-technique", "modality", "technique"
_DOSE, _TOTAL, _SIDE = "radiotherapy-dose-delivered-to-volume", "totalDoseDelivered", "laterality-qualifier"
# FHIR's own words for how far a procedure has come, and what each says of the dose; others leave it open.
_STATUS = {"completed": "ior:DoseDelivered", "not-done": "ior:DoseNotDelivered"}
_OPEN = ("preparation", "in-progress", "on-hold", "stopped", "unknown")
# Classes of an encounter in HL7's table ActCode; ambulatory stands for the outpatient department.
_CLASSES = {
    "IMP": "inpatient", "ACUTE": "inpatient", "NONAC": "inpatient", "AMB": "outpatient", "SS": "outpatient",
    "OBSENC": "outpatient",
}  # fmt: skip
_NARROWER = "narrowMatch"
_TAIL = ("exactMatch", "closeMatch", "broadMatch", "relatedMatch", _NARROWER)
_SYSTEMS = {"http://snomed.info/sct": "http://snomed.info/id/"}


@dataclass(frozen=True, slots=True)
class FhirCase:
    """Facts of one radiotherapy procedure, and in sentences what of it was not understood."""

    facts: tuple[dict[str, Any], ...]
    notes: tuple[str, ...] = ()


def read_fhir(source: str | bytes | Path, reader: Reader) -> FhirCase:
    """The facts of the one radiotherapy procedure in a Bundle or Procedure of FHIR R4.

    Raises InputError with a sentence for what is no such thing.
    """
    resources = read_resources(source)
    procedures = [r for r in resources if r.get("resourceType") == "Procedure" and _is_radiotherapy(r, reader)]
    if not procedures:
        raise InputError(
            "There is no radiotherapy in it that iortkg knows. Give an mCODE radiotherapy course summary, or a "
            "Procedure with the mCODE extension of modality and technique."
        )
    if len(procedures) > 1:
        raise InputError(f"There are {len(procedures)} radiotherapy procedures in it. Give one for each case.")
    return _Found(procedures[0], resources, reader).case()


def _is_radiotherapy(procedure: Json, reader: Reader) -> bool:
    meta = procedure.get("meta")
    profiles = meta.get("profile") if isinstance(meta, dict) else None
    is_summary = isinstance(profiles, list) and any(isinstance(p, str) and p.endswith(_PROFILE) for p in profiles)
    meant = _concepts(procedure.get("code"), reader)
    return is_summary or any(named(procedure, _BOTH)) or any(reader.roles.is_treatment(c) for c in meant)


def _concepts(concept: object, reader: Reader) -> list[str]:
    """Our concepts for the codings of a FHIR concept."""
    table = _mapped(reader)
    return [
        table[key] for system, code in codings(concept) if (key := _SYSTEMS.get(system, system + "|") + code) in table
    ]


def _mapped(reader: Reader) -> Mapping[str, str]:
    """Our concepts by the identifiers of others, the nearest match of each."""
    found: dict[str, tuple[int, str]] = {}
    for folder in reader.index.folders:
        for mapping in read_mappings(folder):
            tail = mapping.predicate.rpartition("#")[2]
            rank = (_TAIL.index(tail) if tail in _TAIL else len(_TAIL), shorten(mapping.subject))
            found[mapping.object] = min(rank, found.get(mapping.object, rank))
    return {name: concept for name, (_, concept) in found.items()}


class _Found:
    """Facts of one procedure, gathered kind by kind."""

    def __init__(self, procedure: Json, resources: Iterable[Json], reader: Reader) -> None:
        self._procedure, self._resources, self._reader = procedure, tuple(resources), reader
        self._facts: list[dict[str, Any]] = []
        self._notes: list[str] = []

    def case(self) -> FhirCase:
        self._radiation()
        self._dose()
        self._places()
        self._day()
        self._setting()
        if self._procedure.get("reasonCode") or self._procedure.get("reasonReference"):
            self._notes.append("The reason of the procedure is not read; the diagnosis stays open.")
        return FhirCase(tuple(self._facts), tuple(self._notes))

    def _add(self, kind: str, concept: str, **more: object) -> None:
        fact = {"kind": kind, "concept": concept, **more}
        if fact not in self._facts:
            self._facts.append(fact)

    def _radiation(self) -> None:
        """The kind of radiation and the giving of the dose, by modality, technique and status."""
        roles, status = self._reader.roles, self._status()
        modalities, techniques = self._coded(_MODALITY), self._coded(_TECHNIQUE)
        coded = [c for c in _concepts(self._procedure.get("code"), self._reader) if roles.is_treatment(c)]
        if not (modalities or techniques or coded):
            raise InputError("The procedure tells no modality and no technique. Give it the mCODE extension that does.")
        techniques = techniques or coded
        within = [c for c in techniques if c in roles.allowed and roles.role.get(c) == "technique"]
        implants = any(self._is_implant(c) for c in (*modalities, *techniques))
        if techniques and not within and not implants:
            self._outside((*techniques, *modalities))
            return
        allowed = frozenset[str]().union(*(roles.allowed[c] for c in within))
        fitting = [c for c in modalities if not within or self._reader.index.entailed(c) & allowed]
        own = coded if implants and not modalities else []
        for concept in (*within, *own, *fitting):
            self._add("radiation", concept)
        if len(fitting) < len(modalities):
            self._notes.append("mCODE has no such modality with this technique; the kind of radiation stays open.")
        if status in _STATUS and (within or implants or status == "not-done"):
            self._add("delivered", _STATUS[status])

    def _status(self) -> str:
        """How far the procedure has come, in FHIR's own words."""
        status = self._procedure.get("status")
        if status == "entered-in-error":
            raise InputError("The procedure was entered in error, as its status says. Give one that took place.")
        if status not in (*_STATUS, *_OPEN):
            raise InputError("The procedure has no status of FHIR R4. Give it one of the table event-status.")
        return str(status)

    def _outside(self, treatments: Iterable[str]) -> None:
        """Treatments by another technique than that of the operation: what was given, was given outside it."""
        self._add("delivered", _STATUS["not-done"])
        for concept in treatments:
            if self._reader.index.kind(concept) or self._reader.roles.is_treatment(concept):
                self._add("radiation", concept, status="hypothetical")

    def _is_implant(self, concept: str) -> bool:
        service = self._reader.roles.service(concept)
        return bool(service) and self._reader.index[service].is_true("ior:isImplanted") and (
            self._reader.roles.role.get(concept) == "technique"
        )  # fmt: skip

    def _coded(self, part: str) -> list[str]:
        """Our concepts for modality or technique; raises InputError for a code that the mappings lack."""
        found: list[str] = []
        for both in named(self._procedure, _BOTH):
            for item in named(both, part):
                value = item.get("valueCodeableConcept")
                meant = _concepts(value, self._reader)
                if not meant:
                    raise InputError(
                        f"The {part} has no code that the mappings of the ontology hold, so nothing is said of it. "
                        "Give the SNOMED CT code of mCODE's value set."
                    )
                found += meant[:1]
        return found

    def _dose(self) -> None:
        given = any(fact["kind"] == "delivered" and fact["concept"] == _STATUS["completed"] for fact in self._facts)
        for item in named(self._procedure, _DOSE) if given else ():
            for total in named(item, _TOTAL):
                quantity = total.get("valueQuantity")
                value = quantity.get("value") if isinstance(quantity, dict) else None
                unit = (quantity.get("code") or quantity.get("unit")) if isinstance(quantity, dict) else None
                if isinstance(value, bool) or not isinstance(value, int | float) or unit not in ("Gy", "cGy"):
                    self._notes.append("The dose has no value in Gy or cGy and is left out.")
                    continue
                self._facts.append({"kind": "dose", "value": value / 100 if unit == "cGy" else value, "unit": "Gy"})

    def _places(self) -> None:
        for site in items(self._procedure, "bodySite"):
            meant = [c for c in _concepts(site, self._reader) if self._reader.index.kind(c) == "site"]
            for concept in meant[:1]:
                self._add("site", concept)
            if not meant:
                self._notes.append("A body site has no code that the mappings of the ontology hold, and is left out.")
            for item in named(site, _SIDE):
                for concept in _concepts(item.get("valueCodeableConcept"), self._reader)[:1]:
                    self._add("side", concept)

    def _day(self) -> None:
        period = self._procedure.get("performedPeriod")
        told = self._procedure.get("performedDateTime") or (period.get("start") if isinstance(period, dict) else None)
        if isinstance(told, str) and len(told) >= len("2026-01-01"):
            self._facts.append({"kind": "date", "value": told[:10]})
        elif told:
            self._notes.append("The date has no day, and is left out.")

    def _setting(self) -> None:
        """The setting by the class of the encounter of the procedure, else of the one encounter that there is."""
        encounters = [r for r in self._resources if r.get("resourceType") == "Encounter"]
        reference = self._procedure.get("encounter")
        name = reference.get("reference") if isinstance(reference, dict) else None
        own = [e for e in encounters if isinstance(name, str) and name.endswith(f"/{e.get('id')}")]
        chosen = own or encounters
        classes = {c.get("code") for e in chosen if isinstance(c := e.get("class"), dict)}
        if len(classes) == 1 and (code := classes.pop()) in _CLASSES:
            word = _CLASSES[code]
            settings = self._reader.index.instances("ior:Setting")
            self._add("setting", next(s.curie for s in settings if s.text("skos:notation") == word))
        elif chosen:
            self._notes.append("The class of the encounter settles no setting, and is left out.")
