"""The magic in IPython: options, results, pictures, faults with their place, and completion."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from IPython.core.completer import provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

import iortkg
from iortkg.api.table import Table
from iortkg.magic import read_options, read_pattern, ways
from iortkg.view import GraphView

TYPED = (
    "{ ior:Mobetron a ?k . ?k rdfs:subClassOf ?any }"
    " UNION { ior:Mobetron a/rdfs:subClassOf* ?s . ?s rdfs:subClassOf ?k }"
)
EMITS = "SELECT ?radiation { ?device ior:emits ?radiation } ORDER BY ?radiation"


@pytest.fixture(scope="module")
def shell() -> Iterator[InteractiveShell]:
    """A shell as a kernel has one, with the extension."""
    found = InteractiveShell.instance()
    found.history_manager.enabled = False  # type: ignore[union-attr]
    found.run_line_magic("load_ext", "iortkg")
    yield found
    InteractiveShell.clear_instance()


@pytest.fixture
def run(shell: InteractiveShell) -> Callable[[str], tuple[Any, list[Any], str]]:
    """Run a cell: its result or fault, what it displays, and what it prints."""

    def cell(text: str) -> tuple[Any, list[Any], str]:
        shown: list[Any] = []
        shell.display_pub.publish = lambda data, **_: shown.append(data)  # type: ignore[method-assign]
        with capture_output(display=False) as printed:
            done = shell.run_cell(text)  # type: ignore[no-untyped-call]
        return done.error_in_exec or done.error_before_exec or done.result, shown, printed.stdout + printed.stderr

    return cell


Run = Callable[[str], tuple[Any, list[Any], str]]


def test_a_cell_gives_a_table_and_puts_it_into_a_variable(run: Run, shell: InteractiveShell) -> None:
    found, shown, _ = run(f"%%sparql -o rows --with device=ior:Mobetron\n{EMITS}")
    assert isinstance(found, Table)
    assert list(found) == [("ior:Electrons",)]
    assert shell.user_ns["rows"] == found
    assert shown == []


def test_ipython_puts_nothing_into_a_line(run: Run, shell: InteractiveShell) -> None:
    shell.user_ns["code"] = "77469"
    fault, _, _ = run("%sparql --name near-misses --with code=$code")
    assert str(fault).startswith("'$code' is not in the ontology.")


def test_a_line_asks_as_well_and_braces_are_left_alone(run: Run, shell: InteractiveShell) -> None:
    shell.user_ns["device"] = "EVIL"
    found, _, _ = run("%sparql SELECT ?device { ?device ior:emits ior:Electrons {} } ORDER BY $device LIMIT 1")
    assert list(found) == [("ior:Liac",)]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('"ior:Mobetron"', [("ior:Electrons",)]),
        ("'\" } SERVICE <http://127.0.0.1/> { ?s ?p \"'", []),
        ("'?radiation'", []),
    ],
)
def test_a_python_variable_is_one_value_whatever_it_holds(run: Run, value: str, expected: list[object]) -> None:
    run(f"device = {value}")
    assert list(run(f"%%sparql -p device\n{EMITS}")[0]) == expected


def test_a_number_of_numpy_is_a_number(run: Run) -> None:
    run("import numpy\nn = numpy.int64(2)")
    assert list(run("%%sparql -p n\nSELECT ?c { ?c a ior:Code ; ior:bilateralUnits ?n }")[0]) == [("cpt:19294",)]


def test_a_stored_question_is_asked_by_its_name(run: Run) -> None:
    found, _, _ = run("%sparql --name near-misses --with code=77469")
    assert found == iortkg.load().query("near-misses", code="77469")
    assert len(found) >= 3


def test_another_graph_is_asked_by_its_name(run: Run) -> None:
    run("import iortkg\ncoded = iortkg.load(answers=[iortkg.code('GammaTile in the cavity.', id='c9')])")
    found, _, _ = run("%%sparql --kg coded\nSELECT ?case { ?case a ior:Case }")
    assert list(found) == [("https://w3id.org/iortkg/case/c9",)]


@pytest.mark.parametrize(
    ("cell", "lines"),
    [
        ("%%sparql\nSELECT ?r {\n\t?d ior:emits ) }",
         [r"The query can't be read at line 2, column 15, after 'ior:emits': '\)' stands there\..*",
          "", "    \t?d ior:emits ) }", "    \t             ^"]),
        ("%%sparql\nSELECT ?r {\n  ?d iot:emits ?r }",
         [r"The prefix iot: at line 2, column 6 is not known\. Did you mean ior:\?",
          "", "      ?d iot:emits ?r }", r"         \^"]),
        ("%sparql SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
         [r"SERVICE at line 1, column 12 asks another server\. .*",
          "", "    SELECT \\* { SERVICE <http://127.0.0.1/> { \\?s \\?p \\?o } }", r"               \^"]),
        ("%sparql --name near-mises", [r"No stored question is called 'near-mises'\. Did you mean near-misses\?"]),
        ("%sparql --nam x", [r"--nam is unknown here\. Use -o, -p, --name, --with, --kg, --explain\."]),
        ("%%sparql -o\nASK {}", [r"-o takes the name of a variable for the result\. Write it after a space\."]),
        ("%%sparql -o 1x\nASK {}", [r"-o takes the name of a variable for the result\. A name has .*"]),
        ("%%sparql --with on\nASK {}", [r"--with takes NAME=VALUE, like on=2026-03-02\. .*"]),
        ("%%sparql --with on=1 -p on\nASK {}", [r"\?on gets two values\. Give each name once\."]),
        ("%%sparql -p nowhere\nASK {}", [r"There is no Python variable nowhere\. Give it a value .*"]),
        ("%%sparql --kg nowhere\nASK {}", [r"nowhere holds no ontology\. Write nowhere = iortkg\.load\(\) .*"]),
        ("%%sparql ASK {}\nASK {}", [r"Words stand after the options\. Write the query below the first line\."]),
        ("%sparql", [r"Give one query: in the cell, on the line, or a stored one by --name\."]),
    ],
)  # fmt: skip
def test_a_fault_is_a_sentence_at_its_place_and_no_traceback(run: Run, cell: str, lines: list[str]) -> None:
    fault, _, printed = run(cell)
    assert isinstance(fault, iortkg.IortkgError)
    told = printed.rstrip("\n").split("\n")
    assert "Traceback" not in printed
    assert len(told) == len(lines)
    for said, expected in zip(told, lines, strict=True):
        pattern = expected if "\\" in expected or "*" in expected else re.escape(expected)
        assert re.fullmatch(pattern, said), (said, expected)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <%s> { ?s ?p ?o } }",
        "SELECT * FROM <%s> { ?s ?p ?o }",
        "SELECT * FROM NAMED <%s> { GRAPH ?g { ?s ?p ?o } }",
        "LOAD <%s>",
        "SELECT * FROM <file:///etc/hostname> { ?s ?p ?o }",
    ],
)
@pytest.mark.parametrize("options", ["", "--explain"])
def test_what_reaches_out_is_refused_before_it_runs(run: Run, query: str, options: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        fault, shown, _ = run(
            f"%%sparql {options}\n" + query.replace("%s", f"http://127.0.0.1:{server.getsockname()[1]}/")
        )
        assert isinstance(fault, iortkg.IortkgError)
        assert shown == []
        with pytest.raises(TimeoutError):
            server.accept()


def svg(shown: list[Any]) -> list[str]:
    """The pictures among what was displayed."""
    return [data["text/html"] for data in shown if "<svg" in data.get("text/html", "")]


def test_statements_that_a_query_constructs_are_drawn(run: Run) -> None:
    _, shown, _ = run("%%sparql\nCONSTRUCT { ?d ior:emits ?r } WHERE { ?d ior:emits ?r FILTER(?r = ior:Electrons) }")
    (picture,) = svg(shown)
    assert "Mobetron" in picture
    assert "What the query constructs: 6 statements" in picture or "statements" in picture


@pytest.mark.parametrize(
    ("path", "steps"),
    [
        ("skos:broader+", {"Mobetron", "mobile electron accelerator"}),
        ("ior:emits/ior:isNeededBy", {"Mobetron", "intraoperative electrons", "Electron delivery"}),
        ("(ior:emits|skos:broader)", {"Mobetron", "intraoperative electrons", "mobile electron accelerator"}),
        ("^ior:isUsedWith", {"Mobetron"}),
        ("a/rdfs:subClassOf*", {"Mobetron", "device"}),
        ("skos:broader?", {"Mobetron", "mobile electron accelerator"}),
    ],
)
def test_the_ways_of_a_path_are_drawn(run: Run, path: str, steps: set[str]) -> None:
    _, shown, _ = run(f"%%sparql\nSELECT ?end {{ ior:Mobetron {path} ?end }}")
    (picture,) = svg(shown)
    assert [step for step in steps if step not in picture] == []


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (
            "a/rdfs:subClassOf+",
            TYPED,
        ),
        ("(ior:emits|skos:broader)+", "{ ior:Mobetron (ior:emits|skos:broader)* ?s . ?s ior:emits|skos:broader ?k }"),
        ("skos:broader+", "{ ior:Mobetron skos:broader* ?s . ?s skos:broader ?k }"),
    ],
)
def test_the_ways_are_the_steps_of_the_graph_and_no_others(path: str, expected: str) -> None:
    known = iortkg.load()
    query = f"SELECT ?end {{ ior:Mobetron {path} ?end }}"
    pattern = read_pattern(query)
    assert pattern
    found = known.query(query)
    asked = ways(pattern.atoms[0], found.columns, found.texts)
    assert asked
    steps = {(start, end) for start, _, end in known.query(asked).texts}
    rows = known.query(f"SELECT ?s ?k {{ {expected} FILTER(isIRI(?k)) }}").texts
    assert steps == {(start or "ior:Mobetron", end) for start, end in rows}
    assert len(steps) >= 1


def test_explain_draws_what_a_query_looks_for(run: Run) -> None:
    _, shown, _ = run(
        "%%sparql --explain --with on=2026-03-02\n"
        "SELECT ?rule { ?rule a ior:Rule ; ior:needs ior:Electrons ; ior:validFrom ?from\n"
        "  OPTIONAL { ?rule ior:excludedBy ?bar } FILTER(?from <= ?on) FILTER NOT EXISTS { ?rule ior:bars ?code } }"
    )
    (picture,) = svg(shown)
    for words in ("?rule", "a ior:Rule", ">needs<", "(optional)", "?from &lt;= ?on", "= 2026-03-02",
                  ">bars (not)<"):  # fmt: skip
        assert words in picture, words


def test_explain_tells_the_whole_of_a_path(run: Run) -> None:
    _, shown, _ = run("%sparql --explain SELECT ?c { ior:Mobetron ior:emits/ior:isNeededBy/^skos:broader? ?c }")
    assert [words for words in (">emits/is needed<", ">by/^is a kind of?<") if words not in svg(shown)[0]] == []


def test_every_stored_question_can_be_drawn() -> None:
    known = iortkg.load()
    assert len(known.questions) >= 100
    unread = [name for name, one in known.questions.items() if not getattr(read_pattern(one.text), "atoms", ())]
    assert unread == []


def test_a_query_is_never_told_as_markup(run: Run) -> None:
    found, shown, _ = run(
        "%%sparql --explain\nSELECT ?s { ?s skos:prefLabel ?l FILTER(?l = '<script>alert(1)</script>'@en) }"
    )
    assert "<script" not in svg(shown)[0] + found._repr_html_()


def completions(shell: InteractiveShell, text: str, cursor: int | None = None) -> list[str]:
    """What the shell offers at the cursor, the end of the text if there is none."""
    assert shell.Completer is not None
    at = len(text) if cursor is None else cursor
    with provisionalcompleter():
        found = list(shell.Completer.completions(text, at))
    # What stands between start and end is replaced by what is offered.
    assert all(text[one.start : one.end] == text[one.start : at] for one in found)
    return [one.text for one in found]


@pytest.mark.parametrize(
    ("before", "first", "absent"),
    [
        ("SELECT * { ?d a ior:Dev", "ior:Device", "ior:DeviceUnknown"),
        ("SELECT * { ?d ior:em", "ior:emits", "ior:EmissionRange"),
        ("SELECT * { ?d a ior:Device ; io", "ior:", "SELECT"),
        ("SELECT * { ?d ior:emits ior:Electrons", "ior:Electrons", "ior:emits"),
        ("SELECT * { ?d ior:emits ior:mobet", "ior:Mobetron", "ior:emits"),
        ("SELECT * { ?c a ior:Code . ?c skos:not", "skos:notation", "skos:Concept"),
        ("SELECT * { ?d rdf:type/rdfs:sub", "rdfs:subClassOf", "ior:Device"),
        ("SELECT * { cpt:7742", "cpt:77424", "hcpcs:C9726"),
        ("SELECT ?device { ?device ior:emits ?d", "?device", "?d"),
        ("SEL", "SELECT", "ASK"),
    ],
)
def test_what_fits_is_offered(shell: InteractiveShell, before: str, first: str, absent: str) -> None:
    found = completions(shell, f"%%sparql -o rows\n{before}")
    assert found[0] == first
    assert absent not in found


def test_the_middle_of_a_query_is_completed_too(shell: InteractiveShell) -> None:
    text = "%%sparql\nSELECT * {\n  ?d a ior:Dev .\n  ?d ior:emits ?r }"
    assert completions(shell, text, text.index("ior:Dev") + 7)[0] == "ior:Device"


@pytest.mark.parametrize("before", ['SELECT ("ior:Mob', "# ior:Mob", "SELECT * { <http://ior:Mob"])
def test_texts_comments_and_addresses_are_not_completed(shell: InteractiveShell, before: str) -> None:
    # Nothing of Python either: what is written stays as it is.
    assert completions(shell, f"%%sparql\n{before}") == ["ior:Mob"]


def test_options_stored_questions_and_variables_are_offered(shell: InteractiveShell) -> None:
    shell.user_ns["device_of_mine"] = "x"
    assert completions(shell, "%%sparql --na") == ["--name"]
    assert completions(shell, "%sparql --name near-misses-o") == ["near-misses-on-a-day"]
    assert completions(shell, "%%sparql -p device_of") == ["device_of_mine"]
    assert completions(shell, "%sparql SELECT * { ?d ior:em") == ["ior:emits"]


def test_python_is_completed_as_ever(shell: InteractiveShell) -> None:
    shell.user_ns["something"] = 1
    assert "something" in completions(shell, "someth")


def test_loading_twice_offers_nothing_twice(shell: InteractiveShell) -> None:
    shell.run_line_magic("reload_ext", "iortkg")
    assert completions(shell, "%%sparql\nSELECT * { ?d ior:em") == ["ior:emits"]


def test_options_are_read_with_quotes_and_in_any_order() -> None:
    found = read_options("""--with a="two words" -p b --explain --with c='it"s' -o out SELECT ("x" AS ?y) {}""")
    assert (found.values, found.taken, found.out) == ({"a": "two words", "c": 'it"s'}, ["b"], "out")
    assert found.explain
    assert found.query == 'SELECT ("x" AS ?y) {}'


def test_a_picture_is_the_same_each_time() -> None:
    known = iortkg.load()
    from iortkg.magic.pictures import pictures_of

    query = "SELECT ?end { ior:Mobetron (ior:emits|skos:broader)+ ?end }"
    pattern = read_pattern(query)
    assert pattern
    views = [next(pictures_of(known.whole, pattern, known.query(query), known.query)) for _ in range(2)]
    assert views[0] == views[1]
    assert GraphView.from_json(views[0].to_json()) == views[0]
    assert "ior:Mobetron ior:emits ior:Electrons ." in views[0].to_ttl()
