"""Pieces of HTML that everything on the page is made of."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from iortkg.knowledge import Thing
from iortkg.view.clean import escaped
from tools.page.book import CODE, SOURCE, Book

# Of more things than these a line tells the number and the kinds.
MOST_LISTED = 30
# Codes are mostly counted too: their table tells the rest.
MOST_CODES = 12
# What rests on a source is mostly counted.
MOST_SUPPORTED = 5
# Of more names than these a card tells the number and opens on request.
MOST_NAMES = 12
GRADES = ("verified", "recalled", "conflicting")
_CURIE = re.compile(r"\b[a-z][a-z0-9]*:[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*")
_SAFE = "/:@!$&'()*+,;=?"
_WEB = re.compile(r"https?://[^\s<>\"]+\Z")


def link(book: Book, curie: str, *, words: str = "") -> str:
    """A thing by its title, leading to where the page tells of it; an address leads out of the page."""
    if curie in book.things:
        return f'<a href="{_place(curie)}">{escaped(words or book.title(curie))}</a>'
    return outward(curie, words=words)


def outward(text: str, *, words: str = "") -> str:
    """A text, as a link out of the page where it is an address of the web."""
    shown = escaped(words or text)
    # Any other scheme, such as javascript, would be run rather than opened.
    return f'<a href="{html.escape(text)}" rel="noreferrer">{shown}</a>' if _WEB.match(text) else shown


def told(book: Book, text: str) -> str:
    """A sentence, in which the names of things lead to them."""
    ends, pieces = 0, []
    for found in _CURIE.finditer(text):
        if found[0] in book.things:
            pieces += [escaped_run(text[ends : found.start()]), link(book, found[0])]
            ends = found.end()
    return "".join((*pieces, escaped_run(text[ends:])))


def escaped_run(text: str) -> str:
    """Part of a sentence: the spaces at its ends are kept."""
    left, right = (" " if text[:1].isspace() else ""), (" " if text[1:] and text[-1:].isspace() else "")
    return f"{left}{escaped(text)}{right}"


def own(curie: str) -> str:
    """The name of a thing as the link that leads to itself, to be copied."""
    return f'<a class="id" href="{_place(curie)}">{escaped(curie)}</a>'


def _place(curie: str) -> str:
    """Where on the page a thing stands, as an address; a name may hold what an address must spell out."""
    return f"#{html.escape(quote(curie, safe=_SAFE))}"


def anchor(curie: str) -> str:
    """The attribute by which links find a thing."""
    return f'id="{html.escape(curie)}"'


def linked(book: Book, curies: Iterable[str], *, most: int = MOST_LISTED) -> str:
    """Things in a line; more than the most are counted by kind."""
    things = [book.things[curie] for curie in dict.fromkeys(curies) if curie in book.things]
    few = min(most, MOST_CODES) if any(thing.is_a(CODE) for thing in things) else most
    if len(things) <= few:
        return ", ".join(link(book, thing.curie) for thing in book.by_label(things))
    return counted(book, things)


def counted(book: Book, things: Sequence[Thing]) -> str:
    """How many things there are of each kind."""
    kinds = Counter(book.word(min(thing.classes)) for thing in things if thing.classes)
    shown = (
        f"{number:,} × {escaped(kind)}" for kind, number in sorted(kinds.items(), key=lambda pair: (-pair[1], pair))
    )
    return ", ".join(shown)


def values(book: Book, thing: Thing, predicate: str) -> str:
    """What a thing says by a property: links and texts."""
    links = book.by_label(book.things[one] for one in thing.all(predicate) if one in book.things)
    shown = [link(book, one.curie, words=_named(one)) for one in links]
    shown += [outward(one) for one in thing.all(predicate) if one not in book.things]
    shown += [_text(book, text) for text in thing.texts.get(predicate, ())]
    return (" or " if predicate.endswith("OneOf") else ", ").join(shown)


def _named(thing: Thing) -> str:
    """The words of a link to a thing; a CPT or HCPCS code is told by number and meaning."""
    number = thing.curie.partition(":")[2]
    return f"{number} {thing.label}" if thing.is_a(CODE) and thing.label != number else thing.label


def _text(book: Book, text: str) -> str:
    if text in {"true", "false"}:
        return "yes" if text == "true" else "no"
    return outward(text) if _WEB.match(text) else told(book, text)


def grade(thing: Thing) -> str:
    """How sure a thing is, as a mark."""
    name = thing.text("ior:grade")
    kind = f' class="{name}"' if name in GRADES else ""
    return f"<i{kind}>{escaped(name)}</i>" if name else ""


def sources(book: Book, thing: Thing) -> str:
    """The sources of a thing."""
    return "; ".join(link(book, source) for source in thing.all(SOURCE))


def valid(thing: Thing) -> str:
    """From when to when a thing holds, and the day of the file that shows it."""
    since, known, until, read = (
        f"<time>{escaped(day)}</time>" if (day := thing.text(f"ior:{name}")) else ""
        for name in ("validFrom", "knownValidFrom", "validTo", "validAsOf")
    )
    first = escaped(thing.text("ior:gradeOfFirstDay"))
    parts = (
        f"from {since}" if since else f"known from {known}" if known else "",
        f"(first day {first})" if first else "",
        f"to {until}" if until else "",
        f"as of {read}" if read else "",
    )
    return " ".join(filter(None, parts))
