"""The questions of a quiz: choices among codes that look close, and what the rules say of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from iortkg.model import Line, Plain, Question, WhyNot
from iortkg.teach.lesson import Lesson, deciding, listed, opened, told
from iortkg.view import closed, proofs

_NEAR, _BESIDE, _DECIDED = 3, 1, 4
_OUTCOMES = {
    "coded": "There are codes for the giving of the dose.",
    "needs-information": "No code for it yet: the physician must be asked first.",
    "not-iort": "No code for it: nothing was irradiated in this operation.",
    "no-code-on-date": "No code for it: none was valid on that day.",
}
_NONE_YET = "None yet: the physician must be asked first"


@dataclass(frozen=True, slots=True)
class Choice(Plain):
    """An answer to choose, what it is for, and what is said of it then: sentence, rule and source."""

    words: str
    meaning: str
    said: str
    rule: str
    source: str
    right: bool = False


@dataclass(frozen=True, slots=True)
class Item(Plain):
    """A question, its choices in an order that tells nothing, and the words of the note that decide."""

    ask: str
    choices: tuple[Choice, ...]
    spans: tuple[tuple[int, int], ...] = ()


def items(lesson: Lesson) -> tuple[Item, ...]:
    """What is asked of a case: what it allows at all, then each core line, or what the open question decides."""
    return (_outcome(lesson), *_lines(lesson), *_open(lesson))


def _outcome(lesson: Lesson) -> Item:
    """What the note allows."""
    outcome = lesson.outcome
    asked = next((question for question in outcome.questions if outcome.status == "needs-information"), None)
    line = next((line for _, line in lesson.lines if line.core), None) if outcome.status == "coded" else None
    reason = lesson.reason or (f"What the note leaves open decides. {asked.ask}" if asked else "")
    if line:
        reason = f"{_quoted(lesson, line)}, which the rule “{lesson.label(line.rule)}” needs"
    kind = asked.missing if asked else "date" if outcome.status == "no-code-on-date" else "delivered"
    rule = lesson.label(line.rule) if line else f"what decides is {deciding(kind)}"
    source = lesson.citations(line.sources) if line else f"the note, read with ontology {outcome.ontology}"
    choices = (
        Choice(words, "", closed(reason), rule, source, right=status == outcome.status)
        for status, words in _OUTCOMES.items()
    )
    return Item("What does this note allow?", tuple(choices), _spans(lesson, line.evidence if line else ()))


def _quoted(lesson: Lesson, line: Line) -> str:
    """The words of the note that a line rests on."""
    quotes = [f"“{' '.join(lesson.outcome.evidence[n].text.split())}”" for n in line.evidence]
    return f"The note says {listed(quotes)}" if quotes else "Set by hand is"


def _lines(lesson: Lesson) -> Iterator[Item]:
    """A question for each core line that something looks close to."""
    for biller, line in lesson.lines:
        choices = _choices(lesson, biller, line)
        if line.core and len(choices) > 1:
            ask = f"Which of these does the {told(biller)} bill for this operation?"
            yield Item(ask, _ordered(choices), _spans(lesson, line.evidence))


def _purpose(lesson: Lesson, line: Line) -> str:
    return lesson.meaning(line.system, line.code)


def _choices(lesson: Lesson, biller: str, line: Line) -> list[Choice]:
    """The line itself, near misses of its rule, what competes with it, and a line of another biller."""
    own = {one.code for other, one in lesson.lines if other == biller}
    review = " This line is for review." if line.confidence == "review" else ""
    right = _choice(lesson, line, _proof(lesson, line) + review, right=True)
    rivals = [
        Choice(
            other.code, lesson.meaning(other.system, other.code), closed(f"It competes: {other.because}"),
            lesson.label(line.rule), lesson.citations(lesson.cited(other.system, other.code)),
        )
        for other in line.alternatives
    ]  # fmt: skip
    near = [_miss(lesson, miss) for miss in near_misses(lesson.outcome.why_not, line.rule) if miss.code not in own]
    beside = [
        _choice(lesson, one, f"{one.code} is on the claim of the {told(other)}: {_purpose(lesson, one)}.")
        for other, one in lesson.lines
        if other != biller and one.core and one.code not in own
    ]
    return [right, *_distinct([*rivals, *near], {right.words}, _NEAR), *_distinct(beside, {right.words}, _BESIDE)]


def _distinct(choices: Iterable[Choice], known: set[str], most: int) -> list[Choice]:
    """The first choices, each code once."""
    found = {choice.words: choice for choice in reversed(list(choices)) if choice.words not in known}
    return list(reversed(found.values()))[:most]


def near_misses(misses: Sequence[WhyNot], rule: str) -> list[WhyNot]:
    """Near misses, those of the rule first, taking turns among the kinds of fact that decide."""
    turns: dict[tuple[bool, str], int] = {}
    placed = []
    for miss in misses:
        key = miss.rule != rule, miss.deciding
        turns[key] = turns.get(key, 0) + 1
        placed.append((key[0], turns[key], miss.system, miss.code, miss))
    return [miss for *_, miss in sorted(placed, key=lambda one: one[:4])]


def _choice(lesson: Lesson, line: Line, said: str, *, right: bool = False) -> Choice:
    """A line as a choice."""
    return Choice(
        line.code, _purpose(lesson, line), closed(said), lesson.label(line.rule), lesson.citations(line.sources), right
    )


def _miss(lesson: Lesson, miss: WhyNot) -> Choice:
    """A near miss as a choice."""
    said = f"{opened(deciding(miss.deciding))} decides. {miss.because}"
    source = lesson.citations(lesson.cited(miss.system, miss.code))
    return Choice(miss.code, lesson.meaning(miss.system, miss.code), closed(said), lesson.label(miss.rule), source)


def _open(lesson: Lesson) -> Iterator[Item]:
    """What an open question decides: no code stands yet."""
    for question in lesson.outcome.questions:
        if question.decides:
            yield Item("Which of these goes on the claim?", (*_ordered(_decided(lesson, question)), _asked(question)))


def _decided(lesson: Lesson, question: Question) -> list[Choice]:
    """The codes that stay open, each with what the rules say of it."""
    said = {miss.code: _miss(lesson, miss) for miss in lesson.outcome.why_not}
    held = closed(f"It stays open: {question.ask}")
    rule = f"what decides is {deciding(question.missing)}"
    return [said.get(code) or Choice(code, "", held, rule, "the note") for code in question.decides[:_DECIDED]]


def _asked(question: Question) -> Choice:
    """That nothing stands before the physician has answered."""
    said = f"The note leaves it open. {question.ask}"
    return Choice(_NONE_YET, "", closed(said), f"what decides is {deciding(question.missing)}", "the note", right=True)


def _ordered(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    """Choices by their codes, so that the order tells nothing."""
    return tuple(sorted(choices, key=lambda choice: choice.words))


def _proof(lesson: Lesson, line: Line) -> str:
    """What leads to a line, in a sentence."""
    name = next((p.sentence for p in proofs(lesson.walk) if p.end.label.split("-")[0] == line.code), "")
    return name or closed(f"The rule {lesson.label(line.rule)} leads to {line.code}")


def _spans(lesson: Lesson, numbers: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Where the words stand in the note."""
    evidence = lesson.outcome.evidence
    return tuple(sorted({(evidence[n].start, evidence[n].end) for n in numbers}))
