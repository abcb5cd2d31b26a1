"""Word sequences that must not stand in our words for a licensed number, known by their hashes alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from iortkg.check.book import Book
from iortkg.check.finding import Finding, told
from iortkg.errors import InputError
from iortkg.knowledge import text_of

LIST = Path("licence") / "ngrams.txt"
_WORD = re.compile(r"[a-z0-9]+")
_LINE = re.compile(r"([1-9][0-9]?) ([0-9a-f]{64})")
_LICENSED = "ior:Cpt"


def hashes(text: str, words: int) -> Iterator[tuple[str, str]]:
    """Each sequence of so many words in a text, in small letters, with its hash."""
    found = _WORD.findall(text.casefold())
    for start in range(len(found) - words + 1):
        sequence = " ".join(found[start : start + words])
        yield sequence, sha256(sequence.encode()).hexdigest()


def hash_lines(texts: Iterable[str], words: int) -> tuple[str, ...]:
    """Lines of the list for texts, sorted, so that their order tells nothing."""
    return tuple(sorted({f"{words} {digest}" for text in texts for _, digest in hashes(text, words)}))


def licence_faults(book: Book) -> Iterator[Finding]:
    """Texts about licensed numbers that hold a listed sequence, and lines of a list that can't be read."""
    listed: dict[int, set[str]] = {}
    for folder in dict.fromkeys((book.root, book.folder)):
        place = folder / LIST
        try:
            lines = text_of(place).split("\n") if place.is_file() else []
        except InputError as fault:
            reason, remedy = told(str(fault).removeprefix(f"{place} "))
            file = f"{book.shown}/{LIST.as_posix()}"
            yield Finding(file, 1, "list", "the list is not read", f"a file that {reason}", f"it anew: {remedy}")
            continue
        for number, line in enumerate(map(str.strip, lines), 1):
            found = _LINE.fullmatch(line)
            if found:
                listed.setdefault(int(found[1]), set()).add(found[2])
            elif line and not line.startswith("#") and folder == book.folder:
                yield Finding(
                    f"{book.shown}/{LIST.as_posix()}", number, "list", "a line is no hash of a word sequence", line,
                    "the number of words, a space and 64 hexadecimal digits",
                )  # fmt: skip
    if listed:
        yield from _texts(book, listed)


def _texts(book: Book, listed: dict[int, set[str]]) -> Iterator[Finding]:
    licensed = {thing.curie for thing in book.things() if _LICENSED in thing.all("skos:inScheme")}
    for file, line in book.own:
        if line.subject not in licensed or not line.kind.startswith("@"):
            continue
        for words, digests in sorted(listed.items()):
            sequences = [sequence for sequence, digest in hashes(line.value, words) if digest in digests]
            for sequence in dict.fromkeys(sequences):
                yield Finding(
                    file.name, line.line, line.subject, "a word sequence stands in the list of licensed ones",
                    f'"{sequence}" in {line.predicate}', "it afresh in our own words",
                )  # fmt: skip
