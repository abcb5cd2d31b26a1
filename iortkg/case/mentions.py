"""What a text names: concepts by their labels, and quantities with units, each with its span as written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from iortkg.case.fold import Folded
from iortkg.knowledge import Index, Lexicon, Lexicons, Thing, build_lexicon, phrases_of

_WORDS = {
    "single": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "twenty one": 21, "twenty five": 25,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
}  # fmt: skip
# A number before one of these is a size of the thing, not a count.
_SIZES = frozenset({"french", "gauge", "inch", "year", "day", "week", "minute", "percent"})


# The unit and its number in each way of writing them.
_WRITTEN = (("one", "all"), ("unit", "number"), ("first", "then"))
# What a number is written of.
_PARTS = ("number", "half", "tenths")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of the text that name a concept; a quantity also has value, unit and what it measures."""

    start: int
    end: int
    concept: str
    status: str = "affirmed"
    value: float | None = None
    unit: str | None = None
    measures: str = ""


Ranges = Mapping[str, Sequence[tuple[float, float, Thing]]]


@dataclass(frozen=True, slots=True)
class Quantities:
    """The pattern of numbers with units, what each unit word stands for, and the ranges of each unit."""

    pattern: re.Pattern[str]
    units: Mapping[str, Thing]
    ranges: Ranges

    @property
    def words(self) -> tuple[str, ...]:
        """What numbers and units are called."""
        return (*_WORDS, *self.units)


class Finder:
    """What several lexicons find in a text, looked for in one pass."""

    def __init__(self, folded: Folded, lexicons: Lexicons) -> None:
        self._folded, self._hits = folded, lexicons.find(folded.spaced)

    def mentions(self, lexicon: Lexicon) -> tuple[Mention, ...]:
        """Mentions of the lexicon's things in the order of the text."""
        found = []
        for start, end, number in self._hits[lexicon]:
            begin, stop = self._folded.span(start, end)
            found += [Mention(begin, stop, name) for name in lexicon.names[number]]
        return tuple(found)


def _number() -> str:
    """The pattern of a number in digits or words."""
    words = _any_of(sorted(_WORDS, key=len, reverse=True))
    return (
        rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|{words})"
        rf"(?:(?P<half> and (?:a|one) half)| point (?P<tenths>{_any_of(_WORDS)}))?"
    )


def _any_of(words: Iterable[str]) -> str:
    """A pattern of words that looks at each letter once; of words with one beginning the first stays first."""
    after: dict[str, list[str]] = {}
    for word in words:
        after.setdefault(word[:1], []).append(word[1:])
    return "|".join(
        re.escape(first + rest[0]) if len(rest) == 1 else f"{re.escape(first)}(?:{_any_of(rest)})"
        for first, rest in after.items()
    )


def quantity_reader(index: Index) -> Quantities:
    """The pattern of quantities that the units of the ontology allow."""
    units = {phrase: unit for unit in index.instances("ior:Unit") for phrase in phrases_of(unit)}
    words = _any_of(sorted(units, key=len, reverse=True))
    # "9 to 10 Gy" and "9-10 Gy" are read by their last number; up to two plain words may stand before a counted unit.
    plain = r"(?<![\w.])" + _number() + r"[ -]?(?:[a-z]{3,12} ){0,2}?(?P<unit>" + words + r")(?![a-z0-9])"
    # A form may name the unit first: "channels: 8", "energy (MeV) 9".
    noted = r"(?: (?:used|loaded|active|connected))?"
    turned = rf"(?P<first>{words})\)?{noted} ?[:=|] ?(?P<then>\d+(?:\.\d+)?)(?![\d.]*\w)"
    # "Fraction 1 of 4" tells how many there are.
    series = rf"(?P<one>{words}) ?#?\d{{1,2}} ?(?:of|/) ?(?P<all>\d{{1,2}})(?![\d./])"
    return Quantities(re.compile(f"(?<![a-z0-9])(?:{series}|{plain}|{turned})"), units, _ranges(index))


def _ranges(index: Index) -> Ranges:
    """Ranges by their unit, each with its ends."""
    found: dict[str, list[tuple[float, float, Thing]]] = {}
    for thing in index.instances("ior:Range"):
        ends = float(thing.text("ior:minimum")), float(thing.text("ior:maximum"))
        found.setdefault(thing.text("ior:unit"), []).append((*ends, thing))
    return found


def find_quantities(folded: Folded, reader: Quantities) -> Iterator[Mention]:
    """Quantities in the text, as mentions of their unit, with value and UCUM unit."""
    for found in reader.pattern.finditer(folded.text):
        word, raw = next((found[w], found[n]) for w, n in _WRITTEN if found[w])
        unit = reader.units.get(word.replace("-", " "))
        if found["one"] and (unit is None or not unit.text("skos:notation").startswith("{")):
            continue
        if unit is None or (
            found["unit"]
            and not _counts(folded.text[max(found.end(part) for part in _PARTS) : found.start("unit")], unit)
        ):
            continue
        number = raw.replace(",", "")
        whole = float(_WORDS.get(number, number)) + (0.5 if found["half"] else _WORDS.get(found["tenths"], 0) / 10)
        value = whole * float(unit.text("ior:factor"))
        start, end = folded.span(found.start(), found.end())
        yield Mention(
            start, end, unit.curie, "affirmed", round(value, 6), unit.text("skos:notation"), unit.text("ior:factKind")
        )


def _counts(between: str, unit: Thing) -> bool:
    """True if the words between number and unit let the number count the unit."""
    words = between.strip(" -").split()
    return not words or (unit.text("skos:notation").startswith("{") and _SIZES.isdisjoint(words))


def meaning(quantity: Mention, ranges: Ranges) -> Thing | None:
    """The range that a quantity falls into, if it stands for a concept."""
    for low, high, thing in ranges.get(quantity.unit or "", ()):
        if low <= (quantity.value or 0) <= high:
            return thing
    return None


def concept_lexicon(index: Index) -> Lexicon:
    """The phrases of everything but places that a text can name as a fact or a distraction."""
    kinds = sorted(set(index.kinds) - {"ior:Site", "ior:Side"})
    others = ("ior:OtherTreatment", "ior:Distractor", "ior:ExternalDevice", "ior:LaterLoadedDevice")
    return build_lexicon(index, (*kinds, *others, "ior:Implant", "ior:DedicatedDevice"))
