"""The answer in sentences: each can be read aloud, says where it comes from and of which day, and why a case ends."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

import iortkg
from iortkg.check import read_labelled
from tests.cases.test_labelled import CASES
from tests.contract.ten import DAY, TEN

# A name with a prefix, such as skos:broader, is for machines.
CURIE = re.compile(r"\b[a-z0-9]+:[A-Za-z]")


@pytest.fixture(scope="module")
def told(kg: iortkg.Knowledge) -> Mapping[str, list[str]]:
    """The sentences of the ten cases of the contract and of the labelled ones."""
    cases: list[tuple[str, str, str | None, str | None]] = [
        (case.name, case.text, case.on, case.setting) for case in TEN
    ]
    cases += [(case.id, case.text, case.on or DAY, case.setting) for case in read_labelled(CASES)]
    found = {
        name: iortkg.code(text, on=on, setting=setting, knowledge=kg).explain().splitlines()
        for name, text, on, setting in cases
    }
    assert len(found) >= 210
    return found


def test_every_sentence_names_its_source_and_a_date(told: Mapping[str, list[str]]) -> None:
    sourced = re.compile(r" Source: [^.].*; (?:for|valid from|known to be valid from) \d{4}-\d\d-\d\d\.$")
    bare = [(name, line) for name, lines in told.items() for line in lines if not sourced.search(line)]
    assert sum(map(len, told.values())) >= 3000
    assert bare == []


def test_no_sentence_holds_a_name_for_machines(told: Mapping[str, list[str]]) -> None:
    assert [(name, line) for name, lines in told.items() for line in lines if CURIE.search(line)] == []


def test_a_line_tells_its_way_in_clauses(told: Mapping[str, list[str]]) -> None:
    lines = told["breast, 50 kV sphere"]
    assert lines[1].startswith(
        "2. Facility: CPT 77424. The note says “20 Gy” and “INTRABEAM”. INTRABEAM emits low-energy x-rays, which the "
        "rule “X-ray delivery” needs (code wording). Source: "
    )
    assert (
        "The rule “Partial mastectomy” needs partial mastectomy (code wording). Only the scope of iortkg needs dose "
        "given in this operation; the code does not."
    ) in lines[3]
    assert any(line.split(". ", 1)[1].startswith("Not 77431, and the giving of the dose decides. ") for line in lines)


def test_a_competing_code_is_told_with_its_reason(kg: iortkg.Knowledge) -> None:
    text = "Left lumpectomy for ductal carcinoma. Xoft balloon placed in the cavity, 20 Gy was given."
    sentence = iortkg.code(text, on=DAY, setting="outpatient", knowledge=kg).explain().splitlines()[1]
    assert "This line is for review. 0395T competes with it: One society FAQ" in sentence


ENDINGS = {
    "breast, aborted": "Nothing in this operation counts as irradiation, since the note says “was aborted” and “before "
    "beam-on”.",
    "forearm, before the codes": "No code for intraoperative electrons was valid on 2011-11-08: 77425 came on "
    "2012-01-01.",
}


@pytest.mark.parametrize("name", ENDINGS)
def test_an_ending_without_a_claim_gives_its_reason(
    kg: iortkg.Knowledge, told: Mapping[str, list[str]], name: str
) -> None:
    case = next(case for case in TEN if case.name == name)
    shown = iortkg.code(case.text, on=case.on, setting=case.setting, knowledge=kg).to_text(width=300)
    assert told[name][1].startswith(f"2. {ENDINGS[name]} Source: ")
    assert shown.splitlines()[2] == ENDINGS[name].replace("“", '"').replace("”", '"')


def test_an_ending_quotes_what_was_only_meant_otherwise(kg: iortkg.Knowledge) -> None:
    def reason(text: str) -> str:
        return iortkg.code(text, on=DAY, setting="outpatient", knowledge=kg).explain().splitlines()[1]

    assert "the note names “IORT” of another person." in reason("Her sister had IORT last year.")
    assert "Nothing that the note tells of this operation counts as irradiation." in reason(
        "Appendectomy for appendicitis."
    )


def test_a_coded_case_has_no_ending(told: Mapping[str, list[str]]) -> None:
    assert told["breast, 50 kV sphere"][1].startswith("2. Facility: ")
