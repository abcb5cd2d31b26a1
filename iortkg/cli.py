"""The command line: parse, call, print."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from iortkg.terminal import DONE, FINDINGS, Verbs, answer, case_text, complain, in_colour, progress, width

if TYPE_CHECKING:
    from iortkg.api import Knowledge

_Verb = Callable[..., Any]  # Any: what click makes of a function
_on = click.option("--on", metavar="DATE", help="Day of service, as YYYY-MM-DD.")
_setting = click.option("--setting", metavar="S", help="Where it was done: outpatient, inpatient, asc or office.")


def _form(*choices: str) -> Callable[[_Verb], _Verb]:
    return click.option(
        "--as", "form", type=click.Choice(choices), default=choices[0], show_default=True, help="Output."
    )


def _example(*calls: str) -> str:
    return "\n".join(["\b", "Example:", *(f"  iortkg {call}" for call in calls)])


@click.group(
    "iortkg",
    cls=Verbs,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit status: 0 done; 1 done, with findings or failed records; 2 wrong call or unreadable input.",
)
@click.option("--overlay", metavar="FOLDER", help="Lay a folder of your own Turtle over the ontology.")
@click.pass_context
def main(context: click.Context, overlay: str | None) -> None:
    """From a case description to the right code, and why.

    Case texts stay on this computer. Where a deciding fact is missing, the answer is a question.
    """
    context.obj = overlay
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def _knowledge() -> Knowledge:
    """The ontology, with the overlay that the call names."""
    from iortkg import api

    return api.load(click.get_current_context().find_object(str))


@main.command(
    epilog=_example('code "Left lumpectomy, 21 Gy with 9 MeV electrons." --setting inpatient --on 2026-03-02')
)
@click.argument("text", nargs=-1, metavar="TEXT")
@click.option("--file", metavar="F", help="Read the case from a file; - is standard input.")
@_on
@_setting
@_form("text", "json", "html")
def code(text: tuple[str, ...], file: str | None, on: str | None, setting: str | None, form: str) -> None:
    """Code one case.

    The answer says who bills what, what is missing, and the way from the words of the case to each code. TEXT is the
    case in quotes, or - to read it from standard input. The day of service is the one given, else the one that the
    text states, else today.
    """
    from iortkg import api

    found = api.code(case_text(text, file), on=on, setting=setting, knowledge=_knowledge())
    if form == "json":
        import json

        return answer(json.dumps(found.to_dict(), ensure_ascii=False, indent=2))
    return answer(found.to_html() if form == "html" else found.to_text(colour=in_colour(), width=width()))


@main.command(epilog=_example("show electrons", "show CODE --on 2026-03-02"))
@click.argument("thing", nargs=-1, required=True, metavar="CODE-OR-CONCEPT")
@_on
def show(thing: tuple[str, ...], on: str | None) -> None:
    """Show what is known of a code or concept.

    Its meaning in our words, who bills it, its dates, the rules that lead to it and away, its relations and sources.
    """
    answer(str(_knowledge().show(" ".join(thing), on=on)))


@main.command(epilog=_example("find electron beem"))
@click.argument("words", nargs=-1, required=True, metavar="WORDS")
def find(words: tuple[str, ...]) -> None:
    """Find concepts and codes by their words.

    Best first; misspellings are forgiven.
    """
    found = _knowledge().find(" ".join(words))
    if not found:
        return complain("Nothing in the ontology is called so or nearly so. Try other or fewer words.")
    return answer(str(found))


@main.command(epilog=_example("path electrons surgeon"))
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="TO")
def path(start: str, end: str) -> None:
    """Tell the walk between two codes or concepts."""
    found = _knowledge().path(start, end)
    if not found:
        return complain("No walk ties the two. Look at each with iortkg show.")
    return answer(str(found))


@main.command(epilog=_example("batch cases.jsonl answers.jsonl"))
@click.argument("source", type=click.Path(path_type=Path), metavar="IN")
@click.argument("target", type=click.Path(path_type=Path), metavar="OUT")
@click.option(
    "--on-error", type=click.Choice(["record", "stop"]), default="record", show_default=True,
    help="What a bad record does: put an error in its place, or stop the run.",
)  # fmt: skip
def batch(source: Path, target: Path, on_error: str) -> int:
    """Code many cases.

    IN has one JSON object a line, with id, text and, where known, on and setting. OUT ends in .jsonl (one answer a
    line) or .csv (one row a claim line). Progress is kept in OUT.part; the same command goes on where a run broke off.
    """
    from iortkg.batch import run

    known = _knowledge()
    with progress(source) as tick:
        report = run(source, target, known.outcome, version=known.version, on_error=on_error, tell=complain, tick=tick)
    for sentence in report.sentences:
        complain(sentence)
    return FINDINGS if report.sentences else DONE


@main.command(epilog=_example("score cases.jsonl --as json"))
@click.argument("cases", type=click.Path(path_type=Path), metavar="CASES")
@_form("table", "json")
def score(cases: Path, form: str) -> None:
    """Measure answers on labelled cases.

    Prints how often they fit, as k of n, and which cases differ. CASES is a folder of labelled Markdown cases, one of
    them, or a JSON Lines file with id, text, service and other labels. Those held back are counted, not listed.
    """
    from iortkg import check

    known = _knowledge()
    labelled = check.read_labelled(cases)
    found = check.score(
        labelled,
        lambda case: known.outcome(case.text, id=case.id, on=case.on, setting=case.setting, today=check.SCORED_ON),
        delivery=check.delivery_codes(known.index),
    )
    answer(check.score_table(found) if form == "table" else check.score_json(found))


if __name__ == "__main__":
    main()
