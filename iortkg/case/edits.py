"""Edits that a claim would break, two codes of which one is paid or too many units, and what a modifier can do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from iortkg.case.parts import Parts
from iortkg.case.tabled import FILES, from_table, tabled_pairs, tabled_units
from iortkg.case.written import Written, is_among
from iortkg.knowledge import Index, Thing, indicator_means
from iortkg.model import Caution


@dataclass(frozen=True, slots=True)
class _Listed:
    """A code with who lists it; how says on which condition, and is empty for a line of the claim.

    A number that is no code of the ontology is listed by itself.
    """

    number: str
    code: Thing | None
    biller: str
    how: str = ""

    @property
    def curie(self) -> str:
        """The name of the code, or an empty text."""
        return self.code.curie if self.code else ""


def pair_cautions(parts: Parts, listed: Sequence[Written], index: Index) -> Iterable[Caution]:
    """A warning for each pair of codes that an edit does not pay side by side."""
    # The facility and the radiation oncologist can have the same line, and one warning is enough.
    pool = tuple(_pool(parts, listed, index))
    yield from dict.fromkeys((*_pairs(parts, pool, index), *(_tabled(parts, pool, index) if parts.books else ())))


def _pairs(parts: Parts, pool: Sequence[_Listed], index: Index) -> Iterator[Caution]:
    listed = {item.curie for item in pool}
    for edit in index.instances("ior:PairEdit"):
        if listed.isdisjoint(edit.all("ior:columnOne")) or not edit.is_valid_on(parts.on):
            continue
        first = [item for item in pool if item.curie in edit.all("ior:columnOne")]
        for one in first:
            second = [other for other in pool if _is_second(other, edit) and _meet(one, other, edit, parts)]
            if second:
                yield _pair(edit, one, second, index)


def _is_second(item: _Listed, edit: Thing) -> bool:
    return item.curie in edit.all("ior:columnTwo") or is_among(item.number, edit)


def _pool(parts: Parts, listed: Iterable[Written], index: Index) -> Iterator[_Listed]:
    """Codes of the claims and those that may join them, each once a biller, then numbers of the note beside these."""
    found: dict[tuple[str, str], _Listed] = {}
    for item in (*_lines(parts, index), *_considered(parts, index)):
        found.setdefault((item.biller, item.curie), item)
    yield from found.values()
    known = {item.curie for item in found.values()}
    for told in listed if found else ():
        code = told.on(parts.on)
        # A number whose code does not stand on the day is warned of elsewhere; one without any code can be denied too.
        is_new = code.curie not in known if code else not told.codes
        if is_new:
            yield _Listed(told.number, code, "", _AS_WRITTEN)


def _lines(parts: Parts, index: Index) -> Iterator[_Listed]:
    """The lines, then the codes that compete with them."""
    yield from (_Listed(draft.code.text("skos:notation"), draft.code, draft.biller) for draft in parts.drafts)
    for other in (other for draft in parts.drafts for other in draft.alternatives):
        for code in index.codes.get(other.code, ()):
            if code.is_valid_on(parts.on) and index.system(code) == other.system:
                yield _Listed(other.code, code, "", f"if {other.code} is chosen")


def _considered(parts: Parts, index: Index) -> Iterator[_Listed]:
    for rule in (verdict.rule for verdict in parts.considered):
        for code in (index[curie] for curie in rule.all("ior:considers")):
            if code.is_valid_on(parts.on):
                billers = (index[biller].text("skos:notation") for biller in rule.all("ior:forBiller"))
                number = code.text("skos:notation")
                yield from (_Listed(number, code, biller, "if both are listed") for biller in billers)


_AS_WRITTEN = "as the text lists it"


def _meet(one: _Listed, other: _Listed, edit: Thing, parts: Parts) -> bool:
    """True if two codes can meet on a claim that the edit is run on, and no table of the user tells for that claim."""
    files = _files(one, other)
    untold = (file for file in files if not parts.books.lists_pairs_of(one.number, parts.on, file))
    return any(file in edit.texts.get("ior:claimFile", ()) for file in untold)


def _files(one: _Listed, other: _Listed) -> tuple[str, ...]:
    """Whose edits a claim with two codes is run against; empty if on different ones, all if none says."""
    if one.how == other.how == _AS_WRITTEN or (one.biller and other.biller and one.biller != other.biller):
        return ()
    biller = one.biller or other.biller
    return (_file(biller),) if biller else FILES


def _file(biller: str) -> str:
    """Whose edits a claim is run against."""
    return "outpatient" if biller == "facility" else "practitioner"


def _pair(edit: Thing, one: _Listed, second: Sequence[_Listed], index: Index) -> Caution:
    indicator = index[edit.one("ior:modifierIndicator")]
    means = f"{indicator.text('skos:notation')}. {indicator.text('skos:definition')}"
    return _told(one, second, _kind(edit, index), means, edit.all("dcterms:source"))


def _told(one: _Listed, second: Sequence[_Listed], kind: str, means: str, sources: tuple[str, ...]) -> Caution:
    numbers = tuple(dict.fromkeys(item.number for item in second))
    hows = dict.fromkeys(item.how for item in (one, *second) if item.how)
    when = next(iter(hows), "on one claim")
    return Caution(
        f"{one.number} and {', '.join(numbers)}, {when}: the {kind} pays {one.number} and not {', '.join(numbers)}; "
        f"indicator {means}",
        (one.number, *numbers), sources,
    )  # fmt: skip


def _tabled(parts: Parts, pool: Sequence[_Listed], index: Index) -> Iterator[Caution]:
    """A warning for each code, with all that a table of the user does not pay beside it."""
    for one in pool:
        met = [(other, other.number, _files(one, other)) for other in pool]
        for pair, second in tabled_pairs(parts, one.number, met):
            means = (
                f"{pair.indicator}. {indicator_means(index, 'ior:PairEdit', 'ior:modifierIndicator', pair.indicator)}"
            )
            kind = f"{index.label('ior:NcciPair')} ({from_table(pair.table)})"
            yield _told(one, second, kind, means.strip(), (pair.table.curie,))


def _kind(edit: Thing, index: Index) -> str:
    """The kind of an edit, and as of when it is known."""
    day = edit.text("ior:validAsOf")
    return index.label(edit.one("ior:ofKind")) + (f" (as of {day})" if day else "")


def unit_cautions(parts: Parts, listed: Iterable[Written], index: Index) -> Iterable[Caution]:
    """A warning for each code with more units than an edit lets pass."""
    claims: list[tuple[Thing, int, tuple[str, ...]]]
    claims = [(draft.code, draft.units or 1, (_file(draft.biller),)) for draft in parts.drafts]
    # A number that is a line is held against the edits of each claim that has it.
    own: dict[str, tuple[str, ...]] = {}
    for code, _, files in claims:
        own[code.curie] = (*own.get(code.curie, ()), *files)
    counted = [(item.on(parts.on), item.units) for item in listed if parts.drafts]
    claims += [(code, units, own.get(code.curie, FILES)) for code, units in counted if code]
    told = set()
    for edit in index.instances("ior:UnitEdit"):
        most, run = int(edit.text("ior:mostUnits")), edit.texts["ior:claimFile"]
        for code, units, files in claims:
            over = units > most and code.curie in edit.all("ior:limits") and (code.curie, units) not in told
            if over and any(one in run and not parts.books.serving("mue", parts.on, one) for one in files):
                told.add((code.curie, units))
                number = code.text("skos:notation")
                how = index[applied].text("skos:definition") if (applied := edit.one("ior:adjudicatedBy")) else ""
                yield _over(number, units, _kind(edit, index), most, how, edit.all("dcterms:source"))
    numbered = ((code.text("skos:notation"), units, files) for code, units, files in claims)
    for number, units, limit in tabled_units(parts, numbered):
        how = indicator_means(index, "ior:UnitEdit", "ior:adjudicatedBy", limit.indicator)
        kind = f"{index.label('ior:NcciUnits')} ({from_table(limit.table)})"
        yield _over(number, units, kind, limit.most, how, (limit.table.curie,))


def _over(number: str, units: int, kind: str, most: int, how: str, sources: tuple[str, ...]) -> Caution:
    return Caution(f"{units} units of {number}: the {kind} is {most}. {how}".strip(), (number,), sources)
