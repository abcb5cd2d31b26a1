"""The text of a SPARQL query: what it would reach out for, where it breaks, and values put for its variables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise

from iortkg.errors import QueryError
from iortkg.knowledge.names import PREFIXES

_TOKEN = re.compile(
    r"""(?P<gap>\s+|\#[^\n\r]*)
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<text>'''(?:[^'\\]|\\.|'(?!''))*'''|\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3}|'(?:[^'\\\n\r]|\\.)*'|"(?:[^"\\\n\r]|\\.)*")
    |(?P<variable>[?$]\w+)
    |(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    |(?P<name>(?:[^\W\d_](?:[\w.-]*[\w-])?|_)?:(?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\.)(?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\.)*(?:[\w:-]|%[0-9A-Fa-f]{2}|\\.))?)?)
    |(?P<word>[^\W\d]\w*)
    |(?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_PLACE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_WRITES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
_LOCAL = "This ontology is asked alone: nothing is fetched and nothing is written."


@dataclass(frozen=True, slots=True)
class Token:
    """One word, name, text or sign of a query and where it starts."""

    kind: str
    text: str
    start: int

    @property
    def word(self) -> str:
        """The keyword in capitals; empty for anything else."""
        return self.text.upper() if self.kind == "word" else ""


def tokens(query: str) -> tuple[Token, ...]:
    """The parts of a query, blanks and comments left out."""
    found = (Token(str(match.lastgroup), match.group(), match.start()) for match in _TOKEN.finditer(query))
    return tuple(token for token in found if token.kind != "gap")


def place(query: str, start: int) -> str:
    """Line and column of a position, as a person counts."""
    before = query[:start]
    return f"line {before.count(chr(10)) + 1}, column {start - before.rfind(chr(10))}"


def refuse_reaching_out(query: str) -> None:
    """Raise QueryError for a query that writes, asks another server or names another graph, before it is run."""
    parts = tokens(query)
    _refuse_form(query, parts)
    for token, after in zip(parts, (*parts[1:], None), strict=True):
        # The engine also reads SERVICE and a name in the empty prefix, written as one word before a brace.
        joined = token.kind == "name" and token.text[:8].upper() == "SERVICE:" and after and after.text == "{"
        if token.word == "SERVICE" or joined:
            raise QueryError(f"SERVICE at {place(query, token.start)} asks another server. {_LOCAL} Take it out.")
        if token.word == "FROM":
            raise QueryError(f"FROM at {place(query, token.start)} names another graph. {_LOCAL} Take it out.")
        if token.text == "\\":
            raise QueryError(f"An escape at {place(query, token.start)} stands outside a text. Write the character.")


def _refuse_form(query: str, parts: Sequence[Token]) -> None:
    """The first keyword after the prefixes must be one that only reads."""
    first = next((token for token in parts if token.word and token.word not in ("PREFIX", "BASE", "VERSION")), None)
    if first is None:
        raise QueryError(f"The query holds no {', '.join(_FORMS[:-1])} or {_FORMS[-1]}. Begin it with one of them.")
    if first.word in _WRITES:
        raise QueryError(f"{first.word} at {place(query, first.start)} would write or fetch. {_LOCAL} Use SELECT.")
    if first.word not in _FORMS:
        near = get_close_matches(first.word, _FORMS, 1)
        hint = f"Did you mean {near[0]}?" if near else f"Begin with one of {', '.join(_FORMS)}."
        raise QueryError(f"{first.text!r} at {place(query, first.start)} begins no query. {hint}")


def refuse_unknown_prefix(query: str) -> None:
    """Raise QueryError where a name has a prefix that is not declared in the query or our table."""
    parts = tokens(query)
    declared = {after.text.rstrip(":") for token, after in pairwise(parts) if token.word == "PREFIX"}
    for token in parts:
        prefix = token.text.partition(":")[0]
        if token.kind == "name" and prefix != "_" and prefix not in declared and prefix not in PREFIXES:
            near = get_close_matches(prefix, sorted({*declared, *PREFIXES}), 1)
            hint = f"Did you mean {near[0]}:?" if near else "Declare it: PREFIX name: <address>."
            raise QueryError(f"The prefix {prefix}: at {place(query, token.start)} is not known. {hint}")


def fault_of(query: str, said: str) -> QueryError:
    """What the engine said of a query that it can't read, with the place and what stands there."""
    found = _PLACE.match(said)
    if not found:
        return QueryError(f"The query can't be answered: {said.rstrip('.')}. Mend the query.")
    line, column = int(found[1]), int(found[2])
    start = sum(map(len, query.splitlines(keepends=True)[: line - 1])) + column - 1
    before = [token.text for token in tokens(query) if token.start < start]
    there = next((token.text for token in tokens(query) if token.start >= start), "")
    stands = f"{there!r} stands there" if there else "it ends there"
    wanted = ", ".join(re.findall(r'"[^"]+"|\b[A-Z_]{2,}\b', found[3])[:6])
    after = f", after {before[-1]!r}" if before else ""
    hint = f" Expected: {wanted}." if wanted else ""
    return QueryError(f"The query can't be read at line {line}, column {column}{after}: {stands}.{hint} Mend it there.")


def bind(query: str, values: Mapping[str, str]) -> str:
    """The query with values, written as SPARQL terms, for variables; raises QueryError where one is set."""
    if not values:
        return query
    _refuse_unused(query, values)
    pieces, end = [], 0
    for token, listed, is_set in _variables(tokens(query)):
        value = values.get(token.text[1:])
        if value is None:
            continue
        if is_set:
            raise QueryError(
                f"{token.text} at {place(query, token.start)} is set by the query and can't be a parameter as well. "
                "Give one of the two another name."
            )
        shown = {"": value, "SELECT": f"({value} AS {token.text})"}.get(listed, f"({value})")
        pieces += [query[end : token.start], shown]
        end = token.start + len(token.text)
    return "".join((*pieces, query[end:]))


def _refuse_unused(query: str, values: Mapping[str, str]) -> None:
    known = sorted({token.text[1:] for token in tokens(query) if token.kind == "variable"})
    for name in values:
        if name not in known:
            near = get_close_matches(name, known, 1)
            hint = f"Did you mean {near[0]}?" if near else f"It has {', '.join(known) or 'none'}."
            raise QueryError(f"The query has no variable ?{name}. {hint}")


def _variables(parts: Sequence[Token]) -> Iterator[tuple[Token, str, bool]]:
    """Variables with the list they stand in (SELECT, GROUP, ORDER or none), and if the query itself sets them."""
    listed, depth, before = "", 0, ""
    for number, token in enumerate(parts):
        if token.word in ("SELECT", "GROUP", "ORDER"):
            listed, depth = token.word, 0
        elif token.word in ("WHERE", "HAVING", "LIMIT", "OFFSET", "VALUES") or token.text in ("{", "}"):
            listed = ""
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if token.kind == "variable":
            inside = before == "(" and number > 1 and parts[number - 2].word == "VALUES"
            yield token, "" if depth else listed, before in ("AS", "VALUES") or inside
        before = token.word or token.text
