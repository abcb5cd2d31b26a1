"""Commands for whoever keeps the ontology: score labelled cases, check a folder, write Turtle in canonical form."""

from __future__ import annotations

from pathlib import Path

import click

from iortkg.errors import InputError
from iortkg.terminal import DONE, FINDINGS, answer, choice, complain, example, knowledge


@click.command(epilog=example("score cases.jsonl --as json", "score cases --curve curve.svg"))
@click.argument("cases", type=click.Path(path_type=Path), metavar="CASES")
@click.option("--curve", type=click.Path(path_type=Path), metavar="FILE.svg", help="Draw risk against coverage.")
@choice("table", "json")
def score(cases: Path, curve: Path | None, form: str) -> None:
    """Measure answers on labelled cases.

    Prints how often they fit, as k of n with a 95 % interval after Wilson, and which cases differ. CASES is a folder of
    labelled Markdown cases, one of them, or a JSON Lines file with id, text, service and other labels. Those held back
    are counted, not listed. The curve takes answers in the order in which they are sure of themselves: core lines for
    review, then open questions, then warnings.
    """
    from iortkg import check, view

    known = knowledge()
    found = check.score(
        check.read_labelled(cases),
        lambda case: known.outcome(case.text, id=case.id, on=case.on, setting=case.setting, today=check.SCORED_ON),
        delivery=check.delivery_codes(known.index),
    )
    if curve:
        _write(curve, view.curve_svg([(point.coverage, point.share, *point.interval) for point in found.curve]))
    answer(check.score_table(found) if form == "table" else check.score_json(found))


def _write(file: Path, words: str) -> None:
    """Write a file; raises InputError where that can't be done."""
    try:
        file.write_text(words, encoding="utf-8")
    except (OSError, ValueError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else "the name holds a NUL"
        raise InputError(f"{file} is not writable: {reason}. Name a file in a folder that is there.") from None


@click.command("check", epilog=example("check", "check my-rules"))
@click.argument("folder", required=False, type=click.Path(path_type=Path), metavar="[FOLDER]")
@click.option("--cases/--no-cases", default=True, show_default=True, help="Code the labelled cases of the folder.")
@choice("text", "json")
def check_folder(folder: Path | None, cases: bool, form: str) -> int:  # noqa: FBT001  click gives it so
    """Check the ontology, or a folder that adds to it.

    FOLDER is an ontology of its own if it holds core.ttl, else it is checked together with the shipped one. A finding
    says file and line, the thing, what is wrong, what was found and what to write.
    """
    from iortkg import check
    from iortkg.knowledge import ontology_folder

    shipped = ontology_folder()
    found = check.check_folder(folder or shipped, base=shipped, cases=cases)
    answer(check.report_json(found) if form == "json" else check.report_text(found))
    return FINDINGS if found.findings else DONE


@click.command("format", epilog=example("format my-rules/devices.ttl", "format --check my-rules"))
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILES]")
@click.option("--check", "only", is_flag=True, help="Name the files that are not in canonical form; write nothing.")
def format_files(files: tuple[Path, ...], only: bool) -> int:  # noqa: FBT001  click gives it so
    """Write Turtle files in canonical form.

    FILES are files, or folders of them; if none is named, those of the ontology. Prints each file that changed.
    """
    from iortkg import check
    from iortkg.knowledge import ontology_folder

    changed, faults = check.reformat(files or (ontology_folder(),), write=not only)
    if changed:
        answer("\n".join(map(str, changed)))
    for sentence in faults:
        complain(sentence)
    return FINDINGS if faults or (only and changed) else DONE
