"""The command line: parse, call, print."""

from __future__ import annotations

from pathlib import Path

import click

from iortkg.assisting import tools
from iortkg.auditing import tables
from iortkg.batching import batch
from iortkg.drawing import graph, teach
from iortkg.errors import InputError
from iortkg.keeping import check_folder, format_files, score
from iortkg.serving import export
from iortkg.terminal import (
    DONE,
    FINDINGS,
    Verbs,
    answer,
    case_text,
    choice,
    complain,
    example,
    facts_changed,
    in_colour,
    knowledge,
    parameters,
    query_text,
    width,
)

_on = click.option("--on", metavar="DATE", help="Day of service, as YYYY-MM-DD.")
_setting = click.option("--setting", metavar="S", help="Where it was done: outpatient, inpatient, asc or office.")


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


@main.command(epilog=example('code "Left lumpectomy, 21 Gy with 9 MeV electrons." --setting inpatient --on 2026-03-02'))
@click.argument("text", nargs=-1, metavar="TEXT")
@click.option("--file", metavar="F", help="Read the case from a file; - is standard input.")
@_on
@_setting
@click.option(
    "--what-if", "changed", multiple=True, metavar="FACT=VALUE",
    help="Show which lines move if a fact is another; nothing after the sign takes it away. Give it once for each.",
)  # fmt: skip
@click.option("--fhir", metavar="BUNDLE", help="Read facts from a FHIR R4 file in the place of a text.")
@click.option("--with-text", is_flag=True, help="In Turtle, put in the note and the words of it that count.")
@choice("text", "json", "html", "turtle")
def code(
    text: tuple[str, ...], file: str | None, on: str | None, setting: str | None, changed: tuple[str, ...],
    fhir: str | None, with_text: bool, form: str,  # noqa: FBT001  click gives it so
) -> None:  # fmt: skip
    """Code one case.

    The answer says who bills what, what is missing, and the way from the words of the case to each code. TEXT is the
    case in quotes, or - to read it from standard input. The day of service is the one given, else the one that the
    text states, else today.
    """
    import gc

    from iortkg import api

    # The process ends with its one case; looking for garbage while the ontology is taken up costs a tenth of it.
    gc.disable()
    facts = facts_changed(changed)
    found: api.Answer | api.WhatIf
    if fhir:
        if text or file:
            raise InputError("A text and FHIR are both given. Give one of the two.")
        facts_told, notes = api.facts_of_fhir(Path(fhir), knowledge=knowledge())
        for note in notes:
            complain(note)
        found = api.decide(facts_told, on=on, setting=setting, knowledge=knowledge())
    else:
        found = api.code(case_text(text, file), on=on, setting=setting, knowledge=knowledge())
    if facts:
        found = found.what_if(**facts)
    if form == "json":
        import json

        return answer(json.dumps(found.to_dict(), ensure_ascii=False, indent=2))
    if form == "turtle":
        return answer((found.answer if isinstance(found, api.WhatIf) else found).to_turtle(text=with_text))
    if isinstance(found, api.WhatIf):
        return answer(found.answer.to_html() if form == "html" else str(found))
    return answer(found.to_html() if form == "html" else found.to_text(colour=in_colour(), width=width()))


@main.command(epilog=example("show electrons", "show CODE --on 2026-03-02"))
@click.argument("thing", nargs=-1, required=True, metavar="CODE-OR-CONCEPT")
@_on
def show(thing: tuple[str, ...], on: str | None) -> None:
    """Show what is known of a code or concept.

    Its meaning in our words, who bills it, its dates, the rules that lead to it and away, its relations and sources.
    """
    answer(str(knowledge().show(" ".join(thing), on=on)))


@main.command(epilog=example("find electron beem"))
@click.argument("words", nargs=-1, required=True, metavar="WORDS")
def find(words: tuple[str, ...]) -> int:
    """Find concepts and codes by their words.

    Best first; misspellings are forgiven. Exit status 1 where nothing is found.
    """
    found = knowledge().find(" ".join(words))
    if not found:
        complain("Nothing in the ontology is called so or nearly so. Try other or fewer words.")
        return FINDINGS
    answer(str(found))
    return DONE


@main.command(epilog=example("path electrons surgeon"))
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="TO")
def path(start: str, end: str) -> int:
    """Tell the walk between two codes or concepts.

    Exit status 1 where none ties them.
    """
    found = knowledge().path(start, end)
    if not found:
        complain("No walk ties the two. Look at each with iortkg show.")
        return FINDINGS
    answer(str(found))
    return DONE


@main.command(epilog=example("diff 2025-12-31 2026-01-02"))
@click.argument("first", metavar="DATE")
@click.argument("second", metavar="DATE")
@choice("text", "json")
def diff(first: str, second: str, form: str) -> None:
    """Tell what changed between two days.

    Codes that began, ended or changed their meaning, what the fee schedule treats otherwise, and rules and edits that
    began or ended, each with its source. Text is one change a line.
    """
    found = knowledge().diff(first, second)
    if form == "json":
        import json

        return answer(json.dumps(found.to_dict(), ensure_ascii=False, indent=2))
    if not found:
        return complain("Nothing that the ontology knows changed between the two days.")
    return answer(str(found))


main.add_command(batch)
main.add_command(score)


@main.command(epilog=example("query --list", "query --name device-radiation", "query question.rq --as csv"))
@click.argument("file", required=False, metavar="FILE")
@click.option("--name", metavar="NAME", help="A stored question, where no file is given.")
@click.option("--list", "listed", is_flag=True, help="Name the stored questions, and what each asks.")
@click.option(
    "--with", "given", multiple=True, metavar="NAME=VALUE",
    help="A value for the variable ?NAME: a short name, a day, else a text. Give it once for each.",
)  # fmt: skip
@choice("table", "json", "csv", "tsv", "turtle")
def query(file: str | None, name: str | None, listed: bool, given: tuple[str, ...], form: str) -> None:  # noqa: FBT001
    """Ask the ontology by SPARQL.

    FILE holds one SPARQL 1.1 query, or - reads it from standard input; --name asks a stored question. Nothing but the
    ontology is asked: SERVICE, FROM and updates get an error.
    """
    known = knowledge()
    if listed:
        return answer("\n".join(map(str, known.questions.values())) or "There are none.")
    found = known.query(query_text(file, name), **parameters(given))
    return answer(found.to_text(width=width()) if form == "table" else getattr(found, f"to_{form}")())


main.add_command(check_folder)
main.add_command(format_files)
main.add_command(graph)
main.add_command(export)
main.add_command(teach)


@main.command(epilog=example("explore", "explore --port 8899 --no-browser"))
@click.option("--port", type=int, default=8866, show_default=True, help="Where on this computer the page stands.")
@click.option("--browser/--no-browser", default=True, show_default=True, help="Open the page in a browser.")
def explore(port: int, browser: bool) -> None:  # noqa: FBT001  click gives it so
    """Open the explorer as a local web page.

    Put in a case, answer its questions, try other facts, and walk the graph. The page is there for this computer alone,
    asks nothing of any network, and ends with Ctrl+C.
    """
    from iortkg.explorer import serve

    serve(port, browser=browser, tell=complain)


main.add_command(tools)
main.add_command(tables)

if __name__ == "__main__":
    main()
