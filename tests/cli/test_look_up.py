"""show, find and path, and the help that leads to them."""

from __future__ import annotations

import shlex
from typing import Any

import pytest

from iortkg.cli import main


def test_show_is_a_card_of_a_code_by_its_number(call: Any) -> None:
    found = call("show", "77424")
    assert (found.exit_code, found.stderr) == (0, "")
    assert found.stdout.startswith("CPT 77424: ")
    assert "ior:RuleXRayDelivery" in found.stdout


@pytest.mark.parametrize(
    ("code", "billers", "unit"),
    [
        ("77424", ["facility (ior:Facility)"], "treatment session"),
        ("C9726", ["facility (ior:Facility)"], "placement"),
        ("77300", ["facility (ior:Facility)", "radiation oncologist (ior:RadiationOncologist)"], "calculation"),
        ("DM003Z0", ["facility (ior:Facility)"], ""),
        ("C50.911", [], ""),
    ],
)
def test_show_tells_who_bills_a_code_and_what_a_unit_of_it_is(
    call: Any, code: str, billers: list[str], unit: str
) -> None:
    said = call("show", code).stdout
    lines = "\n             ".join(billers)
    assert (f"  billed by: {lines}\n" in said) == bool(billers)
    assert ("  billed by: " in said) == bool(billers)
    assert (f"  unit: {unit}\n" in said, "  unit: " in said) == (bool(unit), bool(unit))


def test_show_names_the_rule_that_only_considers_a_code(call: Any) -> None:
    assert "  considered by: " not in call("show", "77424").stdout
    assert "(ior:ConsiderDoseCalculation), for the radiation oncologist: needs " in call("show", "77300").stdout


def test_show_takes_a_label_of_several_words_and_a_curie(call: Any) -> None:
    assert call("show", "electron", "beam").stdout == call("show", "ior:Electrons").stdout
    assert call("show", "ior:Electrons").stdout.startswith("ior:Electrons: ")


@pytest.mark.parametrize(("day", "valid"), [("2011-12-31", "not valid"), ("2012-01-01", "valid")])
def test_show_tells_whether_a_code_was_valid(call: Any, day: str, valid: str) -> None:
    assert f"on {day}: {valid}\n" in call("show", "77424", "--on", day).stdout


@pytest.mark.parametrize(
    ("code", "day", "standing"),
    [
        ("G6015", "1998-05-01", "not shown by any source before 2024-07-01"),
        ("G6015", "2024-06-30", "not shown by any source before 2024-07-01"),
        ("G6015", "2024-07-01", "valid"),
        ("G6015", "2026-01-01", "not valid"),
        ("77402", "1998-05-01", "not shown by any source before 2024-07-01"),
        ("77300", "1998-05-01", "not shown by any source before 2020-01-01"),
        ("C50.911", "1999-01-01", "not valid, for ICD-10-CM begins on 2015-10-01"),
        ("C50.911", "2015-10-01", "valid"),
        ("DM003Z0", "2015-09-30", "not valid, for ICD-10-PCS begins on 2015-10-01"),
        ("0735T", "2027-12-31", "valid"),
        ("0735T", "2028-01-01", "valid only if renewed for 2028-01-01"),
    ],
)
def test_show_tells_how_a_code_stands_on_a_day(call: Any, code: str, day: str, standing: str) -> None:
    assert f"  on {day}: {standing}\n" in call("show", code, "--on", day).stdout


def test_show_prints_the_note_of_a_thing_and_of_its_payment(call: Any) -> None:
    card = call("show", "0735T").stdout
    assert "  note: Temporary numbers of this kind lapse after five years unless renewed. Its primaries are " in card
    assert "  to be renewed by: 2028-01-01\n" in card
    assert "packaged into another payment. Its primaries are inpatient only under Medicare, so the two do not" in card
    assert "  note: The fee schedule has no price for it outside a facility.\n" in call("show", "77469").stdout


@pytest.mark.parametrize(
    ("thing", "said"),
    [
        ("ior:Icd10Pcs", "ICD-9-CM had 92.41 for intraoperative electrons"),
        ("ior:Iort", "Registries record in item 1380 intraoperative radiation as 5, and with other radiation"),
        ("00H004Z", "moves the stay from group 027 to 023. (MS-DRG grouper, FY2023 to FY2027, verified"),
        ("ior:FamilyPcsElectrons", "changed the group of none of 14 stays that were tried."),
    ],
)
def test_show_tells_of_older_books_registries_and_inpatient_groups(call: Any, thing: str, said: str) -> None:
    assert said in call("show", thing).stdout


@pytest.mark.parametrize(("code", "told"), [("77424", True), ("0735T", False)])
def test_show_tells_that_a_first_day_is_recalled_where_the_rest_is_verified(call: Any, code: str, told: bool) -> None:
    card = call("show", code).stdout
    assert ("  grade of the first day: recalled\n" in card) is told
    assert "  grade: verified\n" in card


@pytest.mark.parametrize(
    ("words", "thing"),
    [
        ("Xoft", "ior:XoftAxxent: Xoft Axxent"),
        ("xoft", "ior:XoftAxxent: Xoft Axxent"),
        ("ior:Xoft", "ior:Xoft: Xoft"),
        ("Zeiss", "ior:CarlZeissMeditec: Carl Zeiss Meditec"),
        ("IntraOp Medical", "ior:IntraOpMedical: IntraOp Medical"),
        ("RuleXRayDelivery", "ior:RuleXRayDelivery: X-ray delivery"),
    ],
)
def test_show_means_what_a_note_means_by_a_name_and_else_a_firm(call: Any, words: str, thing: str) -> None:
    assert call("show", words).stdout.splitlines()[0] == thing


def test_firms_are_found(call: Any) -> None:
    assert call("find", "Hitesys").stdout.splitlines()[0] == "ior:Hitesys  Hitesys  (Hitesys, 100)"


def test_show_of_a_misspelt_name_says_what_was_meant(call: Any) -> None:
    found = call("show", "Mobetronn device")
    assert (found.exit_code, found.stdout) == (2, "")
    assert "Did you mean ior:Mobetron" in found.stderr


def test_find_forgives_misspellings_and_puts_the_best_first(call: Any) -> None:
    found = call("find", "intrabeem")
    assert found.exit_code == 0
    assert found.stdout.startswith("ior:Intrabeam ")


def test_find_that_finds_nothing_says_so(call: Any) -> None:
    found = call("find", "qqqqqqqqqqqq")
    said = "Nothing in the ontology is called so or nearly so. Try other or fewer words.\n"
    assert (found.exit_code, found.stdout, found.stderr) == (1, "", said)


def test_path_is_told_step_by_step(call: Any) -> None:
    found = call("path", "Intrabeam", "77424")
    assert found.exit_code == 0
    lines = found.stdout.splitlines()
    assert lines[0].startswith("1. ")
    assert "(ior:Intrabeam)" in lines[0]
    assert "(cpt:77424)" in lines[-1]


WALKS = {
    ("Intrabeam", "77424"): (
        "1. INTRABEAM (ior:Intrabeam) emits low-energy x-rays (ior:LowEnergyXRay).",
        "2. low-energy x-rays (ior:LowEnergyXRay) is needed by X-ray delivery (ior:RuleXRayDelivery).",
        "3. X-ray delivery (ior:RuleXRayDelivery) proposes IORT delivery, x-rays (cpt:77424).",
    ),
    ("ior:Mobetron", "77425"): (
        "1. Mobetron (ior:Mobetron) emits electrons (ior:Electrons).",
        "2. electrons (ior:Electrons) is needed by Electron delivery (ior:RuleElectronDelivery).",
        "3. Electron delivery (ior:RuleElectronDelivery) proposes IORT delivery, electrons (cpt:77425).",
    ),
    ("77424", "77425"): ("1. IORT delivery, x-rays (cpt:77424) is mistaken for IORT delivery, electrons (cpt:77425).",),
}


@pytest.mark.parametrize(("start", "end"), WALKS)
def test_path_goes_by_rules_and_not_by_what_the_data_set_or_a_payer_says(call: Any, start: str, end: str) -> None:
    """Payers, disputes, near misses and the description of the data set would be as short or shorter."""
    found = call("path", start, end)
    assert (found.exit_code, found.stdout.splitlines()) == (0, list(WALKS[start, end]))


@pytest.mark.parametrize("start", ["ior:Setting", "ior:PayerAetna", "ior:ontology"])
def test_no_path_leads_over_the_vocabulary_or_nameless_nodes(call: Any, start: str) -> None:
    said = "No walk ties the two. Look at each with iortkg show.\n"
    found = call("path", start, "77424")
    assert "rdfs:" not in found.stdout
    assert (found.exit_code, found.stderr) == (1, said)


def test_path_between_things_that_nothing_ties_says_so(call: Any) -> None:
    found = call("path", "ior:Gray", "ior:Office")
    said = "No walk ties the two. Look at each with iortkg show.\n"
    assert (found.exit_code, found.stdout, found.stderr) == (1, "", said)


def test_path_from_a_thing_to_itself_says_that_there_is_none(call: Any) -> None:
    found = call("path", "electrons", "electrons")
    said = "No walk ties the two. Look at each with iortkg show.\n"
    assert (found.exit_code, found.stdout, found.stderr) == (1, "", said)


@pytest.mark.parametrize("words", [(), ("--help",), ("-h",)])
def test_help_lists_the_commands_and_the_exit_statuses(call: Any, words: tuple[str, ...]) -> None:
    found = call(*words)
    assert (found.exit_code, found.stderr) == (0, "")
    listed = [
        line.split()[0] for line in found.stdout.partition("Commands:\n")[2].splitlines() if line.startswith("  ")
    ]
    assert listed[:7] == ["code", "show", "find", "path", "diff", "batch", "score"]
    assert "Exit status: 0 done; 1 done, with findings" in found.stdout


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_has_help_with_an_example_that_runs(call: Any, name: str) -> None:
    found = call(name, "--help")
    examples = found.stdout.partition("Example:\n")[2].splitlines()
    assert (found.exit_code, len(examples) > 0) == (0, True)
    for example in examples:
        first, *words = shlex.split(example)
        assert (first, words[0]) == ("iortkg", name)
        if name in ("code", "show", "find", "path", "diff") and "CODE" not in words:
            assert call(*words).exit_code == 0
