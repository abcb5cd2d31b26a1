"""Sentences and the headings that they stand under, with offsets into the text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import attrgetter

from iortkg.case.options import Option, options_in

# Dots that stand apart lead the eye from a key to its value.
_STOP = re.compile(r"[.!?\n](?:(?<=\n)[ \t]*\n|(?<!\n)(?<! .)(?<!\.\.\..)[\"')\]]*(?=\s+\S))")
_FORMS = (
    "Dr", "Mr", "Mrs", "Ms", "vs", "No", "St", "approx", "Fig", "Prof", "e.g", "i.e", "cf", "al", "Inc", "Jr", "Sr",
    "M.D", "Ph.D", "dept", "hosp",
)  # fmt: skip
_SHORT = re.compile(rf"\b(?:{'|'.join(map(re.escape, _FORMS))}|(?:Dr|Mr|Mrs|Ms|Prof)\. [A-Z])\.$", re.IGNORECASE)
_SHORT_ENDS = tuple(form.lower() for form in _FORMS)
_SPOKEN = re.compile(r"\s(?=[pfn])(?:period|full stop|new paragraph|new line)(?=\s)", re.IGNORECASE)
# So many stops spoken are a habit.
_HABIT = 3
# "17.\n5 Gy": a number that was parted like two sentences.
_BROKEN = re.compile(r"\d\.\s{1,3}\d{1,2} ?(?:mm|cm|c?gy|mev|kv)\b", re.IGNORECASE)
_WORD = re.compile(r"\s+(?P<word>[A-Za-z/]+)")
_BULLET = re.compile(
    r"\s*(?:[-*\u2022\u25cf\u2013>|+]\s|\(?\d{1,2}[.)]\s|[a-z][.)]\s|\[[ xX_\u2713]?\]|[\u2610-\u2612])"
)
_KEY = re.compile(
    r"\s*(?:[-*\u2022#|]+\s*)?(?:\(?\d{1,2}[.)]\s*)?(?P<key>[A-Za-z][A-Za-z0-9 /&(),.'-]{1,58}?)"
    r"\s*(?::|\||\s-\s|=|[ ]{3,}|\t)(?=\s|\S)"
)
# What comes after a key; most lines have none.
_SIGN = re.compile(r"[:|=\t]|\s-\s|   ")
_JOINT = re.compile(r" and |\s*[/&,]\s*")
_BLANK = re.compile(r"\n[ \t]*\n")
_LINE = attrgetter("line")
# A key that opens a line of running words has few words.
_SHORT_KEY = 2
# Longer than any heading.
_LONG = 100
# No sentence is longer; a note without stops is parted here, at the end of a clause where there is one.
_LONGEST = 2_000
_CLAUSE = re.compile(r"[,;:] ")
# A line at least this long beside the longest was broken to fit, not because a thought ended.
_WRAPPED = 0.7
_NARROW = 40
# Among so many lines one that is so much longer than the next was written by itself.
_SEVERAL, _FAR_LONGER = 6, 1.25
# Prose has a word with a capital in every 20 to 90 letters; dictation typed without them has next to none.
_CAPITAL, _FEW_CAPITALS = re.compile(r"[A-Z]\w*"), 200


@dataclass(frozen=True, slots=True)
class Forms:
    """Headings and keywords in them with the standing they give, values that say no, words that join; in lower case."""

    headings: Mapping[str, str]
    keywords: Mapping[str, str]
    denials: frozenset[str]
    joining: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of text read as one; standing is what its heading gives it, body begins after its own heading."""

    start: int
    end: int
    body: int
    standing: str
    heading: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The sentences and the options in a text, with look-up by place."""

    sentences: tuple[Sentence, ...]
    options: tuple[Option, ...]
    starts: tuple[int, ...]

    def at(self, place: int) -> int:
        """The number of the sentence at a place."""
        after = bisect_right(self.starts, place)
        return after - 1 if after else 0

    def option(self, start: int) -> Option | None:
        """The option that holds a place, if any."""
        if not self.options:
            return None
        last = bisect_right(self.options, start, key=_LINE)
        first = bisect_left(self.options, self.options[last - 1].line, key=_LINE) if last else 0
        return next((option for option in self.options[first:last] if option.start <= start < option.end), None)


def lay_out(text: str, forms: Forms) -> Layout:
    """The layout of a text."""
    sentences = tuple(_under_headings(text, tuple(_spans(text, forms)), forms.headings, forms.keywords))
    return Layout(sentences, tuple(options_in(text, forms.denials)), tuple(sentence.start for sentence in sentences))


def _spans(text: str, forms: Forms) -> Iterator[tuple[int, int]]:
    """Spans of sentences: parted at stops, blank lines, and line ends that are not mere wrapping."""
    cuts = {0, len(text)}
    cuts.update(m.end() for m in _STOP.finditer(text) if not _goes_on(text, m.start(), m.end(), forms.denials))
    cuts.update(_line_cuts(text, forms))
    cuts.update(_spoken_stops(text))
    for start, end in pairwise(sorted(cuts)):
        yield from (span for span in _short_enough(text, start, end) if text[slice(*span)].strip())


def _spoken_stops(text: str) -> list[int]:
    """Ends of sentences in a dictation typed as it was spoken, stops and all."""
    found = [m.end() for m in _SPOKEN.finditer(text)]
    return found if len(found) >= _HABIT and len(found) > text.count(". ") else []


def _short_enough(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A span, or its parts where it is longer than any sentence is."""
    while end - start > _LONGEST:
        clause = _CLAUSE.search(text, start + _LONGEST // 2, start + _LONGEST)
        cut = clause.end() if clause else text.rfind(" ", start, start + _LONGEST) + 1 or start + _LONGEST
        yield start, max(cut, start + 1)
        start = max(cut, start + 1)
    yield start, end


def _goes_on(text: str, stop: int, end: int, denials: frozenset[str]) -> bool:
    """True if a stop ends a short form, or a question whose answer follows at once."""
    if text[stop] == "?":
        answer = _WORD.match(text, end)
        return bool(answer and answer["word"].lower() in denials)
    before = text[max(0, stop - 8) : stop].lower()
    may_be_short = before.endswith(_SHORT_ENDS) or before[-3:-1] == ". "
    if may_be_short and _SHORT.search(text, max(0, stop - 8), stop + 1):
        return True
    return before[-1:].isdigit() and bool(_BROKEN.match(text, stop - 1))


def _line_cuts(text: str, forms: Forms) -> Iterator[int]:
    """Line ends that end a sentence: before a list item, a key or a new start, or after a line that broke off."""
    lines = text.splitlines(keepends=True)
    width = _width(lines)
    # Shorter lines than a page's were broken on purpose.
    fits = max(_WRAPPED * width, _NARROW)
    # Where a text is written with capitals, a line that begins with a small letter goes on with the thought before it.
    is_cased = len(_CAPITAL.findall(text)) * _FEW_CAPITALS >= sum(map(str.isalpha, text))
    place = 0
    for line, following in pairwise(lines):
        place += len(line)
        if line.strip() and following.strip() and line.rpartition(" ")[2].strip().lower() in forms.joining:
            continue
        is_small = is_cased and following[:1].islower()
        goes_on = len(line.rstrip()) > fits or is_small
        # A line that was broken to fit may end with a short form, or with a key whose value comes next.
        shows = (".", "!", "?", ";") if goes_on and is_small else (".", ":", "!", "?", ";")
        ends = line.rstrip().endswith(shows) and not (goes_on and _SHORT.search(line.rstrip()))
        # In a form keys follow keys; a small letter after running words opens none.
        opens = _is_key(following, forms.headings) and not (is_small and not _is_key(line, forms.headings))
        if not line.strip() or ends or not goes_on or _BULLET.match(following) or opens:
            yield place


def _width(lines: Sequence[str]) -> int:
    """How long the longest line is; one that is far longer than all others was not broken as they were."""
    first, second = sorted((0, 0, *(len(line.rstrip()) for line in lines)), reverse=True)[:2]
    return second if len(lines) >= _SEVERAL and first > second * _FAR_LONGER else first


def _is_key(line: str, headings: Mapping[str, str]) -> bool:
    """True if a line after one that was broken to fit opens with a key; a longer one has to be known."""
    found = _SIGN.search(line) and _KEY.match(line)
    if not found or line[found.end() - 1] not in ":| \t":
        return False
    return len(found["key"].split()) <= _SHORT_KEY or found["key"].strip().lower() in headings


def _under_headings(
    text: str, spans: tuple[tuple[int, int], ...], headings: Mapping[str, str], keywords: Mapping[str, str]
) -> Iterator[Sentence]:
    blanks = [blank.end() for blank in _BLANK.finditer(text)]
    blank_ends, unfilled = frozenset(blanks), _unfilled(text)
    standing, heading, loose, paragraph, hangs = "neutral", "", False, 0, False
    for start, end in spans:
        now = bisect_right(blanks, start)
        key, alone, length = _heading(text[start:end])
        opens = bool(key) and (start == 0 or "\n" in text[max(0, start - 1) : start + 1])
        known = _standing(key.lower(), headings, keywords if opens else {}) if key else ""
        indented = text[start : start + 2].strip("\n").startswith((" ", "\t"))
        if (
            alone
            and opens
            and not known
            and not indented
            and (hangs or (start in blank_ends and _is_over(text, start, end)))
        ):
            # Text under a heading is set in or follows at once; a line set off from what is above is the next heading.
            standing, heading, loose = "neutral", key.lower(), False
        hangs = indented
        # A heading with its text on the same line reaches to the next key, a line that broke off or a blank line.
        if loose and (now != paragraph or opens or start in unfilled):
            standing, heading, loose = "neutral", "", False
        paragraph = now
        if known and known != "neutral":
            standing, heading, loose = known, key.lower(), not alone
        yield Sentence(start, end, start + length if known else start, standing, heading, paragraph)


def _is_over(text: str, start: int, end: int) -> bool:
    """True if a longer line follows a line at once."""
    following = text[end : end + _LONG].partition("\n")[0].strip()
    return len(following) > len(text[start:end].strip())


def _unfilled(text: str) -> frozenset[int]:
    """Where lines begin that come after a line which was not filled."""
    lines = text.splitlines(keepends=True)
    width = _width(lines)
    fits = max(_WRAPPED * width, _NARROW)
    ends = accumulate(len(line) for line in lines)
    filled = [line.rstrip() for line, following in pairwise(lines) if len(line.rstrip()) > fits and following.strip()]
    # Where every line ends with a thought, none was broken to fit.
    whole = all(line.endswith((".", ":", "!", "?", ";")) for line in filled)
    return frozenset(end for line, end in zip(lines, ends, strict=True) if whole or len(line.rstrip()) <= fits)


def _standing(key: str, headings: Mapping[str, str], keywords: Mapping[str, str]) -> str:
    """The standing of a heading, or of the part of a joint heading that says most."""
    if key in headings:
        return headings[key]
    parts = [headings[part] for part in _JOINT.split(key) if part in headings]
    telling = next((part for part in parts if part not in ("neutral", "affirmed")), "")
    return telling or next(
        (keywords[word] for word in keywords if f" {word} " in f" {key} "), parts[0] if parts else ""
    )


def _heading(sentence: str) -> tuple[str, bool, int]:
    """The heading that a sentence opens with, that it stands alone on its line or not, and where it ends."""
    found = _SIGN.search(sentence) and _KEY.match(sentence)
    if found:
        return found["key"].strip(), not sentence[found.end() :].strip(), found.end("key")
    # What stands in brackets after a heading is no part of it.
    head = sentence.rpartition("(")[0] if sentence.rstrip().endswith(")") else sentence
    line = head.strip().strip("#*=-_ ")
    return (line, True, len(head)) if len(line) < 60 and line.replace(" ", "").isalpha() else ("", False, 0)
