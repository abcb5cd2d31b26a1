"""The canonical form loses nothing: what it can't carry is refused, and the file is left as it is."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iortkg.check import canonical, reformat
from iortkg.check.layout import layout_faults
from iortkg.errors import InputError

HEAD = """@prefix ior: <https://w3id.org/iortkg/> .
@prefix our: <https://example.org/hospital/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
"""
LOST = {
    "a ring of nameless nodes": ("_:a ior:p _:b . _:b ior:p _:a .", "can't carry"),
    "a nameless node that points to itself": ("_:a ior:p _:a .", "can't carry"),
    "a list that says more": ('ior:A ior:p _:l . _:l rdf:first 1 ; rdf:rest () ; our:extra "lost?" .', "A list has"),
    "a list with two values in one place": ("ior:A ior:p _:l . _:l rdf:first 1 , 2 ; rdf:rest () .", "A list has"),
    "a list without an end": ("ior:A ior:p _:l . _:l rdf:first 1 .", "A list has"),
    "a list that ends in a thing": ("ior:A ior:p _:l . _:l rdf:first 1 ; rdf:rest ior:B .", "A list has"),
    "a list that goes round": ("ior:A ior:p _:l . _:l rdf:first 1 ; rdf:rest _:l .", "pointed to twice"),
    "a list whose end another has": (
        "ior:A ior:p _:l , _:n . _:l rdf:first 1 ; rdf:rest _:n . _:n rdf:first 3 ; rdf:rest () .",
        "pointed to twice",
    ),
    "a statement of a statement": ("ior:A ior:p ior:B {| our:since 1 |} .", "told of a statement"),
    "a statement as a value": ("ior:A ior:p <<( ior:A ior:p ior:B )>> .", "told of a statement"),
    "three thousand brackets": (f"ior:A ior:p {'[ ior:p ' * 3000}1 {']' * 3000} .", "too deep"),
}  # fmt: skip


@pytest.mark.parametrize("name", LOST)
def test_what_the_canonical_form_cannot_carry_is_refused_and_left(tmp_path: Path, name: str) -> None:
    text, said = LOST[name]
    file = tmp_path / "own.ttl"
    file.write_text(HEAD + text, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        canonical(HEAD + text)
    changed, told = reformat([file], write=True)
    assert (changed, len(told)) == ((), 1)
    assert told[0].startswith(f"{file} is left as it is: ")
    assert file.read_text(encoding="utf-8") == HEAD + text
    assert [fault.wrong for fault in layout_faults("own.ttl", HEAD + text)] == ["the file has no canonical form"]


IRIS = st.sampled_from(
    [pyoxigraph.NamedNode(iri) for iri in (
        "https://w3id.org/iortkg/A", "https://w3id.org/iortkg/", "https://w3id.org/iortkg/a.b-", "https://example.org/q?x=1",
        "https://example.org/hospital/é", "http://www.w3.org/1999/02/22-rdf-syntax-ns#first",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest", "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
    )]
)  # fmt: skip
NODES = st.one_of(IRIS, st.sampled_from([pyoxigraph.BlankNode(name) for name in "abcde"]))
KINDS = ("string", "integer", "decimal", "boolean", "date", "double")
TYPED = st.builds(
    lambda text, kind: pyoxigraph.Literal(
        text, datatype=pyoxigraph.NamedNode(f"http://www.w3.org/2001/XMLSchema#{kind}")
    ),
    st.one_of(st.sampled_from(["1", "+01", "1.", ".5", "true", "2026-01-01"]), st.text(max_size=8)),
    st.sampled_from(KINDS),
)
SAID = st.builds(pyoxigraph.Literal, st.text(max_size=8), language=st.sampled_from(["en", "de-at"]))
TRIPLES = st.builds(pyoxigraph.Triple, NODES, IRIS, st.one_of(NODES, TYPED, SAID))


def parsed(text: str) -> pyoxigraph.Dataset:
    """What a text says, nameless nodes called alike in any two readings."""
    found = pyoxigraph.Dataset(pyoxigraph.parse(input=text, format=pyoxigraph.RdfFormat.TURTLE))
    found.canonicalize(pyoxigraph.CanonicalizationAlgorithm.UNSTABLE)
    return found


@given(st.lists(TRIPLES, max_size=8))
def test_whatever_a_file_says_its_canonical_form_says_or_is_refused(triples: list[pyoxigraph.Triple]) -> None:
    text = HEAD + "".join(f"{triple} .\n" for triple in triples)
    try:
        wanted = canonical(text)
    except InputError:
        assert any(isinstance(triple.object, pyoxigraph.BlankNode) for triple in triples)
        return
    assert parsed(wanted) == parsed(text)
    assert canonical(wanted) == wanted
