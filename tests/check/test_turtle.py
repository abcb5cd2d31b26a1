"""Turtle with its lines, and in canonical form."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.compare import to_isomorphic

from iortkg.check.layout import canonical, reformat
from iortkg.check.turtle import loose_comments, stated
from iortkg.errors import InputError
from iortkg.knowledge import statements

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
# Nodes without names are numbered otherwise at each reading; shapes and the axioms for a reasoner have them.
FILES = tuple(
    sorted(path for path in ONTOLOGY.rglob("*.ttl") if "shapes" not in path.parts and path.name != "axioms.ttl")
)
PREFIX = "@prefix ior: <https://w3id.org/iortkg/> .\n@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
TANGLED = """# A head.
@prefix ior: <https://w3id.org/iortkg/> .
@prefix unused: <https://example.com/> .
ior:B ior:p "b"@en, "a" , 2.50, 7, true, "5"^^<http://www.w3.org/2001/XMLSchema#decimal> ; a ior:K . ior:A
  ior:p [ ior:q ( "c" ior:D [ ior:r 1 ] ) ], <https://example.org/x y>, "li\\"ne\\nbreak\\\\" .
[] ior:p ior:A .
""".replace("x y", "x")


@pytest.mark.parametrize("path", FILES, ids=[path.relative_to(ONTOLOGY).as_posix() for path in FILES])
def test_a_file_says_the_same_with_its_lines_as_without(path: Path) -> None:
    found = [(line.subject, line.predicate, line.value, bool(line.kind)) for line in stated(path.read_text("utf-8"))]
    assert len(found) >= 15
    assert found == list(statements(path))


def test_each_statement_has_the_line_of_its_object() -> None:
    found = stated(f'{PREFIX}ior:A a ior:B ; # "not" ior:this\n  ior:p """two\nlines""" ,\n 4.5 ,\n"d"^^xsd:date .\n')
    assert [(line.line, line.value, line.kind) for line in found] == [
        (3, "ior:B", ""),
        (4, "two\nlines", "xsd:string"),
        (6, "4.5", "xsd:decimal"),
        (7, "d", "xsd:date"),
    ]
    assert {line.subject for line in found} == {"ior:A"}


def test_what_stands_in_brackets_is_told_of_whoever_has_it() -> None:
    found = stated(f'{PREFIX}ior:A ior:p ( "x" ior:C ) , [ ior:q 1 ] ; ior:r ior:D .\n[] ior:p ior:E .\n')
    assert [(line.subject, line.predicate, line.value) for line in found] == [
        ("ior:A", "ior:p", "x"),
        ("ior:A", "ior:p", "ior:C"),
        ("_:", "ior:q", "1"),
        ("ior:A", "ior:r", "ior:D"),
        ("_:", "ior:p", "ior:E"),
    ]


def test_comments_below_the_head_are_found() -> None:
    assert loose_comments(f'# head\n{PREFIX}# loose\nior:A ior:p "# no" .\n') == ((4, "# loose"),)


def test_tangled_turtle_becomes_canonical_and_stays_so() -> None:
    wanted = canonical(TANGLED)
    assert wanted.startswith("# A head.\n\n@prefix ior: <https://w3id.org/iortkg/> .\n")
    assert "unused" not in wanted
    assert canonical(wanted) == wanted
    before, after = (to_isomorphic(rdflib.Graph().parse(data=text, format="turtle")) for text in (TANGLED, wanted))
    assert before == after
    assert len(before) == 19


@given(st.text(max_size=40))
def test_any_text_survives_the_canonical_form(text: str) -> None:
    quoted = rdflib.Literal(text, lang="en").n3()
    wanted = canonical(f"{PREFIX}ior:A ior:p {quoted} .\n")
    assert canonical(wanted) == wanted
    assert [line.value for line in stated(wanted)] == [text]


def test_a_node_without_a_name_that_two_point_to_has_no_canonical_form() -> None:
    with pytest.raises(InputError, match="Give it a name"):
        canonical(f"{PREFIX}ior:A ior:p _:x . ior:B ior:p _:x . _:x ior:q 1 .\n")


def test_files_are_written_only_if_asked_and_not_where_a_comment_would_be_lost(tmp_path: Path) -> None:
    ugly, right, noted, broken = (tmp_path / f"{name}.ttl" for name in ("a", "b", "c", "d"))
    ugly.write_text(TANGLED, encoding="utf-8")
    right.write_text(canonical(TANGLED), encoding="utf-8")
    noted.write_text(f"{PREFIX}# loose\nior:A ior:p 1 .\n", encoding="utf-8")
    broken.write_text("ior:A .", encoding="utf-8")
    changed, told = reformat([tmp_path], write=False)
    assert changed == (ugly, noted)
    assert [sentence.split(" ", 1)[0] for sentence in told] == [str(broken)]
    assert ugly.read_text(encoding="utf-8") == TANGLED
    changed, told = reformat([tmp_path], write=True)
    assert changed == (ugly,)
    assert [sentence.split(" ", 1)[0].rstrip(",") for sentence in told] == [str(noted), str(broken)]
    assert ugly.read_text(encoding="utf-8") == canonical(TANGLED)


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No Turtle file is there"):
        reformat([tmp_path], write=False)
    with pytest.raises(InputError, match="is not there"):
        reformat([tmp_path / "gone.ttl"], write=False)
