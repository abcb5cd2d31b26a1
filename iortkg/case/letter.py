"""The open questions as a letter to the physician, worded so that it favours no answer.

What the note says is quoted beside what is asked. Each question is open, or offers every choice that rules make, with
another one and with none. Codes and payment stay out of it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from iortkg.case.facts import GIVEN, NOT_GIVEN, PARTLY
from iortkg.knowledge import Index
from iortkg.model import Fact, Outcome, Question

_WIDTH = 88
# What of the note bears on each missing fact, by kinds of fact.
_BEARING = {
    "delivered": ("delivered", "radiation", "device", "applicator", "dose", "energy"),
    "radiation": ("delivered", "radiation", "device", "applicator", "dose", "energy"),
    "channels": ("radiation", "device", "applicator", "dose", "channels"),
    "site": ("site", "procedure", "diagnosis"),
    "primary-procedure": ("procedure", "site", "diagnosis"),
    "laterality": ("site", "procedure", "diagnosis", "side"),
    "setting": ("setting",),
    "date": ("date",),
    "diagnosis": ("diagnosis", "site", "procedure"),
    "units": ("side", "site", "dose", "delivered"),
}
_LISTED = ("radiation", "channels")
_BLANK = "____________________"


def query_letter(outcome: Outcome, index: Index) -> str:
    """The letter as plain text; one sentence where nothing is open."""
    name = f"Case {outcome.id}" if outcome.id not in (None, "") else "This case"
    if not outcome.questions:
        return f"{name}, {outcome.on}: no question to the physician is open.\n"
    case = f"Case: {outcome.id}" if outcome.id not in (None, "") else "Case: not numbered"
    told = "" if outcome.on_from == "given" else f" ({_DAY[outcome.on_from]})"
    opening = (
        "Documentation query",
        f"{case}\nDate of service: {outcome.on}{told}",
        "Dear Doctor,",
        _filled(
            "The operative note of this case leaves the following open. Please answer from your clinical judgement and "
            "your knowledge of the operation, and document your answer as an addendum to the note. No particular "
            "answer is expected."
        ),
    )
    asked = (_question(number, item, outcome, index) for number, item in enumerate(outcome.questions, 1))
    closing = f"Answered by: {_BLANK}    Date: ____________"
    return "\n\n".join((*opening, *asked, closing)) + "\n"


_DAY = {"text": "as the note states", "today": "today; the note states no day"}


def _question(number: int, item: Question, outcome: Outcome, index: Index) -> str:
    """One question: what is asked, what the note says, what to tick or write."""
    thing = next(t for t in index.instances("ior:Question") if t.text("skos:notation") == item.missing)
    ask = _filled(thing.text("ior:asksPhysician") or item.ask, f"{number}. ", "   ")
    choices = dict.fromkeys(map(_opened, _choices(item, outcome, index)))
    listed = [f"   [ ] {choice}" for choice in (*choices, *thing.texts.get("ior:alwaysOffers", ()))]
    return "\n".join((ask, *_indicators(item, outcome), *([] if choices else [f"   Answer: {_BLANK}"]), *listed))


def _indicators(item: Question, outcome: Outcome) -> Iterator[str]:
    """The words of the note that bear on the question, in their order."""
    bearing = [fact for fact in outcome.facts if fact.kind in _BEARING[item.missing]]
    quotes = dict.fromkeys(_quotes(bearing, outcome))
    words = "; ".join(f"\u201c{quote}\u201d" for quote in quotes)
    if words:
        yield _filled(f"The note says: {words}.", "   ", "   ")
    else:
        yield "   The note says nothing that bears on it."


def _quotes(facts: Iterable[Fact], outcome: Outcome) -> Iterator[str]:
    """Words of the note in their order, those inside longer ones left out."""
    spans = {(outcome.evidence[at].start, outcome.evidence[at].end) for fact in facts for at in fact.evidence}
    for start, end in sorted(spans):
        if not any((low, high) != (start, end) and low <= start and end <= high for low, high in spans):
            yield " ".join(outcome.text[start:end].split())


def _choices(item: Question, outcome: Outcome, index: Index) -> Iterator[str]:
    """What to tick, where that is a list: always the whole of it, in an order that favours none."""
    if item.missing == "delivered":
        yield from (index.label(concept) for concept in (GIVEN, PARTLY, NOT_GIVEN))
    elif item.missing == "laterality":
        yield from sorted(side.label for side in index.instances("ior:Side"))
    elif item.missing == "setting":
        yield from sorted(setting.label for setting in index.instances("ior:Setting"))
    elif item.missing in _LISTED:
        yield from (index.label(need) for need in sorted(_needs(item, outcome.on, index), key=index.label))


def _needs(item: Question, on: str, index: Index) -> set[str]:
    """Facts of the missing kind that rules need for the codes which the answer decides."""
    codes = {c.curie for notation in item.decides for c in index.codes.get(notation, ()) if c.is_valid_on(on)}
    rules = (rule for rule in index.instances("ior:Rule") if codes.intersection(rule.all("ior:proposes")))
    return {need for rule in rules for need in index.needs(rule).every if index.kind(need) == item.missing}


def _opened(label: str) -> str:
    return label[:1].upper() + label[1:]


def _filled(words: str, first: str = "", rest: str = "") -> str:
    return textwrap.fill(words, _WIDTH, initial_indent=first, subsequent_indent=rest)
