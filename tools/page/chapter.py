"""Chapters and sections of the page, and the table of contents that is made from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from iortkg.view.clean import escaped


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the number of things below it, where they are counted, and HTML."""

    id: str
    heading: str
    number: int | None
    html: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading, HTML before the first section, and sections."""

    id: str
    heading: str
    html: str
    sections: tuple[Section, ...] = ()


def written(chapter: Chapter) -> str:
    """A chapter as HTML."""
    sections = "".join(
        f'<section id="{section.id}"><h3>{_headed(section)}</h3>\n{section.html}\n</section>\n'
        for section in chapter.sections
    )
    heading = f"<h2>{escaped(chapter.heading)}</h2>"
    return f'<section class="chapter" id="{chapter.id}">{heading}\n{chapter.html}\n{sections}</section>'


def contents(chapters: Iterable[Chapter]) -> str:
    """The table of contents."""
    return "\n".join(f"<li>{_link(one.id, escaped(one.heading))}{_sections(one)}</li>" for one in chapters)


def _sections(chapter: Chapter) -> str:
    shown = "".join(f"<li>{_link(section.id, _headed(section))}</li>" for section in chapter.sections)
    return f"<ul>{shown}</ul>" if shown else ""


def _headed(section: Section) -> str:
    number = "" if section.number is None else f" <small>{section.number:,}</small>"
    return escaped(section.heading) + number


def _link(target: str, words: str) -> str:
    return f'<a href="#{target}">{words}</a>'
