"""What an answer gives as its reason is true of the case: scope, levels, sources and near misses."""

from __future__ import annotations

import pytest

import iortkg

DAY = "2026-03-02"
BREAST = (
    "Right lumpectomy for invasive ductal carcinoma. "
    "20 Gy was given to the cavity with the INTRABEAM 4 cm sphere, 50 kV."
)
XOFT = "Left lumpectomy for ductal carcinoma. Xoft balloon placed in the cavity, 20 Gy was given."
TILES = "Craniotomy, recurrent meningioma. GammaTile, 6 tiles, in the cavity."


def coded(kg: iortkg.Knowledge, text: str, setting: str = "outpatient", on: str | None = DAY) -> iortkg.Answer:
    """The answer to a text."""
    return iortkg.code(text, on=on, setting=setting, knowledge=kg)


def ties(answer: iortkg.Answer, rule: str) -> dict[str, str]:
    """What leads to a rule on the walk, with the word for it."""
    return {edge.start: edge.label for edge in answer.proof.edges if edge.end == rule}


def test_a_dose_is_the_scope_of_an_operation_and_no_need_of_its_code(kg: iortkg.Knowledge) -> None:
    assert ties(coded(kg, BREAST), "ior:RulePartialMastectomy") == {
        "ior:RightSide": "specifies",
        "ior:Breast": "specifies",
        "ior:PartialMastectomy": "is needed by",
        "ior:DoseDelivered": "brings into scope",
    }
    card = str(kg.show("19301"))
    assert "needs partial mastectomy; scope of iortkg: only with dose given in this operation\n" in card


def test_the_added_work_of_an_applicator_does_need_the_dose(kg: iortkg.Knowledge) -> None:
    assert ties(coded(kg, BREAST), "ior:RuleBreastPlacement")["ior:DoseDelivered"] == "is needed by"


def test_a_tile_is_coded_by_convention(kg: iortkg.Knowledge) -> None:
    rules = [node for node in coded(kg, TILES).proof.nodes if node.id == "ior:RuleImplantPhysician"]
    assert [node.note for node in rules] == ["convention"]


@pytest.mark.parametrize(
    ("start", "tie"), [("ior:LeftBreast", "is part of: breast"), ("ior:DistalPancreatectomy", "is a kind of: ")]
)
def test_what_is_broader_is_told_in_words(kg: iortkg.Knowledge, start: str, tie: str) -> None:
    card = str(kg.show(start))
    assert tie in card
    assert "skos:" not in card


def test_a_step_to_what_is_broader_is_told_in_words(kg: iortkg.Knowledge) -> None:
    assert (
        str(kg.path("ior:LeftBreast", "ior:Breast"))
        == "1. left breast (ior:LeftBreast) is part of breast (ior:Breast)."
    )


@pytest.mark.parametrize(
    ("channels", "plans"),
    [
        (", 1 channel", ["77316"]),
        (", 8 channels", ["77317"]),
        (", 16 channels", ["77318"]),
        ("", ["77316", "77317", "77318"]),
    ],
)
def test_the_plan_of_afterloading_is_offered_at_the_level_of_its_channels(
    kg: iortkg.Knowledge, channels: str, plans: list[str]
) -> None:
    text = f"Presacral recurrence resected. HDR-IORT to the sacral bed, HAM applicator{channels}, Ir-192, 12.5 Gy."
    assert [item.code for item in coded(kg, text).outcome.consider if item.code.startswith("7731")] == plans


@pytest.mark.parametrize("text", [BREAST, XOFT])
def test_a_dose_calculation_is_considered_for_each_x_ray_device(kg: iortkg.Knowledge, text: str) -> None:
    assert "77300" in [item.code for item in coded(kg, text).outcome.consider]


def refused(answer: iortkg.Answer) -> dict[str, tuple[str, str]]:
    """The deciding fact and the reason of each near miss."""
    return {miss.code: (miss.deciding, miss.because) for miss in answer.why_not}


@pytest.mark.parametrize("code", ["77770", "77771", "77772"])
def test_radiation_rules_afterloading_out_before_channels_are_asked_for(kg: iortkg.Knowledge, code: str) -> None:
    deciding, because = refused(coded(kg, BREAST))[code]
    assert (deciding, because.split(";")[0]) == ("radiation", "The note says “INTRABEAM” (low-energy x-rays)")


def test_an_open_kind_is_told_as_open_whatever_applicator_is_named(kg: iortkg.Knowledge) -> None:
    found = refused(coded(kg, "Low anterior resection. IORT to the sacral margin, 12 Gy through a 6 cm cone."))
    assert found["77425"][0] == "radiation"
    assert found["77425"][1].startswith("The note leaves open the kind of radiation")
    assert found["77425"][1].endswith("it stays open until that is known.")
    assert not found["77778"][1].endswith("it stays open until that is known.")


def test_channels_decide_where_they_alone_are_open(kg: iortkg.Knowledge) -> None:
    found = refused(
        coded(kg, "Presacral recurrence resected. HDR-IORT to the sacral bed, HAM applicator, Ir-192, 12.5 Gy.")
    )
    assert [found[code][0] for code in ("77770", "77771", "77772")] == ["channels"] * 3
    assert found["77770"][1].startswith("The note does not settle the number of channels; ")


@pytest.mark.parametrize("setting", ["outpatient", "inpatient"])
def test_a_setting_that_was_given_is_settled(kg: iortkg.Knowledge, setting: str) -> None:
    deciding, because = refused(coded(kg, BREAST, setting))["C9726"]
    assert deciding == "setting"
    assert because.startswith("The setting is ")
    assert because.endswith("; the facility can list it where it is documented.") == (setting == "outpatient")


def test_a_code_offered_beside_a_line_is_not_refused(kg: iortkg.Knowledge) -> None:
    answer = coded(kg, XOFT)
    assert [other.code for other in answer.claims["facility"][0].alternatives] == ["0395T"]
    assert refused(answer)["0395T"][1].endswith("; sources differ, so it competes with 77424.")
    assert "competes" not in refused(coded(kg, BREAST))["0395T"][1]


def test_skin_is_no_reason_against_a_code_for_skin(kg: iortkg.Knowledge) -> None:
    scar = "Keloid of the chest skin excised. 10 Gy was given to the skin in the operation, INTRABEAM flat applicator."
    assert refused(coded(kg, scar))["77437"][0] == "delivered"
    assert refused(coded(kg, BREAST))["77437"][0] == "site"
    assert refused(coded(kg, "Whipple. IORT 15 Gy, 9 MeV, Mobetron, 6 cm cone."))["77437"][0] == "radiation"


def test_the_procedure_that_decides_is_quoted_and_not_the_first_one_named(kg: iortkg.Knowledge) -> None:
    text = "Core biopsy. Left lumpectomy with axillary lymph node dissection. INTRABEAM sphere, 20 Gy was given."
    assert refused(coded(kg, text))["19301"][1].startswith("The note says “axillary lymph node dissection”")
    assert refused(coded(kg, "Core biopsy. " + BREAST))["19302"][1].startswith("The note says “lumpectomy”")


def seated(answer: iortkg.Answer) -> list[str]:
    """The words by which an applicator was seated."""
    facts = [fact for fact in answer.facts if fact.concept == "ior:ApplicatorSeated"]
    return [answer.evidence[at].text for fact in facts for at in fact.evidence]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Craniotomy for glioblastoma. Cavity prepared, 3 cm sphere placed, 20 Gy with 50 kV photons.",
            ["sphere placed"],
        ),
        ("2011-11-08. Sarcoma of the forearm resected; 12.5 Gy, 6 MeV electrons through a 6 cm cone.", ["cone"]),
        ("Right lumpectomy through a periareolar incision. INTRABEAM 20 Gy was given to the tumor bed.", []),
        ("Left lumpectomy. A lead shield was placed. LIAC, 9 MeV electrons, 21 Gy was given.", []),
        ("Left lumpectomy. Lead shield placed, LIAC tube docked. 9 MeV electrons, 21 Gy was given.", ["tube"]),
    ],
)
def test_words_that_seat_an_applicator_name_it_or_its_seating(
    kg: iortkg.Knowledge, text: str, words: list[str]
) -> None:
    assert seated(coded(kg, text)) == words


@pytest.mark.parametrize(
    ("placed", "sure"), [("A lead shield was placed.", "review"), ("A 5 cm applicator was docked.", "certain")]
)
def test_a_shield_put_in_place_does_not_seat_an_applicator(kg: iortkg.Knowledge, placed: str, sure: str) -> None:
    answer = coded(kg, f"Left lumpectomy. {placed} LIAC, 9 MeV electrons, 21 Gy was given.")
    assert {line.code: line.confidence for line in answer.claims["surgeon"]} == {"19301": "certain", "19294": sure}


@pytest.mark.parametrize(("placed", "sure"), [("A 3 cm sphere was seated.", "certain"), ("", "review")])
def test_the_added_work_in_the_brain_rests_on_the_seating(kg: iortkg.Knowledge, placed: str, sure: str) -> None:
    text = f"Craniotomy for a frontal lobe metastasis. {placed} INTRABEAM 20 Gy, 50 kV was given."
    answer = coded(kg, text, "inpatient")
    line = next(line for line in answer.claims["surgeon"] if line.code == "0735T")
    words = [answer.evidence[at].text for at in line.evidence]
    assert (line.confidence, "sphere was seated" in words) == (sure, bool(placed))


def test_a_source_stands_once_on_a_line_with_its_weakest_grade(kg: iortkg.Knowledge) -> None:
    text = "Presacral recurrence resected. HDR-IORT to the sacral bed, HAM applicator, 8 channels, Ir-192, 12.5 Gy."
    sources = [(cited.source, cited.grade) for cited in coded(kg, text).claims["facility"][0].sources]
    assert len(sources) == len({source for source, _ in sources})
    assert ("ior:SourceRvu26c", "conflicting") in sources


def test_words_with_two_meanings_are_listed_once(kg: iortkg.Knowledge) -> None:
    shown = coded(kg, BREAST).to_text()
    assert "[[20 Gy]]^4,5 was given" in shown
    assert '  4, 5  "20 Gy": dose given in this operation, affirmed; dose in gray, affirmed\n' in shown
    assert shown.count('"20 Gy": ') == 1


def test_a_line_quotes_words_once_by_the_meaning_that_it_needs(kg: iortkg.Knowledge) -> None:
    answer = coded(kg, BREAST)
    quoted = {line.code: [answer.evidence[at] for at in line.evidence] for line in answer.claims["surgeon"]}
    assert [item.text for item in quoted["19294"]] == ["Right", "lumpectomy", "20 Gy", "INTRABEAM", "sphere"]
    assert [item.concept for item in quoted["19294"]][2::2] == ["ior:DoseDelivered", "ior:ApplicatorSeated"]
