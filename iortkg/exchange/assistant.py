"""Tools for assistants by the Model Context Protocol: read-only, limited, and with the evidence of each answer.

The one file that imports the protocol's library. Nothing of a case is kept or logged.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Protocol

from iortkg.errors import InputError, IortkgError

MOST_ROWS = 200
MOST_FOUND = 25
MOST_QUERY = 20_000
_PURPOSE = (
    "Codes cases of intraoperative radiation therapy with proof. Give the whole note to code_case, or propose facts with "
    "verbatim quotes to decide. Repeat the codes, questions and warnings of the answer; never add codes of your own. "
    "Where status is needs-information, ask the questions instead of choosing."
)
Json = dict[str, Any]  # Any: whatever JSON holds


class Desk(Protocol):
    """What answers the tools."""

    def code_case(self, text: str, on: str | None, setting: str | None) -> Json:
        """The answer to a case text."""

    def decide(self, facts: list[Json], text: str | None, on: str | None, setting: str | None) -> Json:
        """The answer that the rules give to facts."""

    def show(self, thing: str, on: str | None) -> Json:
        """The card of a code or concept."""

    def find(self, words: str) -> Json:
        """Things whose labels match."""

    def path(self, start: str, end: str) -> Json:
        """The walk between two things."""

    def query(self, sparql: str, most: int) -> Json:
        """Rows of a SPARQL query, so many at most."""


def assistant(desk: Desk, version: str) -> Any:  # Any: a server of the protocol's library
    """The server of the tools; its run() serves them on standard input and output until that ends."""
    try:
        from mcp.server import MCPServer
        from mcp.server.mcpserver.exceptions import ToolError
        from mcp.types import ToolAnnotations
    except ImportError:
        raise InputError('iortkg mcp needs the library mcp. Install it: pip install "iortkg[mcp]".') from None

    # The library logs requests; a request holds the words of a case.
    logging.getLogger("mcp").setLevel(logging.CRITICAL)
    server = MCPServer("iortkg", instructions=_PURPOSE, version=version, log_level="CRITICAL")
    reading = ToolAnnotations(read_only_hint=True, destructive_hint=False, open_world_hint=False)

    def guarded(work: Callable[[], Json]) -> Json:
        try:
            return work()
        except IortkgError as fault:
            raise ToolError(str(fault)) from None
        except Exception:  # Nothing of a case may be told by a trace.
            raise ToolError("iortkg could not answer this. Try a shorter input, or iortkg code.") from None

    def tool(about: str) -> Callable[[Callable[..., Json]], Callable[..., Json]]:
        return server.tool(description=about, annotations=reading, structured_output=True)

    @tool("Code one case from the text of the note. The answer has claims, questions, why_not, evidence by offsets.")
    def code_case(text: str, on: str | None = None, setting: str | None = None) -> Json:
        return guarded(lambda: desk.code_case(text, on, setting))

    @tool(
        "Let the rules decide by facts that you propose. Each fact: kind, concept (short name such as find gives), status, "
        "value and unit for quantities, and quote: words of the text letter by letter. A quote not in the text is refused."
    )
    def decide(facts: list[Json], text: str | None = None, on: str | None = None, setting: str | None = None) -> Json:
        return guarded(lambda: desk.decide(facts, text, on, setting))

    @tool("Show what is known of a code or concept: meaning, dates, rules, relations, sources.")
    def show(thing: str, on: str | None = None) -> Json:
        return guarded(lambda: desk.show(thing, on))

    @tool("Find concepts and codes by words, best first, misspellings forgiven.")
    def find(words: str) -> Json:
        return guarded(lambda: desk.find(words))

    @tool("Tell the walk between two codes or concepts, in words.")
    def path(start: str, end: str) -> Json:
        return guarded(lambda: desk.path(start, end))

    @tool(f"Ask the ontology by a SPARQL 1.1 SELECT or ASK, or a stored question by name. At most {MOST_ROWS} rows.")
    def query(sparql: str) -> Json:
        if len(sparql) > MOST_QUERY:
            raise ToolError(f"The query is longer than {MOST_QUERY} characters. Ask a shorter one.")
        return guarded(lambda: desk.query(sparql, MOST_ROWS))

    return server
