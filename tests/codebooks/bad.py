"""Each kind of file with one fault: what is changed in the good sample, and the whole sentence that must follow."""

from __future__ import annotations

from tests.codebooks.samples import (
    add_ons,
    addendum,
    concepts_of_athena,
    concepts_of_umls,
    diagnoses,
    fees,
    fixed_fees,
    level_two,
    licensed_lines,
    licensed_list,
    packaged_diagnoses,
    packaged_procedures,
    pairs,
    procedures,
    tree,
    units,
)

STORED = "Nothing of this file was stored."
_CODE = "expected is a code of five characters"
_DAY = "expected is a day as YYYYMMDD"
_PAIR = "77424\t77300\t\t20260101\t*\t1\tInvented reason"
_THREE = "three or seven characters but I and O"


Bad = list[tuple[str, str]]


def says(line: int, told: str) -> str:
    """The end of a sentence about a line."""
    return f", line {line} {told}. {STORED}"


def columns(line: int, has: str, wanted: str) -> str:
    """The same about a line with too few or too many columns."""
    return says(line, f"has {has} column{'s' if has != '1' else ''}; expected is {wanted}")


def short(line: int, has: int, wanted: int) -> str:
    """The same about a line that is too short."""
    return says(line, f"has {has} characters; expected is {wanted} or more")


def twice(code: str) -> str:
    """The end of a sentence about a code that stands in two rows."""
    return f" lists {code} more than once. {STORED}"


def wrong(line: int, column: str, value: str, wanted: str) -> str:
    """The end of a sentence about a value."""
    return f", line {line} has a wrong {column}. {value} stands there, {wanted}. {STORED}"


def _fees(year: int) -> Bad:
    good, width = fees(year, release="July" if year >= 2026 else "October"), 32 if year >= 2026 else 31
    return [
        (good.replace("77424,,", "7742,,"), wrong(10, "code", "'7742'", _CODE)),
        (good.replace(",X,,0.00", ",x,,0.00"), wrong(10, "status", "'x'", "expected is a capital letter")),
        (good.replace(",5.61,", ",5.6l,"), wrong(11, "work", "'5.6l'", "expected is a number")),
        (good.replace(",NA,1.00", ",N,1.00"), wrong(11, "office na", "'N'", "expected is NA or nothing")),
        (
            good.replace("77300,26,Invented words", "77300,26,Invented, words"),
            columns(13, str(width + 1), str(width)),
        ),
        (good.replace("33.4009,", "33.4009x,", 1), wrong(10, "factor", "'33.4009x'", "expected is a number")),
        (good.replace("77300,26,", "77300,,"), twice("77300")),
    ]


def _fixed() -> Bad:
    good = fixed_fees()
    return [
        (good.replace("\r\n77424", "\r\n7742 "), wrong(2, "code", "'7742'", _CODE)),
        (good.replace("  5.61", "  5,61"), wrong(3, "work", "'5,61'", "expected is a number")),
        (good.replace("X   0.00", "?   0.00"), wrong(2, "status", "'?'", "expected is a capital letter")),
        (good.replace(" 32.3465", " 32.34S5", 1), wrong(2, "factor", "'32.34S5'", "expected is a number")),
        (good + "77300  Invented\r\n", short(4, 15, 140)),
    ]


def _pairs(service: str) -> Bad:
    good = pairs(service)
    return [
        (good.replace(_PAIR, _PAIR.replace("77424", "7742")), wrong(8, "column one", "'7742'", _CODE)),
        (good.replace(_PAIR, _PAIR.replace("77300", "")), wrong(8, "column two", "Nothing", _CODE)),
        (good.replace(_PAIR, _PAIR.replace("20260101", "20260231")), wrong(8, "starts", "'20260231'", _DAY)),
        (good.replace("20241231", "tomorrow"), wrong(9, "ends", "'tomorrow'", f"{_DAY}, or nothing")),
        (good.replace(_PAIR, _PAIR.replace("\t1\t", "\t2\t")), wrong(8, "indicator", "'2'", "expected is 0, 1 or 9")),
        (good.replace(_PAIR, "77424\t77300"), columns(8, "2", "7")),
        (good.replace(_PAIR, f'"{_PAIR}'), says(8, "is no row of a table: a quotation mark is opened and not closed")),
    ]


def _units(service: str) -> Bad:
    good = units(service)
    return [
        (good.replace("77424,3", "774241,3"), wrong(6, "code", "'774241'", _CODE)),
        (good.replace("77424,3", "77424,three"), wrong(6, "most", "'three'", "expected is a whole number")),
        (good.replace("77424,3", "77424,-3"), wrong(6, "most", "'-3'", "expected is a whole number")),
        (
            good.replace("1 Line Edit", "4 Line Edit"),
            wrong(8, "indicator", "A value of 11 characters", "expected is 1, 2 or 3, with its words"),
        ),
        (good.replace("0001U,1,2 Date of Service Edit: Policy,Invented reason", "0001U,1"), columns(9, "2", "4")),
        (good.replace("77300,10", "77424,10"), twice("77424")),
    ]


def _add_ons() -> Bad:
    good = add_ons()
    return [
        (good.replace("1\t19301", "4\t19301"), wrong(2, "list", "'4'", "expected is 1, 2 or 3")),
        (good.replace("CCCCC", "CCCC"), wrong(5, "primary code", "'CCCC'", f"{_CODE}, or CCCCC")),
        (good.replace("19301\t19294", "19301\tadd"), wrong(2, "code", "'add'", _CODE)),
        (
            good.replace("2018001\t\n", "2018367\t\n"),
            wrong(2, "starts", "'2018367'", "expected is a day as YYYYDDD, or nothing"),
        ),
        (
            good.replace("2025365", "20251231"),
            wrong(4, "ends", "'20251231'", "expected is a day as YYYYDDD, or nothing"),
        ),
        (good.replace("1\t19120\t19294\t\t\t\t2026001\t", "1\t19120"), columns(3, "2", "8")),
    ]


def _addendum() -> Bad:
    good = addendum()
    return [
        (good.replace("\n77424", "\n77424A"), wrong(5, "code", "'77424A'", _CODE)),
        (
            good.replace("words,B", "words,b"),
            wrong(6, "status", "'b'", "expected is a letter, or a letter and a digit"),
        ),
        (
            good.replace("words,B", "words,"),
            wrong(6, "status", "Nothing", "expected is a letter, or a letter and a digit"),
        ),
        (good.replace("86.1234", "86.12.34"), wrong(5, "weight", "'86.12.34'", "expected is a number, or nothing")),
        (good.replace("$7,700.01", "$7,70.01"), wrong(5, "rate", "'$7,70.01'", "expected is a number, or nothing")),
        (good.replace("19294,Invented words", "19294,Invented, words"), columns(7, "14", "6 to 13")),
    ]


def _level_two() -> Bad:
    good = level_two()
    wanted = "expected is a letter with four digits, or a modifier of two characters"
    return [
        (good.replace("G6015", "G601 "), wrong(4, "code", "'G601'", wanted)),
        (good.replace("G6015001003", "G60150010x3"), wrong(4, "sequence", "'0010x'", "expected is a whole number")),
        (good.replace("G6015001003", "G6015001005"), wrong(4, "record", "'5'", "expected is 3, 4, 7 or 8")),
        (good.replace("20251231", "20251331"), wrong(4, "ends", "'20251331'", f"{_DAY}, or nothing")),
        (
            good.replace("C9726003004", "C9725003004"),
            says(3, "goes on with a code that did not begin on the line above"),
        ),
        (f"{good}C97260010", short(6, 9, 293)),
    ]


def _diagnoses() -> Bad:
    good, wanted = diagnoses(), "expected is a code of three to seven characters"
    return [
        (
            good.replace("00003 C50911", "0000x C50911"),
            wrong(3, "whole", "'0000x'", "expected is a whole number"),
        ),
        (good.replace("C50911 ", "50C911 "), wrong(3, "code", "'50C911'", wanted)),
        (good.replace("C50912  1", "C50912  2"), wrong(4, "valid", "'2'", "expected is 0 or 1")),
        (good.replace("C61     1", "C6      1"), wrong(5, "code", "'C6'", wanted)),
        (good + "00006 C62\r\n", short(6, 9, 78)),
        (good + good.splitlines()[4] + "\r\n", twice("C61")),
    ]


def _procedures() -> Bad:
    good = procedures()
    return [
        (good.replace("DF033Z0 1", "DF033Z  1"), wrong(3, "code", "'DF033Z'", f"expected is {_THREE}")),
        (good.replace("00003 DF", "0000! DF"), wrong(3, "whole", "'0000!'", "expected is a whole number")),
        (good.replace("DF033Z0 1", "DF033Z0 x"), wrong(3, "valid", "'x'", "expected is 0 or 1")),
        (good + "00005 DF\r\n", short(5, 8, 78)),
        (good + good.splitlines()[2] + "\r\n", twice("DF033Z0")),
        (good + "0000", short(5, 4, 78)),
    ]


def _packaged_diagnoses() -> Bad:
    good, wanted = packaged_diagnoses(), "expected is a code of three to seven characters"
    return [
        (good.replace("C50912", "509C12"), wrong(2, "code", "'509C12'", wanted)),
        (good.replace("C61,", "C6,"), wrong(3, "code", "'C6'", wanted)),
        (good.replace("Invented left tumor", "Invented, left"), columns(2, "3", "2")),
        (good + "C62\n", columns(4, "1", "2")),
        (good + "C61,Again\n", twice("C61")),
        (good + 'C62,"Open\n', says(4, "is no row of a table: a quotation mark is opened and not closed")),
    ]


def _packaged_procedures() -> Bad:
    good = packaged_procedures()
    return [
        (good.replace("DF033Z0", "DF033I0"), wrong(2, "code", "'DF033I0'", f"expected is {_THREE}")),
        (good.replace("DF033Z0", "DF033"), wrong(2, "code", "'DF033'", f"expected is {_THREE}")),
        (good + '"DW033Z0"\n', columns(3, "1", "2")),
        (good + '"D0Y0CZZ","Again"\n', twice("D0Y0CZZ")),
        (good + '"DW033Z0"x,"Words"\n', says(3, "is no row of a table: a quotation mark stands in the wrong place")),
    ]


def _tree() -> Bad:
    good, wanted = tree(), "expected is a code of three to seven characters"
    return [
        (good.replace("C50.911", "50.911"), wrong(8, "code", "'50.911'", wanted)),
        (good.replace("<name>C50</name>", ""), wrong(6, "code", "Nothing", wanted)),
        (good.replace("</section>", ""), says(10, "is no XML: mismatched tag")),
        (good.replace("char='A'", ""), says(9, "has an extension that is not of one character")),
        (
            good.replace("<ICD10CM.tabular>", "<!DOCTYPE a [<!ENTITY b 'c'>]><ICD10CM.tabular>"),
            says(2, "declares an entity, and these files have no such thing"),
        ),
        (good[:-40], says(10, "is no XML: no element found")),
    ]


def _licensed_list() -> Bad:
    good = licensed_list()
    return [
        (good.replace("1\t77424", "1\t774"), wrong(2, "code", "'774'", _CODE)),
        (good.replace("2\t0735T", "2\t"), wrong(3, "code", "Nothing", _CODE)),
        (good.replace("2\t0735T", "2\t77424"), twice("77424")),
        (good + "3\t77425\n", columns(4, "2", "5 to 6")),
        (good + "3\t77425\ta\tb\tc\td\te\n", columns(4, "7", "5 to 6")),
    ]


def _licensed_lines() -> Bad:
    good = licensed_lines()
    return [
        (good.replace("77425\t", "7742\t"), wrong(5, "code", "'7742'", _CODE)),
        (good.replace("77425\t", "77425 "), columns(5, "1", "2")),
        (good.replace("other", "other\t"), columns(5, "3", "2")),
        (good.replace("77425", "77424"), twice("77424")),
        (good + "words without a code\n", columns(6, "1", "2")),
    ]


def _umls() -> Bad:
    good = concepts_of_umls()
    return [
        (good.replace("|PT|77425|", "|PT|774|"), wrong(5, "code", "'774'", _CODE)),
        (good.replace("C0000003|", "X0000003|"), wrong(5, "concept", "'X0000003'", "expected is C and seven digits")),
        (good.replace("|CPT|PT|77425|", "|CPT|PT|77424|"), twice("77424")),
        (good + "C0000004|ENG\n", columns(6, "2", "17 to 18")),
        (good + good.splitlines()[4] + "more|more\n", columns(6, "20", "17 to 18")),
    ]


def _athena() -> Bad:
    good = concepts_of_athena()
    return [
        (good.replace("S\t77424", "S\t7742"), wrong(2, "code", "'7742'", _CODE)),
        (good.replace("20120101", "2012-01-01"), wrong(2, "starts", "'2012-01-01'", f"{_DAY}, or nothing")),
        (good.replace("20251231", "20251232"), wrong(4, "ends", "'20251232'", f"{_DAY}, or nothing")),
        (good.replace("S\t77401", "S\t77424"), twice("77424")),
        (good + "4\twords\n", columns(5, "2", "9 to 10")),
    ]


# By the label of the good sample: each bad text with the end of the sentence.
BAD = {
    "fees of 2026": _fees(2026),
    "fees of 2025": _fees(2025),
    "fees of fixed width": _fixed(),
    "pairs, practitioner": _pairs("Practitioner"),
    "pairs, hospital": _pairs("Hospital"),
    "units, practitioner": _units("Practitioner"),
    "units, hospital": _units("Outpatient Hospital"),
    "units, supplier": _units("DME Supplier"),
    "add-ons": _add_ons(),
    "hospital payment": _addendum(),
    "level two": _level_two(),
    "diagnoses": _diagnoses(),
    "procedures": _procedures(),
    "diagnoses of a package": _packaged_diagnoses(),
    "procedures of a package": _packaged_procedures(),
    "tree of diagnoses": _tree(),
    "licensed list": _licensed_list(),
    "licensed lines": _licensed_lines(),
    "concepts of UMLS": _umls(),
    "concepts of Athena": _athena(),
}
