"""A walk told hop by hop: chapters of steps, each a sentence with its source and what to say of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from iortkg.model import Line, WalkEdge, WalkNode
from iortkg.teach.lesson import Lesson, billed, deciding, listed, opened, told
from iortkg.view import ViewNode, closed, hops, named, proofs, spoken, steps_to, ties_of, words

NOTE = "the note"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing said: its sentence, what stands below it, its source, notes for the speaker, and what it reveals.

    Boxes and ties are numbers of the picture.
    """

    sentence: str
    below: tuple[str, ...] = ()
    source: str = ""
    notes: tuple[str, ...] = ()
    boxes: tuple[int, ...] = ()
    ties: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """Steps that lead to one thing, and what of the picture lies on the way; no way is the whole picture."""

    title: str
    steps: tuple[Step, ...]
    boxes: tuple[int, ...] = ()
    ties: tuple[int, ...] = ()


def chapters(lesson: Lesson) -> tuple[Chapter, ...]:
    """The case, a chapter for each code, what is open, what looks close, and the claims."""
    return (_case(lesson), *_ways(lesson), *_open(lesson), *_close(lesson), _claims(lesson))


def _case(lesson: Lesson) -> Chapter:
    sentence = f"The case: {lesson.occasion}. Which codes follow, and who bills them?"
    note = "Let the class read the note first, and ask for the words that will count."
    return Chapter("The case", (Step(sentence, source=NOTE, notes=(note,)),))


def _ways(lesson: Lesson) -> Iterator[Chapter]:
    """The hops to each code that no chapter before has told."""
    boxes = {node.id: number for number, node in enumerate(lesson.view.nodes)}
    ties = ties_of(lesson.view)
    done: set[WalkEdge] = set()
    for proof in proofs(lesson.walk):
        fresh = [edge for edge in hops(lesson.walk, proof.end.id) if edge not in done]
        done |= set(fresh)
        if not fresh:
            continue
        way = steps_to(lesson.walk, proof.end.id)
        yield Chapter(
            opened(proof.end.note) if proof.end.kind == "code" else opened(words(proof.end)),
            tuple(_hop(lesson, edge, boxes, ties) for edge in fresh),
            tuple(sorted({boxes[name] for edge in way for name in (edge.start, edge.end)})),
            tuple(sorted({ties[edge.start, edge.end] for edge in way if (edge.start, edge.end) in ties})),
        )


def _hop(lesson: Lesson, edge: WalkEdge, boxes: Mapping[str, int], ties: Mapping[tuple[str, str], int]) -> Step:
    """One edge as a step."""
    nodes = {node.id: node for node in lesson.walk.nodes}
    start, end = nodes[edge.start], nodes[edge.end]
    sentence = closed(f"{words(start)} {spoken(edge.label) or 'leads to'} {named(end)}")
    shown = lesson.view.nodes[boxes[edge.end]]
    return Step(
        opened(sentence),
        source=_source(lesson, edge, start, end),
        notes=tuple(_notes(lesson, edge, shown)),
        boxes=(boxes[edge.start], boxes[edge.end]),
        ties=(ties[edge.start, edge.end],) if (edge.start, edge.end) in ties else (),
    )


def _source(lesson: Lesson, edge: WalkEdge, start: WalkNode, end: WalkNode) -> str:
    """What an edge rests on: its own sources, else those of its rule, else note or ontology."""
    if start.kind == "text":
        return NOTE
    rule = next((node for node in (end, start) if node.kind == "rule"), None)
    sources = lesson.sources(edge.sources or (rule.sources if rule else ()))
    return sources or f"ontology {lesson.outcome.ontology}"


def _notes(lesson: Lesson, edge: WalkEdge, shown: ViewNode) -> Iterator[str]:
    """What to say of a hop: what the new thing is, since when, and how sure the line is."""
    if shown.meaning:
        yield closed(f"{opened(shown.label)}: {shown.meaning}")
    if since := edge.since or shown.valid_from:
        yield f"Valid from {since}{f' to {shown.valid_to}' if shown.valid_to else ''}."
    if shown.kind != "code":
        return
    for biller, line in (*lesson.lines, *(("diagnosis", line) for line in lesson.outcome.diagnoses)):
        if shown.label == billed(line) and told(biller) in shown.note:
            yield from _line_notes(line)


def _line_notes(line: Line) -> Iterator[str]:
    """What else a line says of itself."""
    if line.confidence == "review":
        yield "This line is for review: ask the class what would make it certain."
    for other in line.alternatives:
        yield closed(f"{other.code} competes with it: {other.because}")


def _open(lesson: Lesson) -> Iterator[Chapter]:
    """What has to be asked, or why the case ends here."""
    steps = [Step(lesson.reason, source=NOTE)] if lesson.reason else []
    steps += [
        Step(
            question.ask,
            (f"It decides between {', '.join(question.decides)}.",) if question.decides else (),
            NOTE,
            (f"Missing: {told(question.missing)}. Let the class word the question before you show it.",),
        )
        for question in lesson.outcome.questions
    ]
    if steps:
        yield Chapter("What is missing" if lesson.outcome.questions else "Why it ends here", tuple(steps))


def _close(lesson: Lesson) -> Iterator[Chapter]:
    """Near misses by the kind of fact that decides."""
    kinds = dict.fromkeys(miss.deciding for miss in lesson.outcome.why_not)
    steps = tuple(
        Step(
            f"{opened(deciding(kind))} decides against {listed(miss.code for miss in misses)}.",
            tuple(miss.because for miss in misses),
            lesson.citations(one for miss in misses for one in lesson.cited(miss.system, miss.code)),
            ("Ask for each number what the note must say for it to fit.",),
        )
        for kind in kinds
        if (misses := [miss for miss in lesson.outcome.why_not if miss.deciding == kind])
    )
    if steps:
        yield Chapter("What looks close and is not it", steps)


def _claims(lesson: Lesson) -> Chapter:
    """What each biller puts on the claim."""
    by: dict[str, list[str]] = {}
    for biller, line in lesson.lines:
        by.setdefault(biller, []).append(billed(line) + (" (for review)" if line.confidence == "review" else ""))
    below = tuple(f"{opened(told(biller))}: {listed(codes)}." for biller, codes in by.items())
    sentence = f"So the case is: {told(lesson.outcome.status)}, {lesson.outcome.service}."
    return Chapter(
        "The claims" if below else "The outcome", (Step(sentence, below, f"ontology {lesson.outcome.ontology}"),)
    )
