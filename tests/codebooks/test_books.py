"""Tables are asked by code and day, and the newest that covers the day answers."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from iortkg.codebooks import NONE, Codebooks, data_folder, remove_table
from iortkg.codebooks.released import end_of, start_of
from iortkg.errors import InputError
from tests.codebooks.samples import GOOD, add_ons, fees, pairs, units

Books = Callable[[], Codebooks]


def test_a_pair_holds_from_its_first_day_to_its_last(add: Any, books: Books) -> None:
    add("ccipra-v323r0-f1.TXT", pairs())
    found = books()

    def indicator(day: str, one: str = "77424", two: str = "99213", setting: str = "practitioner") -> str | None:
        pair = found.ptp(one, two, day, setting)
        return pair.indicator if pair else None

    days = ("2011-12-31", "2012-01-01", "2024-12-31", "2025-01-01")
    assert [indicator(day) for day in days] == [None, "1", "1", None]
    assert indicator("2026-03-02", "77469") == "0"
    assert indicator("2026-03-02", "99213", "77469") is None
    assert indicator("2026-03-02", "77469", setting="outpatient") is None


def test_a_pair_that_ends_on_the_day_it_starts_never_held(add: Any, books: Books) -> None:
    add("ccipra-v323r0-f1.TXT", pairs(rows="77424\t77300\t\t20260101\t20260101\t1\tTaken back\n"))
    assert books().ptp("77424", "77300", "2026-01-01") is None


def test_a_release_in_parts_answers_for_the_codes_that_its_parts_span(add: Any, books: Books) -> None:
    add("ccipra-v323r0-f1.TXT", pairs(rows="10000\t10001\t\t20200101\t*\t1\tx\n20000\t10001\t\t20200101\t*\t1\tx\n"))
    add("ccipra-v323r0-f2.TXT", pairs(rows="70000\t70001\t\t20200101\t*\t1\tx\n80000\t70001\t\t20200101\t*\t0\tx\n"))
    found = books()
    spans = {
        code: bool(found.lists_pairs_of(code, "2026-03-02")) for code in ("10000", "15000", "50000", "77424", "90000")
    }
    assert spans == {"10000": True, "15000": True, "50000": False, "77424": True, "90000": False}
    assert [table.name for table in found.tables] == [
        "ptp-practitioner-2026-10-10000",
        "ptp-practitioner-2026-10-70000",
    ]
    assert found.ptp("80000", "70001", "2026-03-02") is not None


def test_the_newest_release_that_covers_the_day_answers(add: Any, books: Books) -> None:
    add("MUE_Eff_07-01-2026.csv", units().replace("77424,3", "77424,5"))
    add("MUE_Eff_10-01-2026.csv", units())
    found = books()
    limits = [found.mue("77424", day) for day in ("2026-06-30", "2026-07-01", "2026-09-30", "2026-10-01", "2027-01-01")]
    assert [limit and limit.most for limit in limits] == [None, 5, 5, 3, 3]
    assert found.mue("77424", "2026-10-01", "outpatient") is None
    assert found.mue("12345", "2026-10-01") is None


def test_an_add_on_has_the_primaries_of_the_day(add: Any, books: Books) -> None:
    add("AOC_V2026Q4.txt", add_ons())
    found = books()
    told = {day: found.addon("19294", day) for day in ("2017-12-31", "2025-12-31", "2026-01-01")}
    assert [one and one.primaries for one in told.values()] == [None, ("19301", "19302"), ("19120", "19301")]
    listed = found.addon("77293", "2026-01-01")
    assert listed is not None
    assert (listed.primaries, listed.is_open) == ((), True)


def test_fees_have_amounts_and_indicators(add: Any, books: Books) -> None:
    add("a_Jul_2026.csv", fees())
    add("b_Oct_2025.csv", fees(2025, release="October", factor="32.3465"))
    found = books()
    fee = found.fees("77469", "2026-08-03")
    assert fee is not None
    assert (fee.status, fee.component, fee.work, fee.aftercare) == ("A", "0", Decimal("5.61"), "XXX")
    assert (fee.amount(facility=True), fee.amount(facility=False)) == (Decimal("266.54"), None)
    part = found.fees("77300", "2026-08-03", "26")
    assert part is not None
    assert part.amount(facility=False) == Decimal("30.39")
    older = found.fees("77469", "2025-11-03")
    assert older is not None
    assert (older.table.name, older.factor) == ("fees-2025-10", Decimal("32.3465"))
    assert found.fees("77469", "2026-03-02") is None
    assert found.fees("77469", "2027-01-04") is None


def test_hospital_payment_has_status_group_and_rate(add: Any, books: Books) -> None:
    add("july-2026-opps-addendum-b.csv", GOOD["hospital payment"].text)
    found = books()
    paid, packaged = found.opps("77424", "2026-08-03"), found.opps("19294", "2026-08-03")
    assert paid is not None
    assert (paid.status, paid.group, paid.rate, paid.weight) == ("J1", "5627", Decimal("7700.01"), Decimal("86.1234"))
    assert packaged is not None
    assert (packaged.status, packaged.group, packaged.rate) == ("N", "", None)


def test_titles_are_put_together_and_say_what_may_be_reported(add: Any, books: Books) -> None:
    for label in ("level two", "tree of diagnoses", "procedures"):
        add(GOOD[label].file, GOOD[label].text)
    found, day = books(), "2026-05-04"
    told = {
        (kind, code): (title and (title.long, title.is_valid_on(day)))
        for kind, code in (
            ("hcpcs", "C9726"), ("hcpcs", "G6015"), ("hcpcs", "XE"), ("icd10cm", "C50.911"), ("icd10cm", "C50"),
            ("icd10cm", "S99.21XD"), ("icd10cm", "S99.21"), ("icd10pcs", "D0Y0CZZ"), ("icd10pcs", "D0Y"),
            ("icd10cm", "Z00"),
        )
        for title in [found.title(kind, code, day)]
    }  # fmt: skip
    assert told == {
        ("hcpcs", "C9726"): ("Invented title that begins here and goes on here and ends here", True),
        ("hcpcs", "G6015"): ("A title that ended", False),
        ("hcpcs", "XE"): ("An invented modifier", True),
        ("icd10cm", "C50.911"): ("Invented & right", True),
        ("icd10cm", "C50"): ("Invented group", False),
        ("icd10cm", "S99.21XD"): ("Invented toe, later visit", True),
        ("icd10cm", "S99.21"): ("Invented toe", False),
        ("icd10pcs", "D0Y0CZZ"): ("Invented treatment", True),
        ("icd10pcs", "D0Y"): ("Invented group", False),
        ("icd10cm", "Z00"): None,
    }


@pytest.mark.parametrize("label", ["licensed list", "licensed lines", "concepts of UMLS", "concepts of Athena"])
def test_a_licensed_file_tells_the_official_wording(label: str, add: Any, books: Books) -> None:
    add(GOOD[label].file, GOOD[label].text, "2026-01-01")
    found = books().descriptor("77424", "2026-03-02")
    assert found is not None
    assert found.long.startswith("made-up ")
    assert found.table.licensed
    assert books().descriptor("77401", "2026-03-02") is None
    assert books().on("2026-03-02") == ()


def test_no_tables_answer_nothing() -> None:
    assert not NONE
    assert NONE.tables == NONE.on("2026-03-02") == ()
    assert NONE.mue("77424", "2026-03-02") is None
    assert NONE.edition("0.1.0") == "0.1.0"


def test_a_table_that_is_damaged_is_named(add: Any, folder: Path, books: Books) -> None:
    add("MUE_Eff_10-01-2026.csv", units())
    (path,) = folder.iterdir()
    path.write_bytes(path.read_bytes()[:3_000])
    with pytest.raises(InputError) as refused:
        books().tables  # noqa: B018  asking opens them
    assert str(refused.value).startswith(f"{path} is no table that iortkg stored, or is cut off. Take it away and add")


def test_a_table_is_taken_away_by_its_name(add: Any, folder: Path) -> None:
    add("MUE_Eff_10-01-2026.csv", units())
    with pytest.raises(InputError) as refused:
        remove_table("mue", folder)
    assert str(refused.value) == f"There is no table of this name in {folder}. There: mue-practitioner-2026-10."
    remove_table("mue-practitioner-2026-10", folder)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {}, "/home/x/.local/share/iortkg/tables"),
        ("linux", {"XDG_DATA_HOME": "/data"}, "/data/iortkg/tables"),
        ("linux", {"XDG_DATA_HOME": "data"}, "/home/x/.local/share/iortkg/tables"),
        ("darwin", {}, "/home/x/Library/Application Support/iortkg/tables"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/iortkg/tables"),
        ("linux", {"IORTKG_DATA": "/mine"}, "/mine/tables"),
    ],
)
def test_tables_lie_where_the_system_keeps_data(
    platform: str, variables: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("IORTKG_DATA", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in ({"HOME": "/home/x"} | variables).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.platform", platform)
    assert data_folder() == Path(expected)


@pytest.mark.parametrize(
    ("spells", "notice", "name", "start", "end"),
    [
        (
            "year",
            "2026 National Physician Fee Schedule Relative Value File July Release",
            "x",
            "2026-07-01",
            "2026-12-31",
        ),
        ("year", "", "rvu26d-updated-08-26-2026.zip", "2026-10-01", "2026-12-31"),
        ("year", "", "PPRRVU2025_Oct.csv", "2025-10-01", "2025-12-31"),
        ("year", "copyright 2025 by others", "july-2026-opps-addendum-b.zip", "2026-07-01", "2026-12-31"),
        ("open", "", "medicare-ncci-2026q4-practitioner-ptp-edits-ccipra-v323r0-f1.zip", "2026-10-01", ""),
        ("open", "", "ccioph-v300r0-f2.TXT", "2024-01-01", ""),
        ("open", "", "MCR_MUE_PractitionerServices_Eff_10-01-2026.csv", "2026-10-01", ""),
        ("open", "Practitioner Services, effective July 1, 2026", "mue.csv", "2026-07-01", ""),
        ("open", "", "HCPC2026_APR_ANWEB.txt", "2026-04-01", ""),
        ("fiscal", "", "icd10cm_order_2027.txt", "2026-10-01", "2027-09-30"),
        ("fiscal", "<version>2026</version>", "x.xml", "2025-10-01", "2026-09-30"),
        ("fiscal", "", "icd10cm-codes-April-1-2026.zip", "2026-04-01", "2026-09-30"),
        ("open", "", "AOC_13-45-2026.txt", "2026-01-01", ""),
        ("open", "", "nothing.txt", "", ""),
    ],
)
def test_a_file_says_from_when_it_holds(spells: str, notice: str, name: str, start: str, end: str) -> None:
    assert start_of(spells, notice, ("", name)) == start
    assert (end_of(spells, start) if start else "") == end
