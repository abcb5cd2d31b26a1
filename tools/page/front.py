"""What stands before the chapters: what the ontology says of itself, its numbers, and how to read it."""

from __future__ import annotations

from collections.abc import Iterable

from iortkg.knowledge import Thing
from iortkg.view.clean import escaped
from tools.page import ink
from tools.page.book import PROPERTIES, Book
from tools.page.chapter import Chapter, Section
from tools.page.rows import grid

_ABOUT = (
    ("version", "owl:versionInfo"),  ("licence", "dcterms:license"), ("creator", "dcterms:creator"),
    ("publisher", "dcterms:publisher"), ("created", "dcterms:created"), ("changed", "dcterms:modified"),
)  # fmt: skip
_LEGEND = (
    ("verified", "found in the source named"),
    ("recalled", "known from practice; no source that says so was found"),
    ("conflicting", "sources disagree; the conflict has both sides as statements of their own"),
)
_READING = """\
<p>Each thing has a name such as <code>ior:Mobetron</code>, which leads to itself and never changes its meaning.
A mark tells how sure a statement is:</p>
<ul class="legend">{legend}</ul>
<p><em>From</em> and <em>to</em> are the first and last day of validity. <em>Known from</em> is the earliest day that a
source shows, where none tells the first day. <em>As of</em> is the day of the file that was read. Things that name a
thing stand under <em>named by</em>, after the property by which they do.</p>"""


def ontology(book: Book) -> Thing:
    """The ontology itself as a thing."""
    return next(thing for thing in book.things.values() if thing.is_a("owl:Ontology"))


def about(book: Book) -> Chapter:
    """The ontology itself: version, licence, who made it, names, numbers, and how to read what follows."""
    thing = ontology(book)
    rows = "".join(
        f"<dt>{name}</dt><dd>{ink.values(book, thing, predicate)}</dd>"
        for name, predicate in _ABOUT
        if predicate in {*thing.links, *thing.texts}
    )
    iri = f"<dt>version IRI</dt><dd>{escaped(thing.one('owl:versionIRI'))}</dd>"
    lead = f'<p class="lead">{escaped(thing.text("dcterms:description"))}</p>'
    sections = (
        Section("about-numbers", "In numbers", None, _numbers(book)),
        Section("about-reading", "How to read it", None, _READING.format(legend=_legend())),
        Section("about-names", "Short names", None, _prefixes(book)),
    )
    return Chapter("about", "About", f"<div {ink.anchor(thing.curie)}>{lead}<dl>{rows}{iri}</dl></div>", sections)


def old_names(book: Book) -> Chapter:
    """Names that are no longer used, each with its successor."""
    rows = "\n".join(
        f'<tr {ink.anchor(thing.curie)}><th scope="row"><del>{escaped(thing.curie)}</del></th>'
        f"<td>{_successors(book, thing.all('dcterms:isReplacedBy'))}</td>"
        f"<td>{escaped(thing.text('skos:editorialNote'))}</td></tr>"
        for thing in book.old
    )
    told = "<p>A name is never given to another thing.</p>" + grid("Old names", ("old name", "now", "why"), rows)
    return Chapter("old", "Names no longer used", told)


def questions(book: Book) -> Chapter:
    """The questions that the ontology is tested with."""
    rows = "\n".join(
        f'<tr><th scope="row">{escaped(one.name)}</th><td>{escaped(one.asks)}</td><td>{escaped(one.reader)}</td></tr>'
        for _, one in sorted(book.knowledge.questions.items())
    )
    says = "<p>Each is a stored query: <code>iortkg query --name NAME</code> answers it.</p>"
    table = grid("Questions", ("name", "question", "for"), rows)
    return Chapter("questions", "Questions that it answers", says + table)


def _successors(book: Book, curies: Iterable[str]) -> str:
    return ", ".join(ink.link(book, curie, words=curie) for curie in curies)


def _legend() -> str:
    return "".join(f'<li><i class="{name}">{name}</i> {meaning}</li>' for name, meaning in _LEGEND)


def _prefixes(book: Book) -> str:
    rows = "\n".join(
        f'<tr><th scope="row"><code>{escaped(prefix)}:</code></th><td><code>{escaped(base)}</code></td></tr>'
        for prefix, base in book.knowledge.prefixes.items()
    )
    return grid("Short names", ("prefix", "stands for"), rows)


def _numbers(book: Book) -> str:
    """The size of the ontology: statements, words, and the kinds of thing that readers ask for."""
    kinds = (
        "ior:Code",
        "ior:Rule",
        "ior:Device",
        "ior:Applicator",
        "ior:Site",
        "ior:Tumor",
        "ior:Procedure",
        "ior:Source",
    )
    counts = (
        ("statements", len(book.graph)),
        ("classes", len(book.words("owl:Class"))),
        ("properties", len(book.words(*PROPERTIES))),
        ("things", len(book.individuals)),
        *((f"{book.word(kind)}s", sum(kind in book.kinds(thing) for thing in book.individuals)) for kind in kinds),
    )
    return (
        f'<ul class="numbers">{"".join(f"<li><b>{number:,}</b> {escaped(name)}</li>" for name, number in counts)}</ul>'
    )
