"""Long texts: the time to read one grows with its length, and what is near is found among many."""

from __future__ import annotations

import time
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

import iortkg
from iortkg.case.mentions import Mention
from iortkg.case.scene import Near, gap
from iortkg.case.spelling import unmoved

SAID = (
    "Left lumpectomy, ELIOT 21 Gy with 9 MeV electrons, not HDR-IORT to the sacral bed through the HAM applicator, "
    "8 channels, Ir-192, INTRABEAM 4 cm sphere, CT, breast cancer of the upper outer quadrant"
)
# Each repeats what was once compared with all that stands elsewhere in a text.
REPEATED: Mapping[str, str] = {
    "sentences": f"{SAID}. ",
    "paragraphs": f"{SAID}.\n\n",
    "options": f"[x] {SAID}.\n",
    "headings": "Site\n\nBreast cancer, left\n\n",
    "short forms": "Old right turn (ORT) and IORT (in other room there). ",
    "slips": "Lumpectommy with electorns and brachytherapie of the breasst. ",
    "one sentence": f"{SAID}, ",
    "one word": "lumpectomy",
}
SIZE = 60_000


def seconds(kg: iortkg.Knowledge, said: str, size: int) -> float:
    """How long the processor works on a text of a size."""
    text = (said * (size // len(said) + 1))[:size]
    begun = time.process_time()
    iortkg.code(text, on="2026-03-02", knowledge=kg)
    return time.process_time() - begun


@pytest.mark.parametrize("said", REPEATED.values(), ids=REPEATED)
def test_the_time_to_read_a_text_grows_with_its_length(kg: iortkg.Knowledge, said: str) -> None:
    seconds(kg, said, SIZE // 10)
    short = max(min(seconds(kg, said, SIZE) for _ in range(2)), 0.02)
    # Four times the text takes four times as long, or sixteen times where all is compared with all.
    assert seconds(kg, said, 4 * SIZE) < 8 * short


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


def test_a_place_is_moved_back_by_what_was_mended_before_it() -> None:
    moves = ((10, 1), (20, -1), (30, 2))
    assert [unmoved(place, moves) for place in (0, 9, 10, 19, 20, 29, 30, 99)] == [0, 9, 9, 18, 21, 30, 28, 97]
    assert unmoved(5, ()) == 5
