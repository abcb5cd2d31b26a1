"""A handout to print: the case, its walk, the steps with their sources, questions, and lines for notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from string import Template

from iortkg.model import WhyNot
from iortkg.teach.lesson import Lesson, billed, deciding, opened, told
from iortkg.teach.note import note_html
from iortkg.teach.steps import NOTE, Chapter, Step, chapters
from iortkg.view import document, escaped, shipped, view_svg

_TITLE = "Case handout"
_ASKED, _LINES, _MORE_LINES = 5, 2, 8


def handout_html(lessons: Sequence[Lesson]) -> str:
    """The page: sheets for each case, and the answers to what they ask on a sheet of their own at the end."""
    pictures = [view_svg(lesson.view) if lesson.view.nodes else "" for lesson in lessons]
    cases = "".join(_case(*pair, number) for number, pair in enumerate(zip(lessons, pictures, strict=True), 1))
    keys = "".join(_key(lesson, number) for number, lesson in enumerate(lessons, 1))
    answers = f'<section class="key"><h1>Answers</h1>{keys}</section>' if keys else ""
    styles = shipped("base.css"), shipped("lesson.css", __file__), shipped("handout.css", __file__)
    return document(_TITLE, f"<main>{cases}{answers}</main>", styles=styles, pictures=pictures)


def _case(lesson: Lesson, picture: str, number: int) -> str:
    """All that is handed out of one case."""
    sources: dict[str, int] = {}
    told_steps = "".join(_chapter(chapter, sources) for chapter in chapters(lesson)[1:-1] if chapter.boxes)
    return Template(shipped("handout.html", __file__)).substitute(
        number=number,
        occasion=escaped(lesson.occasion),
        note=note_html(lesson),
        picture=f"<figure>{picture}</figure>" if picture else "",
        outcome=_outcome(lesson),
        steps=_part("Step by step", told_steps),
        open=_part("To ask the physician", _listed(_open(lesson))),
        asked=_part("To think about", _listed(_ask(miss, lesson) for miss in _misses(lesson))),
        sources=_part("Sources", _listed(map(escaped, sources))),
        lines="<i></i>" * _MORE_LINES,
    )


def _part(title: str, inner: str) -> str:
    """A part with its head; nothing if it is empty."""
    return f"<section><h2>{title}</h2>{inner}</section>" if inner else ""


def _listed(items: Iterable[str]) -> str:
    """A numbered list; nothing if it is empty."""
    shown = "".join(f"<li>{item}</li>" for item in items)
    return f"<ol>{shown}</ol>" if shown else ""


def _chapter(chapter: Chapter, sources: dict[str, int]) -> str:
    """The steps to one code as sentences, each with the numbers of its sources."""
    shown = "".join(f"<li>{escaped(step.sentence)}{_numbers(step, sources)}</li>" for step in chapter.steps)
    return f"<h3>{escaped(chapter.title)}</h3><ol>{shown}</ol>"


def _numbers(step: Step, sources: dict[str, int]) -> str:
    """The numbers of what a step rests on."""
    numbers = [str(sources.setdefault(name, len(sources) + 1)) for name in step.source.split("; ") if name != NOTE]
    return f" <sup>{', '.join(numbers)}</sup>" if numbers else ""


def _outcome(lesson: Lesson) -> str:
    """What the case comes to: its status, and who bills what."""
    rows = "".join(
        f'<tr><td>{escaped(opened(told(biller)))}</td><th scope="row">{escaped(billed(line))}</th>'
        f"<td>{escaped(line.system)}</td><td>{escaped(lesson.meaning(line.system, line.code))}"
        f"{' <em>for review</em>' if line.confidence == 'review' else ''}</td></tr>"
        for biller, line in (*lesson.lines, *(("diagnosis", line) for line in lesson.outcome.diagnoses))
    )
    status = f"{told(lesson.outcome.status)}, {lesson.outcome.service}"
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("who bills", "code", "system", "what it is for"))
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>" if rows else ""
    reason = f"<p>{escaped(lesson.reason)}</p>" if lesson.reason else ""
    return f"<p><b>{escaped(opened(status))}.</b></p>{reason}{table}"


def _open(lesson: Lesson) -> Iterable[str]:
    """The questions of the answer, each with room to write."""
    return (
        escaped(question.ask)
        + (f" <small>It decides between {escaped(', '.join(question.decides))}.</small>" if question.decides else "")
        + "<i></i>" * _LINES
        for question in lesson.outcome.questions
    )


def _misses(lesson: Lesson) -> list[WhyNot]:
    """Near misses to ask about: the first of each kind of fact that decides, then the rest."""
    by: dict[str, list[WhyNot]] = {}
    for miss in lesson.outcome.why_not:
        by.setdefault(miss.deciding, []).append(miss)
    turns = sorted((place, kind) for kind, misses in by.items() for place in range(len(misses)))
    return [by[kind][place] for place, kind in turns][:_ASKED]


def _ask(miss: WhyNot, lesson: Lesson) -> str:
    """Why a near miss is none, with room to write."""
    meaning = lesson.meaning(miss.system, miss.code)
    return f"Why not {escaped(miss.code)}{f' ({escaped(meaning)})' if meaning else ''}?" + "<i></i>" * _LINES


def _key(lesson: Lesson, number: int) -> str:
    """The answers to the questions of a case."""
    answers = (
        f"<b>{escaped(miss.code)}</b>: {escaped(opened(deciding(miss.deciding)))} decides. {escaped(miss.because)}"
        for miss in _misses(lesson)
    )
    shown = _listed(answers)
    return f"<h2>Case {number}</h2>{shown}" if shown else ""
