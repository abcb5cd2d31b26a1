"""The tools for assistants, asked by the protocol's own client over standard input and output of a started process."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

import iortkg

TEXT = "Left lumpectomy of Mrs Smithers, ELIOT 21 Gy with 9 MeV electrons was given."
CALLS: list[tuple[str, dict[str, Any]]] = [
    ("code_case", {"text": TEXT, "on": "2026-03-02", "setting": "inpatient"}),
    ("decide", {"facts": [{"kind": "radiation", "concept": "electrons", "quote": "9 MeV electrons"}], "text": TEXT,
                "on": "2026-03-02", "setting": "inpatient"}),
    ("decide", {"facts": [{"kind": "device", "concept": "ior:Mobitron"}], "text": TEXT}),
    ("decide", {"facts": [{"kind": "device", "concept": "ior:Mobetron", "quote": "Mobetron was used"}], "text": TEXT}),
    ("show", {"thing": "electrons"}),
    ("find", {"words": "electron beem"}),
    ("path", {"start": "electrons", "end": "surgeon"}),
    ("query", {"sparql": "SELECT ?s WHERE { ?s a ior:Device }"}),
    ("query", {"sparql": "SELECT ?s WHERE { ?s a ior:Code }"}),
    ("query", {"sparql": "ASK { ior:Mobetron a ior:DedicatedDevice }"}),
    ("query", {"sparql": "fact-kinds"}),
    ("query", {"sparql": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}),
    ("query", {"sparql": "INSERT DATA { ior:A a ior:B }"}),
    ("query", {"sparql": "SELECT ?s ?p ?o { ?s ?p ?o }"}),
    ("show", {"thing": "nothing of that name at all"}),
    ("code_case", {"text": "  "}),
]  # fmt: skip


async def _ask(errors: Path) -> tuple[list[str], list[Any]]:
    own = StdioServerParameters(
        command=sys.executable,
        args=["-m", "iortkg", "mcp"],
        env={"PYTHONPATH": str(Path(iortkg.__file__).parents[1])},
    )
    with errors.open("w", encoding="utf-8") as told:
        async with Client(stdio_client(own, errlog=told), read_timeout_seconds=60) as client:
            listed = await client.list_tools()
            return [t.name for t in listed.tools], [await client.call_tool(name, given) for name, given in CALLS]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], list[Any], str]:
    """The names of the tools, what each call gave, and what stood on standard error."""
    errors = tmp_path_factory.mktemp("mcp") / "errors.txt"
    names, results = asyncio.run(_ask(errors))
    return names, results, errors.read_text(encoding="utf-8")


def words(result: Any) -> str:
    assert result.is_error is True
    return str(result.content[0].text)


def test_the_tools_of_the_contract_are_there(asked: Any) -> None:
    assert asked[0] == ["code_case", "decide", "show", "find", "path", "query"]


def test_answers_carry_claims_and_evidence(asked: Any) -> None:
    coded, decided = (result.structured_content for result in asked[1][:2])
    expected = iortkg.code(TEXT, on="2026-03-02", setting="inpatient").to_dict()
    assert coded == expected
    assert decided["claims"].keys() == expected["claims"].keys()
    assert (decided["status"], decided["differences"]) == ("coded", [])
    assert "9 MeV electrons" in [item["text"] for item in decided["evidence"]]


def test_faults_are_sentences(asked: Any) -> None:
    results = asked[1]
    assert "Did you mean ior:Mobetron (Mobetron)?" in words(results[2])
    assert "Quote 1 of Fact 1 (device) is not in the text." in words(results[3])
    assert "SERVICE at line 1, column 12 asks another server." in words(results[11])
    assert "INSERT" in words(results[12])
    assert "take more than 2 MB" in words(results[13])
    assert all("Traceback" not in words(results[at]) for at in (2, 3, 11, 12, 13, 14, 15))


def test_looking_up_is_limited(asked: Any) -> None:
    shown, found, path, devices, codes, yes, stored = (result.structured_content for result in asked[1][4:11])
    assert shown["lines"][0] == "ior:Electrons: electrons"
    assert found["matches"][0]["curie"] == "ior:Electrons"
    assert len(found["matches"]) <= 25
    assert len(path["lines"]) >= 1
    assert (devices["columns"], devices["left_off"]) == (["s"], 0)
    assert len(codes["rows"]) == 200
    assert codes["left_off"] >= 700
    assert yes == {"answer": True}
    assert len(stored["rows"]) >= 10


def test_nothing_of_a_case_is_told_on_standard_error(asked: Any) -> None:
    assert asked[2] == ""


def test_a_query_that_takes_too_long_is_stopped(kg: iortkg.Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    from iortkg import assisting
    from iortkg.errors import QueryError

    monkeypatch.setattr(assisting, "_LONGEST", 1.5)
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with pytest.raises(QueryError, match=r"took longer than 1\.5 s and was stopped"):
        assisting.Desk(kg).query(endless)
