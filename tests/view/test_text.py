"""The answer for a terminal."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from iortkg.model import Evidence, Outcome, Walk
from iortkg.view import answer_text
from tests.view.samples import marks

ANSI = re.compile(r"\x1b\[[\d;]*m")


def test_an_answer_reads_like_this(outcome: Outcome, tiny: Walk) -> None:
    small = replace(
        outcome,
        text="Right lumpectomy.\n\nINTRABEAM 4 cm sphere.",
        evidence=(
            Evidence(0, 16, "Right lumpectomy", "ior:PartialMastectomy", "affirmed"),
            Evidence(19, 28, "INTRABEAM", "ior:Intrabeam", "affirmed"),
            Evidence(19, 40, "INTRABEAM 4 cm sphere", "ior:SphericalApplicator", "planned"),
        ),
        claims={"facility": (), "radiation-oncologist": (), "surgeon": outcome.claims["surgeon"][:1]},
        why_not=(),
        warnings=(),
        diagnoses=(),
    )
    assert answer_text(small, tiny, width=80) == (
        "c1 | coded | xray-iort | 2026-03-02 (given) | outpatient (default) | ontology\n"
        "0.1.0\n"
        "\n"
        "  [[Right lumpectomy]]^1.\n"
        "\n"
        "  [[[[INTRABEAM]]^2 4 cm sphere]]^3.\n"
        "\n"
        "Words\n"
        '  1  "Right lumpectomy": partial mastectomy, affirmed\n'
        '  2  "INTRABEAM": intrabeam, affirmed\n'
        '  3  "INTRABEAM 4 cm sphere": spherical applicator, planned\n'
        "\n"
        "Facility\n"
        "  -  no line\n"
        "\n"
        "Radiation oncologist\n"
        "  -  no line\n"
        "\n"
        "Surgeon\n"
        "  19301 RT  CPT; units 1; core; certain; by rule excision; words 1; source AMA\n"
        "            code set, wording of the code (recalled), CMS PFS 2026 (verified)\n"
        "\n"
        "Questions\n"
        "  setting  Was the patient an outpatient or an inpatient? Decides 77424.\n"
        "\n"
        "Consider\n"
        "  77300 26  radiation oncologist; needs a documented dose calculation\n"
        "\n"
        "The walk\n"
        '  1.  "IORT" means Intraoperative radiation therapy, which leaves open Which\n'
        "      kind of radiation was given?\n"
    )


def test_what_a_code_is_for_stands_beside_it(outcome: Outcome, tiny: Walk) -> None:
    told = answer_text(outcome, tiny, width=4_000, meaning=lambda system, code: f"what {system} {code} is for")
    assert "\n  77424  what CPT 77424 is for; CPT; units 1; core; certain; by " in told
    assert "\n  C50.911  what ICD-10-CM C50.911 is for; ICD-10-CM; " in told
    assert "\n  77300 26  what CPT 77300 is for; radiation oncologist; needs " in told
    assert "\n  77425  what CPT 77425 is for; radiation: The note says " in told


def test_each_code_has_its_sentence_with_rule_and_date(outcome: Outcome, breast: Walk) -> None:
    walk = answer_text(outcome, breast, width=4_000).split("The walk\n")[1].splitlines()
    assert [line[:5].strip() for line in walk] == ["1.", "2.", "3.", "4."]
    assert walk[2] == (
        '  3.  "Right lumpectomy" means Partial mastectomy, Partial mastectomy is needed by Breast excision '
        "(from 2007 · code wording), which proposes 19301 RT (surgeon · certain)."
    )
    assert walk[0].endswith(
        '"50 kV" means 50 kV, 50 kV energy of Low-energy x-rays, Low-energy x-rays is needed by X-ray delivery '
        "(from 2012 · code wording), which proposes 77424 (facility · certain)."
    )


def test_every_step_to_a_code_is_told_once(outcome: Outcome, breast: Walk) -> None:
    sentence = answer_text(outcome, breast, width=4_000).split("The walk\n")[1].splitlines()[0]
    labels = [" means ", " emits ", " energy of ", " so it is ", " is needed by ", " proposes "]
    assert [sentence.count(label) for label in labels] == [3, 1, 1, 1, 2, 1]


@pytest.mark.parametrize("width", [50, 80, 120])
def test_no_line_is_longer_than_the_terminal(outcome: Outcome, breast: Walk, width: int) -> None:
    lines = answer_text(outcome, breast, width=width).splitlines()
    assert len(lines) > 40
    assert [line for line in lines if len(line) > width] == []


def test_colour_adds_signs_and_changes_no_word(outcome: Outcome, breast: Walk) -> None:
    plain, coloured = (answer_text(outcome, breast, colour=colour) for colour in (False, True))
    assert "\x1b" not in plain
    assert len(ANSI.findall(coloured)) > 40
    assert ANSI.sub("", coloured) == plain


def test_control_characters_cannot_reach_the_terminal(bad: Outcome, hostile: Walk) -> None:
    told = answer_text(bad, hostile)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", told)
    assert r"escape \x1b[31m null \x00 half \ud83d" in told
    assert r"\u202egnirts" in told
    assert told.encode("utf-8")


def test_the_layout_is_ascii(outcome: Outcome, tiny: Walk) -> None:
    assert answer_text(outcome, tiny).isascii()


def test_crossing_marks_each_open_and_close(outcome: Outcome, tiny: Walk) -> None:
    crossed = replace(outcome, text="abcdef", evidence=(
        Evidence(0, 3, "abc", "c", "affirmed"), Evidence(2, 5, "cde", "c", "negated"),
    ))  # fmt: skip
    assert "  [[ab[[c]]^1de]]^2f\n" in answer_text(crossed, tiny)


def test_of_a_long_text_only_passages_are_told(outcome: Outcome, tiny: Walk) -> None:
    long = replace(outcome, text=outcome.text + " word" * 9_000, evidence=marks(("50 kV", "c", "affirmed")))
    told = answer_text(long, tiny)
    assert len(told) < 5_000
    assert "[[50 kV]]^1" in told
    assert re.search(r"\[\.\.\. 4\d,\d{3} characters \.\.\.\]", told)
