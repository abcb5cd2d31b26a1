"""The explorer's state: what actions do to it, with no widget and no browser."""

from __future__ import annotations

import json
from typing import Any

import pytest

import iortkg
from iortkg.explorer import State, detail, panels

OPEN = "Low anterior resection. IORT to the sacral margin, 12 Gy."
DAY = "2026-03-02"


@pytest.fixture
def state(kg: iortkg.Knowledge) -> State:
    """An explorer with a case whose kind of radiation is open."""
    made = State(iortkg.code, kg)
    made.act("code", text=OPEN, on=DAY, setting="outpatient")
    assert made.fault == ""
    return made


def codes(state: State) -> dict[str, list[str]]:
    """The codes of each biller as shown."""
    return {one["biller"]: [line["code"] for line in one["lines"]] for one in panels(state)["answer"]["claims"]}


def test_nothing_is_there_before_a_case(kg: iortkg.Knowledge) -> None:
    shown = panels(State(iortkg.code, kg))
    assert (shown["answer"], shown["picture"], shown["list"], shown["twins"]) == (None, None, [], None)
    assert shown["trail"]["steps"] == ["start"]


def test_a_case_is_coded_and_its_first_code_selected(state: State) -> None:
    assert codes(state) == {"facility": [], "radiation-oncologist": ["77469"], "surgeon": []}
    assert state.scene.selected == "cpt:77469@radiation-oncologist"


def test_a_question_offers_what_decides_its_codes_and_an_answer_settles_it(state: State) -> None:
    asked = panels(state)["answer"]["questions"][0]
    assert (asked["missing"], asked["fact"]) == ("radiation", "radiation")
    assert [label for _, label in asked["choices"]] == ["afterloaded iridium-192", "electrons", "low-energy x-rays"]
    state.act("answer", kind="radiation", value=asked["choices"][1][0])
    assert codes(state)["facility"] == ["77425"]
    assert panels(state)["answer"]["hand"] == [{"fact": "radiation", "value": "electrons"}]
    state.act("drop", kind="radiation")
    assert codes(state)["facility"] == []


def test_what_is_tried_moves_lines_and_leaves_the_case_as_it_is(state: State) -> None:
    state.act("try", kind="radiation", value="ior:Electrons")
    tried = panels(state)["answer"]["tried"]
    assert [(change["code"], change["change"]) for change in tried["changes"]] == [
        ("77425", "added"), ("77469", "changed"),
    ]  # fmt: skip
    assert codes(state)["facility"] == []
    state.act("try")
    assert panels(state)["answer"]["tried"] is None


def test_the_day_slides_over_years(state: State) -> None:
    years = panels(state)["answer"]["years"]
    assert years["first"] < 2012 < years["year"] == 2026 <= years["last"]
    state.act("year", year=2011)
    assert state.scene.on == "2011-03-02"
    assert panels(state)["answer"]["summary"][2][1] == "2011-03-02"


def test_a_leap_day_slides_to_the_last_of_february(state: State) -> None:
    state.act("day", on="2024-02-29")
    state.act("year", year=2023)
    assert (state.scene.on, state.fault) == ("2023-02-28", "")


def test_groups_open_and_close_and_say_how_many(state: State) -> None:
    state.act("go", what="ior:Intrabeam")
    closed = [(one["label"], one["kind"]) for one in panels(state)["list"]]
    assert ("applicators 8", "group") in closed
    state.act("unfold", thing="ior:Intrabeam", predicate="ior:isUsedWith", direction="in")
    opened = {one["id"] for one in panels(state)["list"]}
    assert {"ior:SphericalApplicator", "ior:FlatApplicator"} <= opened
    state.act("unfold", thing="ior:Intrabeam", predicate="ior:isUsedWith", direction="in")
    assert [(one["label"], one["kind"]) for one in panels(state)["list"]] == closed


def test_what_points_to_a_thing_stands_before_it_and_what_it_points_to_behind(state: State) -> None:
    state.act("go", what="ior:Intrabeam")
    places = {one["id"]: one["x"] for one in panels(state)["picture"]["nodes"]}
    assert places["group:ior:Intrabeam ior:isUsedWith in"] < places["ior:Intrabeam"] < places["ior:LowEnergyXRay"]


def test_a_group_of_a_member_opens_too(state: State) -> None:
    state.act("go", what="ior:Intrabeam")
    state.act("unfold", thing="ior:LowEnergyXRay", predicate="ior:emits", direction="in")
    assert len([one for one in panels(state)["list"] if one["kind"] == "device"]) > 2


def test_the_path_between_two_things_and_none(state: State) -> None:
    state.act("path", start="Mobetron", end="77425")
    assert [one["id"] for one in panels(state)["list"]] == [
        "ior:Mobetron", "ior:Electrons", "ior:RuleElectronDelivery", "cpt:77425",
    ]  # fmt: skip
    before = state.trail
    state.act("path", start="Mobetron", end="xyzzy")
    assert state.fault.startswith("'xyzzy' is not in the ontology.")
    assert state.trail == before


def test_undo_redo_steps_and_bookmarks(state: State) -> None:
    case = state.scene
    state.act("go", what="ior:Intrabeam")
    state.act("mark")
    thing = state.scene
    state.act("undo")
    assert state.scene == case
    state.act("redo")
    assert state.scene == thing
    state.act("case")
    state.act("return", number=0)
    assert state.scene == thing
    state.act("step", number=0)
    assert panels(state)["trail"]["steps"] == ["start"]
    assert panels(state)["trail"]["bookmarks"] == ["INTRABEAM"]
    state.act("undo")
    assert panels(state)["trail"]["undo"] is False


def test_selection_is_no_step_and_only_of_what_is_shown(state: State) -> None:
    steps = len(state.trail.scenes)
    state.act("select", id="ior:DoseDelivered")
    found = detail(state)
    assert found is not None
    assert found["label"] == "dose given in this operation"
    assert len(state.trail.scenes) == steps
    state.act("select", id="ior:Mobetron")
    assert state.fault == "'ior:Mobetron' is not in the picture. Name one of its things, or go to it."
    assert state.scene.selected == "ior:DoseDelivered"


def test_search_looks_in_the_whole_graph_and_forgives_slips(state: State) -> None:
    state.act("find", words="mobitron")
    assert panels(state)["found"][0] == {"id": "ior:Mobetron", "label": "Mobetron", "kind": "device"}
    state.act("find", words=" ")
    assert panels(state)["found"] == []


@pytest.mark.parametrize("number", range(3))
def test_coverage_is_asked_by_stored_questions(state: State, kg: iortkg.Knowledge, number: int) -> None:
    asked = panels(state)["coverage"]["asked"]
    assert len(asked) == 3
    name = asked[number]["name"]
    state.act("cover", name=name)
    assert panels(state)["coverage"]["rows"] == [list(row) for row in kg.query(name).texts]


@pytest.mark.parametrize(
    ("action", "sentence"),
    [
        ({"do": "dance"}, "'dance' is nothing that the explorer does."),
        ({"do": "go", "where": "x"}, "The action go came with other parts than it has."),
        ({"do": "code", "text": " "}, "There is no text to code."),
        ({"do": "day", "on": "2026-13-01"}, "'2026-13-01'"),
        ({"do": "answer", "kind": "radiation", "value": "butter"}, "'butter' is not a value of radiation."),
        ({"do": "return", "number": 4}, "There is no bookmark 5."),
        ({"do": "year", "year": 0}, "0 is no year of a calendar."),
    ],
)
def test_what_fails_is_a_sentence_and_changes_nothing(
    state: State,
    action: dict[str, Any],  # Any: what a browser sends
    sentence: str,
) -> None:
    before = state.trail
    state.act(**action)
    assert state.fault.startswith(sentence)
    assert state.trail == before
    state.act("find", words="x")
    assert state.fault.startswith(sentence)
    state.act("case")
    assert state.fault == ""


def test_what_is_shown_is_plain_json(state: State) -> None:
    for action in ({"do": "all"}, {"do": "go", "what": "77424"}, {"do": "case"}):
        state.act(**action)
        shown = [panels(state), detail(state)]
        assert json.loads(json.dumps(shown, allow_nan=False)) == json.loads(json.dumps(shown))
    assert state.fault == ""


@pytest.mark.parametrize(
    "actions",
    [
        [],
        [{"do": "answer", "kind": "radiation", "value": "ior:Electrons"}],
        [{"do": "go", "what": "ior:Intrabeam"}],
        [{"do": "go", "what": "icd10cm:C50.911"}],
        [{"do": "path", "start": "ior:Mobetron", "end": "77425"}],
        [{"do": "all"}],
    ],
    ids=["case", "answered", "thing", "code with a dot", "path", "all"],
)
def test_python_and_sparql_of_a_step_give_what_it_shows(
    state: State, kg: iortkg.Knowledge, actions: list[dict[str, str]]
) -> None:
    for action in actions:
        state.act(**action)
    assert state.fault == ""
    twins = panels(state)["twins"]
    *lines, last = twins["python"].splitlines()
    space: dict[str, object] = {}
    exec("\n".join(lines), space)  # noqa: S102  the very line that is shown
    value = eval(last, space)  # noqa: S307  the same
    rows = kg.query(twins["sparql"]).texts
    place, view = state.scene.place, state.view
    assert view is not None
    assert rows
    if place.kind == "thing":
        groups = kg.neighbours(place.what, on=state.scene.on)
        assert value == groups
        told = {(group.direction, group.predicate, thing) for group in groups for thing in group.things}
        assert told <= set(rows)
    elif place.kind == "all":
        assert value.to_json() == view.to_json()
    else:
        assert (value.view if place.kind == "case" else value) == view
        ties = {(edge.start, edge.predicate, edge.end.partition("@")[0]) for edge in view.edges}
        assert set(rows) == {tie for tie in ties if not tie[0].startswith("text:")}
