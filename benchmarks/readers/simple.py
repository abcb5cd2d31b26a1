"""The simple rule that turns a service into claim lines by words of the note; all readers but iortkg share it.

It was written for the open cases, by what a coder would put on one page; no case that is held back was looked at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from benchmarks.readers import Claims, Guess, Note

NONE, OPEN_KIND = "none", "unspecified-iort"
XRAY, ELECTRON, HDR, LDR = "xray-iort", "electron-iort", "hdr-brachytherapy", "ldr-brachytherapy"
MANAGED = (XRAY, ELECTRON, OPEN_KIND)
FIRST_DAY = "2012-01-01"
DELIVERY = {XRAY: "77424", ELECTRON: "77425", LDR: "77778"}

# Inpatient codes by site, the first whose words occur; a table of the sites that are common.
INPATIENT = {
    XRAY: (
        (r"brain|craniotomy|gliobl|cerebell|mening", "D0Y0CZZ"),
        (r"pancrea", "DFY3CZZ"),
        (r"vertebra|kypho|spine", "DP0C0ZZ"),
        (r"rect(um|al)|sacr", "DDY7CZZ"),
        (r"stomach|gastr", "DDY1CZZ"),
    ),
    ELECTRON: (
        (r"left breast|left lumpectomy", "DM003Z0"),
        (r"right breast|right lumpectomy", "DM013Z0"),
        (r"pancrea|whipple", "DF033Z0"),
        (r"bile duct|cholangio", "DF023Z0"),
        (r"stomach|gastr", "DD013Z0"),
        (r"bladder", "DT023Z0"),
        (r"rect(um|al)|sacr|pelvi", "DW063Z0"),
        (r"retroperiton|abdom", "DW033Z0"),
    ),
    HDR: ((r"rect(um|al)|sacr|pelvi", "DW1698Z"), (r"retroperiton|abdom", "DW1398Z")),
    LDR: (
        (r"brain|craniotomy|gliobl|mening", "00H004Z"),
        (r"right (upper|middle|lower|lung)", "0BHK01Z"),
        (r"left (upper|lower|lung)", "0BHL01Z"),
        (r"pelvi|sacr", "0WHJ01Z"),
    ),
}
_BREAST = re.compile(
    r"lumpectom|partial mastectom|segmental mastectom|quadrantectom|wide local excision of .{0,20}breast"
)
_WHOLE = re.compile(r"(simple|total|radical|skin.sparing|nipple.sparing) mastectom")
_NODES = re.compile(r"axillary (lymph )?(node )?(dissection|clearance)|\balnd\b")
_BRAIN = re.compile(r"craniotom|craniectom")
_TILE = re.compile(r"\btiles?\b|gammatile")
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_CHANNELS = re.compile(rf"\b(\d+|{'|'.join(_NUMBERS)}|single)[ -](?:\w+ )?(?:channel|catheter)")


def service_of(named: Iterable[str]) -> str:
    """The service that is named most often, a kind before an open kind; none where nothing is named."""
    counts = Counter(named)
    kinds = [name for name, _ in counts.most_common() if name != OPEN_KIND]
    return kinds[0] if kinds else OPEN_KIND if counts else NONE


def guess(service: str, note: Note) -> Guess:
    """The service with the core lines that the simple rule gives it."""
    nothing = service == NONE or (note.on and note.on < FIRST_DAY)
    return Guess(service, {} if nothing else _claims(service, note.text.lower(), note.setting))


def _claims(service: str, text: str, given: str) -> Claims:
    setting = given or ("inpatient" if "inpatient" in text else "outpatient")
    delivery = _by_channels(text) if service == HDR else DELIVERY.get(service, "")
    return {
        "facility": _facility(service, delivery, text, setting),
        "radiation-oncologist": ("77469",) if service in MANAGED else (f"{delivery}-26",) if delivery else (),
        "surgeon": _surgeon(text) if service in MANAGED else (),
    }


def _facility(service: str, delivery: str, text: str, setting: str) -> tuple[str, ...]:
    if setting == "inpatient":
        found = (code for words, code in INPATIENT.get(service, ()) if re.search(words, text))
        return tuple(found)[:1]
    tiles = service == LDR and _TILE.search(text)
    return (delivery,) if delivery and setting in ("outpatient", "asc") and not tiles else ()


def _by_channels(text: str) -> str:
    found = _CHANNELS.search(text)
    if not found:
        return ""
    said = found[1]
    count = int(said) if said.isdigit() else 1 if said == "single" else _NUMBERS.index(said) + 1
    return "77770" if count == 1 else "77771" if count <= 12 else "77772"


def _surgeon(text: str) -> tuple[str, ...]:
    if _BRAIN.search(text):
        return ("0735T",)
    if not _BREAST.search(text) or _WHOLE.search(text):
        return ()
    side = _side(text)
    return f"{'19302' if _NODES.search(text) else '19301'}{side}", "19294" if side == "-50" else f"19294{side}"


def _side(text: str) -> str:
    if "bilateral lumpectom" in text or "both breasts" in text:
        return "-50"
    left, right = len(re.findall(r"\b(left|lt)\b", text)), len(re.findall(r"\b(right|rt)\b", text))
    return "" if left == right else "-LT" if left > right else "-RT"
