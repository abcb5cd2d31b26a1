"""Facts from outside, in the contract's words, each checked: its kind, its concept, its standing and its quote.

Whoever proposes them is a form, a registry, a language model or a person. No message repeats words of the case: a fact
is named by its place in the proposal and its kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from iortkg.case.dates import parse_day
from iortkg.case.facts import BEFORE, GIVEN, KIND_OPEN, LEFT, NOT_GIVEN, PARTLY, SEATED
from iortkg.case.mentions import Mention, meaning
from iortkg.case.reader import Reader
from iortkg.case.values import things_called
from iortkg.errors import InputError, repeated
from iortkg.knowledge import find, shorten
from iortkg.model import Plain

KINDS = (
    "delivered", "radiation", "device", "applicator", "dose", "energy", "channels", "site", "side", "procedure",
    "diagnosis", "setting", "date",
)  # fmt: skip
STANDINGS = ("affirmed", "negated", "planned", "past", "hypothetical", "other-person")
# No case has more facts than this; a longer list is another thing.
_MOST = 1000
_MEASURED = ("dose", "energy", "channels")
# What a fact of the answer says of itself and a proposal need not.
_FIELDS = {"kind", "concept", "status", "value", "unit", "quote", "evidence", "set_by"}
_DAY = "ior:StatedDay"
_SUGGESTED = 3
# Of these kinds one case has one value.
_SINGLE = ("side", "setting", "date", "channels")


@dataclass(frozen=True, slots=True)
class Submitted(Plain):
    """A fact that was submitted: number is its place in the proposal, spans are where its quote stands in the text."""

    number: int
    kind: str
    concept: str
    status: str = "affirmed"
    value: float | str | None = None
    unit: str | None = None
    spans: tuple[tuple[int, int], ...] = ()


def read_proposal(facts: object, text: str, reader: Reader) -> tuple[Submitted, ...]:
    """The facts of a proposal, checked against the ontology and the text.

    Raises InputError with the number and kind of the first fact that can't be used, and what would do.
    """
    if isinstance(facts, Mapping) or not isinstance(facts, Iterable) or isinstance(facts, str | bytes):
        raise InputError("The facts are no list. Give a list of facts, each with kind and concept.")
    rows = tuple(facts)
    if not rows:
        raise InputError(f"No fact is submitted. Give at least one; kinds are {', '.join(KINDS)}.")
    if len(rows) > _MOST:
        raise InputError(f"{len(rows)} facts are submitted for one case. Give at most {_MOST}.")
    found = tuple(_proposed(number, row, text, reader) for number, row in enumerate(rows, 1))
    _refuse_contradictions(found, reader)
    return found


def _proposed(number: int, row: object, text: str, reader: Reader) -> Submitted:
    if not isinstance(row, Mapping):
        raise InputError(f"Fact {number} is {type(row).__name__}, not a mapping. Give it a kind and a concept.")
    unknown = sorted(str(name) for name in row if name not in _FIELDS)
    if unknown:
        raise InputError(
            f"Fact {number} has the field {repeated(unknown[0])}, which no fact has. "
            f"Use {', '.join(sorted(_FIELDS - {'evidence', 'set_by'}))}."
        )
    kind = _one_of(number, "kind", row.get("kind"), KINDS)
    named = f"Fact {number} ({kind})"
    status = _one_of(number, "status", row.get("status", "affirmed"), STANDINGS)
    value, unit = row.get("value"), row.get("unit")
    if unit is not None and not isinstance(unit, str):
        raise InputError(f"{named} has a unit that is {type(unit).__name__}. Give it as text, in UCUM.")
    spans = _spans(named, row.get("quote"), text)
    if kind == "date":
        if value is None and not spans:
            raise InputError(f"{named} has no value. Give the day as YYYY-MM-DD.")
        return Submitted(number, kind, _DAY, status, None if value is None else parse_day(str(value)), None, spans)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e9):
        raise InputError(f"{named} has a value that is no number. Give a number, and its unit beside it.")
    concept = _concept(named, kind, row.get("concept"), (value, unit), reader)
    given = None if value is None else float(value)
    return Submitted(number, kind, concept, status, given, unit, spans)


def _one_of(number: int, field: str, given: object, allowed: tuple[str, ...]) -> str:
    words = given.strip().lower() if isinstance(given, str) else ""
    if words in allowed:
        return words
    if given is None:
        raise InputError(f"Fact {number} has no {field}. Use one of {', '.join(allowed)}.")
    near = get_close_matches(words, allowed, 1)
    hint = f" Did you mean {near[0]}?" if near else ""
    raise InputError(
        f"Fact {number} has the {field} {repeated(given)}, which is none. Use one of {', '.join(allowed)}.{hint}"
    )


def _spans(named: str, quote: object, text: str) -> tuple[tuple[int, int], ...]:
    """Where a quote stands in the text as written; a line end counts as a space."""
    quotes = quote if isinstance(quote, list | tuple) else () if quote is None else (quote,)
    return tuple(_span(named, at, words, text) for at, words in enumerate(quotes, 1))


def _span(named: str, at: int, words: object, text: str) -> tuple[int, int]:
    if not isinstance(words, str) or not words.strip():
        raise InputError(f"Quote {at} of {named} is empty or no text. Quote the words of the case, or leave it out.")
    if not text:
        raise InputError(f"{named} has a quote, and no text is given to look for it in. Give the text, or no quote.")
    pieces = words.split()
    found = re.search(r"\s+".join(map(re.escape, pieces)), text)
    if not found:
        raise InputError(
            f"Quote {at} of {named} is not in the text. Quote the text letter by letter, or propose no such fact."
        )
    return found.start(), found.end()


def _concept(
    named: str, kind: str, given: object, measured: tuple[float | None, str | None], reader: Reader
) -> str:  # fmt: skip
    """The concept that a fact names, else the one that its value and unit fall under."""
    index = reader.index
    if given is None and kind in _MEASURED and measured[0] is not None:
        return _measured(named, kind, measured, reader)
    if not isinstance(given, str) or not given.strip():
        raise InputError(f"{named} has no concept. Give the short name of one, as iortkg find {kind} shows them.")
    words = given.strip()
    curie = next((name for name in (shorten(words), f"ior:{words}") if name in index), "")
    if curie:
        own = index.kind(curie)
        if own == kind or (kind == "radiation" and reader.roles.is_treatment(curie)) or _measures(curie, kind, reader):
            return curie
        told = f"which tells of {own}" if own else "which is no fact of a case"
        raise InputError(f"{named} has the concept {curie}, {told}. Give a {kind}, or change the kind.")
    things = [thing for thing in index.things.values() if index.kind(thing.curie) == kind]
    meant = list(dict.fromkeys(thing.curie for thing in things_called(things, words)))
    if len(meant) == 1:
        return meant[0]
    if meant:
        several = ", ".join(f"{name} ({index.label(name)})" for name in meant[:_SUGGESTED])
        raise InputError(f"{named} has a concept that names more than one {kind}. Give one of {several}.")
    allowed = {thing.curie for thing in things}
    near = [hit.thing for hit in find(index, words.removeprefix("ior:"), 60) if hit.thing.curie in allowed]
    suggested = ", ".join(f"{thing.curie} ({thing.label})" for thing in near[:_SUGGESTED])
    hint = f"Did you mean {suggested}?" if near else f"Look for a {kind} with iortkg find, and give its short name."
    raise InputError(f"{named} has the concept {repeated(words)}, which the ontology does not hold. {hint}")


def _measures(curie: str, kind: str, reader: Reader) -> bool:
    """True for a unit of what a fact measures, for a range of it, and for what is told of the giving of the dose."""
    thing, units = reader.index[curie], reader.index.instances("ior:Unit")
    if thing.is_a("ior:Range"):
        measured = {u.text("ior:factKind") for u in units if u.text("skos:notation") == thing.text("ior:unit")}
        return kind in measured or (kind == "energy" and bool(reader.roles.service(curie)))
    return thing.text("ior:factKind") == kind or (kind == "delivered" and curie in ABOUT_DOSE)


def _measured(named: str, kind: str, measured: tuple[float | None, str | None], reader: Reader) -> str:
    value, unit = measured
    units = [u for u in reader.index.instances("ior:Unit") if u.text("ior:factKind") == kind]
    if kind == "energy":
        units = [u for u in reader.index.instances("ior:Unit") if u.text("skos:notation") in reader.quantities.ranges]
    own = [u for u in units if unit in (None, u.text("skos:notation"), u.label)]
    if not own or (unit is None and len({u.text("skos:notation") for u in units}) > 1):
        names = sorted({u.text("skos:notation") for u in units})
        raise InputError(f"{named} has no unit that measures it. Give one of {', '.join(names)}.")
    written = own[0].text("skos:notation")
    span = meaning(Mention(0, 0, "", value=value, unit=written), reader.quantities.ranges)
    if kind == "dose":
        return own[0].curie
    if span is None:
        raise InputError(f"{named} has a value that means nothing in {written}. Look at the number and its unit.")
    return span.curie


def _refuse_contradictions(facts: tuple[Submitted, ...], reader: Reader) -> None:
    """Raises InputError for the first two facts that can't both hold of one operation."""
    for one, other in _pairs(facts):
        if _contradict(one, other):
            told = [f"fact {f.number} ({f.kind} {_said(f, reader)})" for f in (one, other)]
            raise InputError(f"{told[0].capitalize()} and {told[1]} contradict each other. Keep one of the two.")


def _said(fact: Submitted, reader: Reader) -> str:
    word = fact.value if fact.kind == "date" else reader.index.label(fact.concept)
    return f"{word}, {fact.status}"


def _pairs(facts: tuple[Submitted, ...]) -> Iterator[tuple[Submitted, Submitted]]:
    groups: dict[str, list[Submitted]] = {}
    for fact in facts:
        groups.setdefault(fact.kind, []).append(fact)
    for group in groups.values():
        yield from ((one, other) for at, one in enumerate(group) for other in group[at + 1 :])


def _contradict(one: Submitted, other: Submitted) -> bool:
    statuses = {one.status, other.status}
    if one.concept == other.concept and one.kind != "date":
        return statuses == {"affirmed", "negated"} or (
            one.kind == "channels" and statuses == {"affirmed"} and None not in (one.value, other.value)
            and one.value != other.value
        )  # fmt: skip
    if statuses != {"affirmed"}:
        return False
    if one.kind == "date":
        return None not in (one.value, other.value) and one.value != other.value
    return one.kind in _SINGLE or (one.kind == "delivered" and {one.concept, other.concept} <= DELIVERED)


# Further things that an answer tells of the giving of the dose.
ABOUT_DOSE = frozenset({KIND_OPEN, LEFT, BEFORE, SEATED})
DELIVERED = frozenset({GIVEN, PARTLY, NOT_GIVEN})
