"""How the files that users download are laid out: one entry a file kind, and no code.

A column says under which name it is stored, how a value of it is read, and where it stands: at a fixed place, or where
the header, folded to small letters and single spaces, matches a pattern. What is not named here is dropped, and with
it the wording of the American Medical Association in files that are no licensed ones.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column: at is its number in a delimited file, or the first and last character of a fixed one, from 1."""

    name: str
    reads: str
    head: str = ""
    at: int | None = None
    span: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Layout:
    """A file kind. Form is header, bare (no header), fixed, wrapped (a record on several lines) or tree (XML).

    Only keeps rows where columns have these values; others belong to other vocabularies. Passes are lines with no
    data. Width is how many columns or characters there are, at least; spells says by which rule the file's days end.
    """

    kind: str
    title: str
    columns: tuple[Column, ...]
    form: str = "header"
    setting: str = ""
    separators: str = ",\t"
    quoted: bool = True
    probe: str = ""
    passes: str = ""
    only: tuple[tuple[str, str], ...] = ()
    width: int = 0
    exact: bool = False
    unique: tuple[str, ...] = ("code",)
    spells: str = "open"
    dated: bool = False
    licensed: bool = False


# The columns of a table of each kind, in the order in which they are stored; a layout leaves out what it has not.
_TITLES = ("code", "short", "long", "starts", "ends", "valid")
STORED = {
    "ptp": ("column_one", "column_two", "starts", "ends", "indicator", "rationale"),
    "mue": ("code", "most", "indicator", "rationale"),
    "addons": ("code", "primary_code", "list", "starts", "ends"),
    "fees": (
        "code", "modifier", "status", "work", "office_total", "office_na", "facility_total", "facility_na", "component",
        "aftercare", "bilateral", "assistant", "together", "team", "factor",
    ),
    "opps": ("code", "status", "payment_group", "weight", "rate"),
    **dict.fromkeys(("hcpcs", "icd10cm", "icd10pcs", "cpt"), _TITLES),
}  # fmt: skip
KEYS = {"ptp": ("column_one", "column_two"), "fees": ("code", "modifier")}


def _fees(shift: int, width: int) -> tuple[Column, ...]:
    """The columns of the fee schedule by number; from 2026 on, one more stands before the last ones."""
    return (
        Column("code", "code", r"hcpcs", 0), Column("modifier", "modifier?", r"mod", 1),
        Column("status", "status", r"code|status", 3), Column("work", "number", r"rvu|work", 5),
        Column("office_na", "na", r"ind|na", 7), Column("facility_na", "na", r"ind|na", 9),
        Column("", "number", r"rvu|mp", 10), Column("office_total", "number", r"total", 11),
        Column("facility_total", "number", r"total", 12), Column("component", "digit?", r"ind|pctc", 13),
        Column("aftercare", "word", r"days|glob", 14), Column("bilateral", "digit?", r"bilat|surg", 19),
        Column("assistant", "digit?", r"asst|surg", 20), Column("together", "digit?", r"co|surg", 21),
        Column("team", "digit?", r"team|surg", 22), Column("", "word", r"base|endo", 23 + shift),
        Column("factor", "number", r"conv|factor", 24 + shift), Column("", "word", r"opps|facility|mp", width - 1),
    )  # fmt: skip


_FEES = "physician fee schedule"
_FIXED_FEES = (
    Column("code", "code", span=(1, 5)), Column("modifier", "modifier?", span=(6, 7)),
    Column("status", "status", span=(58, 58)), Column("work", "number", span=(60, 65)),
    Column("office_na", "na", span=(73, 74)), Column("facility_na", "na", span=(82, 83)),
    Column("office_total", "number", span=(91, 96)), Column("facility_total", "number", span=(97, 102)),
    Column("component", "digit?", span=(103, 103)), Column("aftercare", "word", span=(104, 106)),
    Column("bilateral", "digit?", span=(117, 117)), Column("assistant", "digit?", span=(118, 118)),
    Column("together", "digit?", span=(119, 119)), Column("team", "digit?", span=(120, 120)),
    Column("factor", "number", span=(133, 140)),
)  # fmt: skip
_PAIRS = (
    Column("column_one", "code", r"^column ?1"), Column("column_two", "code", r"^column ?2"),
    Column("", "asterisk", r"existence"), Column("starts", "day", r"^effective"),
    Column("ends", "day?", r"^deletion"), Column("indicator", "pairing", r"^modifier"),
    Column("rationale", "text", r"rationale"),
)  # fmt: skip


def _units(service: str) -> tuple[Column, ...]:
    return (
        Column("code", "code", r"hcpcs"), Column("most", "whole", rf"{service}.*mue values?"),
        Column("indicator", "adjudication", r"adjudication"), Column("rationale", "text", r"rationale"),
    )  # fmt: skip


def _order(code: str) -> tuple[Column, ...]:
    return (
        Column("", "whole", span=(1, 5)), Column("code", code, span=(7, 13)), Column("valid", "flag", span=(15, 15)),
        Column("short", "text", span=(17, 76)), Column("long", "text", span=(78, 0)),
    )  # fmt: skip


_CM, _PCS, _CPT = "ICD-10-CM codes", "ICD-10-PCS codes", "licensed CPT descriptors"
_LISTED = r"^\d{5} [0-9A-Z]{3,7} {1,5}[01] "

LAYOUTS = (
    Layout("fees", _FEES, _fees(1, 32), width=32, exact=True, unique=("code", "modifier"), spells="year"),
    Layout("fees", _FEES, _fees(0, 31), width=31, exact=True, unique=("code", "modifier"), spells="year"),
    Layout(
        "fees", _FEES, _FIXED_FEES, "fixed", probe=r"^[0-9A-Z]\d{3}[0-9A-Z].{52}[A-Z] .{75}", passes=r"^(?:HDR|TRL)",
        width=140, unique=("code", "modifier"), spells="year",
    ),
    Layout("ptp", "NCCI pair edits", _PAIRS, setting="?", unique=(), dated=True),
    Layout("mue", "medically unlikely edits, practitioner", _units("practitioner"), setting="practitioner"),
    Layout("mue", "medically unlikely edits, outpatient hospital", _units("outpatient"), setting="outpatient"),
    Layout("mue", "medically unlikely edits, equipment supplier", _units("(?:dme|supplier)"), setting="supplier"),
    Layout(
        "addons", "add-on codes",
        (Column("list", "list", r"^(?:aoc )?edit type"), Column("primary_code", "primary", r"^primary code$"),
         Column("code", "code", r"^add on code$"), Column("starts", "ordinal?", r"edit eff dt"),
         Column("ends", "ordinal?", r"edit del dt")),
        unique=(), dated=True,
    ),
    Layout(
        "opps", "OPPS Addendum B",
        (Column("code", "code", r"^(?:hcpcs|cpt)"), Column("status", "indicator", r"^(?:si|status indicator)\b"),
         Column("payment_group", "word", r"^apc$"), Column("weight", "number?", r"^[a-z]+ weight$"),
         Column("rate", "number?", r"^payment rate")),
        spells="year",
    ),
    Layout(
        "hcpcs", "HCPCS Level II codes",
        (Column("code", "level two", span=(1, 5)), Column("sequence", "whole", span=(6, 10)),
         Column("record", "record", span=(11, 11)), Column("long", "text", span=(12, 91)),
         Column("short", "text", span=(92, 119)), Column("starts", "day?", span=(269, 276)),
         Column("ends", "day?", span=(285, 292))),
        "wrapped", probe=r"^(?:[A-Z]\d{4}|   [0-9A-Z]{2})\d{5}[3478].{257}", width=293, unique=(), dated=True,
    ),
    Layout("icd10pcs", _PCS, _order("procedure"), "fixed", probe=_LISTED, width=78, spells="fiscal"),
    Layout("icd10cm", _CM, _order("diagnosis"), "fixed", probe=_LISTED, width=78, spells="fiscal"),
    Layout("icd10cm", _CM, (), "tree", probe=r"<ICD10CM\.tabular", spells="fiscal"),
    Layout(
        "icd10pcs", _PCS, (Column("code", "procedure", at=0), Column("long", "text", at=1)), "bare", separators=",",
        probe=r'^"?[0-9A-HJ-NP-Z]{7}"?,"?[A-Za-z]', width=2, exact=True, spells="fiscal",
    ),
    Layout(
        "icd10cm", _CM, (Column("code", "diagnosis", at=0), Column("long", "text", at=1)), "bare", separators=",",
        probe=r'^"?[A-Z]\d[0-9AB][0-9A-Z]{0,4}"?,"?[A-Za-z]', width=2, exact=True, spells="fiscal",
    ),
    Layout(
        "cpt", _CPT,
        (Column("code", "code", r"^cpt code$"), Column("long", "text", r"^long"), Column("short", "text", r"^short")),
        separators="\t,", quoted=False, licensed=True,
    ),
    Layout(
        "cpt", _CPT, (Column("code", "code", at=0), Column("long", "text", at=1)), "bare", separators="\t",
        quoted=False, probe=r"^[0-9A-Z]\d{3}[0-9A-Z]\t\S",
        passes=r"^(?![0-9A-Z]{4,6}\t)", width=2, exact=True, licensed=True,
    ),
    Layout(
        "cpt", _CPT,
        (Column("", "concept", at=0), Column("vocabulary", "word", at=11), Column("term", "word", at=12),
         Column("code", "code", at=13), Column("long", "text", at=14), Column("suppressed", "word", at=16)),
        "bare", separators="|", quoted=False, probe=r"^C\d{7}\|(?:[^|]*\|){16}", width=18,
        only=(("vocabulary", "CPT"), ("term", "PT"), ("suppressed", "N")), licensed=True,
    ),
    Layout(
        "cpt", _CPT,
        (Column("long", "text", r"^concept name$"), Column("vocabulary", "word", r"^vocabulary id$"),
         Column("class", "word", r"^concept class id$"), Column("code", "code", r"^concept code$"),
         Column("starts", "day?", r"^valid start date$"), Column("ends", "day?", r"^valid end date$")),
        separators="\t,", quoted=False, only=(("vocabulary", "CPT4"), ("class", "CPT4")), licensed=True, dated=True,
    ),
)  # fmt: skip
