"""The command line: parse, call, print."""

from __future__ import annotations

import click

from iortkg.terminal import DONE, FINDINGS, Verbs, answer, case_text, complain, in_colour, progress, width

_HELP = {"context_settings": {"help_option_names": ["-h", "--help"], "max_content_width": 100}}
_ON = click.option("--on", metavar="DATE", help="Day of service, as YYYY-MM-DD.")


def _example(*lines: str) -> str:
    return "\n".join(["\b", "Example:", *(f"  iortkg {line}" for line in lines)])


def _form(*choices: str) -> click.decorators.FC:
    return click.option("--as", "form", type=click.Choice(choices), default=choices[0], show_default=True, help="Form.")


@click.group(cls=Verbs, invoke_without_command=True, **_HELP)
@click.pass_context
def main(context: click.Context) -> None:
    """From a case description to the right code, and why.

    Nothing leaves this machine, and nothing is guessed: where a fact is missing, a question stands in place of a code.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
