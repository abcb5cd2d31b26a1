"""Where the ontology lies, and its statements read from Turtle without a store."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyoxigraph

from iortkg.errors import OntologyError
from iortkg.knowledge.names import shorten

# Folders whose Turtle is part of the graph; questions, shapes, mappings and cases are about it.
PARTS = ("modules", "codes", "rules")


@cache
def ontology_folder() -> Path:
    """The shipped ontology: inside the installed package, else beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    # A checkout is asked first: an editable install leaves a copy that would go stale.
    for folder in (package.parent / "ontology", package / "ontology"):
        if (folder / "core.ttl").is_file():
            return folder
    raise OntologyError(f"No ontology was found beside {package.name}. Install iortkg again.")


def turtle_files(folder: Path) -> tuple[Path, ...]:
    """The Turtle files of an ontology folder, core first, then by name."""
    parts = sorted(path for part in PARTS for path in (folder / part).glob("*.ttl"))
    return (folder / "core.ttl", *parts)


Statement = tuple[str, str, str, bool]


def statements(path: Path) -> Iterator[Statement]:
    """Subject, predicate, object as CURIEs or literal text, and whether the object is a literal."""
    known: dict[str, str] = {}

    def name(iri: str) -> str:
        short = known.get(iri)
        if short is None:
            short = known[iri] = shorten(iri)
        return short

    try:
        for quad in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE):
            subject, predicate, value = quad.subject, quad.predicate, quad.object
            if isinstance(value, pyoxigraph.Literal):
                yield name(subject.value), name(predicate.value), value.value, True
            elif isinstance(value, pyoxigraph.NamedNode):
                yield name(subject.value), name(predicate.value), name(value.value), False
    except (SyntaxError, OSError) as fault:
        raise OntologyError(f"{path.name} cannot be read as Turtle: {fault}. Mend the line named.") from None
