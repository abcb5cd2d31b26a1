"""kg.query: what it finds, what it refuses before it runs, how values are put in, and where a fault is told."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

import iortkg
from iortkg.errors import InputError, QueryError, UnknownThing

EMITS = "SELECT ?device ?radiation { ?device ior:emits ?radiation } ORDER BY ?device"


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[str, list[object]]]:
    """An address on this computer, and who came to it."""
    came: list[object] = []
    server = socket.create_server(("127.0.0.1", 0))

    def wait() -> None:
        while True:
            try:
                who, address = server.accept()
                who.close()
                came.append(address)
            except OSError:
                return

    threading.Thread(target=wait, daemon=True).start()
    yield f"<http://127.0.0.1:{server.getsockname()[1]}/>", came
    server.close()


def test_a_row_has_things_by_their_short_names_in_the_order_asked(kg: iortkg.Knowledge) -> None:
    found = kg.query(EMITS)
    assert found.columns == ("device", "radiation")
    assert ("ior:Mobetron", "ior:Electrons") in list(found)
    assert len(found) == len(found.texts) == 22
    assert found.to_dicts()[0] == {"device": "ior:CivaSheet", "radiation": "ior:Palladium103"}


def test_values_are_what_python_has_for_them(kg: iortkg.Knowledge) -> None:
    asked = (
        'SELECT (1 AS ?a) (1.5 AS ?b) (true AS ?c) ("x"@en AS ?d) (?none AS ?e) ?day { cpt:0735T ior:validFrom ?day }'
    )
    assert list(kg.query(asked)) == [(1, Decimal("1.5"), True, "x", None, date(2023, 1, 1))]


def test_ask_is_true_or_false(kg: iortkg.Knowledge) -> None:
    assert kg.query("ASK { ior:Mobetron ior:emits ior:Electrons }")
    assert not kg.query("ASK { ior:Mobetron ior:emits ior:LowEnergyXRay }")
    assert list(kg.query("ASK { ior:Mobetron ior:emits ior:LowEnergyXRay }")) == [(False,)]


def test_triples_of_construct_are_rows_and_turtle(kg: iortkg.Knowledge) -> None:
    found = kg.query("CONSTRUCT { ?d ior:emits ?r } WHERE { ?d ior:emits ?r FILTER(?d = ior:Mobetron) }")
    assert list(found) == [("ior:Mobetron", "ior:emits", "ior:Electrons")]
    assert found.to_turtle().splitlines()[-1] == "ior:Mobetron ior:emits ior:Electrons ."
    with pytest.raises(QueryError, match=r"^Only CONSTRUCT and DESCRIBE give triples for Turtle\. Choose table"):
        kg.query(EMITS).to_turtle()


def test_ties_that_are_stated_on_reading_can_be_asked(kg: iortkg.Knowledge) -> None:
    assert kg.query("ASK { ior:Electrons ior:isNeededBy ior:RuleElectronDelivery }")
    assert kg.query("ASK { cpt:77425 ior:isMistakenFor cpt:77424 . cpt:77424 ior:isMistakenFor cpt:77425 }")


@pytest.mark.parametrize(
    "query",
    ["SELECT * {{ ?s ior:emits ?o }}", "SELECT (COUNT(*) AS ?n) {{ ?s ?p ?o }}", "SELECT ?c {{ ?c a ior:Code }}"],
)
def test_the_same_triples_as_in_the_plain_graph(kg: iortkg.Knowledge, query: str) -> None:
    query = query.replace("{{", "{").replace("}}", "}")
    plain = kg.graph.query(query)
    assert len(plain) == len(kg.query(query)) > 0
    if "COUNT" in query:
        assert {str(row[0]) for row in plain} == {row[0] for row in kg.query(query).texts}  # type: ignore[index]


def test_the_same_question_gives_the_same_bytes(kg: iortkg.Knowledge) -> None:
    asked = "SELECT * { ?device ior:emits ?radiation . ?device dcterms:source ?source }"
    again = iortkg.Knowledge(kg.index).query(asked)
    assert kg.query(asked).columns == ("device", "radiation", "source")
    assert (again.to_json(), again.to_csv(), again.to_tsv()) == (
        kg.query(asked).to_json(), kg.query(asked).to_csv(), kg.query(asked).to_tsv(),
    )  # fmt: skip


def test_rows_that_a_query_leaves_unordered_come_in_the_order_of_their_words(kg: iortkg.Knowledge) -> None:
    found = kg.query("SELECT ?code ?name { ?code a ior:Code ; skos:prefLabel ?name }").texts
    assert len(found) >= 1000
    assert found == tuple(sorted(found))


def test_the_four_forms_are_those_of_the_standard(kg: iortkg.Knowledge) -> None:
    found = kg.query(
        'SELECT ?s ("a,\\t\\"" AS ?t) (?no AS ?n) (true AS ?b) { ?s a ior:Code ; ior:validFrom "2023-01-01"^^xsd:date }'
    )
    assert found.to_csv() == 's,t,n,b\r\nhttps://w3id.org/iortkg/code/cpt/0735T,"a,\t""",,true\r\n'
    assert found.to_tsv() == (
        '?s\t?t\t?n\t?b\n<https://w3id.org/iortkg/code/cpt/0735T>\t"a,\\t\\""\t\t'
        '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>\n'
    )
    assert '"vars": [' in found.to_json()
    assert '"datatype": "http://www.w3.org/2001/XMLSchema#boolean"' in found.to_json()
    assert kg.query("ASK {}").to_json() == '{"head": {}, "boolean": true}'


def test_a_table_shows_values_as_text_never_as_markup(kg: iortkg.Knowledge) -> None:
    shown = kg.query('SELECT ("<script>x</script>" AS ?t) {}')._repr_html_()
    assert "<td>&lt;script&gt;x&lt;/script&gt;</td>" in shown


def test_a_table_for_a_terminal_fits(kg: iortkg.Knowledge) -> None:
    found = kg.query("SELECT ?s ?d { ?s a ior:Rule ; skos:definition ?d } ORDER BY ?s")
    shown = found.to_text(width=60)
    assert max(map(len, shown.splitlines())) <= 60
    assert len(found) > 40
    assert shown.splitlines()[-1] == f"{len(found)} rows"


def test_pandas_is_asked_for_only_when_a_frame_is(kg: iortkg.Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    frame = pytest.importorskip("pandas")
    assert isinstance(kg.query(EMITS).to_pandas(), frame.DataFrame)
    assert list(kg.query(EMITS).to_pandas().columns) == ["device", "radiation"]
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(InputError, match=r"^pandas is not installed\. Run: pip install"):
        kg.query(EMITS).to_pandas()


@pytest.mark.parametrize(
    ("query", "parameters", "expected"),
    [
        ("SELECT ?r { ?d ior:emits ?r }", {"d": "ior:Mobetron"}, [("ior:Electrons",)]),
        ("SELECT ?d ?r { ?d ior:emits ?r }", {"d": "ior:Mobetron"}, [("ior:Mobetron", "ior:Electrons")]),
        ("SELECT ?r { ?d ior:emits ?r }", {"d": "<https://w3id.org/iortkg/Mobetron>"}, [("ior:Electrons",)]),
        ("SELECT ?c { ?c skos:notation ?n }", {"n": "C9726"}, [("hcpcs:C9726",)]),
        ("SELECT ?c { ?c skos:notation $n }", {"n": "C9726"}, [("hcpcs:C9726",)]),
        ("SELECT ?c { ?c ior:validFrom ?f ; ior:isBilledBy ?who FILTER(?f > ?on && ?f < ?to) }",
         {"on": "2022-01-01", "to": date(2024, 1, 1)}, [("cpt:0735T",)]),
        ("SELECT ?c { ?c a ior:Code { SELECT ?c { ?c ior:bilateralUnits ?n FILTER(?n = ?u) } } }",
         {"u": 2}, [("cpt:19294",)]),
        ("SELECT ?d (COUNT(?r) AS ?n) { ?d ior:emits ?r } GROUP BY ?d", {"d": "ior:Mobetron"}, [("ior:Mobetron", 1)]),
        ("SELECT ?x (?x AS ?y) {}", {"x": "1"}, [("1", "1")]),
        ("SELECT ?c { ?c ior:takesSide ?yes ; skos:notation '19302' }", {"yes": True}, [("cpt:19302",)]),
        ("# ?x\nSELECT ('?x' AS ?y) ?x {}", {"x": "v"}, [("?x", "v")]),
    ],
)  # fmt: skip
def test_a_parameter_stands_for_its_variable_everywhere(
    kg: iortkg.Knowledge, query: str, parameters: dict[str, object], expected: list[tuple[object, ...]]
) -> None:
    assert list(kg.query(query, **parameters)) == expected


@pytest.mark.parametrize(
    "value",
    ['" } SERVICE <http://127.0.0.1/> { ?s ?p "', "'''", '"""', "\\", '\\"', "a\nb\r\t", "} #", "?s", "<http://a b>"],
)
def test_a_text_is_put_in_as_one_value_whatever_it_holds(kg: iortkg.Knowledge, value: str) -> None:
    if value.startswith("<"):
        with pytest.raises(QueryError, match="is no address of a thing"):
            kg.query("SELECT ?v {}", v=value)
    else:
        assert list(kg.query("SELECT ?v {}", v=value)) == [(value,)]


@pytest.mark.parametrize(
    ("query", "parameters", "said"),
    [
        ("SELECT ?d { ?d ior:emits ?r }", {"dd": "x"}, "The query has no variable ?dd. Did you mean d?"),
        ("SELECT (1 AS ?x) {}", {"x": "2"},
         "?x at line 1, column 14 is set by the query and can't be a parameter as well."),
        ("SELECT * { VALUES (?x) { (1) } }", {"x": "2"},
         "?x at line 1, column 20 is set by the query and can't be a parameter as well."),
        ("SELECT * { VALUES ?x { 1 } }", {"x": "2"},
         "?x at line 1, column 19 is set by the query and can't be a parameter as well."),
        ("SELECT * { ?s ?p ?o }", {"p": "no property"},
         "?p stands where no value can. Use another name for a variable there."),
        ("SELECT ?x {}", {"x": [1]}, "x is a list. Give a text, a number, a yes or no, or a day."),
    ],
)  # fmt: skip
def test_a_parameter_that_does_not_fit_is_told(
    kg: iortkg.Knowledge, query: str, parameters: dict[str, object], said: str
) -> None:
    with pytest.raises(QueryError) as fault:
        kg.query(query, **parameters)
    assert str(fault.value).startswith(said)


def test_a_thing_that_is_not_there_is_told_with_the_nearest(kg: iortkg.Knowledge) -> None:
    with pytest.raises(UnknownThing) as fault:
        kg.query("SELECT ?r { ?d ior:emits ?r }", d="ior:Mobitron")
    assert str(fault.value) == "ior:Mobitron is not in the ontology. Did you mean ior:Mobetron?"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE %s { ?s ?p ?o } }",
        "SELECT * { service silent %s { ?s ?p ?o } }",
        "SELECT * { ?a ior:emits ?b.SERVICE%s{ ?s ?p ?o } }",
        "SELECT * { BIND(1 AS ?z)FILTER(?z<2)SERVICE?z{ ?s ?p ?o } }",
        "SELECT * { { SELECT * { OPTIONAL { SERVICE %s { ?s ?p ?o } } } } }",
        "PREFIX : %s SELECT * { SERVICE:x { ?s ?p ?o } }",
        "PREFIX SERVICE: <x:y> PREFIX : %s SELECT * { SERVICE:x{ ?s ?p ?o } }",
        "PREFIX : %s SELECT * { Service:x# }\n{ ?s ?p ?o } }",
        "ASK { SERVICE %s { ?s ?p ?o } }",
        "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE %s { ?s ?p ?o } }",
        "DESCRIBE ?s { SERVICE %s { ?s ?p ?o } }",
        "SELECT * FROM %s { ?s ?p ?o }",
        "SELECT * FROM NAMED %s { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * FROM <file:///etc/hostname> { ?s ?p ?o }",
        "LOAD %s",
        "LOAD <file:///etc/hostname> INTO GRAPH <x:y>",
        "PREFIX a: %s INSERT DATA { a:b a:c a:d }",
        "DELETE WHERE { ?s ?p ?o }",
        "CLEAR ALL",
        "DROP DEFAULT",
        "CREATE GRAPH %s",
        "SELECT * { \\u0053ERVICE %s { ?s ?p ?o } }",
    ],
)
def test_what_reaches_out_or_writes_is_refused_before_it_runs(
    kg: iortkg.Knowledge, listener: tuple[str, list[object]], query: str
) -> None:
    address, came = listener
    with pytest.raises(
        QueryError, match=r"^(SERVICE|FROM|[A-Z]+|An escape) at line \d+, column \d+ (asks|names|would|stands) "
    ):
        kg.query(query.replace("%s", address))
    assert came == []


def test_the_listener_sees_who_comes(listener: tuple[str, list[object]]) -> None:
    address, came = listener
    port = int(address.rpartition(":")[2].strip("/>"))
    socket.create_connection(("127.0.0.1", port)).close()
    for _ in range(100):
        if came:
            break
        threading.Event().wait(0.02)
    assert len(came) == 1
    came.clear()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service ?from { ?service a ior:Service ; skos:prefLabel ?from }",
        "SELECT * { ?s a ior:Service OPTIONAL { ?s ior:SERVICE ?o } }",
        'SELECT ("SERVICE <http://x> { LOAD }" AS ?t) {}',
        "SELECT * { ?s a ior:Service } # SERVICE <http://x> { FROM }",
        "PREFIX service: <http://x/> SELECT * { ?s a ior:Service OPTIONAL { ?s service:from ?o } }",
        "SELECT ('''it's \\' SERVICE''' AS ?t) {}",
        "PREFIX load: <http://x/SERVICE> SELECT * { ?s a ior:Service }",
    ],
)
def test_what_only_looks_like_it_passes(kg: iortkg.Knowledge, query: str) -> None:
    assert len(kg.query(query)) >= 1


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "The query holds no SELECT, ASK, CONSTRUCT or DESCRIBE. Begin it with one of them."),
        ("SELEC ?s {}", "'SELEC' at line 1, column 1 begins no query. Did you mean SELECT?"),
        ("PREFIX a: <http://a/>\nSELECT * {\n ?s iot:emits ?o }",
         "The prefix iot: at line 3, column 5 is not known. Did you mean ior:?"),
        ("SELECT * { ?s zzzzz:emits ?o }",
         "The prefix zzzzz: at line 1, column 15 is not known. Declare it: PREFIX name: <address>."),
        ("SELECT ?s {\n  ?s a ior:Code .\n  ?s ior:grade ) }",
         "The query can't be read at line 3, column 16, after 'ior:grade': ')' stands there."),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_place(kg: iortkg.Knowledge, query: str, said: str) -> None:
    with pytest.raises(QueryError) as fault:
        kg.query(query)
    assert str(fault.value).startswith(said)
    assert "\n" not in str(fault.value)


def test_a_value_of_a_stored_question_may_be_the_number_of_a_code(kg: iortkg.Knowledge) -> None:
    by_number = list(kg.query("near-misses", code="77469"))
    assert by_number == list(kg.query("near-misses", code="cpt:77469"))
    assert by_number


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("near-misses", {"code": "99"}, "'99' is not in the ontology."),
        ("near-misses-on-a-day", {"on": "garbage"}, "'garbage' is not a date."),
        ("near-misses-on-a-day", {"on": "2011-13-45"}, "'2011-13-45' is not a date."),
    ],
)
def test_a_value_that_is_none_of_its_kind_is_refused(
    kg: iortkg.Knowledge, name: str, given: dict[str, str], said: str
) -> None:
    with pytest.raises(iortkg.IortkgError) as fault:
        kg.query(name, **given)
    assert str(fault.value).startswith(said)


def test_prefixes_of_the_description_are_known(kg: iortkg.Knowledge) -> None:
    assert len(kg.query("SELECT ?set { ?set a void:Dataset }")) >= 1
