"""No knowledge in Python: no string of the package names a code, device, applicator, site or cue of the ontology.

Cues are the words for negated, planned, past, hypothetical, aborted and other person. Pointers, such as "with the" or
"was done", are too ordinary to be kept out of sentences, and are not looked for.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import rdflib
from rdflib.namespace import RDF, RDFS, SKOS

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
IOR = rdflib.Namespace("https://w3id.org/iortkg/")
NAMED = (IOR.Device, IOR.Applicator, IOR.Site, IOR.Cue)
LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
# Labels with fewer letters are too ordinary to tell anything.
FEWEST_LETTERS = 5

# The names of fields and the values that a field may have, from the tables of the contract: the words of the interface.
FIELDS = {
    "about", "alternatives", "ask", "because", "biller", "claims", "code", "concept", "confidence", "consider", "core",
    "decides", "deciding", "diagnoses", "end", "evidence", "facts", "grade", "id", "kind", "missing", "modifiers",
    "needs", "on", "on_from", "ontology", "path", "questions", "rule", "service", "setting", "setting_from", "source",
    "sources", "start", "status", "system", "text", "unit", "units", "value", "warnings", "why_not",
}  # fmt: skip
STATUS = {"coded", "needs-information", "not-iort", "no-code-on-date"}
SERVICE = {"xray-iort", "electron-iort", "hdr-brachytherapy", "ldr-brachytherapy", "unspecified-iort", "none"}
SETTING = {"outpatient", "inpatient", "asc", "office"}
ORIGIN = {"given", "text", "today", "default"}
BILLER = {"facility", "radiation-oncologist", "surgeon"}
SURE = {"certain", "review", "verified", "recalled", "conflicting"}
MISSING = {
    "delivered", "radiation", "channels", "site", "primary-procedure", "laterality", "setting", "date", "diagnosis",
    "units",
}  # fmt: skip
KIND = {
    "delivered", "radiation", "device", "applicator", "dose", "energy", "channels", "site", "side", "procedure",
    "diagnosis", "setting", "date",
}  # fmt: skip
STANDING = {"affirmed", "negated", "planned", "past", "hypothetical", "other-person"}
# How far a procedure has come, in the words of FHIR's table event-status: the values of that interface.
STATE = {"completed", "not-done"}
EXEMPT = FIELDS | STATUS | SERVICE | SETTING | ORIGIN | BILLER | SURE | MISSING | KIND | STANDING | STATE


@pytest.fixture(scope="module")
def shipped() -> rdflib.Graph:
    """The ontology as it stands in its files."""
    graph = rdflib.Graph()
    files = [path for path in sorted(ONTOLOGY.rglob("*.ttl")) if "cases" not in path.parts]
    assert len(files) >= 15
    for path in files:
        graph.parse(path, format="turtle")
    return graph


def folded(words: str) -> str:
    """Words with letter case, gaps and hyphens made alike."""
    return re.sub(r"[\s\-\u2010-\u2015]+", " ", words.casefold()).strip()


@pytest.fixture(scope="module")
def words(shipped: rdflib.Graph) -> Mapping[str, str]:
    """What must not stand in a string of the package: folded words, and as the ontology writes them."""
    classes = {kind for name in NAMED for kind in shipped.transitive_subjects(RDFS.subClassOf, name)}
    named = {thing for kind in classes for thing in shipped.subjects(RDF.type, kind)}
    labels = {str(label) for thing in named for place in LABELS for label in shipped.objects(thing, place)}
    long = {label for label in labels if sum(map(str.isalpha, label)) >= FEWEST_LETTERS}
    codes = {
        str(code) for thing in shipped.subjects(RDF.type, IOR.Code) for code in shipped.objects(thing, SKOS.notation)
    }
    assert len(codes) >= 900
    assert len(long) >= 3000
    exempt = set(map(folded, EXEMPT))
    return {folded(word): word for word in sorted(long | codes) if folded(word) not in exempt}


def strings(modules: Iterable[Any]) -> Iterator[tuple[str, int, str]]:
    """Every string of the package with file and line: docstrings and the constant parts of f-strings too."""
    for module in modules:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield module.path, node.lineno, node.value


def offences(text: str, by_first: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The words that stand in a text as whole words or phrases."""
    plain = folded(text)
    near = {word for token in set(re.findall(r"\w+", plain)) for word in by_first.get(token, ())}
    return sorted(word for word in near if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", plain))


def first_tokens(words: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Words by their first token, so that few are tried on a text."""
    found: dict[str, tuple[str, ...]] = {}
    for word in words:
        token = re.findall(r"\w+", word)[0]
        found[token] = (*found.get(token, ()), word)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bring the Mobetron.", ["mobetron"]),
        ("Bring the mobetrons.", []),
        ("A LUMPECTOMY\u2010CAVITY is one.", ["lumpectomy cavity"]),
        ("From 2012 on 77424, not 774245.", ["77424"]),
        ("ICD-10 C50.911 or C50.9", ["c50.911"]),
        ("planned, given, a radiation-oncologist", []),
    ],
)
def test_a_whole_word_is_seen_and_part_of_one_is_not(text: str, expected: list[str]) -> None:
    known = first_tokens(["mobetron", "lumpectomy cavity", "77424", "c50.911"])
    assert offences(text, known) == expected


def test_no_word_of_the_field_stands_in_a_string_of_the_package(
    modules: tuple[Any, ...], words: Mapping[str, str]
) -> None:
    known = first_tokens(words)
    every = list(strings(modules))
    assert len(every) >= 1500
    found = [
        f"{path}:{line}: {words[word]!r} in {' '.join(text.split())[:90]!r}"
        for path, line, text in every
        for word in offences(text, known)
    ]
    assert found == [], f"{len(found)} strings hold words of the ontology:\n" + "\n".join(found)
