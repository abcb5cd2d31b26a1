"""What a query finds, as plain values, and the four standard ways to write it down."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pyoxigraph

from iortkg.errors import QueryError
from iortkg.knowledge.names import PREFIXES, shorten

_XSD = PREFIXES["xsd"]
_STRING = f"{_XSD}string"
_LANGUAGE = f"{PREFIXES['rdf']}langString"
_PLAIN: Mapping[str, Any] = {  # Any: functions from a text to a value
    f"{_XSD}integer": int,
    f"{_XSD}decimal": Decimal,
    f"{_XSD}double": float,
    f"{_XSD}boolean": lambda text: text in ("true", "1"),
    f"{_XSD}date": date.fromisoformat,
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a result: a thing, a text or a blank node."""

    kind: str
    value: str
    datatype: str = ""
    language: str = ""

    def __str__(self) -> str:
        return shorten(self.value) if self.kind == "uri" else self.value

    @property
    def plain(self) -> Any:  # Any: a text, number, day or truth value, as the graph has it
        """The value as Python has it: a thing by its short name, numbers and days as such."""
        try:
            return _PLAIN[self.datatype](self.value)
        except (KeyError, ValueError, ArithmeticError):
            return str(self)

    @property
    def node(self) -> pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal:
        """The value as the engine has it."""
        if self.kind == "uri":
            return pyoxigraph.NamedNode(self.value)
        if self.kind == "bnode":
            return pyoxigraph.BlankNode(self.value)
        if self.language:
            return pyoxigraph.Literal(self.value, language=self.language)
        return pyoxigraph.Literal(self.value, datatype=pyoxigraph.NamedNode(self.datatype))

    def to_dict(self) -> dict[str, str]:
        """The value as the JSON of SPARQL results has it."""
        found = {"type": self.kind, "value": self.value}
        if self.language:
            found["xml:lang"] = self.language
        elif self.kind == "literal" and self.datatype not in ("", _STRING, _LANGUAGE):
            found["datatype"] = self.datatype
        return found


@dataclass(frozen=True, slots=True)
class Rows:
    """The columns and rows of a result, and the form of query that gave it."""

    form: str
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell | None, ...], ...]

    def told(self) -> tuple[tuple[str, ...], ...]:
        """The rows as texts, things by their short names."""
        return tuple(tuple("" if cell is None else str(cell) for cell in row) for row in self.cells)

    def to_json(self) -> str:
        """SPARQL 1.1 Query Results JSON; triples are rows of three."""
        if self.form == "ASK":
            return json.dumps({"head": {}, "boolean": self.told() == (("true",),)})
        bindings = [
            {name: cell.to_dict() for name, cell in zip(self.columns, row, strict=True) if cell} for row in self.cells
        ]
        found = {"head": {"vars": list(self.columns)}, "results": {"bindings": bindings}}
        return json.dumps(found, ensure_ascii=False, indent=2)

    def to_csv(self) -> str:
        """SPARQL 1.1 CSV: values alone, things by their full addresses."""
        out = io.StringIO()
        lines = csv.writer(out, lineterminator="\r\n")
        lines.writerow(self.columns)
        lines.writerows([cell.value if cell else "" for cell in row] for row in self.cells)
        return out.getvalue()

    def to_tsv(self) -> str:
        """SPARQL 1.1 TSV: terms as Turtle writes them."""
        lines = [[f"?{name}" for name in self.columns]]
        lines += [[str(cell.node).replace("\t", "\\t") if cell else "" for cell in row] for row in self.cells]
        return "".join("\t".join(line) + "\n" for line in lines)

    def to_turtle(self) -> str:
        """The triples of CONSTRUCT or DESCRIBE; raises QueryError for other forms."""
        if self.form != "CONSTRUCT":
            raise QueryError("Only CONSTRUCT and DESCRIBE give triples for Turtle. Choose table, json, csv or tsv.")
        triples = [_triple(*(cell.node for cell in row if cell)) for row in self.cells]
        raw = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.TURTLE, prefixes=PREFIXES)
        # The engine writes the prefixes in any order, and all of them.
        lines = (raw or b"").decode().splitlines(keepends=True)
        heads = sorted(line for line in lines if line.startswith("@prefix"))
        return "".join((*heads, *(line for line in lines if not line.startswith("@prefix"))))


def _triple(subject: Any, predicate: Any, value: Any) -> pyoxigraph.Triple:  # Any: nodes that fit by their place
    return pyoxigraph.Triple(subject, predicate, value)
