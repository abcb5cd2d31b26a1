"""What the first line of a cell says: options, and in a single line the query after them."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field

from iortkg.errors import InputError

_WORD = re.compile(r"\s*((?:[^\s\"']|\"[^\"]*\"|'[^']*')+)")
# Options that take a value, with what that is.
VALUED = {
    "-o": "the name of a variable for the result",
    "-p": "the name of a Python variable whose value stands for the query's variable of that name",
    "--name": "the name of a stored question",
    "--with": "NAME=VALUE",
    "--kg": "the name of a Python variable that holds what iortkg.load() gave",
}
FLAGS = ("--explain",)


@dataclass(slots=True)
class Options:
    """Where the result goes, what is asked, values by name, Python variables to take over, and if it is drawn."""

    out: str = ""
    name: str = ""
    kg: str = ""
    explain: bool = False
    values: dict[str, str] = field(default_factory=dict)
    taken: list[str] = field(default_factory=list)
    query: str = ""


def read_options(line: str) -> Options:
    """What a line sets, and what follows that as the query; raises InputError that says what would do."""
    found, rest = Options(), line
    while (word := _WORD.match(rest)) and word[1].startswith("-"):
        option, rest = word[1], rest[word.end() :]
        if option in FLAGS:
            found.explain = True
            continue
        if option not in VALUED:
            raise InputError(f"{option} is unknown here. Use {', '.join((*VALUED, *FLAGS))}.")
        value = _WORD.match(rest)
        if value is None:
            raise InputError(f"{option} takes {VALUED[option]}. Write it after a space.")
        rest = rest[value.end() :]
        _take(found, option, _bare(value[1]))
    found.query = rest.strip()
    return found


def _bare(word: str) -> str:
    """A word freed of the quotes that hold it together."""
    try:
        return "".join(shlex.split(word))
    except ValueError:
        return word


def _take(found: Options, option: str, value: str) -> None:
    """Put the value of an option where it belongs; raises InputError where it is none."""
    name, sign, text = value.partition("=")
    if option == "--with":
        if not (sign and name.isidentifier()):
            raise InputError("--with takes NAME=VALUE, like on=2026-03-02. Leave out the mark of the variable.")
        _refuse_twice(name, found)
        found.values[name] = text
    elif option == "--name":
        found.name = value
    elif not value.isidentifier():
        raise InputError(f"{option} takes {VALUED[option]}. A name has letters, digits and low lines alone.")
    elif option == "-p":
        _refuse_twice(value, found)
        found.taken.append(value)
    elif option == "-o":
        found.out = value
    else:
        found.kg = value


def _refuse_twice(name: str, found: Options) -> None:
    if name in found.values or name in found.taken:
        raise InputError(f"?{name} gets two values. Give each name once.")
