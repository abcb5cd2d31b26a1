"""A folder of the user's own Turtle laid over the ontology: checked first, then compiled with it, ours untouched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from iortkg.errors import InputError, OntologyError
from iortkg.knowledge.files import Statement, statements, turtle_files
from iortkg.knowledge.index import Index, compile_index
from iortkg.knowledge.thing import LABELS

# What an overlay may say of a thing of ours: how notes call it, and remarks that no rule reads.
_ADDED = {"skos:altLabel", "skos:hiddenLabel", "skos:editorialNote", "skos:scopeNote"}
_NEEDED = ("rdf:type", "skos:prefLabel", "dcterms:source", "ior:grade")
_GRADES = ("verified", "recalled", "conflicting")
# Prefixes whose names are all told of in the ontology or in the overlay.
_OURS = ("ior", "cpt", "hcpcs", "icd10cm", "icd10pcs")


@dataclass(frozen=True)
class _Known:
    """What an overlay can point to and be held against."""

    base: Index
    own: frozenset[str]
    predicates: frozenset[str]
    labels: Mapping[str, str]

    def __contains__(self, name: str) -> bool:
        return name in self.base or name in self.own


def lay_over(base: Index, folder: Path) -> Index:
    """The index of the ontology and an overlay folder; raises OntologyError with the first fault of the overlay."""
    # Most calls have no overlay and do not pay for the import.
    from hashlib import sha256

    files = turtle_files(folder) if folder.is_dir() else ()
    if not files:
        raise InputError("The overlay folder is not there or has no .ttl file. Name a folder with Turtle files.")
    found = [(path.name, statement) for path in files for statement in statements(path)]
    known = _known(base, (statement for _, statement in found))
    for name, statement in found:
        for fault in _faults(statement, known):
            raise OntologyError(f"{name}: {fault}")
    for fault in (*_unfinished(found, known), *_misplaced(found, known)):
        raise OntologyError(fault)
    mark = sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:8]
    return replace(compile_index([*base.folders, folder]), version=f"{base.version}+{mark}")


def _known(base: Index, found: Iterable[Statement]) -> _Known:
    own = frozenset(subject for subject, *_ in found) - set(base.things)
    used = {name for thing in base.things.values() for name in (*thing.links, *thing.texts)}
    labels = {
        _folded(label): thing.curie
        for thing in base.things.values()
        if base.kind(thing.curie)
        for place in LABELS
        for label in thing.texts.get(place, ())
    }
    declared = {thing.curie for thing in base.things.values() if any("Property" in kind for kind in thing.classes)}
    return _Known(base, own, frozenset(used | declared | own | _ADDED), labels)


def _folded(label: str) -> str:
    return " ".join(label.casefold().replace("-", " ").split())


def _faults(statement: Statement, known: _Known) -> Iterator[str]:
    """What is wrong with one statement, each as a sentence."""
    subject, predicate, value, is_literal = statement
    if ":" not in subject or (":" not in value and not is_literal):
        yield f"{predicate} stands at a node that has no name. Give every thing an IRI of its own."
    if subject in known.base and predicate not in _ADDED:
        yield (
            f"{predicate} is said of {subject}, which iortkg itself tells of. Add names and notes to it only, or "
            f"describe a thing of your own."
        )
    if predicate not in known.predicates:
        yield f"The property {predicate} of {subject} is not declared.{_hint(predicate, known.predicates)}"
    yield from _wrong_end(statement, known)
    if predicate == "ior:grade" and value not in _GRADES:
        yield f"{subject} has the grade {value}. Write one of {', '.join(_GRADES)}."
    meant = known.labels.get(_folded(value), subject) if predicate in LABELS else subject
    if meant != subject:
        yield f"{subject} is called {value}, and that is a name of {meant}. Choose a name that nothing else has."


def _wrong_end(statement: Statement, known: _Known) -> Iterator[str]:
    """A text where a thing is meant, the other way round, or a thing that is not there."""
    subject, predicate, value, is_literal = statement
    kinds = known.base[predicate].classes if predicate in known.base else frozenset[str]()
    if is_literal and "owl:ObjectProperty" in kinds:
        yield f'{predicate} of {subject} is the text "{value}". Write the IRI of a thing.'
    if not is_literal and "owl:DatatypeProperty" in kinds:
        yield f"{predicate} of {subject} is the thing {value}. Write a text, a number or a date."
    spaces = {name[: max(name.rfind("/"), name.rfind("#")) + 1] for name in known.own} - {""}
    expected = value.partition(":")[0] in _OURS or any(value.startswith(space) for space in spaces)
    if not is_literal and expected and value not in known:
        hint = _hint(value, (*known.base.things, *known.own))
        yield f"{value}, which {subject} points to by {predicate}, is not there.{hint}"


def _hint(name: str, names: Iterable[str]) -> str:
    # An overlay without a fault does not pay for the import.
    from difflib import get_close_matches

    near = get_close_matches(name, names, 1, 0.75)
    return f" Did you mean {near[0]}?" if near else " Check its spelling, or declare it."


def _unfinished(found: Iterable[tuple[str, Statement]], known: _Known) -> Iterator[str]:
    """Things of the overlay that lack what each must have."""
    told: dict[str, dict[str, str]] = {}
    places: dict[str, str] = {}
    for name, (subject, predicate, value, _) in found:
        told.setdefault(subject, {})[predicate] = value
        places.setdefault(subject, name)
    for subject in sorted(known.own):
        is_source = told[subject].get("rdf:type") == "ior:Source"
        needed = _NEEDED[:2] if is_source else _NEEDED
        for predicate in needed:
            if predicate not in told[subject]:
                yield f"{places[subject]}: {subject} has no {predicate}. Add it; each thing needs {', '.join(needed)}."


def _misplaced(found: Iterable[tuple[str, Statement]], known: _Known) -> Iterator[str]:
    """Choices of the overlay that settle no conflict by one of its own sides, or one that another settles."""
    told: dict[str, dict[str, str]] = {}
    places: dict[str, str] = {}
    sides = {curie: thing.all("ior:isOneSideOf") for curie, thing in known.base.things.items()}
    for name, (subject, predicate, value, _) in found:
        told.setdefault(subject, {})[predicate] = value
        places.setdefault(subject, name)
        if predicate == "ior:isOneSideOf":
            sides[subject] = (value,)
    taken: dict[str, list[tuple[str, str, str]]] = {}
    for choice, said in sorted(told.items()):
        if said.get("rdf:type") != _CHOICE:
            continue
        lacking = [name for name in ("ior:settles", "ior:bySide", "ior:validFrom") if name not in said]
        if lacking:
            yield f"{places[choice]}: {choice} has no {lacking[0]}. Add it; a choice needs the three."
            continue
        conflict, side = said["ior:settles"], said["ior:bySide"]
        if conflict not in sides.get(side, ()):
            own = sorted(name for name, of in sides.items() if conflict in of)
            yield f"{places[choice]}: {side} is no side of {conflict}. Write ior:bySide {' or '.join(own) or 'a side'}."
        first, last = said["ior:validFrom"], said.get("ior:validTo", "9999-12-31")
        for other, begin, end in taken.get(conflict, ()):
            if max(first, begin) <= min(last, end):
                yield f"{places[choice]}: {choice} and {other} settle {conflict} on the same days. Write ior:validTo."
        taken.setdefault(conflict, []).append((choice, first, last))


_CHOICE = "ior:Choice"
