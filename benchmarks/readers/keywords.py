"""A keyword table: devices, techniques and energies, each with its service; sentences with a negation are left out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from benchmarks.readers import Material, Read
from benchmarks.readers.simple import ELECTRON, HDR, LDR, OPEN_KIND, XRAY, guess, service_of

TABLE = {
    XRAY: r"intrabeam|xoft|axxent|papillon|targit|zeiss|electronic brachytherapy|\d+ ?kv\b|kilovolt\w*"
    r"|low.energy x.?rays?|kypho.?iort|spherical applicator|\bsphere\b",
    ELECTRON: r"mobetron|\bliac\b|\bnovac\b|\beliot\b|\bioert\b|\biort-?e\b|\d+ ?mev\b|electrons?\b|electron beam",
    HDR: r"\bhdr\b|high.dose.rate|hdr-?iort|iohdr|iridium|\bir.?192\b|192.?ir\b|afterload\w*"
    r"|\bham applicator|freiburg flap",
    LDR: r"gammatile|civasheet|cesium|caesium|\bcs.?131\b|131.?cs\b|\bi.?125\b|iodine.125|palladium|\bpd.?103\b"
    r"|permanent (implant|seeds?)|\bseeds?\b|radioactive mesh|seed mesh",
    OPEN_KIND: r"\biort\b|\bior?t\b|intra-?operative(ly)? (radi|irradi|boost)\w*",
}
# Words for plans, history and other persons made it worse on the open cases, so they are not among these.
NEGATION = re.compile(r"\b(no|not|without|never|declined?|refused|aborted|abandoned|cancell?ed|deferred)\b")
_SENTENCES = re.compile(r"(?<=[.;:!?])\s+|\n+")
_ENTRIES = tuple((service, re.compile(words)) for service, words in TABLE.items())


def make(_: Material) -> Read:
    """The table as a reader."""
    return lambda notes: [guess(service_of(named(note.text)), note) for note in notes]


def named(text: str) -> Iterable[str]:
    """The service of each entry of the table that the text has in a sentence without negation."""
    for sentence in _SENTENCES.split(text.lower()):
        if not NEGATION.search(sentence):
            for service, words in _ENTRIES:
                yield from (service for _ in words.finditer(sentence))
