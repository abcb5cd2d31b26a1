"""Long texts: a note without stops is read, and what is near is found among many."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import iortkg
from iortkg.case.mentions import Mention
from iortkg.case.scene import Near, gap


def test_a_cue_still_works_in_a_note_without_stops(kg: iortkg.Knowledge) -> None:
    filler = "the wound was irrigated and the drain was placed, " * 100
    said = "no INTRABEAM was used, but 21 Gy was given with 9 MeV electrons from the Mobetron, "
    found = iortkg.code(f"Left lumpectomy, {filler}{said}{filler}", on="2026-03-02", knowledge=kg)
    assert (found.status, found.service) == ("coded", "electron-iort")


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 15)), max_size=12)


@given(spans=SPANS, span=st.tuples(st.integers(0, 60), st.integers(1, 15)), most=st.integers(0, 12))
def test_what_is_near_is_found_as_by_a_look_at_each(
    spans: list[tuple[int, int]], span: tuple[int, int], most: int
) -> None:
    others = [Mention(start, start + length, "ior:Word") for start, length in spans]
    one = Mention(span[0], sum(span), "ior:Word")
    near = Near(others)
    assert near.gap(one) == gap(one, others)
    assert near.holds(one) == any(m.start <= one.start and one.end <= m.end for m in others)
    assert near.meets(one, most) == any(
        abs(one.start - m.end) <= most or abs(m.start - one.end) <= most for m in others
    )
    assert near.starts_in(one.start, one.end) == any(one.start <= m.start < one.end for m in others)
    assert near.ends_in(one.start, one.end) == any(one.start <= m.end < one.end for m in others)
