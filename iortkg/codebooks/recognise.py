"""Which kind of file this is: told by its first lines and not by its name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress

from iortkg.codebooks.layouts import LAYOUTS, Layout
from iortkg.codebooks.reading import Reading
from iortkg.codebooks.rows import Cells, cells, header_of
from iortkg.codebooks.sources import Source
from iortkg.errors import InputError

_LOOKED_AT = 20
_DIAGNOSIS = re.compile(r"[A-Z]\d[0-9AB]")


def recognised(source: Source) -> Reading | None:
    """The file with its layout, and with the notice above its rows; None where it is none that iortkg reads."""
    head = source.head()
    for layout in LAYOUTS:
        look = _by_header if layout.form == "header" else _by_lines
        if found := look(source, head, layout):
            return found
    return None


def _by_header(source: Source, head: Sequence[str], layout: Layout) -> Reading | None:
    for separator in layout.separators:
        reading = Reading(source.name, layout, separator)
        rows: list[Cells] = []
        # The last row of the head may be cut in two.
        with suppress(InputError):
            rows.extend(cells(reading, head))
        places, _, notice = header_of(rows, layout)
        if places:
            reading.notice = " ".join(notice)
            return reading
    return None


def _by_lines(source: Source, head: Sequence[str], layout: Layout) -> Reading | None:
    if layout.form == "tree":
        joined = "".join(head)
        return Reading(source.name, layout, notice=joined[:2_000]) if re.search(layout.probe, joined) else None
    lines = [line.rstrip("\r\n") for line in head if line.strip()]
    passed = [line for line in lines if layout.passes and re.match(layout.passes, line)]
    looked = [line for line in lines if line not in passed][:_LOOKED_AT]
    fit = [line for line in looked if re.match(layout.probe, line)]
    # A file with a wrong line is still of its kind, and the line is named when it is read.
    if not fit or len(fit) * 2 < len(looked) or not _of_its_code_set(layout, fit):
        return None
    return Reading(source.name, layout, layout.separators[0], notice="\n".join(passed))


def _of_its_code_set(layout: Layout, lines: Sequence[str]) -> bool:
    """True if an order file is of its own code set: most codes of procedures have seven signs."""
    if layout.form != "fixed" or not layout.kind.startswith("icd"):
        return True
    codes = [line[6:13].strip() for line in lines if line[14] == "1"]
    long = [code for code in codes if len(code) == 7 and not set(code) & set("IO")]
    procedures = len(long) * 2 > len(codes) and not all(_DIAGNOSIS.match(code) for code in codes)
    return procedures == (layout.kind == "icd10pcs")
