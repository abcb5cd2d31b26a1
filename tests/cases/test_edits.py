"""Edits in answers: which pair or unit limit a claim would break, and what a modifier can or cannot do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import iortkg
from iortkg.knowledge import compile_index, ontology_folder

DAY = "2026-03-02"
PLAIN = "Left lumpectomy for ductal carcinoma. INTRABEAM, 4 cm sphere was placed, 50 kV, 20 Gy was given."
XOFT = "Left lumpectomy for ductal carcinoma. Xoft balloon placed in the cavity, 20 Gy was given."
ELECTRONS = "Whipple for pancreatic head cancer. IORT 15 Gy, 9 MeV, Mobetron, 6 cm cone."
HDR = "Presacral recurrence resected. HDR-IORT to the sacral bed, HAM applicator, 8 channels, Ir-192, 12.5 Gy."
NEVER = "indicator 0. No modifier lets both stand."
IF_SHOWN = (
    "indicator 1. A modifier lets both stand only where the record shows a separate encounter, structure, practitioner "
    "or service; without that it must not be added."
)


def warnings(
    kg: iortkg.Knowledge, text: str, on: str = DAY, setting: str = "outpatient"
) -> list[tuple[str, list[str]]]:
    """The warnings of edits: text and the codes they are about."""
    found = iortkg.code(text, on=on, setting=setting, knowledge=kg).to_dict()["warnings"]
    return [(w["text"], w["about"]) for w in found if " edit (as of " in w["text"]]


def test_a_claim_without_such_codes_has_no_warning_of_an_edit(kg: iortkg.Knowledge) -> None:
    assert warnings(kg, PLAIN) == []


def test_two_codes_to_consider_that_bar_each_other_are_told(kg: iortkg.Knowledge) -> None:
    said = (
        "77321 and 77300, if both are listed: the NCCI pair edit (as of 2024-07-01) pays 77321 and not 77300; " + NEVER
    )
    assert warnings(kg, ELECTRONS) == [(said, ["77321", "77300"])]


def test_a_competing_code_takes_management_in(kg: iortkg.Knowledge) -> None:
    about = [codes for text, codes in warnings(kg, XOFT) if "if 0395T is chosen" in text and NEVER in text]
    assert ["0395T", "77469"] in about


@pytest.mark.parametrize(
    ("listed", "about", "modifier"),
    [
        ("77470-59", ["77469", "77470"], NEVER),
        ("77432", ["77432", "77469"], NEVER),
        ("77372", ["77372", "77469"], IF_SHOWN),
        ("32701", ["32701", "77424"], NEVER),
        ("19296", ["19301", "19296"], NEVER),
    ],
)
def test_a_number_that_the_note_lists_beside_a_line_is_checked(
    kg: iortkg.Knowledge, listed: str, about: list[str], modifier: str
) -> None:
    found = {tuple(codes): text for text, codes in warnings(kg, f"{PLAIN} Charges: {listed}.")}
    assert found[tuple(about)].endswith(modifier)


@pytest.mark.parametrize("listed", ["77427", "77431", "77300", "77336"])
def test_no_edit_is_made_up_where_the_file_has_none(kg: iortkg.Knowledge, listed: str) -> None:
    assert warnings(kg, f"{PLAIN} Charges: {listed}.") == []


@pytest.mark.parametrize(("on", "count"), [("2025-12-31", 1), ("2026-01-01", 0)])
def test_an_edit_ends_with_its_code(kg: iortkg.Knowledge, on: str, count: int) -> None:
    assert [codes for _, codes in warnings(kg, f"{PLAIN} Charges: 77401.", on)] == [["77401", "77469"]] * count


def test_an_afterloading_line_bars_source_handling_and_lower_levels(kg: iortkg.Knowledge) -> None:
    found = warnings(kg, f"{HDR} Charges: 77300, 77770, 77790.")
    assert sorted(codes for _, codes in found) == [["77317", "77300"], ["77771", "77300", "77790"], ["77771", "77770"]]


@pytest.mark.parametrize("units", ["77424 x 2", "77424 x2", "77424 \u00d7 2"])
def test_more_units_than_the_edit_lets_pass_are_told(kg: iortkg.Knowledge, units: str) -> None:
    said = (
        "2 units of 77424: the medically unlikely edit (as of 2024-07-01) is 1. The limit holds for the day by policy "
        "and cannot be exceeded."
    )
    assert warnings(kg, f"{PLAIN} Charges: {units}.") == [(said, ["77424"])]


def test_two_units_of_the_breast_add_on_pass_and_a_lower_limit_would_not_let_them(
    kg: iortkg.Knowledge, tmp_path: Path
) -> None:
    both = "Bilateral lumpectomy. INTRABEAM spheres were placed on both sides, 50 kV, 20 Gy was given to each breast."
    lines = iortkg.code(both, on=DAY, setting="outpatient", knowledge=kg).claims["surgeon"]
    assert {line.code: line.units for line in lines} == {"19301": 1, "19294": 2}
    assert warnings(kg, both) == []
    other = Path(shutil.copytree(ontology_folder(), tmp_path / "ontology", ignore=shutil.ignore_patterns("cases")))
    file = other / "rules" / "units.ttl"
    text = file.read_text(encoding="utf-8")
    assert text.count("ior:mostUnits 2 ;") >= 1
    file.write_text(text.replace("ior:mostUnits 2 ;", "ior:mostUnits 1 ;"), encoding="utf-8")
    found = warnings(iortkg.Knowledge(compile_index([other])), both)
    assert [codes for _, codes in found] == [["19294"]]
    assert "documentation on appeal can support more" in found[0][0]


IF_A_VISIT = (
    "indicator 1. Modifier 25 on the visit lets both stand only where the record shows a significant visit, separately "
    "identifiable from the treatment; without that it must not be added."
)


@pytest.mark.parametrize(
    ("listed", "number", "modifier"),
    [
        ("Radiation oncologist billed 77469 and 99284 on the same day.", "99284", NEVER),
        ("Radiation oncologist billed 77469 and 99213 on the same day.", "99213", IF_A_VISIT),
        ("Charges: 77469, 99213-25.", "99213", IF_A_VISIT),
        ("CPT: 99223", "99223", IF_A_VISIT),
        ("He also billed a 99284.", "99284", NEVER),
        ("Charges\n- 77469\n- 99291\n", "99291", NEVER),
        ("Coded 99252 and 46600.", "46600", NEVER),
        ("Billed 19301 for the operation and 99285 for the fall.", "99285", NEVER),
        ("Billed G0339 too.", "G0339", IF_SHOWN),
    ],
)
def test_a_number_without_a_code_that_the_note_lists_is_checked_against_the_ranges_of_edits(
    kg: iortkg.Knowledge, listed: str, number: str, modifier: str
) -> None:
    found = {tuple(codes): text for text, codes in warnings(kg, f"{PLAIN} {listed}")}
    assert found["77469", number].endswith(modifier)


def test_a_repair_of_the_wound_beside_the_breast_add_on_is_no_visit(kg: iortkg.Knowledge) -> None:
    found = {tuple(codes): text for text, codes in warnings(kg, f"{PLAIN} Billed 12031, 99213.")}
    assert found["19294", "12031"].endswith(IF_SHOWN)
    assert found["19294", "99213"].endswith(IF_A_VISIT)


@pytest.mark.parametrize(
    "told",
    [
        "Spokane, WA 99204.",
        "ZIP 99204. Billed 77469.",
        "Zip code 99204, billed 77469.",
        "Specimen 99213 was sent, and 77469 was billed.",
        "MRN 99213, billed 77469.",
        "MRN: 99213\nAccession: 99284\n\nCharges: 77469",
        "Record number 99213. Account no. 99284. Billed 77469.",
        "Billed 77469 for account 99213.",
        "99284",
        "Room 99213; platelets 12500; phone 99284.",
        "Lot 99213-04, file S24-99284, 99204-1234, billed 77469.",
        "Seen by 99213 patients, billing account 99284, claim number 99285.",
    ],
)
def test_another_number_of_five_digits_is_no_code(kg: iortkg.Knowledge, told: str) -> None:
    assert warnings(kg, f"{PLAIN}\n\n{told}") == []


def told_of(kg: iortkg.Knowledge, text: str, words: str, on: str = DAY) -> dict[str, str]:
    """Warnings that have words, by the code that they are about."""
    found = iortkg.code(text, on=on, setting="outpatient", knowledge=kg).outcome.warnings
    return {warning.about[0]: warning.text for warning in found if words in warning.text}


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ("77424-TC, 77469-26", {"77424": "indicator is 9", "77469": "indicator is 0"}),
        ("77424 TC, 77469 with modifier 26", {"77424": "with TC", "77469": "with 26"}),
        ("77263-26, 77336-26", {"77263": "indicator is 2", "77336": "indicator is 3"}),
        ("19294-LT-26", {"19294": "indicator is 0, physician service (fee schedule 2026, 19294, as of 2026-06-30)"}),
        ("77771-26, 77300-26, 77290-TC, 77469, 19301-LT, 77424 x1", {}),
    ],
)
def test_the_modifier_of_a_part_on_a_code_that_is_not_split_is_told(
    kg: iortkg.Knowledge, listed: str, expected: dict[str, str]
) -> None:
    found = told_of(kg, f"{PLAIN} Billed {listed}.", "takes no 26 and no TC")
    assert set(found) == set(expected)
    assert [number for number, words in expected.items() if words not in found[number]] == []


def test_the_fee_schedule_nearest_to_the_day_is_asked(kg: iortkg.Knowledge) -> None:
    text = f"{PLAIN} Billed 77469-26."
    years = [told_of(kg, text, "takes no ", on)["77469"].split("schedule ")[1][:4] for on in ("2020-02-02", DAY)]
    assert years == ["2025", "2026"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Right total mastectomy 19303 with 19294, INTRABEAM 20 Gy, sphere placed.", {"19294"}),
        ("Excision of a lesion of the left breast, INTRABEAM, 12 Gy given. Billed 19125 and 19294.", {"19294"}),
        ("Transsphenoidal removal of a pituitary adenoma, INTRABEAM, 15 Gy given. Billed 62165, 0735T.", {"0735T"}),
        ("Transsphenoidal removal of a pituitary adenoma, INTRABEAM, 15 Gy given. Billed 61510, 0735T.", set()),
        (f"{PLAIN} Billed 19301, 19294, 19297.", set()),
        ("Her sister had IORT. Price list: 19294, 0735T.", set()),
    ],
)
def test_an_add_on_that_is_listed_without_a_primary_is_told(
    kg: iortkg.Knowledge, text: str, expected: set[str]
) -> None:
    found = told_of(kg, text, "stands only beside")
    assert set(found) == expected
    assert [told for told in found.values() if "(add-on list, as of 2024-06-03)" not in told] == []


def test_the_breast_add_on_of_both_sides_is_paid_once(kg: iortkg.Knowledge) -> None:
    both = "Bilateral partial mastectomy. INTRABEAM spheres placed in both cavities, 20 Gy each."
    assert set(told_of(kg, both, "bilateral indicator is 0")) == {"19294"}
    assert told_of(kg, PLAIN, "bilateral indicator") == {}


def test_no_line_carries_a_modifier_that_lifts_an_edit(kg: iortkg.Knowledge) -> None:
    for text in (PLAIN, XOFT, ELECTRONS, HDR, f"{PLAIN} Charges: 77470-59, 77372-XE."):
        answer = iortkg.code(text, on=DAY, setting="outpatient", knowledge=kg)
        carried = {m for lines in answer.claims.values() for line in lines for m in line.modifiers or ()}
        assert carried <= {"26", "LT", "RT"}


@pytest.mark.parametrize(
    ("text", "about", "sides"),
    [
        (HDR, ["77771"], ["(coding practice, recalled)", "(Medicare coverage determination L37779, verified)"]),
        (
            XOFT,
            ["77424", "77469"],
            ["coding practice, recalled)", "ASTRO questions on brachytherapy coding, verified)"],
        ),
    ],
)
def test_a_conflict_is_told_with_both_sides_and_its_lines_are_for_review(
    kg: iortkg.Knowledge, text: str, about: list[str], sides: list[str]
) -> None:
    answer = iortkg.code(text, on=DAY, setting="outpatient", knowledge=kg)
    (warning,) = [w for w in answer.outcome.warnings if w.text.startswith("Sources differ on ")]
    assert list(warning.about) == about
    first, second = warning.text.partition(" Side A: ")[2].split(" Side B: ")
    assert (first.endswith(sides[0]), second.endswith(sides[1])) == (True, True)
    assert len(set(warning.sources)) >= 2
    told = {line.confidence for lines in answer.claims.values() for line in lines if line.code in about}
    assert told == {"review"}


def test_a_device_that_no_conflict_touches_is_certain(kg: iortkg.Knowledge) -> None:
    answer = iortkg.code(PLAIN, on=DAY, setting="outpatient", knowledge=kg)
    assert not [w for w in answer.outcome.warnings if "Sources differ" in w.text]
    assert {line.confidence for line in answer.claims["facility"]} == {"certain"}
