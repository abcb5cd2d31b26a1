"""A thing as a card: what it is, what it says of others, what others say of it, and who says so."""

from __future__ import annotations

from collections.abc import Iterator

from iortkg.knowledge import Thing
from iortkg.view.clean import escaped
from tools.page import ink
from tools.page.book import CODE, SOURCE, TURNED, Book

# Told in a place of their own on the card.
APART = {
    "rdf:type", "rdfs:subClassOf", "skos:prefLabel", "skos:altLabel", "skos:hiddenLabel", "skos:definition",
    "skos:scopeNote", "skos:editorialNote", "skos:inScheme", "ior:grade", "ior:gradeOfFirstDay", "ior:validFrom",
    "ior:validTo", "ior:knownValidFrom", "ior:validAsOf", "ior:keyword", SOURCE, *TURNED,
}  # fmt: skip
# The order in which a rule and a code are read; all else follows by its word.
_FIRST = (
    "skos:notation", "dcterms:title", "skos:broader", "ior:emits", "ior:needs", "ior:needsOneOf", "ior:excludedBy",
    "ior:proposes", "ior:proposesFrom", "ior:elseFrom", "ior:considers", "ior:forBiller", "ior:isBilledBy",
    "ior:billingUnit", "ior:confidence", "ior:reason",
)  # fmt: skip


def properties(book: Book, thing: Thing) -> tuple[str, ...]:
    """What a thing says that is not told apart, in the order of reading."""
    said = {*thing.links, *thing.texts} - APART - ({"skos:notation"} if thing.is_a(CODE) else set())
    return tuple(
        sorted(said, key=lambda one: (_FIRST.index(one) if one in _FIRST else len(_FIRST), book.word(one), one))
    )


def card(book: Book, thing: Thing, *, kind: str = "", few_names: bool = False) -> str:
    """A thing in full; kind is the class that the heading above names, few_names keeps to a sample of its names."""
    parts = (
        f"<h4>{_title(book, thing)} {ink.own(thing.curie)}</h4>",
        _tags(book, thing, kind),
        paragraphs(book, thing),
        _pairs((*_said(book, thing), *_back(book, thing), *_ground(book, thing))),
        _names(thing, few=few_names),
        _parts(book, thing),
    )
    return f"<article {ink.anchor(thing.curie)}>{''.join(parts)}</article>"


def paragraphs(book: Book, thing: Thing) -> str:
    """What a thing means, where it begins and ends, and what the editors note."""
    return "".join(
        f"<p{kind}>{ink.told(book, text)}</p>"
        for name, kind in (("definition", ""), ("scopeNote", ' class="scope"'), ("editorialNote", ' class="scope"'))
        for text in thing.texts.get(f"skos:{name}", ())
    )


def named_by(book: Book, thing: Thing) -> tuple[str, ...]:
    """What points at a thing, after the property by which it does; one text for each property."""
    return tuple(
        ink.linked(book, starts, most=ink.MOST_SUPPORTED)
        if how == SOURCE
        else f"<em>{escaped(book.word(how))}</em> {ink.linked(book, starts)}"
        for how, starts in book.pointing.get(thing.curie, {}).items()
    )


def _title(book: Book, thing: Thing) -> str:
    """The label; before that of a code its number."""
    if not thing.is_a(CODE):
        return escaped(book.title(thing.curie))
    return f"<b>{escaped(thing.curie.partition(':')[2])}</b> {escaped(thing.text('skos:prefLabel'))}"


def _tags(book: Book, thing: Thing, kind: str) -> str:
    """The grade and the further classes."""
    general = book.kinds(book.things[kind]) | {kind} if kind in book.things else {kind}
    further = sorted(book.word(name) for name in thing.classes - general - {CODE})
    tags = ink.grade(thing) + "".join(f"<i>{escaped(name)}</i>" for name in further)
    return f' <p class="tags">{tags}</p>' if tags else ""


def _said(book: Book, thing: Thing) -> Iterator[tuple[str, str]]:
    yield from ((book.word(one), ink.values(book, thing, one)) for one in properties(book, thing))


def _back(book: Book, thing: Thing) -> Iterator[tuple[str, str]]:
    yield "narrower", ink.linked(book, book.narrower.get(thing.curie, ()))
    yield "named by", "</dd><dd>".join(named_by(book, thing))


def _ground(book: Book, thing: Thing) -> Iterator[tuple[str, str]]:
    yield "valid", ink.valid(thing)
    yield "sources", ink.sources(book, thing)


def _pairs(told: tuple[tuple[str, str], ...]) -> str:
    """Names and values, of which empty ones are left out."""
    shown = "".join(f"<dt>{escaped(name)}</dt><dd>{value}</dd>" for name, value in told if value)
    return f"<dl>{shown}</dl>" if shown else ""


def _names(thing: Thing, *, few: bool) -> str:
    """What texts call a thing, and how they misspell it."""
    kinds = (
        ("Phrases" if few else "Also called", "skos:altLabel"),
        ("Misspelled", "skos:hiddenLabel"),
        ("Keywords", "ior:keyword"),
    )
    return "".join(_listed(words, thing.texts.get(name, ()), few=few) for words, name in kinds)


def _listed(words: str, names: tuple[str, ...], *, few: bool) -> str:
    """Names in a line: a few, or all, which open on request where they are many."""
    shown = " · ".join(map(escaped, names[: ink.MOST_NAMES] if few else names))
    if not names:
        return ""
    if len(names) <= ink.MOST_NAMES:
        return f'<p class="names">{words}: {shown}</p>'
    if few:
        return f'<p class="names">{words}: {shown} … and {len(names) - ink.MOST_NAMES:,} more</p>'
    return f'<details class="names"><summary>{words}: {len(names):,} names</summary><p>{shown}</p></details>'


def _parts(book: Book, thing: Thing) -> str:
    """The details of a thing, each with its own source."""
    parts = sorted(book.parts.get(thing.curie, ()), key=lambda part: (sorted(part.classes), part.curie))
    return f"<ul>{''.join(_part(book, part) for part in parts)}</ul>" if parts else ""


def _part(book: Book, part: Thing) -> str:
    """One detail: its sentence, and what it is tied to."""
    said = ink.told(book, part.text("skos:definition") or part.label)
    notes = "".join(
        f" {ink.told(book, note)}"
        for name in ("scopeNote", "editorialNote")
        for note in part.texts.get(f"skos:{name}", ())
    )
    ties = [
        one for one in properties(book, part) if one in part.links and one not in {"ior:isAbout", "ior:isOneSideOf"}
    ]
    tied = "".join(f"; {escaped(book.word(one))} {ink.values(book, part, one)}" for one in ties)
    ground = "; ".join(filter(None, (ink.valid(part), ink.sources(book, part))))
    return f"<li {ink.anchor(part.curie)}>{said}{notes} {ink.grade(part)} <small>{ground}{tied}</small></li>"
