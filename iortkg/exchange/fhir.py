"""A radiotherapy procedure in FHIR R4, as facts: an mCODE course summary, or a Procedure with modality and technique.

What a number means stands in the tables of mappings. What is not there is told, and nothing is guessed for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from iortkg.case import Reader
from iortkg.errors import InputError, repeated
from iortkg.knowledge import read_mappings, shorten

MOST_BYTES = 5_000_000
_MOST_DEPTH = 60
_MOST_RESOURCES = 5000
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

Json = Mapping[str, Any]  # Any: whatever JSON holds


@dataclass(frozen=True, slots=True)
class FhirCase:
    """Facts of one radiotherapy procedure, and in sentences what of it was not understood."""

    facts: tuple[dict[str, Any], ...]
    notes: tuple[str, ...] = ()


def read_fhir(source: str | bytes | Path, reader: Reader) -> FhirCase:
    """The facts of the one radiotherapy procedure in a Bundle or Procedure of FHIR R4.

    Raises InputError with a sentence for what is no such thing.
    """
    resources = _resources(_parsed(source))
    procedures = [r for r in resources if r.get("resourceType") == "Procedure" and _is_radiotherapy(r, reader)]
    if not procedures:
        raise InputError(
            "There is no radiotherapy in it that iortkg knows. Give an mCODE radiotherapy course summary, or a "
            "Procedure with the mCODE extension of modality and technique."
        )
    if len(procedures) > 1:
        raise InputError(f"There are {len(procedures)} radiotherapy procedures in it. Give one for each case.")
    return _Found(procedures[0], resources, reader).case()


def _parsed(source: str | bytes | Path) -> object:
    text = _text(source)
    try:
        parsed = json.loads(text)
    except (ValueError, RecursionError):
        raise InputError("The FHIR input is not JSON. Give a Bundle or Procedure of FHIR R4 as JSON.") from None
    _refuse_depth(parsed)
    return parsed


def _text(source: str | bytes | Path) -> str:
    try:
        if isinstance(source, Path) and source.stat().st_size > MOST_BYTES:
            raise InputError("The FHIR input is longer than 5 MB. Give the Bundle of one case.")
        content = source.read_bytes() if isinstance(source, Path) else source
        text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
    except OSError:
        raise InputError("The FHIR file can't be read. Name a file that holds FHIR as JSON.") from None
    except UnicodeDecodeError:
        raise InputError("The FHIR input is not valid UTF-8. Save it as UTF-8.") from None
    if len(text) > MOST_BYTES:
        raise InputError("The FHIR input is longer than 5 MB. Give the Bundle of one case.")
    return text


def _refuse_depth(parsed: object) -> None:
    level: list[object] = [parsed]
    for _ in range(_MOST_DEPTH):
        level = [
            inner
            for item in level
            if isinstance(item, dict | list)
            for inner in (item.values() if isinstance(item, dict) else item)
        ]
        if not level:
            return
    raise InputError(
        f"The FHIR input is nested more than {_MOST_DEPTH} deep. Give a Bundle or Procedure as servers send it."
    )


def _resources(parsed: object) -> tuple[Json, ...]:
    kind = parsed.get("resourceType") if isinstance(parsed, dict) else None
    if kind == "Procedure":
        return (parsed,)  # type: ignore[return-value]  # a dict, as just seen
    if kind != "Bundle":
        told = repeated(kind) if isinstance(kind, str) else "nothing"
        raise InputError(f"The FHIR input names {told} as its resourceType. Give a Bundle or a Procedure.")
    entries = _items(parsed, "entry")
    if len(entries) > _MOST_RESOURCES:
        raise InputError(f"The Bundle has {len(entries)} entries. Give the Bundle of one case.")
    return tuple(r for entry in entries if isinstance(r := entry.get("resource"), dict))


def _items(holder: object, name: str) -> list[Json]:
    """The objects of a list in an object; empty where there is no such list."""
    found = holder.get(name) if isinstance(holder, Mapping) else None
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _named(holder: Json, ending: str) -> Iterator[Json]:
    """Extensions by the end of their address, or by their short name inside another extension."""
    for item in _items(holder, "extension"):
        url = item.get("url")
        if isinstance(url, str) and (url == ending or url.endswith(("/mcode-" + ending, "-" + ending))):
            yield item


def _is_radiotherapy(procedure: Json, reader: Reader) -> bool:
    meta = procedure.get("meta")
    profiles = meta.get("profile") if isinstance(meta, dict) else None
    named = isinstance(profiles, list) and any(isinstance(p, str) and p.endswith(_PROFILE) for p in profiles)
    meant = _concepts(procedure.get("code"), reader)
    return named or any(_named(procedure, _BOTH)) or any(reader.roles.is_treatment(c) for c in meant)


def _codings(concept: object) -> list[tuple[str, str]]:
    return [
        (str(c.get("system")), c["code"]) for c in _items(concept, "coding") if isinstance(c.get("code"), str)
    ]  # fmt: skip


def _concepts(concept: object, reader: Reader) -> list[str]:
    """Our concepts for the codings of a FHIR concept."""
    table = _mapped(reader)
    return [
        table[key] for system, code in _codings(concept) if (key := _SYSTEMS.get(system, system + "|") + code) in table
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
            self._notes.append("The reason of the procedure is not read; the diagnosis is left open.")
        return FhirCase(tuple(self._facts), tuple(self._notes))

    def _add(self, kind: str, concept: str, **more: object) -> None:
        fact = {"kind": kind, "concept": concept, **more}
        if fact not in self._facts:
            self._facts.append(fact)

    def _radiation(self) -> None:
        """The kind of radiation and the giving of the dose, by modality, technique and status."""
        roles, status = self._reader.roles, self._status()
        modalities, techniques = self._coded(_MODALITY), self._coded(_TECHNIQUE)
        named = [c for c in _concepts(self._procedure.get("code"), self._reader) if roles.is_treatment(c)]
        if not (modalities or techniques or named):
            raise InputError("The procedure tells no modality and no technique. Give it the mCODE extension that does.")
        techniques = techniques or named
        within = [c for c in techniques if c in roles.allowed and roles.role.get(c) == "technique"]
        implants = any(self._is_implant(c) for c in (*modalities, *techniques))
        if techniques and not within and not implants:
            self._outside((*techniques, *modalities))
            return
        allowed = frozenset[str]().union(*(roles.allowed[c] for c in within))
        fitting = [c for c in modalities if not within or self._reader.index.entailed(c) & allowed]
        own = named if implants and not modalities else []
        for concept in (*within, *own, *fitting):
            self._add("radiation", concept)
        if len(fitting) < len(modalities):
            self._notes.append("mCODE has no such modality with this technique; the kind of radiation is left open.")
        if status in _STATUS and (within or implants or status == "not-done"):
            self._add("delivered", _STATUS[status])

    def _status(self) -> str:
        """How far the procedure has come, in FHIR's own words."""
        status = self._procedure.get("status")
        if status == "entered-in-error":
            raise InputError("The procedure was entered in error, as its status says. Give one that took place.")
        if status not in (*_STATUS, *_OPEN):
            raise InputError("The procedure has no status of FHIR R4. Give it one, such as completed.")
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
        for both in _named(self._procedure, _BOTH):
            for item in _named(both, part):
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
        for item in _named(self._procedure, _DOSE) if given else ():
            for total in _named(item, _TOTAL):
                quantity = total.get("valueQuantity")
                value = quantity.get("value") if isinstance(quantity, dict) else None
                unit = (quantity.get("code") or quantity.get("unit")) if isinstance(quantity, dict) else None
                if isinstance(value, bool) or not isinstance(value, int | float) or unit not in ("Gy", "cGy"):
                    self._notes.append("The dose has no value in Gy or cGy and is left out.")
                    continue
                self._facts.append({"kind": "dose", "value": value / 100 if unit == "cGy" else value, "unit": "Gy"})

    def _places(self) -> None:
        for site in _items(self._procedure, "bodySite"):
            meant = [c for c in _concepts(site, self._reader) if self._reader.index.kind(c) == "site"]
            for concept in meant[:1]:
                self._add("site", concept)
            if not meant:
                self._notes.append("A body site has no code that the mappings of the ontology hold, and is left out.")
            for item in _named(site, _SIDE):
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
            named = _CLASSES[code]
            settings = self._reader.index.instances("ior:Setting")
            self._add("setting", next(s.curie for s in settings if s.text("skos:notation") == named))
        elif chosen:
            self._notes.append("The class of the encounter settles no setting, and is left out.")
