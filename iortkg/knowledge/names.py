"""The CURIE table and the one place where IRIs become short names and back."""

from __future__ import annotations

PREFIXES = {
    "ior": "https://w3id.org/iortkg/",
    "cpt": "https://w3id.org/iortkg/code/cpt/",
    "hcpcs": "https://w3id.org/iortkg/code/hcpcs/",
    "icd10cm": "https://w3id.org/iortkg/code/icd10cm/",
    "icd10pcs": "https://w3id.org/iortkg/code/icd10pcs/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_BY_BASE = {base: prefix for prefix, base in PREFIXES.items()}


def shorten(iri: str) -> str:
    """The CURIE of an IRI, or the IRI itself where no prefix fits."""
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix = _BY_BASE.get(iri[:cut])
    return f"{prefix}:{iri[cut:]}" if prefix else iri


def expand(curie: str) -> str:
    """The IRI of a CURIE, or the text itself where its prefix is not in the table."""
    prefix, colon, name = curie.partition(":")
    return PREFIXES[prefix] + name if colon and prefix in PREFIXES else curie
