"""A reasoner finds the ontology within OWL 2 DL and free of contradiction, and refuses what can't be so."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import rdflib
from rdflib.namespace import OWL, RDF

import iortkg

pytestmark = pytest.mark.xdist_group("java")

HEAD = """
@prefix ior: <https://w3id.org/iortkg/> .
@prefix cpt: <https://w3id.org/iortkg/code/cpt/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix ex: <https://example.org/> .
ex:thing a owl:NamedIndividual .
"""
# What each says of a thing that is not in the ontology, or of one that is.
CONTRADICTIONS = {
    "a device that gives only x-rays and only electrons": "ex:thing a ior:XRayDevice , ior:ElectronDevice .",
    "an electron device that also gives x-rays": "ior:Mobetron ior:emits ior:LowEnergyXRay .",
    "an implant that is taken out again": "ior:GammaTile a ior:LaterLoadedDevice .",
    "a part of the body that is a machine": "ior:Breast a ior:Device .",
    "a rule that proposes a device": "ior:RuleXRayDelivery ior:proposes ior:Mobetron .",
    "an add-on that follows itself": "cpt:19294 ior:addsOnTo cpt:19294 .",
    "two codes that each add on to the other": "cpt:19301 ior:addsOnTo cpt:19294 .",
    "a grade that is none of the three": 'ex:thing a ior:Device ; ior:grade "guessed" .',
    "a machine that is part of itself": "ior:Liac skos:broader ior:Liac .",
    "two grades of one detail": 'ior:MobetronEnergy12MeV ior:grade "recalled" .',
}  # fmt: skip


@pytest.fixture(scope="module")
def java() -> Any:  # Any: the door of a library without types
    """A Java machine with the reasoner; without Java the test is skipped on a desk and fails in CI."""
    if shutil.which("java") is None:
        absent = "No Java is installed. Install the package default-jre-headless, or run .ci/run as root."
        if os.environ.get("CI") == "true":
            pytest.fail(absent)
        pytest.skip(absent)
    import jpype

    found = find_spec("owlready2")
    assert found
    assert found.origin
    if not jpype.isJVMStarted():
        jpype.startJVM(classpath=[str(Path(found.origin).parent / "hermit" / "HermiT.jar")], convertStrings=True)
    return jpype


@pytest.fixture(scope="module")
def shipped(kg: iortkg.Knowledge) -> str:
    """The graph as users get it, in Turtle."""
    return kg.graph.serialize(format="turtle")


@pytest.fixture(scope="module")
def declared(kg: iortkg.Knowledge) -> str:
    """What each class and property is, without which a few statements alone can't be read."""
    found = rdflib.Graph()
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty):
        for term in kg.graph.subjects(RDF.type, kind):
            found.add((term, RDF.type, kind))
    assert len(found) >= 150
    return found.serialize(format="turtle")


@pytest.fixture(scope="module")
def ontology(java: Any, shipped: str, tmp_path_factory: pytest.TempPathFactory) -> Any:  # Any: an ontology of Java's
    """The ontology as Java reads it."""
    return read(java, tmp_path_factory.mktemp("owl") / "shipped.ttl", shipped)


@pytest.fixture
def planted(java: Any, ontology: Any, declared: str, tmp_path: Path) -> Iterator[Callable[[str], Any]]:
    """The ontology with a few statements more, which are taken out again."""
    manager, known = ontology.getOWLOntologyManager(), set(ontology.getAxioms())
    added: list[Any] = []  # Any: axioms of Java's

    def plant(statements: str) -> Any:  # Any: an ontology of Java's
        few = read(java, tmp_path / "few.ttl", declared + HEAD + statements)
        added.extend(axiom for axiom in few.getAxioms() if axiom not in known)
        assert len(added) >= 2
        for axiom in added:
            manager.addAxiom(ontology, axiom)
        return ontology

    yield plant
    for axiom in added:
        manager.removeAxiom(ontology, axiom)
    assert ontology.getAxiomCount() == len(known)


def read(java: Any, path: Path, text: str) -> Any:  # Any: an ontology of Java's
    """An ontology as Java reads it from a file."""
    path.write_text(text, encoding="utf-8")
    manager = java.JClass("org.semanticweb.owlapi.apibinding.OWLManager").createOWLOntologyManager()
    return manager.loadOntologyFromOntologyDocument(java.JClass("java.io.File")(str(path)))


def faults(java: Any, ontology: Any) -> list[str]:
    """What is outside OWL 2 DL."""
    report = java.JClass("org.semanticweb.owlapi.profiles.OWL2DLProfile")().checkOntology(ontology)
    return [str(fault) for fault in report.getViolations()]


def is_consistent(java: Any, ontology: Any) -> bool:
    """Whether the reasoner finds no contradiction."""
    return bool(java.JClass("org.semanticweb.HermiT.Reasoner")(ontology).isConsistent())


def test_the_ontology_is_within_owl_2_dl_and_every_class_can_have_members(java: Any, ontology: Any) -> None:
    assert ontology.getLogicalAxiomCount() >= 10_000
    assert faults(java, ontology) == []
    assert is_consistent(java, ontology)
    impossible = java.JClass("org.semanticweb.HermiT.Reasoner")(ontology).getUnsatisfiableClasses().getEntities()
    assert [str(kind) for kind in impossible] == ["owl:Nothing"]


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_a_contradiction_is_refused(java: Any, planted: Callable[[str], Any], name: str) -> None:
    assert not is_consistent(java, planted(CONTRADICTIONS[name]))


def test_what_is_outside_owl_2_dl_is_seen(java: Any, planted: Callable[[str], Any]) -> None:
    assert faults(java, planted("ior:emits a owl:TransitiveProperty .")) != []


def test_a_thing_that_contradicts_nothing_is_let_in(java: Any, planted: Callable[[str], Any]) -> None:
    sound = 'ex:thing a ior:Device , ior:ElectronDevice ; ior:emits ior:Electrons ; ior:grade "recalled" .'
    assert is_consistent(java, planted(sound))
