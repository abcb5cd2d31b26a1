"""The command for many cases."""

from __future__ import annotations

from pathlib import Path

import click

from iortkg.errors import InputError
from iortkg.progress import progress
from iortkg.terminal import DONE, FINDINGS, complain, example, knowledge


@click.command(epilog=example("batch cases.jsonl answers.jsonl", "batch notes/ claims.parquet --jobs 2"))
@click.argument("source", type=click.Path(path_type=Path), metavar="IN")
@click.argument("target", type=click.Path(path_type=Path), metavar="OUT")
@click.option(
    "--on-error", type=click.Choice(["record", "stop"]), default="record", show_default=True,
    help="What a bad record does: put an error in its place, or stop the run.",
)  # fmt: skip
@click.option(
    "--jobs", type=int, metavar="N", help="Processes that answer; as many as there are processors by default."
)
@click.option("--today", metavar="DATE", help="Day of service of a note that has none; by default the day of the run.")
def batch(source: Path, target: Path, on_error: str, jobs: int | None, today: str | None) -> int:
    """Code many cases.

    IN is a .jsonl file with one JSON object a line, a .csv or .parquet file with one case a row, all with id, text and,
    where known, on and setting, or a folder of .txt files, each named by its path. OUT ends in .jsonl (one answer a
    line), .csv or .parquet (one row a claim line). Progress is kept in OUT.part; the same command goes on where a run
    broke off. OUT.manifest.json tells what the answers were made with.
    """
    from iortkg.batch import cores, run, size_of
    from iortkg.case import parse_day

    if jobs is not None and jobs < 1:
        raise InputError(f"--jobs is {jobs}. Give a number of processes, 1 or more.")
    day = parse_day(today) if today else ""
    known = knowledge()
    version = known.codebooks.edition(known.version)
    with progress(lambda: size_of(source)) as tick:
        report = run(
            source, target, known.outcome, version=version, on_error=on_error, jobs=jobs or cores(), today=day,
            tell=complain, tick=tick,
        )  # fmt: skip
    for sentence in (*report.summary, *report.sentences):
        complain(sentence)
    return FINDINGS if report.sentences else DONE
