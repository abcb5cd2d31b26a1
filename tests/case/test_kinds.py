"""Which kind of radiation a dose was given with, where a text names several."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import iortkg

Outcome = Callable[[str], tuple[str, str]]
OPEN = ("needs-information", "unspecified-iort")
ELECTRONS = ("coded", "electron-iort")
KILOVOLT = ("coded", "xray-iort")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Left lumpectomy with low-energy x-rays. The spherical applicator was placed. Mobetron IORT, 20 Gy, "
                "was given."
            ),
            OPEN,
        ),
        ("Lumpectomy of the right breast, low-energy x-rays. The sphere was seated. 20 Gy was given as ELIOT.", OPEN),
        ("Left lumpectomy, low-energy x-rays. Spherical applicator 4 cm. LIAC IORT, 20 Gy, was given.", OPEN),
        ("Left lumpectomy, low-energy x-rays. The metal cone was placed. LIAC IORT, 20 Gy, was given.", ELECTRONS),
        ("Left lumpectomy with low-energy x-rays. Mobetron IORT, 20 Gy, was given.", ELECTRONS),
    ],
)
def test_an_applicator_that_fits_another_kind_leaves_the_kind_open(
    outcome: Outcome, text: str, expected: tuple[str, str]
) -> None:
    assert outcome(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Right lumpectomy with IORT, 20 Gy given. External beam boost with electrons at another unit.", OPEN),
        ("Neck dissection with IORT, 10 Gy given. EBRT with electrons to the other side.", OPEN),
        ("Neck dissection with IORT, electrons, 10 Gy given. EBRT to the other side.", ELECTRONS),
    ],
)
def test_a_kind_beside_a_treatment_outside_the_operation_is_of_that_treatment(
    outcome: Outcome, text: str, expected: tuple[str, str]
) -> None:
    assert outcome(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Whipple. Electron IORT, Mobetron, 15 Gy was given. The HDR afterloader stood by.", ELECTRONS),
        (
            "Left lumpectomy. INTRABEAM IORT, 20 Gy was given." + " The wound was closed." * 9 + "\n\nThe suite next "
            "door has electrons.",
            KILOVOLT,
        ),
        (
            "Left lumpectomy with electrons.\n\nThe patient slept. The INTRABEAM sphere was seated. 20 Gy was given.",
            OPEN,
        ),
    ],
)
def test_a_kind_counts_by_how_near_the_dose_it_stands(outcome: Outcome, text: str, expected: tuple[str, str]) -> None:
    assert outcome(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Left lumpectomy. Electrons were offered for intraoperative use.", ("not-iort", "none")),
        ("Gastrectomy. Electrons declined for intraoperative use.", ("not-iort", "none")),
        ("Gastrectomy. Electrons were given for intraoperative treatment of the bed, 12 Gy.", ELECTRONS),
    ],
)
def test_what_two_words_make_up_stands_as_the_weaker_of_them(
    outcome: Outcome, text: str, expected: tuple[str, str]
) -> None:
    assert outcome(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Low anterior resection with IORT, 10 MeV, 12 Gy was given.", ELECTRONS),
        ("Left lumpectomy with IORT at 50 kV, 20 Gy was given.", KILOVOLT),
        ("Left lumpectomy with IORT, 20 Gy was given. The specimen radiograph was taken at 50 kV.", OPEN),
    ],
)
def test_an_energy_names_the_kind_but_not_that_of_an_image(
    outcome: Outcome, text: str, expected: tuple[str, str]
) -> None:
    assert outcome(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Low anterior resection followed by IORT with electrons, 12 Gy.", ELECTRONS),
        ("Left lumpectomy with the INTRABEAM system. 20 Gy to the cavity.", KILOVOLT),
        ("Left lumpectomy. The Xoft Axxent system was used at the end of the operation.", KILOVOLT),
        ("Craniotomy. GammaTile section, 4 tiles.", ("coded", "ldr-brachytherapy")),
        ("Lung wedge resection. CivaSheet device, 10 by 5 cm.", ("coded", "ldr-brachytherapy")),
    ],
)
def test_a_machine_is_used_although_a_word_such_as_system_follows(
    outcome: Outcome, text: str, expected: tuple[str, str]
) -> None:
    assert outcome(text) == expected


def test_a_brochure_is_no_machine(outcome: Outcome) -> None:
    assert outcome("Left lumpectomy. The INTRABEAM brochure was given to her.") == ("not-iort", "none")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Prostate cancer. Brachytherapy seeds or iridium needles were implanted in the operation.", []),
        ("Low anterior resection. IORT, 12 Gy, was given.", ["77469"]),
    ],
)
def test_an_open_kind_is_managed_only_where_it_may_be_one_that_is(
    code: Callable[..., iortkg.Answer], text: str, expected: list[str]
) -> None:
    assert [line.code for line in code(text).claims["radiation-oncologist"]] == expected


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Neck dissection. HDR-IORT with Ir-192, 10 Gy, 6 plastic catheters.", "coded"),
        ("Neck dissection. HDR-IORT with Ir-192, 10 Gy, through seven parallel channels.", "coded"),
        ("Neck dissection. HDR-IORT with Ir-192, 10 Gy, via 6 French catheters.", "needs-information"),
        ("Presacral recurrence resected. HDR-IORT, Ir-192, 12 Gy, 14 gauge catheters.", "needs-information"),
    ],
)
def test_a_size_does_not_count_channels(outcome: Outcome, text: str, status: str) -> None:
    assert outcome(text) == (status, "hdr-brachytherapy")
