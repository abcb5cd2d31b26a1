"""Codes that nothing leads to, rules that speak in no case, and rules that say two things of one case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from iortkg.check.book import Book
from iortkg.check.finding import Finding, listed
from iortkg.knowledge import Index, Thing

LEADING = (
    "ior:proposes", "ior:considers", "ior:proposesFrom", "ior:elseFrom", "ior:considersFrom", "ior:offers",
    "ior:elseOffers",
)  # fmt: skip
_ONWARD = ("ior:isMistakenFor", "ior:addsOnTo")
_ALWAYS, _NEVER = "0001-01-01", "9999-12-31"
# Kinds of fact that are read from the whole text, not from one name, and of which a case has one.
_READ, _SINGLE = "delivered", "setting"


def reach_faults(book: Book) -> Iterator[Finding]:
    """All that is wrong between rules, what they need and what they lead to."""
    yield from _unreached(book)
    for rule in book.things("ior:Rule"):
        yield from _needs_faults(book, rule)
        yield from _date_faults(book, rule)
    yield from _contradictions(book)


def unsaid_faults(book: Book) -> Iterator[Finding]:
    """Needs of rules for which no words of notes stand; its own name may still do, so an overlay keeps them."""
    brought = _brought_about(book.index)
    for rule in book.things("ior:Rule"):
        for way in ("ior:needs", "ior:needsOneOf"):
            for need in rule.all(way):
                if book.index.kind(need) not in ("", _READ) and need not in brought:
                    yield from book.finding(
                        rule.curie, "no text can bring about what the rule needs", need,
                        f"skos:altLabel words for {need}, or something that entails it", at=(way, need),
                    )  # fmt: skip


def _unreached(book: Book) -> Iterator[Finding]:
    index = book.index
    led = {name for rule in index.instances("ior:Rule") for way in LEADING for name in rule.all(way)}
    kept = {thing.curie for thing in index.things.values() if thing.is_true("ior:isForReference")}
    reached = {code.curie for code in index.instances("ior:Code") if led & {code.curie, *code.all("ior:isInFamily")}}
    queue = sorted(reached)
    while queue:
        code = index.things.get(queue.pop())
        more = {name for way in _ONWARD for name in code.all(way)} - reached if code else set()
        reached |= more
        queue += sorted(more)
    for code in book.things("ior:Code"):
        if code.curie not in reached and kept.isdisjoint({code.curie, *code.all("ior:isInFamily")}):
            yield from book.finding(
                code.curie, "no rule, near miss or family leads to the code", "no way to it",
                "a rule that proposes or considers it, ior:isMistakenFor a code in use, or ior:isForReference true",
            )  # fmt: skip
    for family in book.things("ior:Family"):
        if family.curie not in led | kept:
            yield from book.finding(
                family.curie, "no rule proposes from the family", "no way to it",
                "a rule with ior:proposesFrom, or ior:isForReference true",
            )  # fmt: skip


def _brought_about(index: Index) -> frozenset[str]:
    """All that some text can bring about: what has a name for texts, what ranges mean, and all that these entail."""
    named = (
        thing.curie
        for thing in index.things.values()
        if thing.is_a("ior:Range", "ior:Setting", "ior:OpenKind")
        or (index.kind(thing.curie) and ("skos:altLabel" in thing.texts or "skos:hiddenLabel" in thing.texts))
    )
    found = {entailed for name in named for entailed in index.entailed(name)}
    while (
        more := {
            entailed
            for thing in index.following
            if thing.curie not in found and found.issuperset(thing.all("ior:followsFrom"))
            for entailed in index.entailed(thing.curie)
        }
        - found
    ):
        found |= more
    return frozenset(found)


def _choices(rule: Thing, index: Index) -> tuple[tuple[str, ...], ...]:
    """What a rule and the scope of its kinds need, as groups of which one must hold."""
    kinds = [index[kind] for kind in rule.all("ior:ofKind") if kind in index]
    must = (*rule.all("ior:needs"), *(need for kind in kinds for need in kind.all("ior:presupposes")))
    groups = (rule.all("ior:needsOneOf"), *(kind.all("ior:presupposesOneOf") for kind in kinds))
    return (*((need,) for need in must), *(group for group in groups if group))


def _needs_faults(book: Book, rule: Thing) -> Iterator[Finding]:
    index = book.index
    groups = _choices(rule, index)
    if not groups:
        yield from book.finding(rule.curie, "the rule needs nothing, so it would speak in every case", "no ior:needs",
                                "what must hold, as ior:needs or ior:needsOneOf")  # fmt: skip
    for way in ("ior:needs", "ior:needsOneOf", "ior:excludedBy"):
        yield from _strange_needs(book, rule, way)
    barred = set(rule.all("ior:excludedBy"))
    for group in groups:
        shut = {need: sorted(barred & index.entailed(need)) for need in group if barred & index.entailed(need)}
        if len(shut) == len(group):
            need, walls = next(iter(shut.items()))
            yield from book.finding(
                rule.curie, "the rule excludes what it needs, so it speaks in no case",
                f"{need} in both" if need in walls else f"{need}, which entails {walls[0]}", "one of the two alone",
                at=("ior:excludedBy", walls[0]),
            )  # fmt: skip
    yield from _two_settings(book, rule, groups)


def _strange_needs(book: Book, rule: Thing, way: str) -> Iterator[Finding]:
    for need in (need for need in rule.all(way) if need in book.index and book.index[need].classes):
        if not book.index.kind(need):
            yield from book.finding(
                rule.curie, f"{way} names what no case can have as a fact", need,
                "a concept of a kind that has ior:factKind", at=(way, need),
            )  # fmt: skip


def _two_settings(book: Book, rule: Thing, groups: Iterable[tuple[str, ...]]) -> Iterator[Finding]:
    options = [set(group) for group in groups if all(book.index.kind(need) == _SINGLE for need in group)]
    if options and not set.intersection(*options):
        names = listed(tuple(sorted({need for group in options for need in group})))
        yield from book.finding(
            rule.curie, "the rule needs two settings at once, so it speaks in no case", names,
            "one in ior:needs, or both in ior:needsOneOf", at=("ior:needs", max(options[0])),
        )  # fmt: skip


def _span(thing: Thing) -> tuple[str, str]:
    return thing.text("ior:validFrom") or _ALWAYS, thing.text("ior:validTo") or _NEVER


def meet(one: Thing, other: Thing) -> bool:
    """True if both are valid on some day."""
    (first, last), (begin, end) = _span(one), _span(other)
    return max(first, begin) <= min(last, end)


def _date_faults(book: Book, rule: Thing) -> Iterator[Finding]:
    for way in ("ior:proposes", "ior:considers"):
        for code in (book.index[name] for name in rule.all(way) if name in book.index):
            if not meet(rule, code):
                first, last = _span(code)
                yield from book.finding(
                    rule.curie, "the rule and its code share no day on which both are valid",
                    f"{code.curie}, valid from {first} to {last}", "dates of the rule that lie in those of the code",
                    at=(way, code.curie),
                )  # fmt: skip


def _contradictions(book: Book) -> Iterator[Finding]:
    """Rules of one kind of work and one biller that hold together and put different codes on a claim."""
    index = book.index
    rules = [rule for rule in index.instances("ior:Rule") if "ior:considers" not in rule.links]
    own = {rule.curie for rule in book.things("ior:Rule")}
    for one, other in product(rules, rules):
        if one.curie == other.curie or one.curie not in own or not _speak_together(one, other, index):
            continue
        twin = _same_needs(one, other)
        if twin and other.curie in own and one.curie < other.curie:
            continue
        codes = set(one.all("ior:proposes")), set(other.all("ior:proposes"))
        if twin and codes[0] == codes[1]:
            yield from book.finding(one.curie, "the rule says again what another says", f"the same needs and code as "
                                    f"{other.curie}", "one rule", at=("ior:proposes", ""))  # fmt: skip
        elif codes[0] != codes[1] and (twin or (one.is_a("ior:DeliveryRule") and other.is_a("ior:DeliveryRule"))):
            yield from book.finding(
                one.curie, "the rule contradicts another, since both hold in one case with different codes",
                f"{listed(tuple(sorted(codes[0])))} here and {listed(tuple(sorted(codes[1])))} by {other.curie}",
                f"ior:excludedBy in one of them, or the code as what {other.curie} ior:offers",
                at=("ior:proposes", ""),
            )  # fmt: skip


def _same_needs(one: Thing, other: Thing) -> bool:
    ways = ("ior:needs", "ior:needsOneOf", "ior:excludedBy", "ior:ofKind", "rdf:type")
    return all(set(one.all(way)) == set(other.all(way)) for way in ways)


def _are_opposed(one: Thing, other: Thing, index: Index) -> bool:
    """True if different sides of a conflict speak for the two, so that one alone can hold."""
    sides = [
        {(conflict, side.curie) for side in index.instances("ior:Statement") if rule.curie in side.all("ior:speaksFor")
         for conflict in side.all("ior:isOneSideOf")}
        for rule in (one, other)
    ]  # fmt: skip
    return any(first == second and side != beside for first, side in sides[0] for second, beside in sides[1])


def _speak_together(one: Thing, other: Thing, index: Index) -> bool:
    """True if wherever the first rule holds the second does too, on some day and for one biller."""
    both = set(one.all("ior:forBiller")) & set(other.all("ior:forBiller"))
    codes = one.all("ior:proposes"), other.all("ior:proposes")
    if not (both and all(codes) and meet(one, other)) or _are_opposed(one, other, index):
        return False
    held = {entailed for need in one.all("ior:needs") for entailed in index.entailed(need)}
    if not held.isdisjoint(other.all("ior:excludedBy")) or not held.issuperset(other.all("ior:needs")):
        return False
    choices = other.all("ior:needsOneOf")
    mine = one.all("ior:needsOneOf")
    return not choices or not held.isdisjoint(choices) or bool(mine and set(mine) <= set(choices))
