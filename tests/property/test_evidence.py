"""Whatever the text, its evidence is the text at its place and its answer is JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import iortkg
from tests.property.texts import CASES, labels, mixed, plain

# Signs without a meaning that fold to nothing, to one sign or to several.
SILENT = ("\u00ad", "\u200b", "\ufb03", "\u00bd", "\u2122", "\u0130", "\u00a0", "\u2014", " ", "\t", ".", "\U0001f170")
SETTINGS = st.sampled_from((None, "outpatient", "inpatient", "asc", "office"))


@given(data=st.data(), setting=SETTINGS)
def test_evidence_is_the_text_at_its_place_in_any_unicode(
    kg: iortkg.Knowledge, data: st.DataObject, setting: str | None
) -> None:
    text = data.draw(mixed(labels(kg)))
    found = plain(kg, text, setting=setting)
    wrong = [
        item for item in found["evidence"] if item["text"] != text[item["start"] : item["end"]] or not item["text"]
    ]
    assert wrong == []
    assert json.loads(json.dumps(found, ensure_ascii=False)) == found


@given(noise=st.text(max_size=12), case=st.sampled_from(CASES), data=st.data())
@example(noise="\u00ad\u200b\ufb03", case=CASES[0], data=None)
def test_evidence_stays_at_its_place_when_noise_stands_within_a_case(
    kg: iortkg.Knowledge, noise: str, case: tuple[str, str | None, str], data: st.DataObject | None
) -> None:
    setting, on, text = case
    at = data.draw(st.integers(0, len(text))) if data else 20
    disturbed = text[:at] + noise + text[at:]
    found = plain(kg, disturbed, on=on, setting=setting)
    assert [i for i in found["evidence"] if i["text"] != disturbed[i["start"] : i["end"]] or not i["text"]] == []


@given(noise=st.text(st.sampled_from(SILENT), max_size=30))
def test_evidence_is_whole_words_whatever_signs_stand_before_them(kg: iortkg.Knowledge, noise: str) -> None:
    text = f"{noise}\n\n{CASES[0][2]}"
    found = plain(kg, text)["evidence"]
    shift = len(noise) + 2
    assert [(item["start"] - shift, item["text"]) for item in found] == [
        (item["start"], item["text"]) for item in plain(kg, CASES[0][2])["evidence"]
    ]
    assert {item["text"] for item in found} >= {"Right", "lumpectomy", "20 Gy", "INTRABEAM", "50 kV"}


def test_every_case_has_evidence(kg: iortkg.Knowledge) -> None:
    assert [text for setting, on, text in CASES if not plain(kg, text, on=on, setting=setting)["evidence"]] == []
    assert len(CASES) == 22


@given(st.text())
def test_any_text_with_a_letter_is_answered(kg: iortkg.Knowledge, text: str) -> None:
    if any(letter.isalpha() for letter in text):
        assert plain(kg, text)["status"] in ("coded", "needs-information", "not-iort", "no-code-on-date")
    else:
        with pytest.raises(iortkg.IortkgError, match="holds no letter"):
            plain(kg, text)
