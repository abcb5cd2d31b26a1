"""Files in the layouts in which users download them, with invented values and invented words."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

NOTICE = "A notice of rights stands here, in words of our own."


def fees(year: int = 2026, *, release: str = "July", factor: str = "33.4009") -> str:
    """The fee schedule, its header spread over four rows."""
    more = year >= 2026
    width = 32 if more else 31
    upper, lower, last = [""] * width, [""] * width, [""] * width
    named = {
        3: ("", "STATUS", "CODE"), 4: ("NOT USED", "FOR MEDICARE", "PAYMENT"), 5: ("", "WORK", "RVU"),
        6: ("NON-FAC", "PE", "RVU"), 7: ("", "NON-FAC NA", "INDICATOR"), 8: ("FACILITY", "PE", "RVU"),
        9: ("", "FACILITY NA", "INDICATOR"), 10: ("", "MP", "RVU"), 11: ("", "NON-FACILITY", "TOTAL"),
        12: ("", "FACILITY", "TOTAL"), 13: ("", "PCTC", "IND"), 14: ("", "GLOB", "DAYS"), 15: ("", "PRE", "OP"),
        16: ("", "INTRA", "OP"), 17: ("", "POST", "OP"), 18: ("", "MULT", "PROC"), 19: ("", "BILAT", "SURG"),
        20: ("", "ASST", "SURG"), 21: ("", "CO-", "SURG"), 22: ("", "TEAM", "SURG"), 0: ("", "", "HCPCS"),
        1: ("", "", "MOD"), 2: ("", "", "DESCRIPTION"),
    }  # fmt: skip
    tail = [
        ("", "ENDO", "BASE"), ("", "CONV", "FACTOR"), ("PHYSICIAN", "SUPERVISION", "PROC"), ("", "CALC", "FLAG"),
        ("IMAGING", "FAMILY", "IND"), ("NON-FAC PE", "USED FOR", "OPPS"), ("FAC PE", "USED FOR", "OPPS"),
        ("MP", "USED FOR", "OPPS"),
    ]  # fmt: skip
    named |= dict(enumerate([("", "PRIC", "IND"), *tail] if more else tail, 23))
    for at, words in named.items():
        upper[at], lower[at], last[at] = words
    rows = [
        [f"{year} National Physician Fee Schedule Relative Value File {release} Release"], [NOTICE],
        ["RELEASED 06/30/2026"], [], [], [], upper, lower, last,
        fee("77424", "X", "0.00", "0.00", "9", "XXX", year=year, factor=factor),
        fee("77469", "A", "5.61", "7.98", "0", "XXX", year=year, na="NA", factor=factor),
        fee("77300", "A", "0.60", "2.01", "1", "XXX", year=year, factor=factor),
        fee("77300", "A", "0.60", "0.91", "1", "XXX", modifier="26", year=year, factor=factor),
    ]  # fmt: skip
    return "".join(",".join([*row, *[""] * (width - len(row))]) + "\r\n" for row in rows)


def fee(
    code: str, status: str, work: str, total: str, component: str, days: str, *, modifier: str = "", na: str = "",
    year: int = 2026, factor: str = "33.4009",
) -> list[str]:  # fmt: skip
    """One row of the fee schedule."""
    row = [
        code, modifier, "Invented words", status, "", work, "1.00", na, "1.00", "", "0.10", total, total, component,
        days, "0.00", "0.00", "0.00", "0", "0", "0", "0", "0",
    ]  # fmt: skip
    return [*row, *([""] if year >= 2026 else []), "", factor, "09", "0", "99", "0.00", "0.00", "0.00"]


def fixed_fees() -> str:
    """The fee schedule with a fixed width."""
    lines = ["HDR 2025 NATIONAL PHYSICIAN FEE SCHEDULE RELATIVE VALUE FILE OCTOBER RELEASE".ljust(171)]
    for code, status, work, total, component in (
        ("77424", "X", "0.00", "0.00", "9"),
        ("77469", "A", "5.61", "7.90", "0"),
    ):
        line = list(" " * 171)
        for start, value in (
            (1, code), (8, "Invented words"), (58, status), (60, work.rjust(6)), (67, "  1.00"), (73, "NA"),
            (76, "  1.00"), (85, " 0.10"), (91, total.rjust(6)), (97, total.rjust(6)), (103, component), (104, "XXX"),
            (107, "0.00.00.00"), (116, "00000"), (133, " 32.3465"), (142, "09"), (144, "0"), (146, "99"),
        ):  # fmt: skip
            line[start - 1 : start - 1 + len(value)] = value
        lines.append("".join(line))
    return "".join(f"{line}\r\n" for line in lines)


def pairs(service: str = "Practitioner", rows: str = "") -> str:
    """Pair edits with six rows above them and a header that goes on below."""
    return (
        f'"{NOTICE}"\t\t\t\t\t\t\n{service} Services, 2026 Q4\t\t\t\t\t\t\n\t\t\t\t\t\t\n'
        "Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale\n"
        "\t\tprior to 1996\tDate\tDate\t0=not allowed\t\n\t\t\t\t*=no data\t1=allowed\t\n\t\t\t\t\t9=not applicable\t\n"
    ) + (
        rows
        or "77424\t77300\t\t20260101\t*\t1\tInvented reason\n"
        "77424\t99213\t\t20120101\t20241231\t1\tInvented reason\n"
        "77469\t99213\t*\t20130101\t*\t0\tAnother reason\n"
        "77469\t77470\t\t20120101\t20251231\t0\tEnded in the year before\n"
    )


def units(service: str = "Practitioner") -> str:
    """The most units of codes, under a notice of several lines and a header with a line break."""
    return (
        f'"{NOTICE}\n\nIt goes on for some lines, with, commas.",,,\n"HCPCS/\nCPT Code",{service} Services MUE Values,'
        "MUE Adjudication Indicator,MUE Rationale\n"
        "77424,3,2 Date of Service Edit: Policy,Invented reason\n"
        "77300,10,3 Date of Service Edit: Clinical,Clinical: Data\n"
        "77469,1,1 Line Edit,Invented reason\n0001U,1,2 Date of Service Edit: Policy,Invented reason\n"
    )


def add_ons() -> str:
    """Add-ons with their primaries."""
    return (
        "aoc_edit_type\tprimary_code\tadd_on_code\tspecial_instruction_notes\taoc_del_dt_julian\tprimary_code_del_dt_julian"
        "\taoc_edit_eff_dt_julian\taoc_edit_del_dt_julian\n"
        "1\t19301\t19294\t\t\t\t2018001\t\n1\t19120\t19294\t\t\t\t2026001\t\n"
        "1\t19302\t19294\tan invented note\t\t\t2018001\t2025365\n"
        "2\tCCCCC\t77293\t\t\t\t2014001\t\n"
    )


def addendum() -> str:
    """How hospitals are paid, with the spaces of older files."""
    return (
        f"Addendum B.,,,,,,,,,,,,\n{NOTICE},,,,,,,,,,,,\nJuly 2026,,,,,,,,,,,,\n"
        "HCPCS Code,Short Descriptor, SI,APC ,Relative Weight,Payment Rate ,National Unadjusted Copayment,"
        "Minimum Unadjusted Copayment,IRA Coinsurance Percentage,Adjusted Beneficiary Copayment,"
        "Drug and Device Pass-Through Expiration during Calendar Year,Note,* Indicates a Change\n"
        '77424,"Invented, words",J1,5627,86.1234," $7,700.01 ",,1540.01,,,,,\n77469,Invented words,B,,,,,,,,,,\n'
        "19294,Invented words,N,,,,,,,,,,*\n"
    )


def level_two() -> str:
    """HCPCS codes, a title wrapped over three lines, and a modifier."""
    return "".join(
        _level_two(*row)
        for row in (
            ("C9726", "00100", "3", "Invented title that begins here", "Invented", "20060101", ""),
            ("C9726", "00200", "4", "and goes on here", "", "20060101", ""),
            ("C9726", "00300", "4", "and ends here", "", "20060101", ""),
            ("G6015", "00100", "3", "A title that ended", "Ended", "20150101", "20251231"),
            ("   XE", "00100", "7", "An invented modifier", "Modifier", "20150101", ""),
        )
    )


def _level_two(code: str, sequence: str, record: str, long: str, short: str, added: str, ended: str) -> str:
    line = list(" " * 320)
    places = (
        (1, code),
        (6, sequence),
        (11, record),
        (12, long),
        (92, short),
        (269, added),
        (277, added),
        (285, ended),
        (293, "N"),
    )
    for start, value in places:
        line[start - 1 : start - 1 + len(value)] = value
    return f"{''.join(line)}\r\n"


def order(*rows: tuple[str, str, str]) -> str:
    """An order file of codes, flags and titles."""
    return "".join(
        f"{number:05} {code:7} {flag} {title[:60]:60} {title}\r\n" for number, (code, flag, title) in enumerate(rows, 1)
    )


def diagnoses() -> str:
    """An order file of diagnoses."""
    return order(
        ("C50", "0", "Invented group"), ("C509", "0", "Invented part of it"), ("C50911", "1", "Invented right tumor"),
        ("C50912", "1", "Invented left tumor"), ("C61", "1", "Another invented tumor"),
    )  # fmt: skip


def procedures() -> str:
    """An order file of procedures."""
    return order(
        ("D0Y", "0", "Invented group"), ("D0Y0CZZ", "1", "Invented treatment"), ("DF033Z0", "1", "Another one"),
        ("DW033Z0", "1", "A third one"),
    )  # fmt: skip


def packaged_diagnoses() -> str:
    """Diagnoses as the package drg ships them."""
    return 'C50911,"Invented right, tumor"\nC50912,Invented left tumor\nC61,Another\n'


def packaged_procedures() -> str:
    """Procedures as the package drg ships them."""
    return '"D0Y0CZZ","Invented treatment, one"\n"DF033Z0","Invented treatment, two"\n'


def tree() -> str:
    """The tabular list as the package simple-icd-10-cm ships it."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\r\n<ICD10CM.tabular>\r\n<version>2026</version>\r\n'
        "<chapter><name>2</name>\r\n"
        "<section id='C50-C50'><desc>Invented</desc>\r\n<diag><name>C50</name><desc>Invented group</desc>\r\n"
        "<inclusionTerm><note>Not a title</note></inclusionTerm>\r\n"
        "<diag><name>C50.911</name><desc>Invented &amp; right</desc></diag></diag>\r\n"
        "<diag><name>S99.2</name><desc>Invented break</desc><sevenChrDef><extension char='A'>first visit</extension>"
        "<extension char='D'>later visit</extension></sevenChrDef>\r\n"
        "<diag><name>S99.21</name><desc>Invented toe</desc></diag></diag></section></chapter></ICD10CM.tabular>\r\n"
    )


def licensed_list() -> str:
    """Descriptors as the holder of the rights delivers them, in words that we made up."""
    return (
        "Concept Id\tCPT Code\tLong\tMedium\tShort\tConsumer\n"
        '1\t77424\tmade-up long words with a " in them\tMADE-UP MEDIUM\tMADE-UP SHORT\tmade-up\n'
        "2\t0735T\tfurther made-up words\tFURTHER\tFURTH\tmade-up\n"
    )


def licensed_lines() -> str:
    """Descriptors as two columns under a notice."""
    return f"{NOTICE}\nCPT 2026, in made-up words\n\n77424\tmade-up long words\n77425\tother made-up words\n"


def concepts_of_umls() -> str:
    """MRCONSO with names of several vocabularies."""
    rows = (
        ("C0000001", "SNOMEDCT_US", "PT", "12345678", "not of this vocabulary"),
        ("C0000002", "CPT", "PT", "77424", "made-up long words"),
        ("C0000002", "CPT", "ETCF", "77424", "made-up consumer words"),
        ("C0000003", "CPT", "PT", "77425", "other made-up words"),
    )
    # A name that is no longer in use stands beside the one that is.
    old = "C0000002|ENG|P|L1|PF|S1|Y|A1||M1||CPT|PT|77424|older made-up words|9|O||\n"
    return old + "".join(
        f"{cui}|ENG|P|L1|PF|S1|Y|A1||M1||{source}|{kind}|{code}|{name}|9|N||\n"
        for cui, source, kind, code, name in rows
    )


def concepts_of_athena() -> str:
    """CONCEPT.csv with concepts of several vocabularies."""
    return (
        "concept_id\tconcept_name\tdomain_id\tvocabulary_id\tconcept_class_id\tstandard_concept\tconcept_code\t"
        "valid_start_date\tvalid_end_date\tinvalid_reason\n"
        '1\tmade-up "long words\tProcedure\tCPT4\tCPT4\tS\t77424\t20120101\t20991231\t\n'
        "2\tnot of this vocabulary\tCondition\tSNOMED\tClinical Finding\tS\t12345678\t20020131\t20991231\t\n"
        "3\tended words\tProcedure\tCPT4\tCPT4\tS\t77401\t19900101\t20251231\tD\n"
    )


@dataclass(frozen=True)
class Sample:
    """A file: its name as downloaded, its text, the table that comes of it, how many rows, and the day to give."""

    file: str
    text: str
    table: str
    rows: int
    starts: str = ""


# Every reader has one; names are as the files are called, and none is used to recognise a file.
GOOD = {
    "fees of 2026": Sample("PPRRVU2026_Jul_nonQPP.csv", fees(), "fees-2026-07", 4),
    "fees of 2025": Sample("PPRRVU2025_Oct.csv", fees(2025, release="October"), "fees-2025-10", 4),
    "fees of fixed width": Sample("PPRRVU2025_Oct.txt", fixed_fees(), "fees-2025-10", 2),
    "pairs, practitioner": Sample("ccipra-v323r0-f1.TXT", pairs(), "ptp-practitioner-2026-10-77424", 4),
    "pairs, hospital": Sample("ccioph-v323r0-f1.TXT", pairs("Hospital"), "ptp-outpatient-2026-10-77424", 4),
    "units, practitioner": Sample(
        "MCR_MUE_PractitionerServices_Eff_10-01-2026.csv", units(), "mue-practitioner-2026-10", 4
    ),
    "units, hospital": Sample(
        "MCR_MUE_OutpatientHospitalServices_Eff_10-01-2026.csv",
        units("Outpatient Hospital"),
        "mue-outpatient-2026-10",
        4,
    ),
    "units, supplier": Sample(
        "MCR_MUE_DMESupplierServices_Eff_10-01-2026.csv", units("DME Supplier"), "mue-supplier-2026-10", 4
    ),
    "add-ons": Sample("AOC_V2026Q4-MCR.txt", add_ons(), "addons-2026-10", 4),
    "hospital payment": Sample("july-2026-opps-addendum-b.csv", addendum(), "opps-2026-07", 3),
    "level two": Sample("HCPC2026_APR_ANWEB.txt", level_two(), "hcpcs-2026-04", 3),
    "diagnoses": Sample("icd10cm_order_2026.txt", diagnoses(), "icd10cm-2025-10", 5),
    "procedures": Sample("icd10pcs_order_2026.txt", procedures(), "icd10pcs-2025-10", 4),
    "diagnoses of a package": Sample("icd_10_cm.csv", packaged_diagnoses(), "icd10cm-2025-10", 3, "2025-10-01"),
    "procedures of a package": Sample("icd_10_pcs.csv", packaged_procedures(), "icd10pcs-2025-10", 2, "2025-10-01"),
    "tree of diagnoses": Sample("icd10c-tabular.xml", tree(), "icd10cm-2025-10", 6),
    "licensed list": Sample("Consolidated_Code_List_2026.txt", licensed_list(), "cpt-2026-01", 2),
    "licensed lines": Sample("LONGULT_2026.txt", licensed_lines(), "cpt-2026-01", 2),
    "concepts of UMLS": Sample("MRCONSO.RRF", concepts_of_umls(), "cpt-2026-01", 2, "2026-01-01"),
    "concepts of Athena": Sample("CONCEPT.csv", concepts_of_athena(), "cpt-2026-01", 2, "2026-01-01"),
}


def packed(members: Mapping[str, str], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP file."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", how) as out:
        for name, text in members.items():
            out.writestr(name, text)
    return sink.getvalue()
