"""Visits, histories, refusals and outlooks: a treatment is named, and none was given; and the studies that gave one."""

from __future__ import annotations

import pytest

import iortkg
from tests.case.conftest import DAY

_CLOSED = "Right breast, specimen out, cavity irrigated, the wound was closed."
_CHOSEN = "ASSESSMENT: T1 breast cancer. Choices are whole breast in 15 fractions, or one IORT dose at lumpectomy."


def _read(kg: iortkg.Knowledge, text: str, setting: str = "outpatient") -> tuple[str, str]:
    plain = iortkg.code(text, on=DAY, setting=setting, knowledge=kg).to_dict()
    return str(plain["status"]), str(plain["service"])


@pytest.mark.parametrize(
    "text",
    [
        f"{_CHOSEN}\n\nPLAN: lumpectomy with IORT on Friday. INTRABEAM, 20 Gy.",
        (
            "ONCOLOGIC HISTORY (from the clinic letter)\n- left lumpectomy, IORT 20 Gy with INTRABEAM"
            " given\n\nPROCEDURE: Left mastectomy. Specimen to pathology. Closed over a drain."
        ),
        (
            "PAST HISTORY (copied forward)\n\nIORT 20 Gy with INTRABEAM given in the left "
            "breast.\n\nOPERATION: Left mastectomy for recurrence."
        ),
        "Pancreatectomy. Had the margin been close, electron IORT would have been delivered by Dr. Low.",
        "Distal pancreatectomy. With a positive margin IORT would have been used.",
        "Room 4 (Mobetron room). Exenteration. With clear margins intraoperative radiation was not indicated.",
        "The Mobetron was warm. Gastrectomy done. We agreed that IORT was not needed.",
        (
            "Resection of a forearm sarcoma. I was asked to place brachytherapy catheters at the time"
            " of surgery. Seven catheters were sewn in. No sources were loaded in the operating room."
        ),
    ],
)
def test_what_is_planned_past_or_refused_was_not_given(kg: iortkg.Knowledge, text: str) -> None:
    assert _read(kg, text) == ("not-iort", "none")


@pytest.mark.parametrize(
    ("text", "service"),
    [
        (f"Left lumpectomy. Placement of INTRABEAM applicator. {_CLOSED}", "xray-iort"),
        (f"Left lumpectomy. Insertion of the Xoft Axxent balloon. {_CLOSED}", "xray-iort"),
        (
            (
                "Radical resection of a calf sarcoma. Mobetron moved in. 7 cm cone in place. Sheet: "
                "12.5 Gy, 9 MeV. Continued on the next page."
            ),
            "electron-iort",
        ),
    ],
)
def test_an_applicator_placed_says_no_dose(kg: iortkg.Knowledge, text: str, service: str) -> None:
    assert _read(kg, text) == ("needs-information", service)


@pytest.mark.parametrize(
    ("text", "status", "service"),
    [
        (
            (
                "Background: The outcome of pancreatic cancer is poor. Methods: 30 patients were "
                "treated. After a bypass the tumor was exposed, and 25 Gy was delivered with an "
                "electron beam of 12 MeV. Twenty patients received postoperative EBRT of 45 Gy."
            ),
            "coded",
            "electron-iort",
        ),
        (
            (
                "In 40 patients found unresectable at laparotomy iodine-125 seeds were permanently "
                "implanted in the pancreas. Ten patients received 45 Gy external beam radiation "
                "afterwards. The median follow-up was 2 years."
            ),
            "coded",
            "ldr-brachytherapy",
        ),
        (
            (
                "Isolated recurrence is rare, and guidelines offer no advice. We reviewed 22 "
                "patients. All underwent resection. Intraoperative electrons, 12 Gy at 9 MeV, were "
                "given to the renal fossa."
            ),
            "coded",
            "electron-iort",
        ),
        (
            (
                "This trial in rectal cancer enrolled patients. \n\nTreatment plan: All patients "
                "receive 50.4 Gy with 15 MV photons.\n\nArm 1: resection. Arm 2: resection and IORT, "
                "15 Gy is administered as one fraction."
            ),
            "needs-information",
            "unspecified-iort",
        ),
        (
            (
                "Electron treatment at operation demands a large machine. We asked whether a 50 kV "
                "source can be used. Ten patients with rectal cancer were irradiated during "
                "resection. 12 Gy was delivered."
            ),
            "coded",
            "xray-iort",
        ),
        (
            (
                "Intraoperative radiotherapy has historically been used. In this registry 60 patients"
                " received induction chemotherapy followed by stereotactic body radiotherapy, 40 Gy "
                "in 5 fractions. Thirty went on to resection."
            ),
            "not-iort",
            "none",
        ),
        (
            (
                "In this phase II study 46 patients had gastrectomy after chemotherapy. IORT to the "
                "celiac nodes could be worth testing in a future trial."
            ),
            "not-iort",
            "none",
        ),
        (
            (
                "IOERT is prescribed without planning. CT data sets of 12 patients were used. "
                "Electron cones were positioned virtually, 12 Gy with 9 MeV, and virtual planning was"
                " compared with VMAT."
            ),
            "not-iort",
            "none",
        ),
        (
            (
                "Intraoperative irradiation is one of the ways of raising the dose in soft tissue "
                "sarcoma, and eleven oncologists formulated recommendations after a systematic search"
                " in a modified Delphi process. An electron boost of 12 Gy is advised. The quality of"
                " evidence was low. Patients should enter a registry."
            ),
            "not-iort",
            "none",
        ),
        (
            (
                "The purpose was to quantify how air gaps and bone perturb the dose around spherical "
                "applicators of a 50 kV source for intraoperative radiotherapy. Applicators were put "
                "in a solid water phantom with film and Monte Carlo. 20 Gy was delivered in each run."
                " Care is essential in the patient."
            ),
            "not-iort",
            "none",
        ),
    ],
)
def test_a_study_is_what_it_did(kg: iortkg.Knowledge, text: str, status: str, service: str) -> None:
    assert _read(kg, text) == (status, service)


def test_a_day_of_registration_is_no_day_of_service(kg: iortkg.Knowledge) -> None:
    text = "Registered on May 4, 2009. In this trial women undergo lumpectomy and receive 20 Gy with INTRABEAM."
    answer = iortkg.code(text, setting="outpatient", knowledge=kg).to_dict()
    assert (answer["status"], answer["on_from"]) == ("coded", "today")


@pytest.mark.parametrize("parts", ["supratentorial and 20 in the posterior fossa", "frontal and 20 cerebellar"])
def test_a_cohort_at_parts_of_one_organ_leaves_the_part_open(kg: iortkg.Knowledge, parts: str) -> None:
    text = (
        f"Cohort of 90 patients with resected brain metastases. Seventy lesions were {parts}. In the "
        "cavity 30 Gy was applied with 50 kV x-rays."
    )
    answer = iortkg.code(text, on=DAY, setting="outpatient", knowledge=kg).to_dict()
    assert [question["missing"] for question in answer["questions"]] == ["primary-procedure"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            (
                "Recurrence in right neck nodes. Salvage neck dissection; intraoperative radiation, "
                "right neck. INTRABEAM flat applicator on the nodal bed along the carotid, 12 Gy "
                "given."
            ),
            "D7030ZZ",
        ),
        (
            (
                "Recurrent rectal cancer, resection. Small bowel packed away, ureters lateral to the "
                "field. Cone on the anterior sacrum. 15 Gy with 9 MeV electrons given."
            ),
            "DW063Z0",
        ),
    ],
)
def test_the_place_is_the_one_pointed_to(kg: iortkg.Knowledge, text: str, code: str) -> None:
    answer = iortkg.code(text, on=DAY, setting="inpatient", knowledge=kg).to_dict()
    assert [line["code"] for line in answer["claims"]["facility"]] == [code]


def test_a_risk_of_another_tumor_is_no_diagnosis(kg: iortkg.Knowledge) -> None:
    text = (
        "Keloid of the left shoulder excised; a lifetime risk of skin cancer was told. 10 Gy with "
        "INTRABEAM given before closure."
    )
    answer = iortkg.code(text, on=DAY, setting="outpatient", knowledge=kg).to_dict()
    assert [line["code"] for line in answer["diagnoses"]] == ["L91.0"]


def test_a_dose_before_the_excision_leaves_no_placement(kg: iortkg.Knowledge) -> None:
    text = "Cone centered over the tumor still in the breast, 15 Gy with electrons given. Left lumpectomy followed."
    answer = iortkg.code(text, on=DAY, setting="outpatient", knowledge=kg).to_dict()
    assert [line["code"] for line in answer["claims"]["surgeon"]] == ["19301"]


@pytest.mark.parametrize(
    "text",
    [
        "Patient seen in consultation regarding IORT. We reviewed the options. She prefers IORT and will be scheduled.",
        "Clinic visit. Her daughter came along. IORT and whole breast radiation were compared; she leans to IORT.",
        "Consult note, radiation oncology. Candidate for INTRABEAM. Risks of IORT were explained.",
    ],
)
def test_what_is_talked_of_at_a_visit_was_not_given(kg: iortkg.Knowledge, text: str) -> None:
    assert _read(kg, text) == ("not-iort", "none")


@pytest.mark.parametrize(
    "text",
    [
        "Seen in clinic last week. PROCEDURE: Left lumpectomy with intraoperative radiotherapy (INTRABEAM).",
        "She will be seen for follow-up. Operation: left partial mastectomy, IORT with the INTRABEAM.",
        "Left lumpectomy with IORT by INTRABEAM. Plan: wound check in two weeks.",
        "Left lumpectomy. IORT boost with INTRABEAM. She is allocated to whole breast radiation in 4 weeks.",
        "Left lumpectomy with INTRABEAM IORT. She was assigned to whole breast radiation afterwards.",
    ],
)
def test_a_visit_or_a_later_course_beside_an_operation_leaves_it_given(kg: iortkg.Knowledge, text: str) -> None:
    assert _read(kg, text) == ("coded", "xray-iort")


@pytest.mark.parametrize(
    ("text", "modifiers"),
    [
        ("Lumpectomy (R), INTRABEAM 20 Gy given.", ("RT",)),
        ("Lumpectomy, L. INTRABEAM 20 Gy given.", ("LT",)),
        ("Lumpectomy, L. Chang MD. Right breast cancer. INTRABEAM 20 Gy given.", ("RT",)),
        ("Lumpectomy, R Smith assisting. Left breast. INTRABEAM 20 Gy given.", ("LT",)),
        ("Bilateral reduction with left lumpectomy. INTRABEAM 20 Gy given.", ("LT",)),
        ("| Procedure | Lumpectomy, right |\n| Dose | INTRABEAM 20 Gy given |", ("RT",)),
    ],
)
def test_a_side_after_an_operation_is_its_side(kg: iortkg.Knowledge, text: str, modifiers: tuple[str, ...]) -> None:
    lines = iortkg.code(text, on=DAY, setting="outpatient", knowledge=kg).claims["surgeon"]
    assert {line.modifiers for line in lines} == {modifiers}
