"""In which labelled cases a cue takes part, and by which words: without these words the case is read otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from iortkg.case import Reader
from iortkg.case.clean import clean
from iortkg.case.context import CueBook
from iortkg.case.fold import fold
from iortkg.case.read import read_scene
from iortkg.case.scene import Scene
from iortkg.case.spelling import respelled
from iortkg.check import Labelled
from iortkg.knowledge import Lexicon


def _lexicons(book: CueBook) -> tuple[Lexicon, ...]:
    return book.setting, book.ending, book.placing


@dataclass(frozen=True)
class Wordings:
    """The cues of a reader and the texts of cases."""

    reader: Reader
    cases: tuple[Labelled, ...]

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The cases as they are read."""
        return {case.id: respelled(clean(case.text), self.reader.spelling).text for case in self.cases}

    @cached_property
    def said(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """For each cue its phrases that stand in some case, each with the names of these cases."""
        found: dict[str, dict[str, list[str]]] = {}
        for name, text in self.texts.items():
            spaced = fold(text).spaced
            for lexicon in _lexicons(self.reader.cues):
                for number in dict.fromkeys(number for *_, number in lexicon.find(spaced)):
                    for cue in lexicon.names[number]:
                        found.setdefault(cue, {}).setdefault(lexicon.phrases[number], []).append(name)
        return {cue: {phrase: tuple(names) for phrase, names in said.items()} for cue, said in found.items()}

    @cached_property
    def _scenes(self) -> dict[str, Scene]:
        return {}

    def scene(self, name: str) -> Scene:
        """What is read from a case."""
        if name not in self._scenes:
            self._scenes[name] = read_scene(self.texts[name], self.reader)
        return self._scenes[name]

    def taking_part(self, cue: str, *, most: int) -> Iterator[tuple[str, str]]:
        """Different words of a cue, each with another case that reads otherwise without them, so many at most."""
        used: set[str] = set()
        told: list[str] = []
        for phrase, names in self.said.get(cue, {}).items():
            if any(_is_form(phrase, other) for other in told):
                continue
            reader = self._without(cue, phrase)
            name = next((name for name in names if name not in used and self._differs(name, reader)), "")
            if name:
                used.add(name)
                told.append(phrase)
                yield phrase, name
            if len(used) == most:
                return

    def _differs(self, name: str, reader: Reader) -> bool:
        one, other = self.scene(name), read_scene(self.texts[name], reader)
        parts = ("mentions", "quantities", "marks", "layout")
        return any(getattr(one, part) != getattr(other, part) for part in parts)

    def _without(self, cue: str, phrase: str) -> Reader:
        """The reader without a phrase of a cue."""
        book = self.reader.cues
        setting, ending, placing = (_less(lexicon, cue, phrase) for lexicon in _lexicons(book))
        return replace(self.reader, cues=replace(book, setting=setting, ending=ending, placing=placing))


def _is_form(one: str, other: str) -> bool:
    """True if two phrases are one but for a plural or for words around them."""
    single, longer = sorted((f" {one.removesuffix('s')} ", f" {other.removesuffix('s')} "), key=len)
    return single in longer


def _less(lexicon: Lexicon, cue: str, phrase: str) -> Lexicon:
    """The lexicon where a phrase does not stand for a cue; it is gone where it stands for nothing else."""
    kept = [
        (words, left)
        for words, names in zip(lexicon.phrases, lexicon.names, strict=True)
        if (left := tuple(name for name in names if not (words in (phrase, f"{phrase}s") and name == cue)))
    ]
    return replace(lexicon, phrases=tuple(words for words, _ in kept), names=tuple(left for _, left in kept))
