"""The bare matcher beside other phrase matchers, with the same phrases, notes and boundary of words.

``pip install -r benchmarks/requirements-peers.txt`` first; a peer that is not installed is left out.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from typing import Any

import click

from benchmarks.notes import notes
from benchmarks.stages import seconds
from iortkg import load
from iortkg.case.fold import fold

Matcher = Callable[[str], object]


def peers(phrases: Sequence[str]) -> Iterator[tuple[str, Matcher]]:
    """A matcher of the phrases for each peer that is installed."""
    if find_spec("ahocorasick"):
        yield "pyahocorasick", _automaton(phrases)
    if find_spec("flashtext2"):
        yield "flashtext2", _keywords(phrases)
    if find_spec("spacy"):
        yield "spaCy PhraseMatcher", _phrases(phrases)


def _automaton(phrases: Sequence[str]) -> Matcher:
    import ahocorasick  # type: ignore[import-not-found,unused-ignore]

    automaton: Any = ahocorasick.Automaton()  # Any: peers have no types here
    for number, phrase in enumerate(phrases):
        automaton.add_word(phrase, (number, len(phrase)))
    automaton.make_automaton()

    def match(text: str) -> object:
        found = ((end + 1 - length, end + 1, number) for end, (number, length) in automaton.iter(text))
        return [
            hit for hit in found if not text[hit[0] - 1 : hit[0]].isalnum() and not text[hit[1] : hit[1] + 1].isalnum()
        ]

    return match


def _keywords(phrases: Sequence[str]) -> Matcher:
    from flashtext2 import KeywordProcessor  # type: ignore[import-not-found,unused-ignore]

    processor: Any = KeywordProcessor(case_sensitive=True)
    processor.add_keywords_from_iter(phrases)
    match: Matcher = processor.extract_keywords_with_span
    return match


def _phrases(phrases: Sequence[str]) -> Matcher:
    import spacy  # type: ignore[import-not-found,unused-ignore]
    from spacy.matcher import PhraseMatcher  # type: ignore[import-not-found,unused-ignore]

    language: Any = spacy.blank("en")
    matcher: Any = PhraseMatcher(language.vocab)
    matcher.add("all", list(language.pipe(phrases)))
    return lambda text: matcher(language.make_doc(text))


@click.command()
@click.option("--count", default=200, show_default=True, help="Notes.")
@click.option("--rounds", default=5, show_default=True, help="Rounds over all notes, of each matcher in turn.")
def main(count: int, rounds: int) -> None:
    """Print notes a second of each matcher, and how many times as fast iortkg's is."""
    lexicon = load().reader.concepts
    texts = [fold(text).spaced for text in notes(count)]
    matchers: dict[str, Matcher] = {"iortkg": lexicon.find} | dict(peers(lexicon.phrases))
    taken: dict[str, list[float]] = {name: [] for name in matchers}
    for _ in range(rounds):
        for name, match in matchers.items():
            taken[name].append(seconds(lambda match=match: [match(text) for text in texts]))  # type: ignore[misc]
    speed = {name: count / statistics.median(values) for name, values in taken.items()}
    print(f"{len(lexicon.phrases)} phrases, {count} notes, one core, median of {rounds} rounds")
    for name, value in speed.items():
        print(f"  {name:20} {value:9.0f} notes/s   {speed['iortkg'] / value:7.2f}")


if __name__ == "__main__":
    main()
