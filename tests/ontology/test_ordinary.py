"""No word of a dictionary is taken for a slip of a word that is read, but for other spellings of that word."""

from __future__ import annotations

from pathlib import Path

import pytest

import iortkg
from iortkg.case import make_reader
from iortkg.case.clean import clean
from iortkg.case.spelling import respelled

# Debian's package wamerican-large.
DICTIONARY = Path("/usr/share/dict/american-english-large")
# Spellings of the same word, and words that no note holds.
SAME = frozenset((
    "anaesthetized", "anesthetizes", "bearding", "cambers", "casette", "desmids", "detecter", "discuses", "insetted",
    "modeling", "practise",
))  # fmt: skip


@pytest.mark.skipif(not DICTIONARY.exists(), reason="The package wamerican-large is not installed.")
def test_no_word_of_the_dictionary_is_a_slip(kg: iortkg.Knowledge) -> None:
    spelling = make_reader(kg.index).spelling
    words = {word for word in DICTIONARY.read_text("utf-8").split() if word.isascii() and word.isalpha()}
    plain = {word for word in words if word.islower() and len(word) > 6} - SAME
    taken = {word: read for word in plain if (read := respelled(clean(word), spelling).text) != word}
    assert len(plain) >= 80_000
    assert taken == {}, "Add these words to modules/ordinary.ttl."
