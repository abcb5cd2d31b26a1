"""Long words one slip away from a word that the ontology reads are read as that word, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from iortkg.case.clean import Clean

_WORD = re.compile(r"[a-z]{7,}")
# A word of eight letters has seven where one was left out.
_WRITTEN = re.compile(r"[A-Za-z](?<![^\W\d_].)[A-Za-z]{6,}(?![^\W\d_])")
_SURE = 8
_ENDINGS = frozenset("sdrey")


@dataclass(frozen=True, slots=True)
class Spelling:
    """Words to read, each by its edges and its length; all words that are no slip; where a unit follows its number."""

    words: Mapping[tuple[str, int], tuple[str, ...]]
    known: frozenset[str]
    units: re.Pattern[str]


def spelling_of(
    phrases: Iterable[str], ordinary: Iterable[str], misspelt: Mapping[str, frozenset[str]], units: Iterable[str]
) -> Spelling:
    """The spelling of the long words in folded phrases.

    Ordinary words only look like slips of these; misspelt words tell what they are meant for, and stay as they are
    where they look like slips of something else.
    """
    words = frozenset(word for phrase in phrases for word in _WORD.findall(phrase)).difference(misspelt)
    names = "|".join(sorted(unit for unit in units if unit.isalpha() and len(unit) > 1))
    joined = re.compile(rf"\d(?=(?:{names})(?![^\W_]))", re.IGNORECASE)
    mended = Spelling(_buckets(words), words, joined)
    kept = (wrong for wrong, meant in misspelt.items() if _nearest(wrong, mended) not in meant)
    return Spelling(mended.words, words.union(ordinary, kept), joined)


def respelled(united: Clean, spelling: Spelling) -> Clean:
    """The text with units apart from their numbers and slips in long words mended, in the letter case of the word."""
    united = _apart(united, spelling.units)
    changes = []
    for found in _WRITTEN.finditer(united.text):
        word = found.group().lower()
        right = word if word in spelling.known else _nearest(word, spelling)
        if right != word:
            changes.append((found.start(), found.group(), _cased(right, found.group())))
    return _changed(united, changes) if changes else united


def _apart(united: Clean, units: re.Pattern[str]) -> Clean:
    """The text with a space between each number and a unit that is joined to it."""
    joints = [found.end() for found in units.finditer(united.text)]
    return united.changed(units.sub(r"\g<0> ", united.text), [(joint, 1) for joint in joints]) if joints else united


def _changed(united: Clean, changes: Iterable[tuple[int, str, str]]) -> Clean:
    """The text with words put in the place of others; the letters on both sides of a slip keep their places."""
    parts, end, slips = [], 0, []
    for start, wrong, right in changes:
        parts += [united.text[end:start], right]
        end = start + len(wrong)
        if len(wrong) != len(right):
            slips.append((start + _alike_to(wrong, right), len(right) - len(wrong)))
    return united.changed("".join([*parts, united.text[end:]]), slips)


def _alike_to(one: str, other: str) -> int:
    """How many letters two words of unequal length share at their start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))


def _cased(right: str, written: str) -> str:
    if written.isupper():
        return right.upper()
    return right[0].upper() + right[1:] if written[0].isupper() else right


def _nearest(word: str, spelling: Spelling) -> str:
    """The word that is meant, or the word itself. Nothing is remembered: names come by."""
    near = [
        other
        for other in _alike(word, spelling)
        if max(len(other), len(word)) >= _SURE
        and not _is_form(word, other)
        and OSA.distance(word, other, score_cutoff=1) == 1
    ]
    return min(near, key=lambda other: (len(other) != len(word), len(other), other), default=word)


def _is_form(word: str, other: str) -> bool:
    """True if a word is another form of a word, as in give, gives, giver: it is no slip then."""
    longer, shorter = sorted((word, other), key=len, reverse=True)
    return longer[-1] in _ENDINGS and (longer[:-1] in (shorter, shorter[:-1]))


def _alike(word: str, spelling: Spelling) -> list[str]:
    """Words to read, each among them that is one slip after its first letter away; some come twice."""
    lengths = range(len(word) - 1, len(word) + 2)
    return [other for edge in _edges(word) for size in lengths for other in spelling.words.get((edge, size), ())]


def _buckets(words: Iterable[str]) -> Mapping[tuple[str, int], tuple[str, ...]]:
    """Words by each of their edges and their length."""
    found: dict[tuple[str, int], list[str]] = {}
    for word in words:
        for edge in _edges(word):
            found.setdefault((edge, len(word)), []).append(word)
    return {key: tuple(group) for key, group in found.items()}


def _edges(word: str) -> tuple[str, str]:
    """Four first letters, and the first with three last: one slip after the first leaves one of the two as it was.

    So it is even where two letters are changed about, if the word has eight letters or more.
    """
    return word[:4], f"{word[0]}-{word[-3:]}"
