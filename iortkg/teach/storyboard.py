"""A storyboard: one page that reveals a walk hop by hop, with notes for whoever speaks."""

from __future__ import annotations

from string import Template

from iortkg.teach.lesson import Lesson
from iortkg.teach.note import note_html
from iortkg.teach.steps import Chapter, Step, chapters
from iortkg.view import apart_svg, document, escaped, shipped

_TITLE = "A case, step by step"


def storyboard_html(lesson: Lesson) -> str:
    """The page: note, picture and steps, which arrow keys reveal one by one; N shows the notes, and paper shows all."""
    told = chapters(lesson)
    picture = apart_svg(lesson.view) if lesson.view.nodes else ""
    body = Template(shipped("storyboard.html", __file__)).substitute(
        title=_TITLE,
        note=note_html(lesson),
        picture=f'<figure id="picture" aria-hidden="true">{picture}</figure>' if picture else "",
        chapters="".join(_chapter(chapter, number) for number, chapter in enumerate(told)),
        choices="".join(f'<option value="{n}">{escaped(one.title)}</option>' for n, one in enumerate(told)),
        total=sum(len(chapter.steps) for chapter in told),
    )
    styles = shipped("base.css"), shipped("lesson.css", __file__), shipped("storyboard.css", __file__)
    scripts = (shipped("storyboard.js", __file__),)
    return document(_TITLE, body, styles=styles, scripts=scripts, pictures=(picture,))


def _chapter(chapter: Chapter, number: int) -> str:
    """A chapter with its steps; what lies on its way is named by the numbers of the picture."""
    steps = "".join(map(_step, chapter.steps))
    way = f'data-boxes="{_numbers(chapter.boxes)}" data-ties="{_numbers(chapter.ties)}"'
    return (
        f'<section class="chapter" aria-labelledby="c-{number}" {way}>'
        f'<h2 id="c-{number}">{escaped(chapter.title)}</h2><ol>{steps}</ol></section>'
    )


def _step(step: Step) -> str:
    """A step: what is said, what it rests on, and what the speaker may add."""
    below = "".join(f"<li>{escaped(sentence)}</li>" for sentence in step.below)
    notes = "".join(f"<p>{escaped(note)}</p>" for note in step.notes)
    source = f'<p class="source">Source: {escaped(step.source)}</p>' if step.source else ""
    return (
        f'<li class="step" data-boxes="{_numbers(step.boxes)}" data-ties="{_numbers(step.ties)}">'
        f'<p class="said">{escaped(step.sentence)}</p>{f"<ul>{below}</ul>" if below else ""}{source}'
        + (f'<aside class="notes" aria-label="Notes for the speaker">{notes}</aside>' if notes else "")
        + "</li>"
    )


def _numbers(numbers: tuple[int, ...]) -> str:
    return " ".join(map(str, numbers))
