"""What a person reads about one thing, and the walk between two things, in words."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from iortkg.knowledge.index import Index
from iortkg.knowledge.records import record_rows
from iortkg.knowledge.thing import Thing

_DATES = (
    ("ior:validFrom", "valid from"),
    ("ior:validTo", "valid to"),
    ("ior:knownValidFrom", "known valid from"),
    ("ior:gradeOfFirstDay", "grade of the first day"),
    ("ior:lapsesUnlessRenewed", "to be renewed by"),
)
_QUIET = frozenset({"rdf:type", "dcterms:source", "skos:inScheme", "ior:ofKind", "ior:isBilledBy"})
_LEADING = ("ior:proposes", "ior:considers", "ior:proposesFrom", "ior:elseFrom", "ior:considersFrom")
# A walk by a scheme, a source, or what many things share, such as a biller or a limit, says nothing.
_NO_WAY = frozenset(
    {
        "rdf:type", "skos:inScheme", "dcterms:source", "ior:ofKind", "rdfs:domain", "rdfs:range", "ior:hasMember",
        "ior:isBilledBy", "ior:isReportedIn", "ior:concerns", "ior:limits", "ior:modifierIndicator",
    }
)  # fmt: skip
_WAYS = ("ior:", "skos:")
# A walk leads to what is about these things and from it, and never through it: what a payer or one side of a dispute
# says, a detail, or a fact that every rule needs, ties things that have nothing to do with each other.
_NO_PASS = ("ior:Record", "ior:Detail", "ior:Payer", "ior:Biller", "ior:Setting", "ior:Delivery")
# Of two codes that are mistaken for each other one is wrong, so that this is no step of a longer walk.
_NEAR_MISS = "ior:isMistakenFor"


@dataclass(frozen=True, slots=True)
class Card:
    """A thing as rows of a heading and its values."""

    curie: str
    title: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]

    def __str__(self) -> str:
        lines = [self.title]
        for name, values in self.rows:
            lines += [f"  {name}: {values[0]}", *(f"  {' ' * len(name)}  {value}" for value in values[1:])]
        return "\n".join(lines)


def card(index: Index, thing: Thing, on: str | None = None) -> Card:
    """The card of a thing: meaning, who bills, dates, rules in and out, relations, sources."""
    rows: list[tuple[str, tuple[str, ...]]] = []

    def add(name: str, *values: str) -> None:
        if any(values):
            rows.append((name, tuple(value for value in values if value)))

    code = f"{index.system(thing)} {thing.text('skos:notation')}" if thing.is_a("ior:Code") else thing.curie
    add("meaning", thing.text("skos:definition"))
    add("also called", *thing.texts.get("skos:altLabel", ()))
    add("billed by", *(f"{index.label(biller)} ({biller})" for biller in _billers(index, thing)))
    add("unit", thing.text("ior:billingUnit"))
    if on:
        add(f"on {on}", standing(index, thing, on))
    for predicate, name in _DATES:
        add(name, thing.text(predicate))
    add("note", thing.text("skos:scopeNote"))
    for predicate, name in (("ior:proposes", "claimed by"), ("ior:considers", "considered by")):
        leading = [rule for rule in index.instances("ior:Rule") if thing.curie in rule.all(predicate)]
        add(name, *(_rule_line(index, rule) for rule in leading))
    for predicate, targets in sorted(thing.links.items()):
        if predicate not in _QUIET:
            shown = [f"{index.label(target)} ({target})" for target in targets[:12]]
            rest = [f"and {len(targets) - 12} more"] if len(targets) > 12 else []
            add(tie_label(index, predicate, thing.curie), *shown, *rest)
    for name, values in record_rows(index, thing, on):
        add(name, *values)
    add("known", *_details(index, thing))
    add("grade", thing.text("ior:grade"))
    add("source", *(f"{index.label(source)} ({source})" for source in thing.all("dcterms:source")))
    return Card(thing.curie, f"{code}: {thing.label}", tuple(rows))


def standing(index: Index, thing: Thing, on: str) -> str:
    """How a thing stands on a day: a first day that no source tells, and a renewal to come, leave it open."""
    scheme = index[thing.one("skos:inScheme")] if "skos:inScheme" in thing.links else thing
    if not scheme.is_valid_on(on):
        return f"not valid, for {scheme.label} begins on {scheme.text('ior:validFrom')}"
    if not thing.is_valid_on(on):
        return "not valid"
    known, lapses = thing.text("ior:knownValidFrom"), thing.text("ior:lapsesUnlessRenewed")
    if known > on:
        return f"not shown by any source before {known}"
    return f"valid only if renewed for {lapses}" if "" < lapses <= on else "valid"


def _details(index: Index, thing: Thing) -> tuple[str, ...]:
    """The sentences of the details about a thing, each with its grade."""
    about = (detail for detail in index.things.values() if thing.curie in detail.all("ior:isAbout"))
    return tuple(f"{detail.text('skos:definition')} ({detail.text('ior:grade')})" for detail in about)


def code_label(index: Index, system: str, notation: str, on: str) -> str:
    """What a code is called on a day, in our words; empty where the ontology does not know it."""
    known = [code for code in index.codes.get(notation, ()) if index.system(code) == system]
    valid = [code for code in known if code.is_valid_on(on)] or known
    return valid[0].text("skos:prefLabel") if valid else ""


def _billers(index: Index, thing: Thing) -> tuple[str, ...]:
    """Who bills a code: as it states, else as the rules say that lead to it."""
    led = {thing.curie, *thing.all("ior:isInFamily")} if thing.is_a("ior:Code") else set[str]()
    leading = [
        rule for rule in index.instances("ior:Rule") if any(not led.isdisjoint(rule.all(way)) for way in _LEADING)
    ]
    stated = thing.all("ior:isBilledBy")
    return stated or tuple(dict.fromkeys(biller for rule in leading for biller in rule.all("ior:forBiller")))


def _rule_line(index: Index, rule: Thing) -> str:
    billers = ", ".join(index.label(biller) for biller in rule.all("ior:forBiller"))
    needs = " and ".join(index.label(need) for need in rule.all("ior:needs"))
    options = " or ".join(index.label(need) for need in rule.all("ior:needsOneOf"))
    wanted = f"needs {needs}" + (f", and {options}" if options else "")
    return f"{rule.label} ({rule.curie}), for the {billers}: {wanted}{_scope(index, rule)}"


def _scope(index: Index, rule: Thing) -> str:
    """What the rule's kinds presuppose, told apart from what the code needs."""
    told = ""
    for kind in (index[name] for name in rule.all("ior:ofKind")):
        groups = *((need,) for need in kind.all("ior:presupposes")), kind.all("ior:presupposesOneOf")
        named = ", and ".join(" or ".join(map(index.label, group)) for group in groups if group)
        told += f"; {kind.label}: only with {named}" if named else ""
    return told


def tie_label(index: Index, predicate: str, subject: str) -> str:
    """A property as a verb; what is broader holds a place as its part, and any other thing as one of its kind."""
    if predicate == "skos:broader":
        return "is part of" if index.kind(subject) == "site" else "is a kind of"
    return index.label(predicate)


Step = tuple[str, str, str, bool]


def path(index: Index, start: Thing, end: Thing) -> tuple[Step, ...]:
    """The shortest walk between two things as (node, property, node, forward) steps; empty where there is none."""
    back: dict[str, Step | None] = {start.curie: None}
    queue = deque([start.curie])
    ties, ends = _ties(index), {start.curie, end.curie}
    barred = _barred(index) - ends
    while queue and end.curie not in back:
        node = queue.popleft()
        for predicate, target, forward in ties.get(node, ()):
            strays = predicate == _NEAR_MISS and {node, target} != ends
            if target not in back and target not in barred and not strays:
                back[target] = (node, predicate, target, forward)
                queue.append(target)
    steps: list[Step] = []
    step = back.get(end.curie)
    while step:
        steps.append(step)
        step = back[step[0]]
    return tuple(reversed(steps))


def _barred(index: Index) -> set[str]:
    """What no walk passes: things of kinds that tie what is apart, the vocabulary, and what has no kind of ours."""
    kinds = set(_NO_PASS)
    while more := {t.curie for t in index.things.values() if not kinds.isdisjoint(t.all("rdfs:subClassOf"))} - kinds:
        kinds |= more
    return {
        thing.curie
        for thing in index.things.values()
        if not kinds.isdisjoint(thing.classes) or not any(name.startswith("ior:") for name in thing.classes)
    }


def _ties(index: Index) -> dict[str, list[tuple[str, str, bool]]]:
    """Ties of every thing in both directions, but for those by which the data set describes itself."""
    found: dict[str, list[tuple[str, str, bool]]] = {}
    for thing in index.things.values():
        for predicate, targets in thing.links.items():
            if predicate in _NO_WAY or not predicate.startswith(_WAYS):
                continue
            for target in targets:
                if target in index:
                    found.setdefault(thing.curie, []).append((predicate, target, True))
                    found.setdefault(target, []).append((predicate, thing.curie, False))
    return found


def path_lines(index: Index, steps: tuple[Step, ...]) -> list[str]:
    """The steps of a walk as sentences."""
    lines = []
    for number, (node, predicate, target, forward) in enumerate(steps, 1):
        subject, value = (node, target) if forward else (target, node)
        verb = tie_label(index, predicate, subject)
        lines.append(f"{number}. {index.label(subject)} ({subject}) {verb} {index.label(value)} ({value}).")
    return lines
