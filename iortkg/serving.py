"""Commands that serve other programs: tools for assistants, and what goes out in other formats."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import click

from iortkg.errors import InputError, QueryError
from iortkg.terminal import example, knowledge

if TYPE_CHECKING:
    from iortkg.api import Knowledge

# Seconds and bytes that the answer to one query of an assistant may take.
_LONGEST, _MOST_BYTES = 20.0, 2_000_000
Json = dict[str, Any]  # Any: whatever JSON holds


class Desk:
    """What answers the tools of an assistant out of one ontology."""

    def __init__(self, known: Knowledge, overlay: str | None = None) -> None:
        self._known, self._overlay = known, overlay

    def code_case(self, text: str, on: str | None, setting: str | None) -> Json:
        """The answer to a case text, in the fields of its JSON."""
        return self._known.outcome(text, on=on, setting=setting).to_dict()

    def decide(self, facts: list[Json], text: str | None, on: str | None, setting: str | None) -> Json:
        """The answer that the rules give to facts, in the fields of its JSON."""
        return self._known.decided(facts, text, on=on, setting=setting).to_dict()

    def show(self, thing: str, on: str | None) -> Json:
        """The lines of a card."""
        return {"lines": list(self._known.show(thing, on=on))}

    def find(self, words: str) -> Json:
        """Things whose labels match, best first."""
        from iortkg.exchange import MOST_FOUND

        names = ("curie", "label", "kind", "words", "score")
        found = self._known.find(words)[:MOST_FOUND]
        return {"matches": [{name: getattr(match, name) for name in names} for match in found]}

    def path(self, start: str, end: str) -> Json:
        """The lines of a walk."""
        return {"lines": list(self._known.path(start, end))}

    def query(self, sparql: str, most: int) -> Json:
        """Rows of a query in a process of its own, which ends at its limit of time and size."""
        named = sparql.strip() in self._known.questions
        own = ["--overlay", self._overlay] if self._overlay else []
        what = ["--name", sparql.strip()] if named else ["-"]
        command = [sys.executable, "-m", "iortkg", *own, "query", *what, "--as", "json"]
        streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        with subprocess.Popen(command, **streams) as child:  # type: ignore[call-overload]  # noqa: S603  our own program
            try:
                out, told = child.communicate(b"" if named else sparql.encode(), timeout=_LONGEST)
            except subprocess.TimeoutExpired:
                child.kill()
                raise QueryError(f"The query took longer than {_LONGEST:g} s and was stopped. Ask for less.") from None
        if child.returncode:
            raise QueryError(told.decode("utf-8", "replace").strip() or "The query can't be answered. Ask another one.")
        if len(out) > _MOST_BYTES:
            raise QueryError("The rows of the query take more than 2 MB. Ask for fewer, with LIMIT.")
        found = json.loads(out)
        if "boolean" in found:
            return {"answer": found["boolean"]}
        rows = found["results"]["bindings"]
        plain = [{name: cell["value"] for name, cell in row.items()} for row in rows[:most]]
        return {"columns": found["head"]["vars"], "rows": plain, "left_off": max(len(rows) - most, 0)}


@click.command("mcp", epilog=example("mcp"))
@click.pass_context
def tools(context: click.Context) -> None:
    """Serve tools for assistants.

    code_case, decide, show, find, path and query, by the Model Context Protocol over standard input and output. They
    only read; case texts are neither stored nor logged. The program of the assistant starts this command.
    """
    from iortkg.exchange import assistant

    if sys.stdin.isatty():
        raise InputError("Here a person types, not an assistant. Name this command in the settings of your assistant.")
    known = knowledge()
    assistant(Desk(known, context.find_root().obj), known.version).run("stdio")
