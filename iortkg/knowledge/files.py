"""Where the ontology lies, and its statements read from Turtle with no store."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyoxigraph

from iortkg.errors import OntologyError
from iortkg.knowledge.names import shorten

# Folders that coding a case reads; questions, shapes and cases are about the ontology and no part of it.
PARTS = ("modules", "codes", "rules")
# Payment, payers, details and what the ontology says of itself are looked up, so coding does not wait for them.
TABLES = ("tables", "details", "about")
# All of them, as folders of an ontology.
READ = tuple(f"{part}/" for part in (*PARTS, *TABLES))
CORE = "core.ttl"
# Folders that tell of an ontology or an overlay and state nothing in it.
APART = ("cases", "examples", "licence", "mappings", "questions", "shapes")


@cache
def ontology_folder() -> Path:
    """The shipped ontology: inside the installed package, else beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    # Beside an installed package lie the folders of others, so its own is asked first.
    for folder in (package / "ontology", package.parent / "ontology"):
        if (folder / CORE).is_file():
            return folder
    raise OntologyError(f"No ontology was found beside {package.name}. Install iortkg again.")


def turtle_files(folder: Path) -> tuple[Path, ...]:
    """The Turtle files that coding reads: of an ontology core first, then by name; of an overlay all that state."""
    if not (folder / CORE).is_file():
        return tuple(path for path in sorted(folder.rglob("*.ttl")) if path.relative_to(folder).parts[0] not in APART)
    return (folder / CORE, *_of_parts(folder, PARTS))


def table_files(folder: Path) -> tuple[Path, ...]:
    """The Turtle files of an ontology folder that only look-ups read."""
    return _of_parts(folder, TABLES) if (folder / CORE).is_file() else ()


def whole_files(folder: Path) -> tuple[Path, ...]:
    """All Turtle files of an ontology folder: those that coding needs, then those that only look-ups read."""
    return (*turtle_files(folder), *table_files(folder))


def _of_parts(folder: Path, parts: tuple[str, ...]) -> tuple[Path, ...]:
    return tuple(sorted(path for part in parts for path in (folder / part).glob("*.ttl")))


Statement = tuple[str, str, str, bool]


def statements(path: Path) -> Iterator[Statement]:
    """Subject, predicate, object as CURIEs or literal text, and the kind of object: a literal or not."""
    names = _Names()
    literal = pyoxigraph.Literal
    try:
        for quad in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE):
            value = quad.object
            if isinstance(value, pyoxigraph.Triple):
                raise OntologyError(f"{path.name} tells a statement of a statement. Write it as a thing of its own.")
            is_literal = isinstance(value, literal)
            text = value.value if is_literal else names[value.value]
            yield names[quad.subject.value], names[quad.predicate.value], text, is_literal
    except (SyntaxError, OSError) as fault:
        raise OntologyError(f"{path.name} can't be read as Turtle: {fault}. Mend the line named.") from None


class _Names(dict[str, str]):
    """CURIEs of IRIs, each worked out once."""

    def __missing__(self, iri: str) -> str:
        short = self[iri] = shorten(iri)
        return short
