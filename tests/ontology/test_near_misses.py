"""What the stored question says of near misses is what answers say of them."""

from __future__ import annotations

import pytest

import iortkg

# Cases whose place is no skin, so that what each near miss is for is ruled out before what else tells it apart.
NOTES = {
    "x-rays": ("Right lumpectomy. 20 Gy IORT was given to the cavity with the INTRABEAM 4 cm sphere.", "2026-03-02"),
    "x-rays of 2025": ("Right lumpectomy. 20 Gy IORT to the cavity with the INTRABEAM 4 cm sphere.", "2025-03-02"),
    "electrons": ("Whipple for pancreatic head cancer. IORT 15 Gy, 9 MeV, Mobetron, 6 cm cone.", "2026-03-02"),
    "electrons of 2025": ("Whipple for pancreatic cancer. IORT 15 Gy, 9 MeV, Mobetron, 6 cm cone.", "2025-03-02"),
    "channels": ("Presacral recurrence resected. HDR-IORT 12.5 Gy, HAM applicator, 8 channels, Ir-192.", "2026-03-02"),
    "implant": ("Craniotomy, recurrent meningioma. GammaTile, 6 tiles, in the cavity.", "2026-03-02"),
    "brain": ("Craniotomy for glioblastoma. 3 cm INTRABEAM sphere placed, 20 Gy with 50 kV photons.", "2026-03-02"),
}


def curies(kg: iortkg.Knowledge) -> dict[tuple[str, str], list[str]]:
    """Codes by system and number."""
    found: dict[tuple[str, str], list[str]] = {}
    for code in kg.index.instances("ior:Code"):
        found.setdefault((kg.index.system(code), code.text("skos:notation")), []).append(code.curie)
    return found


@pytest.mark.parametrize("name", NOTES)
def test_the_kind_that_rules_a_near_miss_out_is_that_of_the_question(kg: iortkg.Knowledge, name: str) -> None:
    text, on = NOTES[name]
    answer = iortkg.code(text, on=on, setting="outpatient", knowledge=kg)
    numbers = curies(kg)
    table = {
        (code, other): kind
        for lines in answer.claims.values()
        for line in lines
        for code in numbers[line.system, line.code]
        for other, kind, *_ in kg.query("near-misses", code=code).texts
    }
    told = {
        (code, other): miss.deciding
        for miss in answer.why_not
        for other in numbers[miss.system, miss.code]
        for code in {code for code, near in table if near == other}
    }
    assert len(told) >= 3
    assert {pair: kind for pair, kind in told.items() if kind != table[pair]} == {}


def test_where_the_place_fits_too_the_last_column_tells(kg: iortkg.Knowledge) -> None:
    text = "Keloid of the chest excised. IORT to the skin of the scar in the operating room, 10 Gy, INTRABEAM, 50 kV."
    answer = iortkg.code(text, on="2026-03-02", setting="outpatient", knowledge=kg)
    told = {miss.code: miss.deciding for miss in answer.why_not}
    table = {other.partition(":")[2]: last for other, _, last, _ in kg.query("near-misses", code="cpt:77424").texts}
    assert {number: told[number] for number in ("77437", "77438")} == {"77437": "delivered", "77438": "delivered"}
    assert [table["77437"], table["77438"]] == ["delivered", "delivered"]
