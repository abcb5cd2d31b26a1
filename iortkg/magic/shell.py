"""The magic that asks by SPARQL, on a line or in a cell; the only file that knows IPython."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from iortkg.errors import InputError, IortkgError
from iortkg.knowledge import tokens
from iortkg.magic.complete import Completion, Words, complete
from iortkg.magic.options import FLAGS, VALUED, Options, read_options
from iortkg.magic.pattern import read_pattern
from iortkg.magic.pictures import picture_of_pattern, pictures_of

if TYPE_CHECKING:
    from IPython.core.completer import CompletionContext, SimpleMatcherResult
    from IPython.core.interactiveshell import InteractiveShell

_NAME = "sparql"
_PLACE = re.compile(r"\bline (\d+), column (\d+)")
_BEGUN = re.compile(rf"\s*(%?)%{_NAME}(?=\s|$)")
Load = Callable[[], Any]  # Any: a Knowledge, which stands on a higher floor
Shown = Callable[[object], object]


def register(shell: InteractiveShell, load: Load) -> None:
    """Give a shell the magic and its completion; load gives what is asked where no other is named."""
    from IPython.core.completer import context_matcher
    from IPython.core.magic import no_var_expand
    from IPython.display import display

    asked = _Sparql(shell.user_ns, load, display)

    @no_var_expand
    def sparql(line: str, cell: str | None = None) -> object:
        return asked(line, cell)

    @context_matcher(identifier=_NAME)  # type: ignore[untyped-decorator]  # IPython has no types for it
    def offer(context: CompletionContext) -> SimpleMatcherResult:
        return asked.matcher(context)

    sparql.__doc__ = _Sparql.__doc__
    shell.register_magic_function(sparql, "line_cell", _NAME)  # type: ignore[arg-type]  # told of as a method
    known = shell.Completer.custom_matchers
    known[:] = [matcher for matcher in known if getattr(matcher, "matcher_identifier", "") != _NAME]
    known.append(offer)


class _Sparql:
    """Ask the ontology by SPARQL: %%sparql above a query, or %sparql before one that takes one line.

    -o NAME puts the result into a variable, -p NAME gives the query's variable ?NAME the value of the Python variable,
    --with NAME=VALUE another value, --name NAME asks a stored question, --explain draws what the query looks for, and
    --kg NAME asks what that variable holds, like iortkg.load(answers=answers).
    """

    def __init__(self, space: dict[str, Any], load: Load, display: Shown) -> None:  # Any: a person's variables
        self._space, self._load, self._display = space, load, display
        self._words: tuple[object, Words] | None = None

    def __call__(self, line: str, cell: str | None) -> object:
        """The result, its pictures shown before it; raises IortkgError that shows itself with its place."""
        query = cell or ""
        try:
            options = read_options(line)
            query = self._query(options, cell)
            return self._asked(options, query)
        except IortkgError as fault:
            lines = _told(fault, query)
            fault._render_traceback_ = lambda: lines  # type: ignore[attr-defined]  # IPython asks for it by this name
            raise fault.with_traceback(None) from None

    def _query(self, options: Options, cell: str | None) -> str:
        """The query of the cell, of the line, or the stored one that is named; raises InputError for none or two."""
        text = (cell or "").strip() and (cell or "")
        if cell is not None and options.query:
            raise InputError("Words stand after the options. Write the query below the first line.")
        given = [one for one in (options.name, options.query, text) if one]
        if len(given) != 1:
            raise InputError("Give one query: in the cell, on the line, or a stored one by --name.")
        if not options.name:
            return given[0]
        stored = self._known(options).questions.get(options.name)
        return stored.text if stored else ""

    def _asked(self, options: Options, query: str) -> object:
        known = self._known(options)
        given = {**options.values, **{name: self._taken(name) for name in options.taken}}
        found = known.query(options.name or f"{query}\n", **given)
        pattern = read_pattern(query)
        if options.explain:
            if pattern is None:
                raise InputError(
                    "The query has an answer, but rdflib, which draws it, can't read it. Leave --explain out."
                )
            named = dict(getattr(known.questions.get(options.name), "parameters", {}))
            self._display(picture_of_pattern(known.whole, pattern, {**named, **given}))
        if pattern:
            for view in pictures_of(known.whole, pattern, found, known.query):
                self._display(view)
        if options.out:
            self._space[options.out] = found
        return found

    def _taken(self, name: str) -> object:
        """The value of a Python variable; raises InputError where there is none."""
        if name not in self._space:
            raise InputError(f"There is no Python variable {name}. Give it a value in a cell before, or use --with.")
        value = self._space[name]
        # Numbers of numpy and pandas have the one of Python in them.
        return value.item() if hasattr(value, "item") and not isinstance(value, str) else value

    def _known(self, options: Options) -> Any:  # Any: a Knowledge
        """What is asked; raises InputError where the named variable holds something else."""
        if not options.kg:
            return self._load()
        known = self._space.get(options.kg)
        if not (hasattr(known, "query") and hasattr(known, "questions")):
            raise InputError(f"{options.kg} holds no ontology. Write {options.kg} = iortkg.load() in a cell before.")
        return known

    def matcher(self, context: CompletionContext) -> SimpleMatcherResult:
        """What may stand where the cursor is, if that is in a query of this magic; then nothing of Python."""
        from IPython.core.completer import SimpleCompletion

        lines = context.full_text.split("\n")
        first = _BEGUN.match(lines[0])
        begun = _BEGUN.match(context.line_with_cursor)
        if first and first[1] and context.cursor_line:
            before = lines[1 : context.cursor_line]
            cursor = sum(len(line) + 1 for line in before) + context.cursor_position
            written, found = complete(self._known_words(lines[0]), "\n".join(lines[1:]), cursor)
        elif begun and context.cursor_position >= begun.end():
            written, found = self._of_line(context.text_until_cursor, begun.end())
        else:
            return {"completions": []}
        # Where nothing fits, what is written stays; an empty list would let in the names of Python.
        offered = [SimpleCompletion(one.text, type=one.kind) for one in found] or [SimpleCompletion(written)]
        return {"completions": offered, "matched_fragment": written, "suppress": True, "ordered": True}

    def _of_line(self, before: str, start: int) -> tuple[str, tuple[Completion, ...]]:
        """What may stand on the first line: an option, the value of one, else a part of the query."""
        rest = before[start:]
        *words, written = rest.split(" ")
        if words and words[-1] in ("--name", "-p", "--kg"):
            offered = sorted(self._load().questions if words[-1] == "--name" else self._variables())
        elif written.startswith("-"):
            offered = [*VALUED, *FLAGS]
        elif any(token.text == "{" for token in tokens(rest)):
            return complete(self._known_words(before), rest, len(rest))
        else:
            return "", ()
        return written, tuple(Completion(one, "magic") for one in offered if one.startswith(written))

    def _variables(self) -> list[str]:
        return [name for name in self._space if name.isidentifier() and not name.startswith("_")]

    def _known_words(self, line: str) -> Words:
        """The words of the graph that is asked, read when first needed."""
        named = re.search(r"--kg\s+(\w+)", line)
        try:
            known = self._known(Options(kg=named[1] if named else ""))
        except IortkgError:
            known = self._load()
        if self._words is None or self._words[0] is not known:
            self._words = known, Words(known.whole)
        return self._words[1]


def _told(fault: IortkgError, query: str) -> list[str]:
    """A fault in a sentence and, where it names a place, the line of the query with a sign below the column."""
    place, lines = _PLACE.search(str(fault)), query.split("\n")
    if not place or int(place[1]) > len(lines):
        return [str(fault)]
    line, column = lines[int(place[1]) - 1], int(place[2])
    return [str(fault), "", f"    {line.rstrip()}", f"    {_blank(line[: column - 1])}^"]


def _blank(text: str) -> str:
    """Gaps as wide as a text."""
    return "".join(sign if sign == "\t" else " " for sign in text)
