"""Tools that an assistant may use, and the command that serves them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from iortkg.errors import InputError, QueryError
from iortkg.terminal import example, knowledge

if TYPE_CHECKING:
    from iortkg.api import Knowledge

# Seconds and bytes that the answer to one query of an assistant may take.
_LONGEST, _MOST_BYTES = 20.0, 2_000_000
_MOST_ASKED, _MOST_ROWS, _MOST_FOUND = 20_000, 200, 25
Json = dict[str, Any]  # Any: whatever JSON holds


class Desk:
    """What answers the tools of an assistant out of one ontology; its words are those that the assistant reads."""

    def __init__(self, known: Knowledge, overlay: str | None = None) -> None:
        self._known, self._overlay = known, overlay

    @property
    def tools(self) -> tuple[Callable[..., Json], ...]:
        """The tools in the order of their use."""
        return self.code_case, self.decide, self.show, self.find, self.path, self.query

    def code_case(self, text: str, on: str | None = None, setting: str | None = None) -> Json:
        """Code one case from the text of the note.

        The answer has claims by biller, questions, why_not, warnings, facts, and evidence by offsets into the text.
        on is the day of service as YYYY-MM-DD; setting is outpatient, inpatient, asc or office.
        """
        return self._known.outcome(text, on=on, setting=setting).to_dict()

    def decide(
        self, facts: list[Json], text: str | None = None, on: str | None = None, setting: str | None = None
    ) -> Json:
        """Let the rules decide by facts that you propose.

        Each fact has kind and concept (a short name as find gives it), and where they apply status, value, unit, and
        quote: words of the text, letter by letter. A quote that is not in the text is an error; where the text reads
        otherwise, differences and warnings say so.
        """
        from iortkg.api import decide

        return decide(facts, text, on=on, setting=setting, knowledge=self._known).to_dict()

    def show(self, thing: str, on: str | None = None) -> Json:
        """Show what is known of a code or concept: meaning, who bills, dates, rules, relations, sources."""
        return {"lines": list(self._known.show(thing, on=on, wording=False))}

    def find(self, words: str) -> Json:
        """Find concepts and codes by words, best first, misspellings forgiven."""
        names = ("curie", "label", "kind", "words", "score")
        found = self._known.find(words)
        matches = [{name: getattr(match, name) for name in names} for match in found[:_MOST_FOUND]]
        return {"matches": matches, "left_off": len(found) - len(matches)}

    def path(self, start: str, end: str) -> Json:
        """Tell the walk between two codes or concepts, in words."""
        return {"lines": list(self._known.path(start, end))}

    def query(self, sparql: str) -> Json:
        """Ask the ontology by a SPARQL 1.1 SELECT or ASK, or by the name of a stored question.

        It gives at most 200 rows, and left_off tells how many more there are. Nothing outside the ontology is asked.
        """
        if len(sparql) > _MOST_ASKED:
            raise QueryError(f"The query is longer than {_MOST_ASKED} characters. Ask a shorter one.")
        found = json.loads(self._asked(sparql.strip()))
        if "boolean" in found:
            return {"answer": found["boolean"]}
        rows = [{name: cell["value"] for name, cell in row.items()} for row in found["results"]["bindings"]]
        return {
            "columns": found["head"]["vars"], "rows": rows[:_MOST_ROWS], "left_off": max(len(rows) - _MOST_ROWS, 0)
        }  # fmt: skip

    def _asked(self, sparql: str) -> bytes:
        """What a query finds, by a process of its own that ends at the limit of time."""
        named = sparql in self._known.questions
        own = ["--overlay", self._overlay] if self._overlay else []
        command = [sys.executable, "-m", "iortkg", *own, "query", *(["--name", sparql] if named else ["-"])]
        with subprocess.Popen(  # noqa: S603  our own program
            [*command, "--as", "json"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as child:
            try:
                out, told = child.communicate(b"" if named else sparql.encode(), timeout=_LONGEST)
            except subprocess.TimeoutExpired:
                child.kill()
                raise QueryError(f"The query took longer than {_LONGEST:g} s and was stopped. Ask for less.") from None
        if child.returncode:
            raise QueryError(told.decode("utf-8", "replace").strip() or "The query can't be answered. Ask another.")
        if len(out) > _MOST_BYTES:
            raise QueryError("The rows of the query take more than 2 MB. Ask for fewer, with LIMIT.")
        return out


@click.command("mcp", epilog=example("mcp"))
@click.pass_context
def tools(context: click.Context) -> None:
    """Serve tools for assistants.

    code_case, decide, show, find, path and query, by the Model Context Protocol over standard input and output. They
    only read; no case text is stored or logged. The program of the assistant starts this command.
    """
    from iortkg.exchange import assistant

    if sys.stdin.isatty():
        raise InputError("Here a person types, not an assistant. Name this command in the settings of your assistant.")
    known = knowledge()
    assistant(Desk(known, context.find_root().obj).tools, known.version).run("stdio")
