"""Facts from elsewhere: each checked, the rules decide, and where the text reads otherwise the answer says so."""

from __future__ import annotations

from typing import Any

import pytest

import iortkg
from iortkg.errors import InputError

DAY = "2026-03-02"
BREAST = (
    "Right lumpectomy for invasive ductal carcinoma. 20 Gy was given to the cavity with the INTRABEAM 4 cm sphere, "
    "50 kV. Mobetron was not used."
)
GIVEN = {"kind": "delivered", "concept": "ior:DoseDelivered"}


def decide(facts: Any, text: str | None = None, **more: Any) -> iortkg.Answer:
    return iortkg.decide(facts, text, **({"on": DAY, "setting": "outpatient"} | more))


def codes(answer: iortkg.Answer) -> list[str]:
    return [line.code for lines in answer.claims.values() for line in lines]


def test_a_form_alone_is_coded_with_its_proof() -> None:
    facts = [
        GIVEN,
        {"kind": "device", "concept": "Mobetron"},
        {"kind": "site", "concept": "ior:Pancreas"},
        {"kind": "diagnosis", "concept": "ior:PancreaticAdenocarcinoma"},
    ]
    answer = decide(facts, setting="inpatient")
    assert (answer.status, answer.service, codes(answer)) == ("coded", "electron-iort", ["DF033Z0", "77469"])
    line = answer.claims["facility"][0]
    assert line.path[0] == "ior:Mobetron"
    assert answer.evidence == ()
    assert {fact.set_by for fact in answer.facts} >= {"proposal"}
    assert "77470" in [miss.code for miss in answer.why_not]
    assert "Submitted: " in answer.explain()
    assert "by hand" not in answer.explain()
    assert "differences" not in answer.to_dict()


def test_a_quote_is_the_evidence_of_its_fact() -> None:
    answer = decide([{"kind": "device", "concept": "ior:Intrabeam", "quote": "INTRABEAM 4 cm\nsphere"}], BREAST)
    (fact,) = [fact for fact in answer.facts if fact.kind == "device" and fact.status == "affirmed"]
    (found,) = [answer.evidence[at] for at in fact.evidence]
    assert (found.text, BREAST[found.start : found.end]) == ("INTRABEAM 4 cm sphere",) * 2
    assert (fact.set_by, answer.to_dict()["differences"]) == ("proposal", [])
    assert codes(answer) == codes(iortkg.code(BREAST, on=DAY, setting="outpatient"))


def test_a_fact_against_the_text_decides_and_is_told_by_name() -> None:
    answer = decide([{"kind": "radiation", "concept": "electrons", "quote": "50 kV"}], BREAST)
    assert "77425" in codes(answer)
    assert answer.to_dict()["differences"] == [
        {
            "kind": "radiation",
            "proposed": [{"concept": "ior:Electrons", "status": "affirmed"}],
            "read": [{"concept": "ior:LowEnergyXRay", "status": "affirmed"}],
        }
    ]
    told = [warning.text for warning in answer.outcome.warnings]
    assert (
        "On radiation the proposal says electrons; the text reads as low-energy x-rays. The proposal is used." in told
    )


def test_a_dose_that_the_proposal_denies_is_told() -> None:
    answer = decide([{"kind": "delivered", "concept": "ior:DoseDelivered", "status": "negated"}], BREAST)
    assert (answer.status, codes(answer)) == ("not-iort", [])
    assert [difference["kind"] for difference in answer.to_dict()["differences"]] == ["delivered"]


@pytest.mark.parametrize("status", ["negated", "planned", "past", "hypothetical", "other-person"])
def test_a_treatment_that_did_not_take_place_counts_for_nothing(status: str) -> None:
    answer = decide([{"kind": "device", "concept": "ior:Mobetron", "status": status}])
    assert (answer.status, codes(answer)) == ("not-iort", [])
    assert [(fact.concept, fact.status) for fact in answer.facts if fact.kind == "device"] == [("ior:Mobetron", status)]


def test_a_treatment_without_word_of_the_dose_is_a_question() -> None:
    answer = decide([{"kind": "device", "concept": "ior:Mobetron"}])
    assert (answer.status, answer.service) == ("needs-information", "electron-iort")
    assert answer.questions[0].missing == "delivered"


def test_two_kinds_of_radiation_are_a_question_and_named() -> None:
    facts = [GIVEN, {"kind": "device", "concept": "ior:Mobetron"}, {"kind": "device", "concept": "ior:Intrabeam"}]
    answer = decide(facts)
    assert (answer.status, answer.service) == ("needs-information", "unspecified-iort")
    told = [warning.text for warning in answer.outcome.warnings]
    assert "The facts name more than one kind of radiation: electrons, low-energy x-rays." in told


@pytest.mark.parametrize(("value", "code"), [(1, "77770"), (8, "77771"), (13, "77772")])
def test_channels_are_told_by_their_number(value: int, code: str) -> None:
    facts = [GIVEN, {"kind": "radiation", "concept": "ior:HdrGamma"}, {"kind": "channels", "value": value}]
    assert codes(decide(facts))[0] == code


def test_day_and_setting_may_be_facts_and_the_caller_wins() -> None:
    facts = [
        GIVEN,
        {"kind": "radiation", "concept": "electrons"},
        {"kind": "date", "value": "2011-11-08"},
        {"kind": "setting", "concept": "inpatient"},
    ]
    own = iortkg.decide(facts)
    assert (own.status, own.outcome.on, own.outcome.setting) == ("no-code-on-date", "2011-11-08", "inpatient")
    told = decide(facts)
    assert (told.status, told.outcome.on, told.outcome.setting) == ("coded", DAY, "outpatient")


def test_what_is_decided_can_be_corrected() -> None:
    answer = decide([GIVEN, {"kind": "radiation", "concept": "electrons"}])
    moved = answer.correct(radiation="low-energy x-rays")
    assert (codes(answer), codes(moved)) == (["77425", "77469"], ["77424", "77469"])
    assert codes(answer.correct(setting="asc")) == ["77425", "77469"]


@pytest.mark.parametrize("form", ["to_text", "to_html", "explain", "_repr_html_", "query_letter", "to_svg"])
def test_an_answer_without_a_text_shows_itself(form: str) -> None:
    answer = decide([GIVEN, {"kind": "radiation", "concept": "electrons"}])
    assert len(getattr(answer, form)()) > 100


WORDS = "Smithers was given nine"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ([{"kind": "device", "concept": "ior:Mobetron", "quote": WORDS}],
         "Quote 1 of Fact 1 (device) is not in the text."),
        ([GIVEN, {"kind": "device", "concept": "ior:Mobetron", "quote": ["50 kV", WORDS]}],
         "Quote 2 of Fact 2 (device) is not in the text."),
        ([{"kind": "device", "concept": "ior:Mobitron"}], "Did you mean ior:Mobetron (Mobetron)?"),
        ([{"kind": "device", "concept": "a words of a case which are long"}], "A value of 32 characters"),
        ([{"kind": "divice", "concept": "ior:Mobetron"}], "Did you mean device?"),
        ([{"kind": "site", "concept": "ior:Mobetron"}], "has the concept ior:Mobetron, which tells of device."),
        ([{"kind": "device", "concept": "ior:Mobetron", "status": "afirmed"}], "Did you mean affirmed?"),
        ([{"kind": "device"}], "Fact 1 (device) has no concept."),
        ([{"kind": "device", "concept": "ior:Mobetron", "cite": "x"}], "Fact 1 has the field 'cite'"),
        (["device"], "Fact 1 is str, not a mapping."),
        ({"kind": "device"}, "The facts are no list."),
        ([], "No fact is submitted."),
        ([{"kind": "date"}], "Fact 1 (date) has no value."),
        ([{"kind": "date", "value": "in May"}], "2026-03-02"),
        ([{"kind": "dose", "value": "20"}], "Fact 1 (dose) has a value that is no number."),
        ([{"kind": "dose", "value": 20, "unit": "m"}], "Fact 1 (dose) has no unit that measures it."),
        ([{"kind": "side", "concept": "right"}, {"kind": "side", "concept": "left"}],
         "Fact 1 (side right, affirmed) and fact 2 (side left, affirmed) contradict each other."),
        ([GIVEN, GIVEN | {"status": "negated"}], "contradict each other"),
        ([GIVEN, {"kind": "delivered", "concept": "ior:DoseNotDelivered"}], "contradict each other"),
        ([GIVEN] * 1001, "1001 facts are submitted"),
    ],
)  # fmt: skip
def test_what_can_t_be_used_is_refused_by_name_without_words_of_the_case(facts: Any, said: str) -> None:
    with pytest.raises(InputError) as caught:
        decide(facts, BREAST)
    assert said in str(caught.value)
    assert WORDS not in str(caught.value)


def test_a_quote_needs_a_text() -> None:
    with pytest.raises(InputError, match="no text is given to look for it in"):
        decide([GIVEN | {"quote": "20 Gy"}])
