"""Scores: each measure counts what it says, of as many as have the label, and a miss tells what differed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from iortkg.check import Labelled, Mark, Score, delivery_codes, score, score_json, score_table
from iortkg.check.report import _WORDS
from iortkg.check.score import MEASURES
from iortkg.errors import InputError
from iortkg.knowledge.index import index_of
from iortkg.model import Caution, Outcome


def case(id: str = "a", text: str = "", *, services: tuple[str, ...] = ("xray-iort",), **labels: Any) -> Labelled:
    """A case with few labels."""
    return Labelled(id, text, labels.pop("marks", ()), services, labels.pop("status", None), **labels)


def scored(labelled: Labelled, outcome: Outcome, **more: Any) -> Score:
    """The score of one case."""
    return score([labelled], lambda _: outcome, **more)


def counts(found: Score, *names: str) -> list[tuple[int, int]]:
    """Of each measure, k and n."""
    return [(found[name].count, found[name].of) for name in names]


def differing(found: Score) -> tuple[str, ...]:
    """What differed on the one case."""
    return found.misses[0].differs if found.misses else ()


@pytest.mark.parametrize(("got", "right"), [("none", 1), ("hdr-brachytherapy", 1), ("xray-iort", 0)])
def test_any_accepted_service_counts(outcome: Any, got: str, right: int) -> None:
    found = scored(case(services=("none", "hdr-brachytherapy")), outcome(got))
    assert counts(found, "service") == [(right, 1)]
    assert differing(found) == (() if right else ("service: xray-iort, expected none or hdr-brachytherapy",))


@pytest.mark.parametrize(("label", "count"), [("coded", (1, 1)), ("not-iort", (0, 1)), (None, None)])
def test_a_status_counts_where_it_is_labelled(outcome: Any, label: str | None, count: tuple[int, int] | None) -> None:
    found = scored(case(status=label), outcome())
    assert [(item.count, item.of) for item in found.measures if item.name == "status"] == ([count] if count else [])


LABELLED = (("facility", ("77424",)), ("radiation-oncologist", ("77469",)), ("surgeon", ("19294-RTx2?", "19301-RT")))


def claims(line: Any, **change: Any) -> dict[str, Any]:
    """Lines as labelled, but for a change."""
    return {
        "facility": [line("77424"), line("C9726", core=False)],
        "radiation-oncologist": [line("77469")],
        "surgeon": [line("19301", "RT"), line("19294", "RT", units=2, review=True)],
    } | change


def test_core_claims_are_exact_whatever_their_order_and_what_is_not_core(outcome: Any, claim_line: Any) -> None:
    found = scored(case(claims=LABELLED), outcome(claims=claims(claim_line)))
    billers = ("facility", "radiation-oncologist", "surgeon")
    assert counts(found, "core-claims", *billers, "review") == [(1, 1), (1, 1), (1, 1), (1, 1), (4, 4)]
    assert found.misses == ()


def test_a_code_a_modifier_or_units_that_differ_cost_the_biller_and_the_case(outcome: Any, claim_line: Any) -> None:
    changes = {
        "77424 C9726, expected 77424": {"facility": [claim_line("77424"), claim_line("C9726")]},
        "none, expected 77424": {"facility": []},
        "77424 77424, expected 77424": {"facility": [claim_line("77424"), claim_line("77424")]},
        "77424-26, expected 77424": {"facility": [claim_line("77424", "26")]},
        "77424x2, expected 77424": {"facility": [claim_line("77424", units=2)]},
        "DM000ZZ, expected 77424": {"facility": [claim_line("DM000ZZ", units=None)]},
    }
    for said, change in changes.items():
        found = scored(case(claims=LABELLED), outcome(claims=claims(claim_line, **change)))
        assert counts(found, "core-claims", "facility", "surgeon") == [(0, 1), (0, 1), (1, 1)]
        assert differing(found) == (f"facility: {said}",)
    assert len(changes) == 6


def test_the_flag_for_review_is_counted_apart(outcome: Any, claim_line: Any) -> None:
    lines = claims(claim_line, surgeon=[claim_line("19301", "RT", review=True), claim_line("19294", "RT", units=2)])
    found = scored(case(claims=LABELLED), outcome(claims=lines))
    assert counts(found, "core-claims", "review") == [(1, 1), (2, 4)]
    assert differing(found) == (
        "surgeon: 19294-RTx2 is certain, expected review",
        "surgeon: 19301-RT is review, expected certain",
    )


@pytest.mark.parametrize(
    ("missing", "count"),
    [(("radiation", "setting", "date", "diagnosis"), (1, 1)), (("radiation", "site"), (0, 1)), ((), (0, 1))],
)
def test_deciding_questions_are_exact(outcome: Any, missing: tuple[str, ...], count: tuple[int, int]) -> None:
    assert counts(scored(case(questions=("radiation",)), outcome(missing=missing)), "questions") == [count]


def test_a_case_that_must_ask_nothing_is_labelled_so(outcome: Any) -> None:
    found = scored(case(questions=()), outcome(missing=("site",)))
    assert (counts(found, "questions"), differing(found)) == ([(0, 1)], ("questions: site, expected none",))


def test_codes_to_consider_and_a_diagnosis_stand_among_others(outcome: Any) -> None:
    labelled = case(consider=("19301", "19297"), diagnosis="C50.911")
    full = outcome(consider=("19297", "19301", "77300"), diagnoses=("C50.911", "Z17.0"))
    assert counts(scored(labelled, full), "consider", "diagnosis") == [(1, 1), (1, 1)]
    found = scored(labelled, outcome(consider=("19301",)))
    assert counts(found, "consider", "diagnosis") == [(0, 1), (0, 1)]
    assert differing(found) == ("consider: 19297 is missing among 19301", "diagnosis: C50.911 is missing among none")


@pytest.mark.parametrize(
    ("labels", "missing"),
    [
        (("99284", "No Modifier", "99284: pays 77469"), ()),
        (("99285", "19294: no modifier", "99284: fee"), ("99285", "19294: no modifier", "99284: fee")),
    ],
)
def test_warnings_are_told_by_code_by_words_or_by_both(
    outcome: Any, labels: tuple[str, ...], missing: tuple[str, ...]
) -> None:
    told = (Caution("The edit pays 77469; no modifier helps.", ("77469", "99284")), Caution("One fee.", ("19294",)))
    found = scored(case(warnings=labels), outcome(warnings=told))
    assert counts(found, "warning") == [(not missing, 1)]
    shown = f"warning: {'; '.join(missing)} is missing among warnings about 77469 99284 19294"
    assert differing(found) == ((shown,) if missing else ())


def test_codes_beside_the_delivery_are_compared_among_those_that_labels_name(outcome: Any, claim_line: Any) -> None:
    cases = [
        case("right", also=("77469",)),
        case("missing", also=("77469", "19294")),
        case("too many", also=()),
        case("optional", also=("77469",), also_optional=("19294",)),
        case("not labelled"),
    ]
    lines = {"radiation-oncologist": [claim_line("77469")], "surgeon": [claim_line("19301")]}
    found = score(cases, lambda _: outcome(claims=lines))
    assert counts(found, "also") == [(2, 4)]
    assert [(miss.id, miss.differs) for miss in found.misses] == [
        ("missing", ("also: 77469, expected 19294 77469",)),
        ("too many", ("also: 77469, expected none",)),
    ]
    optional = {"radiation-oncologist": [claim_line("77469")], "surgeon": [claim_line("19294")]}
    assert [miss.id for miss in score(cases, lambda _: outcome(claims=optional)).misses] == ["right", "too many"]


def test_evidence_is_measured_by_spans_and_by_tokens(outcome: Any) -> None:
    text = "Dose of 20 Gy given with INTRABEAM today"
    marks = (Mark(8, 13, "ior:Dose"), Mark(25, 34, "ior:Intrabeam"), Mark(14, 19, ""))
    found = scored(
        case(text=text, marks=marks),
        outcome(spans=((8, 13, "ior:Other"), (25, 34, "ior:Intrabeam"), (0, 4, "ior:Dose"), (11, 19, "ior:Given"))),
    )
    assert counts(found, "spans", "spans-with-concept") == [(2, 3), (1, 2)]
    assert counts(found, "span-precision", "span-f1") == [(2, 4), (4, 7)]
    # Tokens of the answer: Dose, 20, Gy, given, INTRABEAM; of the marks: 20, Gy, given, INTRABEAM.
    assert counts(found, "token-precision", "token-recall", "token-f1") == [(4, 5), (4, 4), (8, 9)]
    assert found["token-f1"].share == pytest.approx(2 * (4 / 5) * 1 / (4 / 5 + 1))


def test_a_span_takes_no_token_that_it_only_touches(outcome: Any) -> None:
    marks = (Mark(0, 3, ""), Mark(5, 9, ""))
    found = scored(case(text="10-20 30-40", marks=marks), outcome(spans=((0, 11, "ior:Dose"),)))
    assert counts(found, "token-precision", "token-recall") == [(2, 4), (2, 2)]


def test_a_case_with_no_marks_does_not_count_against_evidence(outcome: Any) -> None:
    found = scored(case(text="Dose"), outcome(spans=((0, 4, "ior:Dose"),)))
    assert not {"spans", "token-precision", "token-recall"} & {item.name for item in found.measures}


def test_risk_and_coverage(outcome: Any, claim_line: Any) -> None:
    answers = {
        "right": outcome(claims=claims(claim_line)),
        "wrong line": outcome(claims=claims(claim_line, facility=[])),
        "wrong service": outcome("electron-iort", claims=claims(claim_line)),
        "asks": outcome("unspecified-iort", "needs-information"),
    }
    found = score([case(name, claims=LABELLED) for name in answers], lambda labelled: answers[labelled.id])
    assert counts(found, "coverage", "wrong-when-committed") == [(3, 4), (2, 3)]
    passage = scored(case(), outcome())
    assert counts(passage, "coverage", "wrong-when-committed") == [(1, 1), (0, 1)]


def test_a_delivery_code_where_the_label_leaves_the_kind_open_is_counted(outcome: Any, claim_line: Any) -> None:
    delivery = frozenset({"77424", "77425"})
    guess = outcome(claims={"facility": [claim_line("77424", core=False)]})
    settled = outcome(claims={"radiation-oncologist": [claim_line("77469")]})
    open_kind = case(services=("unspecified-iort", "xray-iort"))
    found = scored(open_kind, guess, delivery=delivery)
    assert (counts(found, "guessed"), differing(found)) == ([(1, 1)], ("guessed: 77424",))
    assert counts(scored(open_kind, settled, delivery=delivery), "guessed") == [(0, 1)]
    labelled = scored(case(services=("xray-iort", "unspecified-iort")), guess, delivery=delivery)
    assert "guessed" not in {item.name for item in labelled.measures}


def test_delivery_codes_are_those_that_delivery_rules_propose() -> None:
    index = index_of(
        [
            ("ior:R", "rdf:type", "ior:DeliveryRule", False),
            ("ior:R", "ior:proposes", "cpt:1", False),
            ("ior:Other", "rdf:type", "ior:Rule", False),
            ("ior:Other", "ior:proposes", "cpt:2", False),
            ("cpt:1", "skos:notation", "00001", True),
            ("cpt:2", "skos:notation", "00002", True),
        ]
    )
    assert delivery_codes(index) == {"00001"}


def test_cases_that_are_held_back_count_and_are_not_named(outcome: Any) -> None:
    found = score(
        [case("seen"), case("unseen", hold=True), case("fine", hold=True, services=("none",))],
        lambda _: outcome("none"),
    )
    assert counts(found, "service") == [(1, 3)]
    assert ([miss.id for miss in found.misses], found.held_misses) == (["seen"], 1)
    assert "unseen" not in score_table(found) + score_json(found)
    assert "1 cases that are held back differ, too; they are not listed." in score_table(found)


def test_a_case_that_has_no_answer_is_named() -> None:
    def refuse(_: Labelled) -> Outcome:
        raise InputError("The case text holds no letter.")

    with pytest.raises(InputError, match=r"^Case a: The case text holds no letter\.$"):
        score([case()], refuse)


def test_the_table_has_a_row_a_measure_with_k_n_and_percent(outcome: Any) -> None:
    cases = [case("a", status="coded"), case("b", status="not-iort"), case("c", services=("none",))]
    lines = score_table(score(cases, lambda _: outcome())).splitlines()
    assert [line.split() for line in lines if line] == [
        ["3", "cases", "k", "n", "percent", "95", "%"],
        ["service", "2", "3", "66.7", "20.8-93.9"],
        ["status", "1", "2", "50.0", "9.5-90.5"],
        ["coverage", "(answers", "with", "status", "coded)", "3", "3", "100.0", "43.9-100.0"],
        ["risk", "(wrong", "among", "these;", "fewer", "is", "better)", "1", "3", "33.3", "6.1-79.2"],
        ["2", "cases", "differ", "from", "their", "labels:"],
        ["b"],
        ["status:", "coded,", "expected", "not-iort"],
        ["c"],
        ["service:", "xray-iort,", "expected", "none"],
    ]
    assert len({len(line) for line in lines[:5]}) == 1


def test_json_holds_what_the_table_holds(outcome: Any) -> None:
    found = json.loads(score_json(score([case("a", status="not-iort")], lambda _: outcome())))
    assert found == {
        "cases": 1,
        "measures": {
            "service": {"k": 1, "n": 1, "percent": 100.0, "interval": [20.7, 100.0]},
            "status": {"k": 0, "n": 1, "percent": 0.0, "interval": [0.0, 79.3]},
            "coverage": {"k": 1, "n": 1, "percent": 100.0, "interval": [20.7, 100.0]},
            "wrong-when-committed": {"k": 0, "n": 1, "percent": 0.0, "interval": [0.0, 79.3]},
        },
        "codes": {},
        "curve": [{"answers": 1, "wrong": 0, "coverage": 100.0, "risk": 0.0, "interval": [0.0, 79.3]}],
        "differing": [{"id": "a", "differs": ["status: coded, expected not-iort"]}],
        "held_differing": 0,
    }


def test_every_measure_has_words() -> None:
    assert set(_WORDS) == set(MEASURES)
