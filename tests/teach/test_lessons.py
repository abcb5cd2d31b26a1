"""Storyboards, quizzes and handouts as they are made: whole, small, inert, the same bytes everywhere."""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import iortkg
from iortkg.teach import Lesson
from tests.contract.ten import TEN

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = "Whipple for pancreatic head cancer. IORT 15 Gy, 9 MeV, Mobetron, 6 cm cone."


@pytest.fixture(scope="module")
def answers(kg: iortkg.Knowledge) -> tuple[iortkg.Answer, ...]:
    """The ten cases of the contract."""
    return tuple(iortkg.code(case.text, on=case.on, setting=case.setting, knowledge=kg) for case in TEN)


def dealt(page: str) -> list[dict[str, Any]]:
    """The cases of a quiz with their questions."""
    (block,) = re.findall(r'id="block">([^<]+)</script>', page)
    found: list[dict[str, Any]] = json.loads(base64.b64decode(block))
    return found


def test_a_storyboard_reveals_every_hop_of_every_walk_once(answers: tuple[iortkg.Answer, ...]) -> None:
    for answer in answers:
        page = answer.to_storyboard()
        steps = re.findall(r'<li class="step" data-boxes="([^"]*)" data-ties="([^"]*)">', page)
        drawn = re.findall(r'data-tie="(\d+)"', page)
        assert sorted(tie for _, ties in steps for tie in ties.split()) == sorted(drawn)
        on_steps = {box for boxes, _ in steps for box in boxes.split()}
        ends = {end for edge in answer.view.edges for end in (edge.start, edge.end)}
        assert on_steps == {str(n) for n, node in enumerate(answer.view.nodes) if node.id in ends}
        assert len(page.encode()) < 100_000


def test_each_hop_has_its_source(answers: tuple[iortkg.Answer, ...]) -> None:
    pages = [answer.to_storyboard() for answer in answers]
    steps = [step for page in pages for step in page.split('<li class="step"')[1:]]
    assert len(steps) > 150
    assert [step[:200] for step in steps if '<p class="source">Source: ' not in step] == []


def test_a_quiz_has_one_right_answer_to_each_question_and_a_reason_for_each_choice(
    answers: tuple[iortkg.Answer, ...],
) -> None:
    cases = dealt(iortkg.quiz(answers))
    items = [item for case in cases for item in case["items"]]
    assert len(cases) == 10
    assert len(items) >= 25
    for item in items:
        assert [choice["right"] for choice in item["choices"]].count(True) == 1
        assert len({choice["words"] for choice in item["choices"]}) == len(item["choices"]) >= 2
        for choice in item["choices"]:
            assert choice["said"].endswith((".", "?"))
            assert choice["rule"]
            assert choice["source"]


def test_the_choices_of_the_first_case_are_the_near_misses_of_its_rules(answers: tuple[iortkg.Answer, ...]) -> None:
    outcome, facility, oncologist, *surgeon = dealt(answers[0].to_quiz())[0]["items"]
    assert [choice["right"] for choice in outcome["choices"]] == [True, False, False, False]
    assert [choice["words"] for choice in facility["choices"]] == ["0395T", "77424", "77425", "77437", "77469"]
    said = {choice["words"]: choice["said"] for choice in facility["choices"]}
    assert said["77425"] == (
        "The kind of radiation decides. The note says “INTRABEAM” (low-energy x-rays); 77425 is for electrons."
    )
    assert said["77469"] == "77469 is on the claim of the radiation oncologist: IORT, radiation oncologist's work."
    assert facility["choices"][2]["rule"] == "X-ray delivery"
    assert facility["choices"][2]["source"].startswith("OPPS Addendum B, 2020 to 2025 (verified); ")
    right = [next(c["words"] for c in item["choices"] if c["right"]) for item in (facility, oncologist, *surgeon)]
    assert right == ["77424", "77469", "19301", "19294"]


def test_while_a_question_is_open_none_of_the_codes_is_right(answers: tuple[iortkg.Answer, ...]) -> None:
    items = dealt(answers[2].to_quiz())[0]["items"]
    right = {choice["words"] for item in items for choice in item["choices"] if choice["right"]}
    assert right == {
        "No code for it yet: the physician must be asked first.",
        "None yet: the physician must be asked first",
        "77469",
    }


def test_no_question_is_answered_by_what_is_said_of_one_before(answers: tuple[iortkg.Answer, ...]) -> None:
    checked = 0
    for case in dealt(iortkg.quiz(answers)):
        first = " ".join(choice["said"] for choice in case["items"][0]["choices"])
        codes = {c["words"] for item in case["items"][1:] for c in item["choices"] if c["right"] and c["meaning"]}
        assert [code for code in codes if code in first] == []
        checked += len(codes)
    assert checked >= 14


def test_the_source_of_a_quiz_shows_no_code(answers: tuple[iortkg.Answer, ...]) -> None:
    page = iortkg.quiz(answers)
    codes = {line.code for answer in answers for lines in answer.claims.values() for line in lines}
    codes |= {miss.code for answer in answers for miss in answer.why_not}
    shown = re.sub(r'(?s)id="block">[^<]+<|<style>.*?</style>|content="[^"]*"', "", page)
    assert len(codes) >= 20
    assert [code for code in codes if code in shown] == []


def test_a_handout_tells_case_walk_steps_sources_questions_and_leaves_room(answers: tuple[iortkg.Answer, ...]) -> None:
    page = answers[2].to_handout()
    heads = re.findall(r"<h2>([^<]+)</h2>", page)
    assert heads == [
        "The note", "From the note to the codes", "What follows", "Step by step", "To ask the physician",
        "To think about", "Notes", "Sources", "Case 1",
    ]  # fmt: skip
    assert "Please name the device and the energy." in page
    assert page.count("<i></i>") == 2 * 2 + 2 * 5 + 8
    assert "<script" not in page


HOSTILE = '<script>alert(1)</script> "onerror=x <img src=x onerror=alert(2)> \u202eabc\u202c 𝔄 <a href=x>'


def test_words_of_a_case_stay_words(kg: iortkg.Knowledge) -> None:
    answer = iortkg.code(f"{HOSTILE} {EXAMPLE}", on="2026-03-02", setting="inpatient", knowledge=kg)
    for page in (answer.to_storyboard(), answer.to_handout(), answer.to_quiz()):
        own = re.sub(r"(?s)<script>\n?\"use strict\".*?</script>", "", page)
        assert "<script>alert" not in own
        assert "<img" not in own
        assert "<a " not in own


def test_a_lesson_of_nothing_is_still_a_page(kg: iortkg.Knowledge) -> None:
    answer = iortkg.code("Follow-up visit, doing well.", on="2026-03-02", knowledge=kg)
    assert isinstance(answer.lesson, Lesson)
    assert "Nothing that the note tells of this operation counts as irradiation." in answer.to_storyboard()
    assert "Nothing that the note tells" in answer.to_handout()
    assert len(dealt(answer.to_quiz())[0]["items"]) == 1


def test_a_quiz_of_no_case_is_refused() -> None:
    with pytest.raises(iortkg.IortkgError, match=r"^There is no case to teach with\. Give at least one"):
        iortkg.quiz([])


SCRIPT = """
import hashlib, iortkg
answer = iortkg.code("Right lumpectomy. 20 Gy was given with the INTRABEAM 4 cm sphere, 50 kV.", on="2026-03-02")
for made in (answer.to_storyboard(), answer.to_quiz(), answer.to_handout()):
    print(hashlib.sha256(made.encode()).hexdigest())
"""


def test_lessons_are_the_same_wherever_they_are_made(tmp_path: Path) -> None:
    def made(folder: Path, **changes: str) -> list[str]:
        told = {
            name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "TZ", "PYTHON"))
        }
        told |= {"PYTHONPATH": str(ROOT), **changes}
        return subprocess.run(
            [sys.executable, "-c", SCRIPT], cwd=folder, env=told, capture_output=True, text=True, check=True
        ).stdout.split()

    here = made(ROOT, PYTHONHASHSEED="1", TZ="Pacific/Kiritimati", LC_ALL="C")
    there = made(tmp_path, PYTHONHASHSEED="4242", TZ="Pacific/Pago_Pago", LC_ALL="C.UTF-8")
    assert len(set(here)) == 3
    assert here == there
