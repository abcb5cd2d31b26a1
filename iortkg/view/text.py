"""An answer as plain text for a terminal; the layout is ASCII, the words are the values'."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence

from iortkg.model import BILLERS, Citation, Evidence, Line, Outcome, Walk
from iortkg.view.clean import plain, spelled
from iortkg.view.marks import Piece, pieces
from iortkg.view.names import Label, Meaning, Names, names, told
from iortkg.view.proof import proofs

Ink = Callable[[str, str], str]
Item = tuple[str, str]
Span = tuple[int, int]
_HEAD, _LEAD, _MARK = "1;4", "1", "36"
_MARKED = re.compile(r"\[\[|\]\]\^\d+(?:,\d+)*")
_LEAST_WIDTH = 40
_QUOTES = str.maketrans("“”", '""')


def answer_text(
    outcome: Outcome,
    walk: Walk,
    *,
    colour: bool = False,
    width: int = 100,
    label: Label | None = None,
    meaning: Meaning | None = None,
    ending: str = "",
) -> str:
    """The answer for a terminal so many signs wide, with ANSI colours on demand.

    Label names what is not on the walk; if there is none, words are made from the identifier. Meaning tells what a code
    of a system is for. Ending says why nothing is claimed.
    """
    room, name = max(width, _LEAST_WIDTH), names(walk, label, meaning)
    ink: Ink = (lambda words, code: f"\x1b[{code}m{words}\x1b[0m") if colour else (lambda words, _: words)
    claims = [(told(biller), _lines(outcome.claims.get(biller, ()), name)) for biller in BILLERS]
    blocks = (
        ("Words", _words(outcome, name)),
        *((title, lines or [("-", "no line")]) for title, lines in claims),
        ("diagnoses", _lines(outcome.diagnoses, name)),
        ("Questions", _questions(outcome)),
        ("Consider", _considered(outcome, name)),
        ("Why not", _near_misses(outcome, name)),
        ("Warnings", _warnings(outcome, name)),
        ("The walk", _walk(walk)),
    )
    shown = [_block(title, items, room, ink) for title, items in blocks if items]
    why = [textwrap.fill(plain(ending).translate(_QUOTES), room)] if ending else []
    return "\n\n".join((_summary(outcome, room), *why, _note(outcome, room, ink), *shown)) + "\n"


def _block(title: str, items: Sequence[Item], room: int, ink: Ink) -> str:
    """A headed list: what each item begins with stands in a column of its own."""
    items = [(plain(lead), plain(body)) for lead, body in items]
    column = max(len(lead) for lead, _ in items)
    lines = [ink(title.capitalize(), _HEAD)]
    for lead, body in items:
        wrapped = textwrap.wrap(body.translate(_QUOTES), max(room - column - 4, _LEAST_WIDTH // 2)) or [""]
        lines.append(f"  {ink(lead.ljust(column), _LEAD)}  {wrapped[0]}".rstrip())
        lines.extend(f"{' ' * (column + 4)}{line}" for line in wrapped[1:])
    return "\n".join(lines)


def _summary(outcome: Outcome, room: int) -> str:
    """Status, service, date, setting and ontology on a line."""
    parts = (
        *([] if outcome.id in (None, "") else [plain(str(outcome.id))]),
        outcome.status,
        outcome.service,
        f"{outcome.on} ({outcome.on_from})",
        f"{outcome.setting} ({outcome.setting_from})",
        f"ontology {outcome.ontology}",
        *([f"tables {', '.join(table.name for table in outcome.tables)}"] if outcome.tables else []),
    )
    return textwrap.fill(" | ".join(map(plain, parts)), room)


def _note(outcome: Outcome, room: int, ink: Ink) -> str:
    """The case text with its marks numbered."""
    spans = {number: (item.start, item.end) for number, item in enumerate(outcome.evidence)}
    text = "".join(_piece(piece, spans) for piece in pieces(outcome.text, outcome.evidence))
    lines = (textwrap.wrap(line, room - 2, replace_whitespace=False) or [""] for line in text.strip().split("\n"))
    wrapped = "\n".join(f"  {line}".rstrip() for paragraph in lines for line in paragraph)
    return _MARKED.sub(lambda found: ink(found[0], _MARK), wrapped)


def _piece(piece: Piece, spans: Mapping[int, Span]) -> str:
    """A run of the text between the brackets of the marks that begin and end with it; marks of one span share them."""
    if piece.left_out:
        return f"\n[... {piece.left_out:,} characters ...]\n"
    starts = dict.fromkeys(spans[number] for number in piece.starts)
    ends: dict[Span, list[str]] = {}
    for number in piece.ends:
        ends.setdefault(spans[number], []).append(str(number + 1))
    closing = "".join(f"]]^{','.join(numbers)}" for numbers in ends.values())
    return f"{'[[' * len(starts)}{spelled(piece.text)}{closing}"


def _words(outcome: Outcome, name: Names) -> list[Item]:
    """The marked words by number, each run of words once, with all that it means."""
    found: dict[tuple[int, int], list[tuple[int, Evidence]]] = {}
    for number, item in enumerate(outcome.evidence, 1):
        found.setdefault((item.start, item.end), []).append((number, item))
    return [
        (
            ", ".join(str(number) for number, _ in group),
            f'"{plain(group[0][1].text)}": ' + "; ".join(f"{name(i.concept)}, {told(i.status)}" for _, i in group),
        )
        for group in found.values()
    ]


def _lines(lines: Iterable[Line], name: Names) -> list[Item]:
    """The lines of a claim."""
    return [(" ".join((plain(line.code), *map(plain, line.modifiers or ()))), _line(line, name)) for line in lines]


def _line(line: Line, name: Names) -> str:
    """What is said of one line."""
    words = ", ".join(str(number + 1) for number in line.evidence)
    parts = (
        name.code(line.system, line.code),
        plain(line.system),
        "" if line.units is None else f"units {line.units}",
        "core" if line.core else "further",
        plain(line.confidence),
        f"by {name(line.rule)}",
        f"words {words}" if words else "",
        _sources(line.sources, name),
        *(f"or {plain(other.code)} ({plain(other.because)})" for other in line.alternatives),
    )
    return "; ".join(part for part in parts if part)


def _sources(sources: Iterable[Citation], name: Names) -> str:
    """Sources with their grades."""
    listed = ", ".join(f"{name(source.source)} ({plain(source.grade)})" for source in sources)
    return f"source {listed}" if listed else ""


def _questions(outcome: Outcome) -> list[Item]:
    """What to ask, and which codes the answer decides."""
    return [
        (told(item.missing), plain(item.ask) + (f" Decides {', '.join(item.decides)}." if item.decides else ""))
        for item in outcome.questions
    ]


def _considered(outcome: Outcome, name: Names) -> list[Item]:
    """Codes that need documentation which the text does not show."""
    return [
        (
            " ".join((plain(item.code), *item.modifiers)),
            f"{_led(name.code(item.system, item.code))}{told(item.biller)}; needs {plain(item.needs)}",
        )
        for item in outcome.consider
    ]


def _near_misses(outcome: Outcome, name: Names) -> list[Item]:
    """Codes that look fitting and are not, with the fact that decides."""
    return [
        (
            plain(item.code),
            _led(name.code(item.system, item.code))
            + f"{told(item.deciding)}: {plain(item.because)} ({name(item.rule)})",
        )
        for item in outcome.why_not
    ]


def _led(meaning: str) -> str:
    """What a code is for, before what is said of it."""
    return f"{meaning}; " if meaning else ""


def _warnings(outcome: Outcome, name: Names) -> list[Item]:
    """What a person must know before using the answer."""
    return [
        ("!", f"{plain(item.text)}{_aside(item.about, name)}{_aside(item.sources, name)}") for item in outcome.warnings
    ]


def _aside(things: Iterable[str], name: Names) -> str:
    """Things in brackets, if there are any."""
    listed = ", ".join(map(name, things))
    return f" ({listed})" if listed else ""


def _walk(walk: Walk) -> list[Item]:
    """The walk in sentences."""
    return [(f"{number}.", proof.sentence) for number, proof in enumerate(proofs(walk), 1)]
