"""The command that draws: a part of the graph or a walk, as page, picture or data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from iortkg.errors import InputError
from iortkg.terminal import complain, example, file_text, knowledge

if TYPE_CHECKING:
    from iortkg.view import GraphView

_CASE = "case:"
_PICTURES = (".html", ".svg", ".png")
_ENDINGS = (*_PICTURES, ".graphml", ".ttl", ".json")


@click.command(epilog=example("graph CODE -o code.html", "graph A..B -o path.svg --width 900", "graph all -o all.png"))
@click.argument("what", metavar="WHAT")
@click.option("-o", "--output", "target", type=click.Path(path_type=Path), metavar="FILE", help="Where to write it.")
@click.option("--on", metavar="DATE", help="Only what is valid that day, as YYYY-MM-DD; of a case the day of service.")
@click.option("--setting", metavar="S", help="Of a case: outpatient, inpatient, asc or office.")
@click.option("--width", type=int, metavar="N", help="How many pixels wide a picture is.")
@click.option("--dpi", type=int, metavar="N", help="How many dots an inch of a PNG has.")
def graph(
    what: str, target: Path | None, on: str | None, setting: str | None, width: int | None, dpi: int | None
) -> None:
    """Draw a part of the graph.

    WHAT is a code or concept (what it is tied to), A..B (the walk between two), case:FILE (the walk of a case), all
    (the ontology by kind), or the .json of an earlier view. FILE ends in .html, .svg, .png, .graphml, .ttl or .json.
    """
    ending = _ending(target, width, dpi)
    view = _view(what, on, setting)
    if ending == ".png":
        return _write(target, view.to_png(width=width, dpi=dpi))
    if ending in _PICTURES:
        return _write(target, view.to_svg(width=width) if ending == ".svg" else view.to_html(width=width))
    return _write(target, getattr(view, f"to_{ending[1:]}")())


@click.command(
    epilog=example("teach storyboard case:note.txt -o story.html", "teach quiz examples -o quiz.html"),
)
@click.argument("form", type=click.Choice(("storyboard", "quiz", "handout")), metavar="FORM")
@click.argument("what", metavar="WHAT")
@click.option("-o", "--output", "target", type=click.Path(path_type=Path), metavar="FILE", help="Where to write it.")
@click.option("--on", metavar="DATE", help="Of case:FILE, the day of service, as YYYY-MM-DD.")
@click.option("--setting", metavar="S", help="Of case:FILE: outpatient, inpatient, asc or office.")
def teach(form: str, what: str, target: Path | None, on: str | None, setting: str | None) -> None:
    """Make a page to teach with.

    FORM is storyboard (the walk of one case, hop by hop, with notes for the speaker), quiz (questions whose answers
    come with rule and source) or handout (to print). WHAT is case:FILE, a FILE.jsonl of cases with id and text, or
    examples, which come with iortkg. FILE ends in .html.
    """
    from iortkg import api

    if target is None or target.suffix.lower() != ".html":
        raise InputError(f"{target or 'No file'} is no page to write to. Give -o FILE.html.")
    cases = _cases(what, on, setting)
    if form == "storyboard" and len(cases) > 1:
        raise InputError(f"A storyboard tells one case, and {what} holds {len(cases)}. Give case:FILE.")
    _write(target, api.taught(form, cases, knowledge=knowledge()))


def _cases(what: str, on: str | None, setting: str | None) -> list[dict[str, Any]]:
    """The cases that a person names; raises InputError where there are none."""
    if what.startswith(_CASE):
        return [{"text": file_text(what.removeprefix(_CASE) or "-", "one case"), "on": on, "setting": setting}]
    if on is not None or setting is not None:
        raise InputError("--on and --setting are for case:FILE. Give them in the records of the cases.")
    if what == "examples":
        from iortkg.knowledge import ontology_folder

        what = str(ontology_folder() / "examples" / "cases.jsonl")
    elif not what.lower().endswith(".jsonl"):
        raise InputError("WHAT is case:FILE for one case, a FILE.jsonl of cases, or examples. Give one of these.")
    lines = enumerate(file_text(what, "a case a line").splitlines(), 1)
    return [_record(line, what, number) for number, line in lines if line.strip()]


def _record(line: str, file: str, number: int) -> dict[str, Any]:
    """A case of a line; raises InputError that names the line."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not isinstance(found.get("text"), str):
        raise InputError(f'{file}, line {number}, is no case. Write it as {{"id": ..., "text": ...}} on one line.')
    return found


def _ending(target: Path | None, width: int | None, dpi: int | None) -> str:
    """The ending of the file, which says what is written; raises InputError for one that is unknown."""
    ending = target.suffix.lower() if target else ""
    if ending not in _ENDINGS:
        named = f"{target} has an ending that is unknown" if target else "There is no file to write to"
        raise InputError(f"{named}. Give -o FILE, which ends in one of {', '.join(_ENDINGS)}.")
    if dpi is not None and ending != ".png":
        raise InputError("--dpi is for .png. Leave it out, or name a .png.")
    if width is not None and (ending not in _PICTURES or width < 1):
        raise InputError("--width takes 1 pixel or more, for .html, .svg and .png alone.")
    return ending


def _view(what: str, on: str | None, setting: str | None) -> GraphView:
    """What a person names: the walk of a case, an earlier view, else a part of the graph."""
    from iortkg import api

    if what.startswith(_CASE):
        text = file_text(what.removeprefix(_CASE) or "-", "one case")
        return api.code(text, on=on, setting=setting, knowledge=knowledge()).view
    if setting is not None:
        raise InputError("--setting is for case:FILE alone. Leave it out.")
    if what.lower().endswith(".json"):
        from iortkg.view import GraphView

        if on is not None:
            raise InputError("An earlier view has its day. Leave out --on.")
        return GraphView.from_json(file_text(what, "an earlier view"))
    return knowledge().view(what, on=on)


def _write(target: Path | None, made: str | bytes) -> None:
    """Write the file; raises InputError where that can't be done."""
    try:
        if target:
            target.write_bytes(made if isinstance(made, bytes) else made.encode("utf-8"))
    except (OSError, ValueError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else "the name holds a NUL"
        raise InputError(f"{target} is not writable: {reason}. Name a file in a folder that is there.") from None
    complain(f"Wrote {target}.")
