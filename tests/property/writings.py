"""Other ways to write the same text: broken lines, capitals, units, hyphens and slips of the pen."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from iortkg.check import Labelled
from tests.property.labelled import number

_NUMBER = r"\d+(?:\.\d+)?"
_DOSE = re.compile(rf"(?<![\w./-])(?P<numbers>(?:{_NUMBER} ?(?:-|to|and|or) ?)*{_NUMBER})[ -]?(?:Gy|[Gg]rays?)\b")
_UNIT = r"(?=(?:Gy|kV|MeV|cm|mm|cGy)\b)"


def broken_at(width: int) -> Callable[[str], str]:
    """Lines of running text filled to a width; rows of tables stay."""

    def change(text: str) -> str:
        lines = text.splitlines()
        return "\n".join(line if line.lstrip().startswith("|") else textwrap.fill(line, width) for line in lines)

    return change


def in_centigray(text: str) -> str:
    """Doses in gray as a hundred times as many centigray."""

    def turned(dose: re.Match[str]) -> str:
        return re.sub(_NUMBER, lambda one: f"{float(one[0]) * 100:g}", dose["numbers"]) + " cGy"

    return _DOSE.sub(turned, text)


def _replaced(pattern: str, new: str) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, new, text)


CHANGES: Mapping[str, Callable[[str], str]] = {
    "lines of sixty letters": broken_at(60),
    "upper case": str.upper,
    "centigray": in_centigray,
    "no hyphens in words": _replaced(r"(?<=[A-Za-z]{2})-(?=[A-Za-z]{2})", " "),
    "intra-operative": _replaced(r"\b([Ii]ntra)(?=operativ)", r"\1-"),
    "intra operative": _replaced(r"\b([Ii]ntra)(?=operativ)", r"\1 "),
    "prefixes joined": _replaced(r"\b([Ii]ntra|[Pp]re|[Pp]ost|[Nn]on|[Rr]e)-(?=[a-z]{3})", r"\1"),
    "units apart": _replaced(rf"(?<=\d)-?{_UNIT}", " "),
    "units behind a hyphen": _replaced(rf"(?<=\d) {_UNIT}", "-"),
    "units joined": _replaced(rf"(?<=\d) {_UNIT}", ""),
    "x rays": _replaced(r"\b([Xx])-(?=rays?\b)", r"\1 "),
    "xrays": _replaced(r"\b([Xx])-(?=rays?\b)", r"\1"),
    "isotopes apart": _replaced(r"\b(I|Ir|Pd|Cs)-(?=\d{2,3}\b)", r"\1 "),
    "isotopes joined": _replaced(r"\b(I|Ir|Pd|Cs)-(?=\d{2,3}\b)", r"\1"),
    "compounds with hyphens": _replaced(r"\b([Tt]umou?r|single|whole|external) (?=bed|dose|breast|beam)", r"\1-"),
}


def can_be_broken(text: str) -> bool:
    """False for a text whose thoughts only its line ends part: broken lines hide them."""
    return len(text.splitlines()) == 1 or bool(re.search(r"[.;:!?](?:\s|$)", text))


@dataclass(frozen=True, slots=True)
class Slip:
    """A text with one long word misspelt."""

    right: str
    wrong: str
    text: str


_WORD = re.compile(r"(?<![\w-])[A-Za-z]{8,}(?![\w-])")


def slips(case: Labelled) -> Iterator[Slip]:
    """The text of a case with a slip in one of its words of eight letters or more, for each such word."""
    for found in _WORD.finditer(case.text):
        wrong = _misspelt(found[0], number(case.id, found[0], str(found.start())))
        if wrong != found[0]:
            text = case.text[: found.start()] + wrong + case.text[found.end() :]
            yield Slip(found[0], wrong, text)


def _misspelt(word: str, chosen: int) -> str:
    """The word with a letter left out, doubled, exchanged with the next or mistaken, never its first or last."""
    at = 1 + chosen % (len(word) - 2)
    before, here, after = word[:at], word[at], word[at + 1 :]
    other = "e" if here.lower() != "e" else "a"
    ways = (before + after, before + here + here + after, before + after[0] + here + after[1:], before + other + after)
    return ways[chosen // 97 % 4]
