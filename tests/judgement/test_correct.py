"""Facts set by hand: they stand for those read, everything follows from them, and nobody takes them for words."""

from __future__ import annotations

from typing import Any

import pytest

import iortkg
from iortkg.case.correct import corrected
from iortkg.case.reading import Given, read_case
from iortkg.model import Correction

DAY = "2026-03-02"
BREAST = (
    "Right lumpectomy for invasive ductal carcinoma. 20 Gy was given to the cavity with the INTRABEAM 4 cm sphere, "
    "50 kV."
)
PELVIS = (
    "Presacral recurrence resected. HDR-IORT to the sacral bed through the HAM applicator, Ir-192, 12.5 Gy at 5 mm."
)
STOPPED = "Lumpectomy. Planned INTRABEAM boost was aborted before beam-on because of a positive frozen section."
RECTUM = "Low anterior resection. IORT to the sacral margin, 12 Gy."


@pytest.fixture(scope="module")
def breast(kg: iortkg.Knowledge) -> iortkg.Answer:
    return iortkg.code(BREAST, on=DAY, setting="outpatient", id="c1", knowledge=kg)


def lines(answer: iortkg.Answer, biller: str) -> list[str]:
    """The lines of a biller with their modifiers, those for review with a mark."""
    return [
        "-".join((line.code, *(line.modifiers or ()))) + ("?" if line.confidence == "review" else "")
        for line in answer.claims[biller]
    ]


def asked(answer: iortkg.Answer) -> list[str]:
    return [question.missing for question in answer.questions]


@pytest.mark.parametrize(
    ("fact", "status", "service", "facility", "physician", "surgeon", "missing"),
    [
        ({"radiation": "electrons"}, "coded", "electron-iort", ["77425"], ["77469"], ["19301-RT", "19294-RT"], []),
        ({"radiation": "9 MeV"}, "coded", "electron-iort", ["77425"], ["77469"], ["19301-RT", "19294-RT"], []),
        ({"device": "Mobetron"}, "coded", "electron-iort", ["77425"], ["77469"], ["19301-RT", "19294-RT"], []),
        ({"device": None}, "coded", "xray-iort", ["77424"], ["77469"], ["19301-RT", "19294-RT"], []),
        ({"radiation": None}, "needs-information", "unspecified-iort", [], ["77469?"], ["19301-RT", "19294-RT"],
         ["radiation"]),
        ({"delivered": "no"}, "not-iort", "none", [], [], [], []),
        ({"delivered": None}, "needs-information", "xray-iort", [], [], [], ["delivered"]),
        ({"side": "left"}, "coded", "xray-iort", ["77424"], ["77469"], ["19301-LT", "19294-LT"], []),
        ({"side": "both"}, "coded", "xray-iort", ["77424"], ["77469"], ["19301-50", "19294?"], []),
        ({"side": None}, "coded", "xray-iort", ["77424"], ["77469"], ["19301", "19294"], ["laterality"]),
        ({"procedure": None}, "coded", "xray-iort", ["77424"], ["77469"], [], ["primary-procedure"]),
        ({"primary_procedure": "mastectomy"}, "coded", "xray-iort", ["77424"], ["77469"], [], []),
        ({"applicator": None}, "coded", "xray-iort", ["77424"], ["77469"], ["19301-RT", "19294-RT?"], []),
        ({"diagnosis": None}, "coded", "xray-iort", ["77424"], ["77469"], ["19301-RT", "19294-RT"], ["diagnosis"]),
        ({"setting": "office"}, "coded", "xray-iort", [], ["77469"], ["19301-RT", "19294-RT"], []),
        ({"on": "2011-01-03"}, "no-code-on-date", "xray-iort", [], [], [], []),
    ],
)  # fmt: skip
def test_claims_and_questions_follow_a_fact(
    breast: iortkg.Answer, fact: Any, status: str, service: str, facility: list[str], physician: list[str],
    surgeon: list[str], missing: list[str],
) -> None:  # fmt: skip
    found = breast.correct(**fact)
    told = (lines(found, "facility"), lines(found, "radiation-oncologist"), lines(found, "surgeon"), asked(found))
    assert (found.status, found.service, *told) == (status, service, facility, physician, surgeon, missing)


@pytest.mark.parametrize(
    ("fact", "code"),
    [
        ({"diagnosis": "DCIS"}, "D05.11"),
        ({"side": "left"}, "C50.912"),
        ({"diagnosis": "DCIS", "side": "LT"}, "D05.12"),
    ],
)
def test_the_diagnosis_follows(breast: iortkg.Answer, fact: Any, code: str) -> None:
    assert [line.code for line in breast.correct(**fact).outcome.diagnoses] == [code]


@pytest.mark.parametrize(
    ("fact", "row"),
    [({"site": "pancreas"}, "DF033Z0"), ({"side": "right"}, "DM013Z0"), ({"site": "right breast"}, "DM013Z0")],
)
def test_the_row_of_an_inpatient_follows_site_and_side(kg: iortkg.Knowledge, fact: Any, row: str) -> None:
    answer = iortkg.code(
        "Left lumpectomy, ELIOT 21 Gy with 9 MeV electrons.", on=DAY, setting="inpatient", knowledge=kg
    )
    assert lines(answer, "facility") == ["DM003Z0"]
    assert lines(answer.correct(**fact), "facility") == [row]


@pytest.mark.parametrize(("count", "code"), [(1, "77770"), ("8", "77771"), ("8 channels", "77771"), (13, "77772")])
def test_channels_are_a_number(kg: iortkg.Knowledge, count: Any, code: str) -> None:
    open_case = iortkg.code(PELVIS, on=DAY, setting="outpatient", knowledge=kg)
    assert (lines(open_case, "facility"), asked(open_case)[0]) == ([], "channels")
    found = open_case.correct(channels=count)
    assert (found.status, [line.code for line in found.claims["facility"]]) == ("coded", [code])


def test_a_dose_that_was_given_after_all_asks_for_the_kind_until_that_is_set_too(kg: iortkg.Knowledge) -> None:
    stopped = iortkg.code(STOPPED, on=DAY, setting="outpatient", knowledge=kg)
    given = stopped.correct(delivered=True)
    assert (stopped.status, given.status, asked(given)[0]) == ("not-iort", "needs-information", "radiation")
    known = given.correct(device="INTRABEAM")
    assert (known.status, lines(known, "facility")) == ("coded", ["77424"])


def test_a_fact_set_by_hand_has_no_words_and_says_who_set_it(breast: iortkg.Answer) -> None:
    found = breast.correct(radiation="electrons")
    (fact,) = [fact for fact in found.facts if fact.kind == "radiation"]
    assert fact.to_dict() == {
        "kind": "radiation", "concept": "ior:Electrons", "status": "affirmed", "evidence": [], "set_by": "hand"
    }  # fmt: skip
    assert [item.text for item in found.evidence if item.text in ("INTRABEAM", "50 kV")] == []
    assert [item.text == BREAST[item.start : item.end] for item in found.evidence] == [True] * len(found.evidence)
    assert found.to_dict()["corrections"] == [
        {"kind": "radiation", "concept": "ior:Electrons", "value": None, "unit": None}
    ]
    assert "corrections" not in breast.to_dict()


def test_warnings_and_explanation_name_what_was_set_and_what_gave_way(breast: iortkg.Answer) -> None:
    found = breast.correct(radiation="electrons", side=None)
    assert [warning.text for warning in found.outcome.warnings[:3]] == [
        "Set by hand and not read from the note: radiation, electrons.",
        "Taken away by hand, as if the note did not tell it: side.",
        (
            "Read in the note and left aside, since facts were set by hand: radiation (low-energy x-rays), "
            "device (INTRABEAM), energy (50 kV), side (right)."
        ),
    ]
    told = found.explain()
    assert "Facility: CPT 77425. The note says “20 Gy”. Set by hand: radiation (electrons). The rule" in told
    assert "not read from the note: radiation, electrons. Source: whoever set it; for 2026-03-02." in told
    because = {miss.code: miss.because for miss in found.why_not}["77424"]
    assert because.startswith("The kind of radiation is set by hand (electrons); 77424 is for x-rays")


def test_where_no_words_are_left_the_explanation_quotes_none(kg: iortkg.Knowledge) -> None:
    found = iortkg.code(STOPPED, on=DAY, setting="outpatient", knowledge=kg).correct(delivered="yes", radiation="HDR")
    assert "The note says ." not in found.explain()
    assert found.correct(delivered="no").explain().splitlines()[1].startswith(
        "2. Nothing in this operation counts as irradiation, since the giving of the dose is set by hand (no dose given"
    )  # fmt: skip


def test_each_step_of_a_path_is_an_edge_and_the_walk_shows_the_hand(
    kg: iortkg.Knowledge, breast: iortkg.Answer
) -> None:
    found = breast.correct(device="Mobetron", side="left")
    paths = [line.path for biller in found.claims for line in found.claims[biller]]
    steps = {(path[at], path[at + 1], path[at + 2]) for path in paths for at in range(0, len(path) - 2, 2)}
    assert len(steps) >= 8
    index = kg.index
    assert [step for step in steps if step[2] not in index[step[0]].all(step[1]) and step[1] != "ior:isNeededBy"] == []
    assert paths[0][0] == "ior:Mobetron"
    notes = {node: data["note"] for node, data in found.walk.nodes(data=True) if "Mobetron" in node}
    assert notes == {"ior:Mobetron": "set by hand"}
    assert not [node for node, _ in found.walk.in_edges("ior:Mobetron")]
    assert "set by hand" in found.to_svg()
    assert "Set by hand and not read from the note" in found.to_html()
    assert "Set by hand and not read from the note" in found.to_text()


def test_corrections_add_up_and_the_later_of_a_kind_holds(breast: iortkg.Answer) -> None:
    found = breast.correct(side="left").correct(radiation="electrons").correct(side="right")
    assert [(c.kind, c.concept) for c in found.outcome.corrections] == [
        ("radiation", "ior:Electrons"), ("side", "ior:RightSide"),
    ]  # fmt: skip
    assert found == breast.correct(radiation="electrons", side="right")
    assert breast.correct(side="left").outcome.corrections[0].concept == "ior:LeftSide"


def test_a_later_kind_of_radiation_drives_out_a_device_set_before(breast: iortkg.Answer) -> None:
    found = breast.correct(device="Mobetron").correct(radiation="HDR")
    assert (found.service, [c.kind for c in found.outcome.corrections]) == ("hdr-brachytherapy", ["radiation"])


def test_a_fact_set_as_it_was_read_moves_no_line(breast: iortkg.Answer) -> None:
    found = breast.what_if(radiation="low-energy x-rays", side="right", delivered="yes", setting="outpatient", on=DAY)
    assert (found.changes, found.answer.status) == ((), "coded")


def test_a_contradiction_of_the_note_is_settled_by_hand(kg: iortkg.Knowledge) -> None:
    text = "Left lumpectomy. IORT 20 Gy was given with 9 MeV electrons and 50 kV x-rays."
    answer = iortkg.code(text, on=DAY, setting="outpatient", knowledge=kg)
    assert (answer.status, answer.service) == ("needs-information", "unspecified-iort")
    found = answer.correct(radiation="electrons")
    assert (found.status, lines(found, "facility"), asked(found)) == ("coded", ["77425"], ["diagnosis"])


def test_an_open_side_and_a_day_from_today_stay_what_they_were(kg: iortkg.Knowledge) -> None:
    answer = iortkg.code(f"{RECTUM} Date of operation: 2025-06-03.", knowledge=kg)
    found = answer.correct(radiation="electrons")
    assert (found.outcome.on, found.outcome.on_from, found.outcome.setting_from) == ("2025-06-03", "text", "default")
    assert answer.correct(date="2024-01-02").outcome.on_from == "given"
    assert answer.correct(date=None).outcome.on_from == "today"


REFUSED = {
    "radiaton=electrons": "'radiaton' is no fact to set by hand. Use one of delivered, radiation, device, applicator, "
    "channels, site, side, procedure, diagnosis, setting, date. Did you mean radiation?",
    "dose=20": "dose decides no code on its own. Set radiation or delivered instead.",
    "side=lft": "'lft' is not a value of side. Use one of bilateral, left, right.",
    "device=mobitronn": "'mobitronn' is not a value of device. Did you mean ior:Mobetron (Mobetron)?",
    "device=MammoSite": "'MammoSite' is not a value of device. Look for a device with iortkg find, and give its short "
    "name.",
    "setting=home": "'home' is not a value of setting. Use one of asc, inpatient, office, outpatient.",
    "delivered=perhaps": "'perhaps' is not a value of delivered. Use one of yes, no, partly.",
    "channels=many": "'many' is not a value of channels. Use one of more than twelve channels, one channel, two to "
    "twelve channels.",
    "on=yesterday": "'yesterday' is not a date. Write it as YYYY-MM-DD, like 2026-03-02.",
    "site=John Doe of Springfield": "A value of 23 characters is not a value of site. Look for a site with iortkg "
    "find, and give its short name.",
}


@pytest.mark.parametrize("given", REFUSED)
def test_an_unknown_fact_or_value_gets_a_sentence(breast: iortkg.Answer, given: str) -> None:
    name, _, value = given.partition("=")
    with pytest.raises(iortkg.IortkgError) as refused:
        breast.correct(**{name: value})
    assert str(refused.value) == REFUSED[given]


def test_facts_that_contradict_each_other_and_no_fact_at_all_are_refused(breast: iortkg.Answer) -> None:
    with pytest.raises(iortkg.IortkgError, match=r"^radiation electrons and device INTRABEAM contradict each other\. "):
        breast.correct(radiation="electrons", device="INTRABEAM")
    with pytest.raises(iortkg.IortkgError, match=r"^No fact is named\. Set at least one of delivered, radiation, "):
        breast.correct()
    with pytest.raises(iortkg.IortkgError, match=r"^side is set twice\. Set each fact once\.$"):
        breast.correct(side="left", laterality="right")
    with pytest.raises(iortkg.IortkgError, match=r"^The value of side is float\. Give it as text or as a whole number"):
        breast.correct(side=1.5)


@pytest.mark.parametrize(
    ("kind", "value", "concept"),
    [
        ("radiation", "x-rays", "ior:LowEnergyXRay"),
        ("radiation", "HDR", "ior:HdrGamma"),
        ("radiation", "50 kV", "ior:LowEnergyXRay"),
        ("radiation", "ior:Electrons", "ior:Electrons"),
        ("radiation", "https://w3id.org/iortkg/Electrons", "ior:Electrons"),
        ("radiation", "ELECTRON BEAM", "ior:Electrons"),
        ("side", "R", "ior:RightSide"),
        ("side", "bilateral", "ior:BothSides"),
        ("device", "intrabeam", "ior:Intrabeam"),
        ("device", "mobitron", "ior:Mobetron"),
        ("procedure", "quadrantectomy", "ior:PartialMastectomy"),
        ("diagnosis", "glioblastoma", "ior:Glioblastoma"),
        ("site", "breast", "ior:Breast"),
        ("applicator", "placed", "ior:ApplicatorSeated"),
        ("applicator", "no", None),
        ("setting", "asc", "ior:Asc"),
    ],
)
def test_values_are_taken_by_short_name_label_or_common_word(
    breast: iortkg.Answer, kind: str, value: str, concept: str | None
) -> None:
    assert [(c.kind, c.concept) for c in breast.correct(**{kind: value}).outcome.corrections] == [(kind, concept)]


def test_of_a_dose_that_was_not_given_none_is_told(breast: iortkg.Answer) -> None:
    told = {kind: [fact.kind for fact in breast.correct(delivered=kind).facts] for kind in ("yes", "no")}
    assert ("dose" in told["yes"], "dose" in told["no"]) == (True, False)


def test_a_line_that_rests_on_the_hand_alone_quotes_nothing(kg: iortkg.Knowledge) -> None:
    stopped = iortkg.code(STOPPED, on=DAY, setting="outpatient", knowledge=kg)
    told = stopped.correct(delivered="yes", device="INTRABEAM").explain().splitlines()[1]
    assert told.startswith(
        "2. Facility: CPT 77424. Set by hand: delivered (dose given in this operation), radiation (low-energy x-rays) "
        "and device (INTRABEAM). INTRABEAM emits low-energy x-rays, which the rule"
    )


def test_a_place_of_one_side_yields_to_the_other_side(kg: iortkg.Knowledge) -> None:
    answer = iortkg.code(BREAST, on=DAY, setting="inpatient", knowledge=kg)
    left = answer.correct(site="left breast", radiation="electrons")
    assert ([line.code for line in left.claims["facility"]], lines(left, "surgeon")[0]) == (["DM003Z0"], "19301-LT")
    right = left.correct(side="right")
    assert [line.code for line in right.claims["facility"]] == ["DM013Z0"]


def test_the_place_itself_loses_its_side(kg: iortkg.Knowledge) -> None:
    text = "IORT to the left breast with the 4 cm sphere placed in the cavity, 20 Gy at 50 kV after lumpectomy."
    given = Given(DAY, on=DAY, corrections=(Correction("side", "ior:RightSide"),))
    reading = read_case(text, kg.reader, given)
    places = (reading.facts.places, corrected(reading, given).facts.places)
    assert [place.treated.site for place in places if place.treated] == ["ior:LeftBreast", "ior:Breast"]
