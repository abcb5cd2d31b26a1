"""Answers use the user's tables on the days that these cover, say so, and are as before on all others."""

from __future__ import annotations

import gc
import json
import pickle
from pathlib import Path
from typing import Any

import pytest

import iortkg
from iortkg.assisting import Desk
from iortkg.codebooks import NONE
from tests.codebooks.samples import GOOD, add_ons, fees, packed, pairs, units

NOTE = (
    "Right lumpectomy for invasive ductal carcinoma. 20 Gy was given to the cavity with the INTRABEAM 4 cm sphere, "
    "50 kV. Billed: 77424 x4, 77469-26, 99213, 77300."
)
DAY: dict[str, Any] = {"on": "2026-11-02", "setting": "outpatient"}
_OVER = "4 units of 77424: the medically unlikely edit"
_POLICY = "The limit holds for the day by policy and cannot be exceeded."


def warnings(books: Any = None, note: str = NOTE, **day: str) -> list[str]:
    """The warnings of an answer by the tables that a call names, or that are stored."""
    answer = iortkg.code(note, knowledge=iortkg.load(codebooks=books), **{**DAY, **day})
    return [warning["text"] for warning in answer.to_dict()["warnings"]]


def test_without_tables_answers_are_as_they_were(folder: Path) -> None:
    plain = iortkg.code(NOTE, knowledge=iortkg.Knowledge(iortkg.load().index), **DAY).to_dict()
    assert (
        iortkg.code(NOTE, **DAY).to_dict()
        == iortkg.code(NOTE, knowledge=iortkg.load(codebooks=()), **DAY).to_dict()
        == plain
    )
    assert "tables" not in plain
    assert iortkg.load() is iortkg.load()
    assert iortkg.load().codebooks is NONE


def test_a_table_of_pairs_takes_the_place_of_the_shipped_edits(add: Any) -> None:
    old = "77469 and 99213, as the text lists it: the NCCI pair edit (as of 2024-07-01) pays"
    new = (
        "77469 and 99213, as the text lists it: the NCCI pair edit (your table ptp-practitioner-2026-10-77424, as of "
        "2026-10-01) pays 77469 and not 99213; indicator 0. No modifier lets both stand."
    )
    assert any(text.startswith(old) for text in warnings())
    add("ccipra-v323r0-f1.TXT", pairs())
    told = warnings()
    assert new in told
    assert not any(text.startswith(old) for text in told)
    # The table spans no 19294, so the shipped edit speaks.
    assert any(
        text.startswith("19294 and 99213, as the text lists it: the NCCI pair edit (as of 2024-07-01)") for text in told
    )


def test_a_pair_that_a_newer_table_lacks_is_no_longer_warned_of(add: Any) -> None:
    rows = "77424\t11111\t\t20260101\t*\t1\tx\n77469\t11111\t\t20260101\t*\t1\tx\n"
    for name in ("ccipra", "ccioph"):
        add(f"{name}-v323r0-f1.TXT", pairs("Hospital" if name == "ccioph" else "Practitioner", rows))
    assert not any(text.startswith("77469 and 99213") for text in warnings())


def test_a_table_of_units_takes_the_place_of_the_shipped_limits(add: Any) -> None:
    add("MUE_Eff_10-01-2026.csv", units())
    # 77424 is a line of the facility, so that the table of practitioners does not hold for it.
    assert next(text for text in warnings() if "units of 77424" in text).startswith(f"{_OVER} (as of 2024-07-01)")
    add("MUE_Outpatient_Eff_10-01-2026.csv", units("Outpatient Hospital"))
    told = [text for text in warnings() if "units of 77424" in text]
    assert told == [f"{_OVER} (your table mue-outpatient-2026-10, as of 2026-10-01) is 3. {_POLICY}"]
    assert [text for text in warnings(on="2026-09-01") if "units of 77424" in text] == [
        f"{_OVER} (as of 2024-07-01) is 1. {_POLICY}"
    ]


def test_a_code_on_two_claims_is_held_against_the_limits_of_both(add: Any) -> None:
    note = (
        "Abdominoperineal resection for rectal cancer. The HAM applicator was laid on the sacrum and 12.5 Gy was given "
        "through 8 channels by HDR afterloader with Ir-192 before closure. Billed: 77771 x4."
    )
    lines = iortkg.code(note, **DAY).to_dict()["claims"]
    assert {who for who, told in lines.items() if any(line["code"] == "77771" for line in told)} == {
        "facility",
        "radiation-oncologist",
    }
    add("MUE_Outpatient_Eff_10-01-2026.csv", units("Outpatient Hospital").replace("77424", "77771"))
    told = [text for text in warnings(note=note) if "units of 77771" in text and "your table" in text]
    assert len(told) == 1
    assert "(your table mue-outpatient-2026-10, as of 2026-10-01) is 3." in told[0]


def test_a_fee_schedule_tells_which_modifier_a_code_takes(add: Any) -> None:
    add(
        "fees_2026_Jul.csv",
        fees().replace(
            "77469,,Invented words,A,,5.61,1.00,NA,1.00,,0.10,7.98,7.98,0",
            "77469,,Invented words,A,,5.61,1.00,NA,1.00,,0.10,7.98,7.98,1",
        ),
    )
    assert not any("takes no 26" in text for text in warnings())
    add("fees_2026_Jul.csv", fees())
    assert any(
        text.endswith("its PC/TC indicator is 0, physician service (your table fees-2026-07, as of 2026-07-01).")
        for text in warnings()
    )


def test_a_list_of_add_ons_tells_the_primaries(add: Any) -> None:
    note = "Left mastectomy. INTRABEAM: 20 Gy with 50 kV x-rays given to the chest wall. Billed: 77424, 19294, 77469."
    old = [text for text in warnings(note=note) if "19294, an add-on" in text]
    add("AOC_V2026Q4.txt", add_ons())
    new = [text for text in warnings(note=note) if "19294, an add-on" in text]
    assert old != new
    assert new == [
        (
            "The text lists 19294, an add-on that stands only beside 19120 or 19301; no such code is a line or listed "
            "(add-on list, your table addons-2026-10, as of 2026-10-01)."
        )
    ]


def test_an_add_on_whose_primaries_a_contractor_names_is_not_held_to_a_list(add: Any) -> None:
    note = "Left mastectomy. INTRABEAM: 20 Gy with 50 kV x-rays given to the chest wall. Billed: 77424, 19294, 77469."
    add("AOC_V2026Q4.txt", add_ons())
    assert [text for text in warnings(note=note) if "19294, an add-on" in text] != []
    add("AOC_V2026Q4.txt", add_ons() + "3\tCCCCC\t19294\t\t\t\t2018001\t\n")
    assert [text for text in warnings(note=note) if "19294, an add-on" in text] == []


def test_a_code_that_the_books_of_the_year_do_not_list_is_warned_of(add: Any) -> None:
    add("icd10cm_order_2027.txt", GOOD["diagnoses"].text.replace("C50911", "C50919"))
    told = [text for text in warnings() if "icd10cm" in text]
    assert len(told) == 1
    assert told[0].endswith(
        "on 2026-11-02: your table icd10cm-2026-10, as of 2026-10-01, does not list it. Look it up in the code book of "
        "that day."
    )


def test_an_answer_says_which_tables_it_used(add: Any, tmp_path: Path) -> None:
    made = add("MUE_Eff_10-01-2026.csv", units()).tables[0]
    add("LONGULT_2026.txt", GOOD["licensed lines"].text)
    answer = iortkg.code(NOTE, **DAY)
    used = {"name": made.name, "title": made.title, "release": "2026-10-01", "sha256": made.sha256}
    assert answer.to_dict()["tables"] == [used]
    assert "|tablesmue-practitioner-2026-10" in "".join(answer.to_text().split())
    assert "mue-practitioner-2026-10" in answer.to_html()
    assert "tables" not in iortkg.code(NOTE, on="2026-03-02").to_dict()
    assert answer.correct(side="left").to_dict()["tables"] == [used]
    assert answer.to_turtle()


def test_a_call_can_name_files_and_folders(add: Any, folder: Path, tmp_path: Path) -> None:
    raw = tmp_path / "downloads"
    raw.mkdir()
    (raw / "MUE_Eff_10-01-2026.csv").write_text(units())
    (raw / "rvu26c.zip").write_bytes(packed({"PPRRVU2026_Jul_nonQPP.csv": fees()}))
    (raw / "readme.txt").write_text("Words.")
    named: dict[str, Any] = {
        "file": raw / "MUE_Eff_10-01-2026.csv", "folder": str(raw), "both": [raw / "rvu26c.zip", raw], "none": (),
    }  # fmt: skip
    names = {
        what: [table.name for table in iortkg.load(codebooks=told).codebooks.tables] for what, told in named.items()
    }
    mue, fee = "mue-practitioner-2026-10", "fees-2026-07"
    assert names == {"file": [mue], "folder": [fee, mue], "both": [fee, mue], "none": []}
    assert not folder.exists()
    with pytest.raises(iortkg.IortkgError, match=r"absent is not there\. Name a file as it was downloaded"):
        iortkg.load(codebooks=tmp_path / "absent")


def test_what_was_read_for_one_run_is_taken_away_after_it(tmp_path: Path) -> None:
    (tmp_path / "MUE_Eff_10-01-2026.csv").write_text(units())
    known = iortkg.load(codebooks=tmp_path / "MUE_Eff_10-01-2026.csv")
    (path,) = known.codebooks.files
    assert path.exists()
    del known
    gc.collect()
    assert not path.parent.exists()


def test_another_process_answers_by_the_same_tables(add: Any) -> None:
    add("MUE_Eff_10-01-2026.csv", units())
    known = iortkg.load()
    again = pickle.loads(pickle.dumps(known))  # noqa: S301  our own
    assert again.codebooks.tables == known.codebooks.tables != ()
    assert again.outcome(NOTE, **DAY).to_dict() == known.outcome(NOTE, **DAY).to_dict()


def test_what_is_loaded_is_kept_until_a_table_is_added(add: Any) -> None:
    add("MUE_Eff_10-01-2026.csv", units())
    first = iortkg.load()
    assert iortkg.load() is first
    add("MUE_Eff_10-01-2026.csv", units().replace("77424,3", "77424,7"))
    limit = iortkg.load().codebooks.mue("77424", "2026-11-02")
    assert limit is not None
    assert limit.most == 7
    assert iortkg.load().index is first.index


def test_a_batch_says_with_which_tables_it_was_made(add: Any, tmp_path: Path) -> None:
    from click.testing import CliRunner

    from iortkg.cli import main

    made = add("MUE_Eff_10-01-2026.csv", units()).tables[0]
    (tmp_path / "in.jsonl").write_text(
        "".join(json.dumps({"id": str(at), "text": NOTE, **DAY}) + "\n" for at in range(60))
    )
    for jobs in ("1", "2"):
        done = CliRunner().invoke(
            main, ["batch", f"{tmp_path}/in.jsonl", f"{tmp_path}/out{jobs}.jsonl", "--jobs", jobs]
        )
        assert done.exit_code == 0, done.output
    one, two = ((tmp_path / f"out{jobs}.jsonl").read_bytes() for jobs in "12")
    assert one == two
    assert json.loads(one.splitlines()[0])["tables"][0]["name"] == made.name
    manifest = json.loads((tmp_path / "out1.jsonl.manifest.json").read_text())
    assert manifest["ontology"] == f"{iortkg.load().version} with {made.name} (sha256 {made.sha256})"


def test_official_wording_is_on_the_screen_and_in_no_export(add: Any, tmp_path: Path) -> None:
    add("LONGULT_2026.txt", GOOD["licensed lines"].text)
    known = iortkg.load()
    answer = iortkg.code(NOTE, **DAY)
    words = "made-up long words"
    shown = {
        "text": answer.to_text(),
        "card": str(known.show("77424", on="2026-11-02")),
        "asked": answer.to_html(wording=True),
    }
    assert {name: words in " ".join(text.split()) for name, text in shown.items()} == dict.fromkeys(shown, True)
    view = known.view("77424")
    exports = {
        "dictionary": json.dumps(answer.to_dict()), "page": answer.to_html(), "turtle": answer.to_turtle(text=True),
        "picture": answer.to_svg(), "explained": answer.explain(), "letter": answer.query_letter(),
        "for an assistant": str(Desk(known, None).show("77424", on="2026-11-02")),
        "of the explorer": str(iortkg.explore(NOTE)._repr_mimebundle_()),
        "frame": answer.to_frame().to_csv(), "notebook": answer._repr_html_(), "handout": answer.to_handout(),
        "storyboard": answer.to_storyboard(), "quiz": answer.to_quiz(),
        **{f"view {form}": getattr(view, f"to_{form}")() for form in ("json", "svg", "html", "graphml", "ttl")},
    }  # fmt: skip
    assert len(exports) == 18
    assert [name for name, text in exports.items() if "made-up" in text] == []
