"""The CURIE table and the one place where IRIs become short names and back."""

from __future__ import annotations

PREFIXES = {
    "ior": "https://w3id.org/iortkg/",
    "cpt": "https://w3id.org/iortkg/code/cpt/",
    "hcpcs": "https://w3id.org/iortkg/code/hcpcs/",
    "icd10cm": "https://w3id.org/iortkg/code/icd10cm/",
    "icd10pcs": "https://w3id.org/iortkg/code/icd10pcs/",
    "dcterms": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# Code namespaces lie inside the ior: namespace, so the longest prefix is tried first.
_BY_LENGTH = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))


def shorten(iri: str) -> str:
    """The CURIE of an IRI, or the IRI itself where no prefix fits."""
    for prefix, base in _BY_LENGTH:
        if iri.startswith(base):
            return f"{prefix}:{iri[len(base) :]}"
    return iri


def expand(curie: str) -> str:
    """The IRI of a CURIE, or the text itself where its prefix is not in the table."""
    prefix, colon, name = curie.partition(":")
    return PREFIXES[prefix] + name if colon and prefix in PREFIXES else curie
