"""The ontology compiled once into a frozen index: things, their ties, their dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from iortkg.knowledge.files import Statement, statements, turtle_files
from iortkg.knowledge.needs import Needs, needs_of
from iortkg.knowledge.thing import EMPTY, Thing

_Value = TypeVar("_Value")


@dataclass(frozen=True)
class Index:
    """All things by CURIE, and the look-ups that reading and judging need."""

    things: Mapping[str, Thing]
    folders: tuple[Path, ...]
    version: str
    _flagged: dict[tuple[str, str], bool] = field(default_factory=dict, compare=False, repr=False)
    _needs: dict[str, Needs] = field(default_factory=dict, compare=False, repr=False)

    def __getitem__(self, curie: str) -> Thing:
        return self.things[curie]

    def __contains__(self, curie: object) -> bool:
        return curie in self.things

    def label(self, curie: str) -> str:
        """The label of a thing, or its CURIE where the ontology is silent."""
        thing = self.things.get(curie)
        return thing.label if thing else curie

    @cached_property
    def by_class(self) -> Mapping[str, tuple[Thing, ...]]:
        """Things by class, in the order of their names."""
        found: dict[str, list[Thing]] = {}
        for thing in self.things.values():
            for name in thing.classes:
                found.setdefault(name, []).append(thing)
        return {name: tuple(sorted(things, key=lambda thing: thing.curie)) for name, things in found.items()}

    def instances(self, *classes: str) -> tuple[Thing, ...]:
        """Things of the classes, in the order of their names."""
        if len(classes) == 1:
            return self.by_class.get(classes[0], ())
        return tuple(thing for name in classes for thing in self.by_class.get(name, ()))

    @cached_property
    def entailing(self) -> tuple[str, ...]:
        """Properties that facts follow from what is named to what then also holds."""
        stated = (thing.curie for thing in self.things.values() if thing.is_true("ior:entails"))
        return ("skos:broader", *sorted(stated))

    @cached_property
    def classes_above(self) -> Mapping[str, tuple[str, ...]]:
        """Each class with those above it, itself first, nearest first."""
        found: dict[str, tuple[str, ...]] = {}
        for thing in self.instances("owl:Class"):
            line = [thing.curie]
            for name in line:
                line += [wide for wide in self[name].all("rdfs:subClassOf") if wide in self and wide not in line]
            found[thing.curie] = tuple(line)
        return found

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """The kind of fact of each class, as the answer names it."""
        return {
            thing.curie: thing.text("ior:factKind") for thing in self.things.values() if "ior:factKind" in thing.texts
        }

    @cached_property
    def kind(self) -> Callable[[str], str]:
        """The kind of fact that a concept is, or an empty text."""
        kinds = self.kinds
        return _Table(
            lambda _: "",
            {
                curie: next((kinds[name] for name in sorted(thing.classes) if name in kinds), "")
                for curie, thing in self.things.items()
            },
        ).__getitem__

    @cached_property
    def combining(self) -> tuple[Thing, ...]:
        """Things that two others named close together name."""
        return tuple(thing for thing in self.things.values() if len(thing.all("ior:combines")) == 2)

    @cached_property
    def following(self) -> tuple[Thing, ...]:
        """Things that hold where others hold together."""
        return tuple(thing for thing in self.things.values() if "ior:followsFrom" in thing.links)

    @cached_property
    def _by_site(self) -> Mapping[tuple[str, str], tuple[Thing, ...]]:
        found: dict[tuple[str, str], list[Thing]] = {}
        for code in self.instances("ior:Code"):
            for family in code.all("ior:isInFamily"):
                for site in code.all("ior:hasSite"):
                    found.setdefault((family, site), []).append(code)
        return {key: tuple(codes) for key, codes in found.items()}

    def codes_at(self, family: str, site: str, on: str) -> tuple[Thing, ...]:
        """Codes of a family for exactly a site that are valid on a day."""
        return tuple(code for code in self._by_site.get((family, site), ()) if code.is_valid_on(on))

    def meant(self, curie: str) -> str:
        """The concept that a range of a quantity stands for; any other thing stands for itself."""
        return self.things[curie].one("ior:means") or curie if curie in self.things else curie

    @cached_property
    def steps_from(self) -> Callable[[str], tuple[tuple[str, ...], ...]]:
        """Paths (node, property, node, ...) from a concept to all it entails, itself first, nearest first."""
        return _Table(self._walk).__getitem__

    def _walk(self, curie: str) -> tuple[tuple[str, ...], ...]:
        paths: dict[str, tuple[str, ...]] = {curie: (curie,)}
        queue = [curie]
        for node in queue:
            thing = self.things.get(node)
            for predicate in self.entailing if thing else EMPTY:
                for target in thing.all(predicate) if thing else EMPTY:
                    if target not in paths:
                        paths[target] = (*paths[node], predicate, target)
                        queue.append(target)
        return tuple(paths.values())

    @cached_property
    def entailed(self) -> Callable[[str], frozenset[str]]:
        """The concept and all that it entails."""
        return _Table(lambda curie: frozenset(path[-1] for path in self.steps_from(curie))).__getitem__

    def is_under(self, curie: str, flag: str) -> bool:
        """True if a yes-or-no property is stated as true of a concept or of one that it entails."""
        known = self._flagged.get((flag, curie))
        if known is None:
            known = any(one in self.things and self.things[one].is_true(flag) for one in self.entailed(curie))
            self._flagged[flag, curie] = known
        return known

    def needs(self, rule: Thing) -> Needs:
        """What a rule needs."""
        known = self._needs.get(rule.curie)
        if known is None:
            known = self._needs[rule.curie] = needs_of(rule, self.things, self.kind)
        return known

    @cached_property
    def _parts(self) -> Mapping[str, tuple[Thing, ...]]:
        found: dict[str, list[Thing]] = {}
        for thing in self.instances("ior:Site"):
            for whole in thing.all("skos:broader"):
                found.setdefault(whole, []).append(thing)
        return {whole: tuple(things) for whole, things in found.items()}

    def parts_of(self, site: str) -> tuple[Thing, ...]:
        """Sites right under a site."""
        return self._parts.get(site, ())

    @cached_property
    def _sides(self) -> Mapping[str, tuple[str, ...]]:
        sides = {thing.curie for thing in self.instances("ior:Side")}
        found: dict[str, tuple[str, ...]] = {curie: (curie,) for curie in sides}
        for thing in self.things.values():
            if thing.is_a("ior:Site") and "ior:hasSide" in thing.links:
                found[thing.curie] = tuple(side for side in thing.all("ior:hasSide") if side in sides)
        return found

    def sides(self, curie: str) -> tuple[str, ...]:
        """The side that a concept is or has."""
        return self._sides.get(curie, EMPTY)

    @cached_property
    def both_sides(self) -> str:
        """The side that entails the two others."""
        return next((thing.curie for thing in self.instances("ior:Side") if len(self.entailed(thing.curie)) > 2), "")

    @cached_property
    def codes(self) -> Mapping[str, tuple[Thing, ...]]:
        """Code nodes by notation; a reused number has several, each with its own dates."""
        found: dict[str, list[Thing]] = {}
        for thing in self.instances("ior:Code"):
            found.setdefault(thing.text("skos:notation"), []).append(thing)
        return {notation: tuple(things) for notation, things in found.items()}

    def system(self, code: Thing) -> str:
        """The name of the code system of a code."""
        return self.things[code.one("skos:inScheme")].text("skos:notation")


class _Table(dict[str, _Value]):
    """What holds of each concept, worked out when it is first needed."""

    def __init__(self, work_out: Callable[[str], _Value], known: Mapping[str, _Value] = MappingProxyType({})) -> None:
        super().__init__(known)
        self._work_out = work_out

    def __missing__(self, curie: str) -> _Value:
        value = self[curie] = self._work_out(curie)
        return value


def compile_index(folders: Iterable[Path]) -> Index:
    """The index of what coding needs of one or more ontology folders; later folders add to earlier ones."""
    places = tuple(folders)
    files = [path for folder in places for path in turtle_files(folder)]
    return index_of((statement for path in files for statement in statements(path)), places)


def index_of(found: Iterable[Statement], folders: tuple[Path, ...] = ()) -> Index:
    """The index of statements, with the inverse of what rules need stated as well."""
    links: dict[str, dict[str, list[str]]] = {}
    texts: dict[str, dict[str, list[str]]] = {}
    for subject, predicate, value, is_literal in found:
        (texts if is_literal else links).setdefault(subject, {}).setdefault(predicate, []).append(value)
    for subject in list(links):
        for predicate in ("ior:needs", "ior:needsOneOf"):
            for value in links[subject].get(predicate, ()):
                links.setdefault(value, {}).setdefault("ior:isNeededBy", []).append(subject)
        for value in links[subject].get("ior:isInFamily", ()):
            links.setdefault(value, {}).setdefault("ior:hasMember", []).append(subject)
        for value in links[subject].get("ior:followsFrom", ()):
            links.setdefault(value, {}).setdefault("ior:makesUp", []).append(subject)
        for value in links[subject].get("ior:isMistakenFor", ()):
            back = links.setdefault(value, {}).setdefault("ior:isMistakenFor", [])
            if subject not in back:
                back.append(subject)
    things = {subject: _thing(subject, links.get(subject, {}), texts.get(subject, {})) for subject in {*links, *texts}}
    ontology = things.get("ior:ontology")
    version = ontology.text("owl:versionInfo") if ontology else "0"
    return Index(MappingProxyType(dict(sorted(things.items()))), folders, version)


def _thing(curie: str, links: Mapping[str, list[str]], texts: Mapping[str, list[str]]) -> Thing:
    return Thing(
        curie,
        frozenset(links.get("rdf:type", ())),
        {name: tuple(dict.fromkeys(values)) for name, values in links.items()},
        {name: tuple(dict.fromkeys(values)) for name, values in texts.items()},
    )
