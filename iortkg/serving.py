"""Commands that give the ontology to other programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from iortkg.errors import InputError
from iortkg.terminal import answer, complain, example, knowledge

if TYPE_CHECKING:
    from iortkg.knowledge import Index


def _rdf(form: str, index: Index) -> str:
    """The ontology in a format of RDF."""
    from iortkg.knowledge import exported

    return exported(index, form)


def _fhir(index: Index) -> str:
    """Concepts, code families and mappings as terminology of FHIR R4."""
    import json

    from iortkg.exchange import fhir_bundle

    return json.dumps(fhir_bundle(index), ensure_ascii=False, indent=2) + "\n"


# How the ontology is written in each form; a function takes the index of all things.
FORMS: Mapping[str, Callable[[Index], str]] = {
    **{form: partial(_rdf, form) for form in ("turtle", "xml", "jsonld", "nquads")}, "fhir": _fhir,
}  # fmt: skip
_ENDINGS = {".ttl": "turtle", ".owl": "xml", ".rdf": "xml", ".xml": "xml", ".jsonld": "jsonld", ".nq": "nquads"}


@click.command(epilog=example("export -o iortkg.ttl", "export -o iortkg.owl", "export --as nquads"))
@click.option("--as", "form", type=click.Choice(tuple(FORMS)), help="Output; by the ending of FILE if left out.")
@click.option("-o", "--output", "target", type=click.Path(path_type=Path), metavar="FILE", help="Where to write it.")
def export(form: str | None, target: Path | None) -> None:
    """Write the whole ontology in another format.

    Turtle, RDF/XML (which Protege and owlready2 open), JSON-LD that needs no context from a network, or
    N-Quads in a graph of their own. The mappings to other vocabularies are in it. FILE ends in .ttl, .owl, .rdf, .xml,
    .jsonld or .nq, or as you like with --as; if no FILE is named, the text goes to standard output.
    """
    ending = target.suffix.lower() if target else ".ttl"
    if form is None and ending not in _ENDINGS:
        raise InputError(f"{target} has an ending that is unknown. Use one of {', '.join(_ENDINGS)}, or say --as.")
    made = FORMS[form or _ENDINGS[ending]](knowledge().whole)
    if target is None:
        return answer(made)
    try:
        target.write_bytes(made.encode())
    except (OSError, ValueError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else "the name holds a NUL"
        raise InputError(f"{target} is not writable: {reason}. Name a file in a folder that is there.") from None
    return complain(f"Wrote {target}.")
