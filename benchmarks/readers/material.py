"""What the readers are made from, taken from the ontology and the labelled cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from benchmarks.readers import Example, Phrase
from benchmarks.readers.simple import OPEN_KIND
from iortkg import Knowledge
from iortkg.case.roles import Roles, assign_roles
from iortkg.check import Labelled
from iortkg.knowledge import Index, Thing

# Things that name no irradiation in the operation, whatever they emit.
_APART = ("external", "loaded-later", "distraction", "procedure")
_OPEN = "ior:Iort"
# What a card tells of its code, beside the labels of all that speaks for its service.
_TOLD = ("skos:prefLabel", "skos:definition", "skos:scopeNote", "ior:differsBecause")


def phrases_of(known: Knowledge) -> tuple[Phrase, ...]:
    """Every phrase that iortkg looks for, with the service that it speaks for."""
    lexicon, services = known.reader.concepts, services_of(known.index)
    return tuple(
        Phrase(words, next((services[name] for name in names if name in services), ""))
        for words, names in zip(lexicon.phrases, lexicon.names, strict=True)
    )


def services_of(index: Index) -> Mapping[str, str]:
    """The service that each concept speaks for, where it speaks for one."""
    roles = assign_roles(index)
    found = {curie: _service(curie, roles, index) for curie in roles.role if roles.role[curie] not in _APART}
    return {curie: service for curie, service in found.items() if service}


def _service(curie: str, roles: Roles, index: Index) -> str:
    settled = roles.service(curie)
    if settled:
        return index[settled].text("skos:notation")
    return OPEN_KIND if _OPEN in index.entailed(curie) else ""


def cards_of(known: Knowledge) -> tuple[Example, ...]:
    """A card for each delivery code, with the names of what gives its radiation; and one for an open kind."""
    index, services = known.index, services_of(known.index)
    named: dict[str, list[str]] = {}
    for curie, service in services.items():
        named.setdefault(service, []).extend(_labels(index[curie]))
    rules = index.instances("ior:DeliveryRule")
    pairs = {
        (code, services[need]) for rule in rules for code in rule.all("ior:proposes") for need in _needs(rule, services)
    }
    cards = [Example(" ".join([*_told(index[code]), *named[service]]), service) for code, service in sorted(pairs)]
    return (*cards, Example(" ".join([*_told(index["cpt:77469"]), *named[OPEN_KIND]]), OPEN_KIND))


def _needs(rule: Thing, services: Mapping[str, str]) -> Iterable[str]:
    return (need for place in ("ior:needs", "ior:needsOneOf") for need in rule.all(place) if need in services)


def _told(code: Thing) -> Iterable[str]:
    return (text for place in _TOLD for text in code.texts.get(place, ()))


def _labels(thing: Thing) -> Iterable[str]:
    return (label for place in ("skos:prefLabel", "skos:altLabel") for label in thing.texts.get(place, ()))


def examples_of(cases: Iterable[Labelled]) -> tuple[Example, ...]:
    """The cases with their services, to learn from."""
    return tuple(Example(case.text, case.services[0]) for case in cases)
