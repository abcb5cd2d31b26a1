"""What stands between commands and a person: texts in, words out, one sentence for each fault, exit statuses."""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from iortkg.errors import InputError, IortkgError

if TYPE_CHECKING:
    from iortkg.api import Knowledge

DONE, FINDINGS, WRONG, STOPPED = 0, 1, 2, 130
# One byte more than a case may have, so that a longer one is seen and an endless one is not read to its end.
_MOST_READ = 20_000_001
_STORED = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_OPTION = re.compile(r"--?[a-z][a-z-]{0,20}")
Verb = Callable[..., Any]  # Any: what click makes of a function


class OutputGone(Exception):
    """The reader of standard output has left, as with head."""


class Verbs(click.Group):
    """Commands whose faults reach a person as one sentence on standard error."""

    def main(self, *args: Any, **extra: Any) -> Any:  # Any: as in click
        """Run a command and leave with its exit status."""
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        start = super().main
        chosen = {"prog_name": self.name} | extra | {"standalone_mode": False}
        sys.exit(_status(lambda: start(*args, **chosen)))

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  as in click
        """The commands in the order in which a person meets them."""
        return list(self.commands)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:  # Any: as in click
        """The command named; what stands in its place is often a case text and is not repeated."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            known = ", ".join(self.list_commands(ctx))
            raise InputError(f"The first word is no command. Use one of {known}; a case text follows code.") from None


def _status(start: Callable[[], Any]) -> int:  # Any: what a command returns
    try:
        return int(start() or DONE)
    except OutputGone:
        _mute()
        return DONE
    except (KeyboardInterrupt, click.Abort):
        complain("Stopped before the end. A batch goes on where it stopped when the same command is run again.")
        return STOPPED
    except click.UsageError as fault:
        complain(f"{_usage(fault)} See {fault.ctx.command_path if fault.ctx else 'iortkg'} --help.")
    except IortkgError as fault:
        complain(str(fault))
    except Exception as fault:  # noqa: BLE001  no traceback reaches a person, and no words of the case
        complain(f"iortkg met a fault of its own ({type(fault).__name__}{_place(fault)}). Please report it.")
    return WRONG


def _usage(fault: click.UsageError) -> str:
    """A wrong call in words of ours: click repeats what was typed, and that is often the case text."""
    if isinstance(fault, click.MissingParameter) and fault.param:
        return f"{fault.param.human_readable_name} is missing."
    if isinstance(fault, click.NoSuchOption):
        if fault.option_name == "--overlay" and fault.ctx:
            return f"--overlay comes before the command: iortkg --overlay FOLDER {fault.ctx.info_name} ..."
        name = fault.option_name if _OPTION.fullmatch(fault.option_name) else "switch of that name"
        return f"There is no {name} here; a text that begins with a hyphen needs -- before it."
    if isinstance(fault, click.BadOptionUsage):
        return f"{fault.option_name} takes exactly one value."
    if isinstance(fault, click.BadParameter) and fault.param and (wanted := _wanted(fault.param.type)):
        return f"{fault.param.opts[-1]} takes {wanted}."
    return "There are more words than the command takes; put quotes around words that belong together."


def _wanted(kind: object) -> str:
    """What a switch of a kind takes; empty where that needs no saying."""
    if isinstance(kind, click.Choice):
        return f"one of {', '.join(kind.choices)}"
    return "a whole number" if kind is click.INT else ""


def _place(fault: Exception) -> str:
    """Where a fault was raised, as far as that lies in this package."""
    place, trace = "", fault.__traceback__
    while trace:
        _, package, module = trace.tb_frame.f_code.co_filename.rpartition(f"{os.sep}iortkg{os.sep}")
        place = f" in {module}, line {trace.tb_lineno}" if package else place
        trace = trace.tb_next
    return place


def example(*calls: str) -> str:
    """The end of a command's help: how it is called."""
    return "\n".join(["\b", "Example:", *(f"  iortkg {call}" for call in calls)])


def complain(sentence: str) -> None:
    """Say something on standard error, on one line."""
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(" ".join(sentence.split()) + "\n")
        sys.stderr.flush()


def answer(words: str) -> None:
    """Print what a command answers; raises InputError where standard output takes no more."""
    try:
        sys.stdout.write(words if words.endswith("\n") else f"{words}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        raise OutputGone from None
    except (OSError, AttributeError) as fault:
        _mute()
        reason = fault.strerror if isinstance(fault, OSError) else "it is closed"
        raise InputError(f"Standard output takes no more: {reason}. Make room, or send it to another place.") from None


def _mute() -> None:
    """Let what is left in the buffer of standard output go nowhere, or Python complains of it at the end."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def in_colour() -> bool:
    """True on a terminal that shows colours, if NO_COLOR leaves them on."""
    return _is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Columns to fill: those of a terminal, else a hundred, so that a file does not depend on the window."""
    return min(shutil.get_terminal_size().columns, 120) if _is_terminal() else 100


def _is_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def case_text(words: Sequence[str], file: str | None) -> str:
    """The case as words, as a file or, for -, as standard input; raises InputError where there is none."""
    if len(words) > 1:
        raise InputError(f"The case text came as {len(words)} words. Put quotes around it, or give a file with --file.")
    if bool(words) == (file is not None):
        raise InputError("Give one case: its text in quotes, a file with --file, or - to read it from standard input.")
    if words and words[0] != "-":
        return _decode(os.fsencode(words[0]), "The case text")
    return file_text(file or "-", "one case")


def file_text(file: str, holds: str) -> str:
    """The text of a file, or of standard input for -; raises InputError that says what the file should hold."""
    if file == "-":
        return _decode(_standard_input(), "Standard input")
    try:
        with Path(file).open("rb") as notes:
            return _decode(notes.read(_MOST_READ), file)
    except (OSError, ValueError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else "the name holds a NUL"
        raise InputError(f"{file} is not readable: {reason}. Name a file that holds {holds}.") from None


def query_text(file: str | None, name: str | None) -> str:
    """The query of a file, of standard input for -, or a stored one's name; raises InputError."""
    if (file is None) == (name is None):
        raise InputError("Give one query: a file, - for standard input, or --name. Stored ones: iortkg query --list.")
    if name is not None:
        if not _STORED.fullmatch(name):
            raise InputError("A stored question has a name of small letters, digits and hyphens. See query --list.")
        return name
    text = file_text(file or "-", "one query")
    # A file that holds one word is a broken query and not the name of a stored one.
    return f"{text}\n#" if _STORED.fullmatch(text.strip()) else text


def parameters(given: Sequence[str]) -> dict[str, str]:
    """Values by name from NAME=VALUE; raises InputError where one is not so written or comes twice."""
    pairs = [pair.partition("=") for pair in given]
    if not all(sign and name.isidentifier() for name, sign, _ in pairs):
        raise InputError("--with takes NAME=VALUE, like on=2026-03-02. Leave out the mark of the variable.")
    found = {name: value for name, _, value in pairs}
    if len(found) < len(pairs):
        raise InputError("--with gives one name two values. Give each name once.")
    return found


def facts_changed(given: Sequence[str]) -> dict[str, str | None]:
    """Values by fact from FACT=VALUE, None where nothing follows the sign; raises InputError as for parameters."""
    pairs = [pair.partition("=") for pair in given]
    if not all(sign and name.strip() for name, sign, _ in pairs):
        raise InputError("--what-if takes FACT=VALUE, like side=left. Leave the value out to take the fact away.")
    found = {name.strip(): value.strip() or None for name, _, value in pairs}
    if len(found) < len(pairs):
        raise InputError("--what-if changes one fact twice. Name each fact once.")
    return found


def knowledge() -> Knowledge:
    """The ontology, with the overlay that the call names."""
    from iortkg import api

    return api.load(click.get_current_context().find_object(str))


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise InputError("Standard input is closed. Give the case text in quotes, or a file with --file.")
    stream: BinaryIO = sys.stdin.buffer
    return stream.read(_MOST_READ)


def _decode(raw: bytes, place: str) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as fault:
        if len(raw) == _MOST_READ:
            raise InputError(f"{place} is longer than 20 MB. Give one case at a time, or use iortkg batch.") from None
        raise InputError(f"{place} is not valid UTF-8 at byte {fault.start + 1}. Save it as UTF-8.") from None


def choice(*choices: str) -> Callable[[Verb], Verb]:
    """The option that says in which form the answer comes, the first by default."""
    return click.option(
        "--as", "form", type=click.Choice(choices), default=choices[0], show_default=True, help="Output."
    )
