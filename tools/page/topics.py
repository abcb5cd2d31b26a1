"""The individuals: codes by system, then all else part by part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from iortkg.knowledge import Thing
from iortkg.view.clean import escaped
from tools.page import plan
from tools.page.book import CODE, Book
from tools.page.cards import card, paragraphs
from tools.page.chapter import Chapter, Section
from tools.page.ink import anchor, grade, own, sources
from tools.page.rows import table

# A code system with more codes than these is told as a table.
MOST_CARDS = 150
SCHEME = "skos:ConceptScheme"
_CODES_SAY = (
    "Meanings are in our own words; titles of ICD-10 and HCPCS codes are in the public domain. "
    "No wording of the American Medical Association stands here."
)
FAMILY = plan.Group("ior:Family", "Families of codes")


def chapters(book: Book) -> Iterator[Chapter]:
    """The codes, then the parts of the plan, with what no other names in the last."""
    yield _codes(book)
    for part in (*plan.PARTS, plan.OTHER):
        placed = [(group, things) for group in part.groups if (things := _placed(book).get(group))]
        sections = tuple(
            Section(f"{part.id}-{at}", group.heading, len(things), _group(book, group, things))
            for at, (group, things) in enumerate(placed, 1)
        )
        if sections:
            yield Chapter(part.id, part.heading, f"<p>{escaped(part.says)}</p>", sections)


def _codes(book: Book) -> Chapter:
    """The codes by system, and the families."""
    coded = [thing for thing in book.individuals if thing.is_a(CODE)]
    sections = []
    for at, scheme in enumerate(book.by_label(thing for thing in book.individuals if thing.is_a(SCHEME)), 1):
        codes = book.by_label(thing for thing in coded if scheme.curie in thing.all("skos:inScheme"))
        sections.append(Section(f"codes-{at}", scheme.label, len(codes), _system(book, scheme, codes)))
    apart = book.by_label(thing for thing in coded if not thing.all("skos:inScheme"))
    for group, things in ((plan.Group(CODE, "Codes of no system"), apart), (FAMILY, _placed(book).get(FAMILY, ()))):
        if things:
            heading = group.heading
            sections.append(Section(f"codes-{len(sections) + 1}", heading, len(things), _cards(book, things, group)))
    return Chapter("codes", "Codes", f"<p>{_CODES_SAY}</p>", tuple(sections))


def _system(book: Book, scheme: Thing, codes: Sequence[Thing]) -> str:
    """A code system and its codes."""
    ground = f"<p>{own(scheme.curie)} {grade(scheme)} <small>{sources(book, scheme)}</small></p>"
    about = f'<div class="about" {anchor(scheme.curie)}>{ground}{paragraphs(book, scheme)}</div>\n'
    if len(codes) > MOST_CARDS:
        return about + table(book, codes, title=scheme.label, dense=True)
    return about + _cards(book, codes, plan.Group(CODE, ""))


def _group(book: Book, group: plan.Group, things: Sequence[Thing]) -> str:
    """Things in the form of their group, below what the vocabulary says of their class."""
    kind = book.things.get(group.kind)
    about = f"<p>{escaped(kind.text('skos:definition'))} {own(kind.curie)}</p>\n" if kind else ""
    shown = table(book, things, title=group.heading) if group.rows else _cards(book, things, group)
    return about + shown


def _cards(book: Book, things: Sequence[Thing], group: plan.Group) -> str:
    return "\n".join(card(book, thing, kind=group.kind, few_names=group.few) for thing in things)


@cache
def _placed(book: Book) -> dict[plan.Group, tuple[Thing, ...]]:
    """The things of each group; the last group takes what no other does."""
    groups = [FAMILY, *(group for part in (*plan.PARTS, plan.OTHER) for group in part.groups)]
    found: dict[plan.Group, list[Thing]] = {}
    for thing in book.individuals:
        if not (thing.is_a(CODE, SCHEME) or book.whole_of(thing)):
            kinds = book.kinds(thing)
            found.setdefault(next((group for group in groups if group.kind in kinds), groups[-1]), []).append(thing)
    return {group: book.by_label(things) for group, things in found.items()}
