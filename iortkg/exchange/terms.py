"""Our concepts, the families of codes and the mappings as terminology resources of FHIR R4, in one Bundle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from iortkg.knowledge import Index, Thing, expand, read_mappings

_BASE = "https://w3id.org/iortkg/"
_OWN = _BASE + "fhir/CodeSystem/concepts"
# FHIR's names of the code systems.
_SYSTEMS = {
    "CPT": "http://www.ama-assn.org/go/cpt",
    "HCPCS": "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets",
    "ICD-10-CM": "http://hl7.org/fhir/sid/icd-10-cm",
    "ICD-10-PCS": "http://www.cms.gov/Medicare/Coding/ICD10",
}
_TARGETS = {"http://snomed.info/id/": "http://snomed.info/sct"}
_AMA = (
    "CPT is a registered trademark of the American Medical Association; the CPT code set is copyright American Medical "
    "Association. All rights reserved. Numbers only; use of CPT needs a licence of the AMA."
)
# How a target stands to a source, by the predicate of the mapping.
_EQUIVALENCE = {
    "exactMatch": "equivalent", "closeMatch": "inexact", "broadMatch": "wider", "narrowMatch": "narrower",
    "relatedMatch": "relatedto",
}  # fmt: skip
Resource = dict[str, Any]  # Any: whatever JSON holds


def fhir_bundle(index: Index) -> Resource:
    """A Bundle of FHIR R4: a CodeSystem of our concepts, ValueSets of the codes and their families, ConceptMaps."""
    resources = [_concepts(index), *_value_sets(index), *_concept_maps(index)]
    entries = [{"fullUrl": resource["url"], "resource": resource} for resource in resources]
    return {"resourceType": "Bundle", "id": "iortkg", "type": "collection", "entry": entries}


def _head(kind: str, name: str, title: str, index: Index) -> Resource:
    return {
        "resourceType": kind, "id": name.lower(), "url": f"{_BASE}fhir/{kind}/{name}", "version": index.version,
        "name": "Iortkg" + "".join(part.capitalize() for part in name.replace(".", "-").split("-")),
        "title": title, "status": "active", "experimental": False, "publisher": "The iortkg project",
    }  # fmt: skip


def _local(curie: str) -> str:
    return curie.partition(":")[2].replace("/", "-")


def _concepts(index: Index) -> Resource:
    things = sorted((t for t in index.things.values() if index.kind(t.curie) and t.label), key=lambda t: t.curie)
    told = [
        {"code": _local(t.curie), "display": t.label}
        | ({"definition": t.text("skos:definition")} if t.text("skos:definition") else {})
        for t in things
    ]
    return _head("CodeSystem", "concepts", "Facts of a case of intraoperative radiation therapy", index) | {
        "caseSensitive": True, "content": "complete", "count": len(told), "concept": told,
    }  # fmt: skip


def _value_sets(index: Index) -> Iterator[Resource]:
    codes = sorted(index.instances("ior:Code"), key=lambda t: t.curie)
    for system in dict.fromkeys(sorted(index.system(code) for code in codes)):
        own = [code for code in codes if index.system(code) == system]
        yield _value_set(system.lower(), f"Codes of {system} that iortkg knows", own, index)
    families = dict.fromkeys(family for code in codes for family in code.all("ior:isInFamily"))
    for family in sorted(families):
        own = [code for code in codes if family in code.all("ior:isInFamily")]
        yield _value_set(_local(family), index.label(family), own, index)


def _value_set(name: str, title: str, codes: Iterable[Thing], index: Index) -> Resource:
    systems: dict[str, dict[str, None]] = {}
    for code in codes:
        systems.setdefault(index.system(code), {})[code.text("skos:notation")] = None
    included = [
        {"system": _SYSTEMS[system], "concept": [{"code": number} for number in sorted(numbers)]}
        for system, numbers in sorted(systems.items())
    ]
    copyright_line = {"copyright": _AMA} if "CPT" in systems else {}
    return _head("ValueSet", name, title, index) | copyright_line | {"compose": {"include": included}}


def _concept_maps(index: Index) -> Iterator[Resource]:
    targets: dict[str, dict[str, list[Resource]]] = {}
    for mapping in (m for folder in index.folders for m in read_mappings(folder)):
        base, code = _parted(mapping.object)
        tail = mapping.predicate.rpartition("#")[2]
        target = {"code": code, "equivalence": _EQUIVALENCE[tail]}
        # FHIR wants a word on every tie that is not one of equals.
        target |= {"comment": f"skos:{tail}, confidence {mapping.confidence:g}"} if tail != "exactMatch" else {}
        source = mapping.subject.removeprefix(expand("ior:"))
        targets.setdefault(base, {}).setdefault(source, []).append(target)
    for base, sources in sorted(targets.items()):
        elements = [{"code": code, "target": found} for code, found in sorted(sources.items())]
        system = _TARGETS.get(base, base)
        name = "to-" + "".join(c if c.isalnum() else "-" for c in base.partition("//")[2]).strip("-")[-40:].strip("-")
        group = [{"source": _OWN, "target": system, "element": elements}]
        yield _head("ConceptMap", name, f"Concepts of iortkg in {system}", index) | {"group": group}


def _parted(iri: str) -> tuple[str, str]:
    """The base and the code of an identifier."""
    at = max(iri.rfind(sign) for sign in "/#_")
    return iri[: at + 1], iri[at + 1 :]
