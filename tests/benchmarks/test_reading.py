"""The comparison of ways to read: its pieces on three cases, without any peer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.readers import Guess, Material, Note, cards, keywords
from benchmarks.readers.material import cards_of, phrases_of
from benchmarks.reading import READERS, README, Reader, Row, counted, is_installed, measured, rewritten, table
from iortkg import Knowledge
from iortkg.check import Labelled

BREAST = "Right lumpectomy for ductal carcinoma. 20 Gy was given to the cavity with the INTRABEAM 4 cm sphere, 50 kV."
PELVIS = "Low anterior resection. IORT to the sacral margin, 12 Gy with 9 MeV electrons. INTRABEAM was not used."
DENIED = "Left lumpectomy. INTRABEAM was not used."
NOTHING = "Left mastectomy without radiation."
XRAY = {"facility": ("77424",), "radiation-oncologist": ("77469",), "surgeon": ("19301-RT", "19294-RT")}
ELECTRONS = {"facility": ("77425",), "radiation-oncologist": ("77469",), "surgeon": ()}
DELIVERY = frozenset({"77424", "77425"})


def case(name: str, text: str, service: str, claims: dict[str, tuple[str, ...]]) -> Labelled:
    labels = tuple((biller, claims.get(biller, ())) for biller in XRAY)
    return Labelled(name, text, (), (service,), "coded", "2026-03-02", "outpatient", labels)


CASES = (
    case("breast", BREAST, "xray-iort", XRAY),
    case("pelvis", PELVIS, "electron-iort", ELECTRONS),
    case("nothing", NOTHING, "none", {}),
)


def test_the_keyword_table_reads_what_is_said_and_not_what_is_denied() -> None:
    notes = [Note(text, "outpatient") for text in (BREAST, PELVIS, DENIED)]
    assert keywords.make(Material())(notes) == [
        Guess("xray-iort", XRAY),
        Guess("electron-iort", ELECTRONS),
        Guess("none", {}),
    ]


def test_services_claims_and_wrong_delivery_codes_are_counted() -> None:
    guesses = [
        Guess("xray-iort", XRAY | {"surgeon": ("19301-LT",)}),
        Guess("xray-iort", XRAY | {"surgeon": ()}),
        Guess("none", {}),
    ]
    # Of the two answers with a delivery code, that for the pelvis names one which its label has not.
    assert counted(CASES, guesses, DELIVERY) == ((2, 3), (1, 3), (1, 2))


@pytest.mark.parametrize("reader", READERS[:2], ids=lambda reader: reader.name)
def test_a_reader_is_measured_in_a_process_of_its_own(reader: Reader) -> None:
    row = measured(reader, CASES, Material(), DELIVERY)
    assert (row.service, row.claims, row.wrong) == ((3, 3), (3, 3), (0, 2))
    assert row.speed > 0
    assert 5 < row.peak < 500


def test_a_reader_that_fails_does_not_tell_what_it_read() -> None:
    told = replace(CASES[0], setting="the office of Dr. Doe")
    with pytest.raises(RuntimeError, match=r"^iortkg ended with iortkg\.errors\.InputError\. ") as fault:
        measured(READERS[0], (told,), Material(), DELIVERY)
    assert "Doe" not in str(fault.value)


def test_a_peer_that_is_missing_has_a_row_that_says_how_to_install_it() -> None:
    assert not is_installed(Reader("Peer", "peer:make", "no_such_package"))
    shown = table("Cases: 3", [("iortkg", Row((2, 3), (1, 3), (0, 0), 123.4, 56.7)), ("Peer", None)]).splitlines()
    assert " ".join(shown[2].split()) == "iortkg 2 of 3, 67 % 1 of 3, 33 % 0 of 0 123 57"
    assert shown[3].split(maxsplit=1) == ["Peer", "not installed: pip install -r benchmarks/requirements-peers.txt"]


def test_cards_and_phrases_speak_for_the_services_of_the_ontology(kg: Knowledge) -> None:
    found = {card.service for card in cards_of(kg)}
    assert found == {"xray-iort", "electron-iort", "hdr-brachytherapy", "ldr-brachytherapy", "unspecified-iort"}
    phrases = {phrase.words: phrase.service for phrase in phrases_of(kg)}
    assert len(phrases) >= 5000
    named = ("intrabeam", "mobetron", "iort", "lumpectomy")
    assert [phrases[words] for words in named] == ["xray-iort", "electron-iort", "unspecified-iort", ""]


def test_the_lowest_score_is_the_one_that_is_right_most_often() -> None:
    found = [(0.1, "xray-iort"), (0.4, "xray-iort"), (0.5, "electron-iort")]
    assert cards.fitted(found, ["none", "xray-iort", "electron-iort"]) == 0.4
    assert cards.fitted(found, ["xray-iort", "xray-iort", "electron-iort"]) == 0.0


def test_the_readme_has_one_place_for_the_comparison() -> None:
    markdown = README.read_text(encoding="utf-8")
    assert "\n    the table\n" in rewritten(markdown, "the table")
    with pytest.raises(ValueError, match=r"^README\.md has 0 places for the comparison, not one\.$"):
        rewritten("# iortkg\n", "the table")
