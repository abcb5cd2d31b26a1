"""Each step of the explorer as the Python and the SPARQL that reproduce it."""

from __future__ import annotations

from dataclasses import dataclass

from iortkg.explorer.trail import ALL, CASE, PATH, Fact, Scene
from iortkg.knowledge import PREFIXES
from iortkg.view import GraphView

_START = "import iortkg\n\nkg = iortkg.load()\n"


@dataclass(frozen=True, slots=True)
class Twins:
    """A line of Python and a query that give what a step shows."""

    python: str
    sparql: str


def twins(scene: Scene, view: GraphView) -> Twins:
    """What reproduces the present step; a case that has no text has none."""
    return Twins(_START + _python(scene), _sparql(scene, view))


def _python(scene: Scene) -> str:
    on = f", on={scene.on!r}" if scene.on else ""
    place = scene.place
    if place.kind == ALL:
        return f'kg.view("all"{on})'
    if place.kind == PATH:
        return f"kg.view({place.what + '..' + place.end!r}{on})"
    if place.kind != CASE:
        return f"kg.neighbours({place.what!r}{on})"
    setting = f", setting={scene.setting!r}" if scene.setting else ""
    called = f"answer = iortkg.code({scene.text!r}{on}{setting}, knowledge=kg)"
    steps = [f"answer = answer.correct({_given(fact)})" for fact in scene.facts]
    tried = [f"answer.what_if({_given(scene.tried)})"] if scene.tried else ["answer"]
    return "\n".join((called, *steps, *tried))


def _given(fact: Fact) -> str:
    kind, value = fact
    return f"{kind}={value!r}"


def _sparql(scene: Scene, view: GraphView) -> str:
    """The ties shown as a query: those of a thing in general, those of a walk one by one."""
    if scene.place.kind == ALL:
        return (
            "SELECT ?class (COUNT(DISTINCT ?thing) AS ?things) { ?thing a ?class }\n"
            "GROUP BY ?class ORDER BY DESC(?things) ?class"
        )
    if scene.place.kind in (CASE, PATH):
        ties = sorted({tie for edge in view.edges if (tie := _tie(edge.start, edge.predicate, edge.end))})
        listed = "\n".join(f"    ({' '.join(tie)})" for tie in ties)
        return (
            f"SELECT ?start ?tie ?end {{\n  VALUES (?start ?tie ?end) {{\n{listed}\n  }}\n  ?start ?tie ?end\n}}\n"
            "ORDER BY ?start ?tie ?end"
        )
    thing = scene.place.what
    return (
        f'SELECT ?direction ?tie ?thing {{\n  {{ {thing} ?tie ?thing . BIND("out" AS ?direction) }}\n  UNION\n'
        f'  {{ ?thing ?tie {thing} . BIND("in" AS ?direction) }}\n  FILTER(isIRI(?thing))\n}}\n'
        "ORDER BY ?direction ?tie ?thing"
    )


def _tie(start: str, predicate: str, end: str) -> tuple[str, str, str] | None:
    """A tie that the ontology states; words of the note are no part of it, and a code has one node a biller."""
    names = [name.partition("@")[0] for name in (start, predicate, end)]
    if not all(name.partition(":")[0] in PREFIXES for name in names):
        return None
    return names[0], names[1], names[2]
