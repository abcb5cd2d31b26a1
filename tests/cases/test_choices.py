"""A user's choice between the sides of a conflict: what it makes certain, what falls away, and what it leaves open."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

import iortkg

SETTINGS = Path(__file__).resolve().parents[2] / "ontology" / "examples" / "settings"
DAY = "2026-03-02"
HDR = "Presacral recurrence resected. HDR-IORT to the sacral bed, HAM applicator, 8 channels, Ir-192, 12.5 Gy."
XOFT = "Left lumpectomy for ductal carcinoma. Xoft balloon placed in the cavity, 20 Gy was given."
INTRABEAM = "Left lumpectomy for ductal carcinoma. INTRABEAM, 4 cm sphere was placed, 50 kV, 20 Gy was given."
Line = tuple[str, str, str]


def coded(text: str, setting: str | Path = "", on: str = DAY, place: str = "outpatient") -> iortkg.Answer:
    """The answer with an overlay of the examples, or one of a folder, or none."""
    knowledge = iortkg.load(overlay=SETTINGS / setting) if setting else iortkg.load()
    return iortkg.code(text, on=on, setting=place, knowledge=knowledge)


def lines(answer: iortkg.Answer) -> list[Line]:
    """Biller, code and confidence of the lines."""
    return [(biller, line.code, line.confidence) for biller, found in answer.claims.items() for line in found]


def rivals(answer: iortkg.Answer, biller: str) -> dict[str, list[str]]:
    """The codes that compete with the lines of a biller."""
    return {line.code: [other.code for other in line.alternatives] for line in answer.claims[biller]}


def dispute(answer: iortkg.Answer) -> str:
    """The warning that tells of a conflict."""
    (found,) = [w.text for w in answer.outcome.warnings if w.text.startswith("Sources differ on ")]
    return found


def considered(answer: iortkg.Answer) -> set[str]:
    """The numbers to consider."""
    return {item.code for item in answer.outcome.consider}


def test_both_examples_are_there() -> None:
    assert sorted(path.name for path in SETTINGS.iterdir()) == ["by-policy", "by-practice"]


@pytest.mark.parametrize("text", [HDR, XOFT], ids=["afterloading", "electronic"])
def test_without_a_choice_the_lines_are_for_review_and_no_setting_is_named(text: str) -> None:
    answer = coded(text)
    assert {told for _, code, told in lines(answer) if not code.startswith("19")} == {"review"}
    assert "Settled by your setting" not in dispute(answer)


def test_afterloading_as_brachytherapy_is_certain_and_the_other_codes_compete() -> None:
    answer = coded(HDR, "by-practice")
    assert lines(answer) == [("facility", "77771", "certain"), ("radiation-oncologist", "77771", "certain")]
    assert rivals(answer, "facility") == {"77771": ["77424", "77425"]}
    assert rivals(answer, "radiation-oncologist") == {"77771": []}
    told = dispute(answer)
    assert told.index("Side A: ") < told.index("Side B: ") < told.index("Settled by your setting: side A, ")
    assert "(decision of our coding committee; from 2026-01-01)" in told


def test_a_side_whose_list_was_not_read_settles_no_code() -> None:
    answer = coded(HDR, "by-policy")
    assert lines(answer) == [("facility", "77771", "review"), ("radiation-oncologist", "77771", "review")]
    assert rivals(answer, "facility") == {"77771": ["77424", "77425"]}
    assert {o.because for o in answer.claims["facility"][0].alternatives} == {
        "Take the code from your contractor's article; its list was not read, so the lines stay for review."
    }
    assert "Settled by your setting: side B, " in dispute(answer)
    assert "Take the code from your contractor's article" in dispute(answer)


def test_electronic_brachytherapy_as_x_rays_is_certain() -> None:
    answer = coded(XOFT, "by-practice")
    assert lines(answer)[:2] == [("facility", "77424", "certain"), ("radiation-oncologist", "77469", "certain")]
    assert rivals(answer, "facility") == {"77424": ["0395T"]}
    assert considered(answer) == considered(coded(XOFT))


def test_electronic_brachytherapy_by_its_own_number_leaves_no_management() -> None:
    answer = coded(XOFT, "by-policy")
    assert lines(answer) == [
        ("facility", "0395T", "certain"), ("surgeon", "19301", "certain"), ("surgeon", "19294", "certain"),
    ]  # fmt: skip
    assert rivals(answer, "facility") == {"0395T": ["77424"]}
    assert considered(coded(XOFT)) - considered(answer) >= {"77263", "77300"}
    assert (answer.status, answer.service, answer.claims["facility"][0].core) == ("coded", "xray-iort", True)
    assert "and no modifier helps" in dispute(answer)
    assert [w.text for w in answer.outcome.warnings if "NCCI pair edit" in w.text] == []


@pytest.mark.parametrize("setting", ["by-practice", "by-policy"])
def test_a_choice_touches_nothing_that_its_conflict_does_not(setting: str) -> None:
    def plain(answer: iortkg.Answer) -> dict[str, Any]:
        return {name: value for name, value in answer.to_dict().items() if name not in ("ontology", "why_not")}

    assert plain(coded(INTRABEAM, setting)) == plain(coded(INTRABEAM))


@pytest.mark.parametrize("setting", ["by-practice", "by-policy"])
@pytest.mark.parametrize("text", [HDR, XOFT], ids=["afterloading", "electronic"])
def test_an_answer_under_a_choice_can_be_shown_in_each_form(setting: str, text: str) -> None:
    answer = coded(text, setting)
    assert "Settled by your setting" in " ".join(answer.to_text(width=300).split())
    assert all(line.code in answer.explain() for found in answer.claims.values() for line in found)
    assert "<svg" in answer.to_svg()


def test_a_choice_holds_from_its_first_day() -> None:
    before = coded(XOFT, "by-policy", on="2025-12-31")
    assert lines(before)[:2] == [("facility", "77424", "review"), ("radiation-oncologist", "77469", "review")]
    assert "Settled by your setting" not in dispute(before)


def test_of_two_choices_the_one_of_the_day_counts(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SETTINGS / "by-policy", tmp_path / "ours"))
    text = (folder / "choices.ttl").read_text(encoding="utf-8")
    first = text.replace('"2026-01-01"^^xsd:date', '"2024-01-01"^^xsd:date ;\n    ior:validTo "2025-12-31"^^xsd:date')
    earlier = (SETTINGS / "by-practice" / "choices.ttl").read_text(encoding="utf-8")
    (folder / "choices.ttl").write_text(earlier, encoding="utf-8")
    (folder / "before.ttl").write_text(
        first.replace("our:Afterloading", "our:Afterloading2024").replace("our:Electronic", "our:Electronic2024"),
        encoding="utf-8",
    )
    found = {on: lines(coded(XOFT, folder, on=on))[0][1:] for on in ("2023-05-05", "2025-05-05", DAY)}
    assert found == {
        "2023-05-05": ("77424", "review"), "2025-05-05": ("0395T", "certain"), DAY: ("77424", "certain"),
    }  # fmt: skip


def test_inpatients_have_no_line_of_the_number(kg: iortkg.Knowledge) -> None:
    answer = coded(XOFT, "by-policy", place="inpatient")
    assert [code for _, code, _ in lines(answer) if code in ("0395T", "77469")] == []
    assert answer.claims["facility"] == coded(XOFT, place="inpatient").claims["facility"]


def test_management_listed_beside_afterloading_gets_a_word(kg: iortkg.Knowledge) -> None:
    answer = iortkg.code(f"{HDR} Claim: 77771-26, 77469.", on=DAY, setting="outpatient", knowledge=kg)
    assert "77469 beside afterloading: no edit bars it and no guidance was found" in dispute(answer)
    assert "77469" in {miss.code for miss in answer.why_not}
    assert "no guidance" not in dispute(iortkg.code(HDR, on=DAY, setting="outpatient", knowledge=kg))
