"""What a person does in the explorer and what then holds: actions change the state, and the state is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from inspect import signature
from typing import Any

from iortkg.errors import InputError, IortkgError, UnknownThing
from iortkg.explorer.shown import CodeOne, Known, Shown
from iortkg.explorer.trail import ALL, PATH, THING, Fact, Opened, Place, Scene, Trail
from iortkg.explorer.unfold import label_of, thing_walk
from iortkg.explorer.years import in_year
from iortkg.knowledge import kind_of, resolve
from iortkg.view import GraphView, walk_view

# Ontology's own questions on what lies outside the rules.
COVERAGE = ("uncoded-procedures", "devices-of-no-radiation", "codes-of-no-rule")
_KEPT = 24
_FOUND = 8


class State:
    """The state of an explorer: its trail, what was found or covered last, and the fault of the last action.

    Every action leaves the state whole: one that fails changes nothing but the fault, which is a sentence.
    """

    def __init__(self, code_one: CodeOne, known: Known) -> None:
        self.known, self._code_one = known, code_one
        self.trail = Trail()
        self.fault = ""
        self.found: tuple[tuple[str, str, str], ...] = ()
        self.covered = ""
        self._answers: dict[Scene, Shown] = {}

    @cached_property
    def _actions(self) -> Mapping[str, Callable[..., Trail | None]]:
        return {
            "code": self._code, "day": self._day, "year": self._year, "answer": self._answer, "drop": self._drop,
            "try": self._try,
            "select": self._select, "go": self._go, "unfold": self._unfold, "path": self._path, "case": self._case,
            "all": self._all, "undo": self._undo, "redo": self._redo, "step": self._step, "mark": self._mark,
            "return": self._return, "find": self._find, "cover": self._cover,
        }  # fmt: skip

    def act(self, do: str, **what: Any) -> None:  # Any: what a browser sends, refused below where it does not fit
        """Do one thing; where that fails, the fault says why and all else stays."""
        before, self.fault = self.trail, self.fault if do == "find" else ""
        try:
            if do not in self._actions:
                raise InputError(f"{do!r} is nothing that the explorer does. Use one of {', '.join(self._actions)}.")
            self.trail = _fitting(do, self._actions[do], what)() or self.trail
            if do not in ("find", "cover", "mark"):
                _ = self.answer, self.view
        except IortkgError as fault:
            self.trail, self.fault = before, str(fault)

    @property
    def scene(self) -> Scene:
        """Where one stands."""
        return self.trail.now

    @property
    def day(self) -> str | None:
        """The day for which things are shown: that of the case, else the one given."""
        return self.answer.outcome.on if self.answer else self.scene.on

    @property
    def answer(self) -> Shown | None:
        """The answer to the case with the facts set by hand; None while there is no text."""
        scene = self.scene
        if not scene.text:
            return None
        key = Scene(scene.text, scene.on, scene.setting, scene.facts)
        if key not in self._answers:
            answer = self._code_one(scene.text, on=scene.on, setting=scene.setting)
            for kind, value in scene.facts:
                answer = answer.correct(**{kind: value})
            self._answers = {**dict(list(self._answers.items())[-_KEPT:]), key: answer}
        return self._answers[key]

    @property
    def tried(self) -> Any:  # Any: changes and an answer, which only the api knows
        """What moves with the fact that is tried; None where none is."""
        if not self.answer or not self.scene.tried:
            return None
        kind, value = self.scene.tried
        return self.answer.what_if(**{kind: value})

    @property
    def view(self) -> GraphView | None:
        """What the picture shows; None while there is nothing."""
        place = self.scene.place
        if place.kind == ALL:
            return self.known.view("all", on=self.scene.on)
        if place.kind == PATH:
            return self.known.view(f"{place.what}..{place.end}", on=self.scene.on)
        if place.kind == THING:
            walk = thing_walk(self.known, place, self.scene.on)
            drawn = walk_view(walk, main=place.what, kind="path", what=place.what)
            things = sum(node.kind != "group" for node in walk.nodes)
            return replace(drawn, shown=things, total=len(self.known.whole.things))
        return self.answer.view if self.answer else None

    def named(self, scene: Scene) -> str:
        """A scene in a few words, for breadcrumbs and bookmarks."""
        place, index = scene.place, self.known.whole
        if place.kind == ALL:
            return "everything by kind"
        if place.kind == PATH:
            return f"{label_of(index, place.what)} to {label_of(index, place.end)}"
        if place.kind == THING:
            opened = f", {len(place.opened)} opened" if place.opened else ""
            return f"{label_of(index, place.what)}{opened}"
        if not scene.text:
            return "start"
        words = " ".join(scene.text.split())
        told = f"“{words[:28].rstrip()}…”" if len(words) > 28 else f"“{words}”"
        changed = [f"{kind} {self._value(value)}" for kind, value in scene.facts]
        changed += [f"if {scene.tried[0]} {self._value(scene.tried[1])}"] if scene.tried else []
        return ", ".join((told, *([scene.on] if scene.on else []), *changed))

    def _value(self, value: str | None) -> str:
        return "taken away" if value is None else label_of(self.known.whole, value)

    def _code(self, text: str, on: str | None = None, setting: str | None = None) -> Trail:
        scene = Scene(text, on, setting)
        if not text.strip():
            raise InputError("There is no text to code. Put in the words of the note, or choose an example.")
        return self.trail.onward(replace(scene, selected=self._code_one(text, on=on, setting=setting).view.selected))

    def _day(self, on: str | None) -> Trail:
        return self.trail.onward(replace(self.scene, on=on))

    def _year(self, year: int) -> Trail:
        if not self.answer:
            raise InputError("There is no case whose day would move. Put in a case first.")
        if not date.min.year <= year <= date.max.year:
            raise InputError(f"{year} is no year of a calendar. Give one of those on the slider.")
        return self._day(in_year(date.fromisoformat(self.answer.outcome.on), year).isoformat())

    def _answer(self, kind: str, value: str | None) -> Trail:
        kept: tuple[Fact, ...] = tuple(fact for fact in self.scene.facts if fact[0] != kind)
        return self._to_case(facts=(*kept, (kind, value)), tried=None)

    def _drop(self, kind: str) -> Trail:
        return self._to_case(facts=tuple(fact for fact in self.scene.facts if fact[0] != kind))

    def _try(self, kind: str = "", value: str | None = None) -> Trail:
        trail = self._to_case(tried=(kind, value) if kind else None)
        if self.answer and kind:
            self.answer.what_if(**{kind: value})
        return trail

    def _to_case(self, **changed: Any) -> Trail:  # Any: fields of a scene
        return self.trail.onward(replace(self.scene, place=Place(), **changed))

    def _select(self, id: str) -> Trail:
        view = self.view
        known = {node.id for node in view.nodes} if view else set()
        same = [node.id for node in view.nodes if node.concept == id] if view else []
        if id and id not in known and not same:
            raise UnknownThing(f"{id!r} is not in the picture. Name one of its things, or go to it.")
        return self.trail.select(id if id in known or not same else same[0])

    def _go(self, what: str) -> Trail:
        thing = resolve(self.known.whole, what, self.scene.on).curie
        return self.trail.onward(replace(self.scene, place=Place(THING, thing), selected=thing))

    def _unfold(self, thing: str, predicate: str, direction: str) -> Trail:
        place, opened = self.scene.place, (thing, predicate, direction)
        base = place if place.kind == THING else Place(THING, thing)
        changed = replace(base, opened=_turned(base.opened, opened))
        return self.trail.onward(replace(self.scene, place=changed, selected=thing))

    def _path(self, start: str, end: str) -> Trail:
        ends = [resolve(self.known.whole, name, self.scene.on).curie for name in (start, end)]
        return self.trail.onward(replace(self.scene, place=Place(PATH, ends[0], ends[1]), selected=ends[0]))

    def _case(self) -> Trail:
        selected = self.answer.view.selected if self.answer else ""
        return self.trail.onward(replace(self.scene, place=Place(), selected=selected))

    def _all(self) -> Trail:
        return self.trail.onward(replace(self.scene, place=Place(ALL), selected=""))

    def _undo(self) -> Trail:
        return self.trail.back()

    def _redo(self) -> Trail:
        return self.trail.again()

    def _step(self, number: int) -> Trail:
        return self.trail.back(number)

    def _mark(self) -> Trail:
        return self.trail.mark()

    def _return(self, number: int) -> Trail:
        if not 0 <= number < len(self.trail.bookmarks):
            raise InputError(f"There is no bookmark {number + 1}. Choose one that is listed.")
        return self.trail.onward(self.trail.bookmarks[number])

    def _find(self, words: str) -> None:
        index = self.known.whole
        matches = [match.curie for match in self.known.find(words)] if any(map(str.isalnum, words)) else []
        self.found = tuple((curie, label_of(index, curie), kind_of(index, index[curie])) for curie in matches[:_FOUND])

    def _cover(self, name: str = "") -> None:
        if name and name not in COVERAGE:
            raise InputError(f"{name!r} is not asked here. Use one of {', '.join(COVERAGE)}.")
        self.covered = name


def _fitting(do: str, action: Callable[..., Trail | None], what: Mapping[str, Any]) -> Callable[[], Trail | None]:
    """The action with its parts, texts as texts or none and numbers whole; raises InputError else."""
    try:
        bound = signature(action).bind(**what)
    except TypeError:
        raise InputError(f"The action {do} came with other parts than it has. Load the page again.") from None
    numbers = ("number", "year")
    fits = (type(value) is int if name in numbers else isinstance(value, str | None) for name, value in what.items())
    if not all(fits):
        raise InputError(f"A part of the action {do} is of another kind than it takes. Load the page again.")
    return partial(action, *bound.args, **bound.kwargs)


def _turned(opened: tuple[Opened, ...], one: Opened) -> tuple[Opened, ...]:
    """Groups with one more open, or closed if it was open."""
    kept = tuple(other for other in opened if other != one)
    return kept if len(kept) < len(opened) else (*opened, one)
