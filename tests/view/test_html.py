"""The answer as HTML: whole, inert, scoped."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from iortkg.model import Evidence, Outcome, Question, Walk
from iortkg.view import answer_html, page_html
from iortkg.view.marks import LONG, pieces
from tests.view.samples import HOSTILE, TEXT, marks

TAGS = {
    "div", "style", "dl", "dt", "dd", "p", "mark", "sup", "section", "h2", "table", "caption", "thead", "tbody", "tr",
    "th", "td", "b", "small", "span", "br", "i", "ul", "ol", "li", "figure", "details", "summary",
    "svg", "title", "desc", "rect", "g", "path", "text",
}  # fmt: skip


class Reader(HTMLParser):
    """Tags, attributes and words of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.words: list[tuple[tuple[str, ...], str]] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that opens."""
        self.handle_startendtag(tag, attrs)
        if tag not in {"br", "meta"}:
            kind = dict(attrs).get("class") or ""
            self.open.append(f"{tag}.{kind}" if kind else tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that opens and closes at once."""
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        """Note a tag that closes; it must be the last one opened."""
        assert self.open.pop().split(".")[0] == tag

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.words.append((tuple(self.open), data))

    def inside(self, where: str, *, but: str = "no such tag") -> str:
        """The words below a tag."""
        return "".join(words for stack, words in self.words if where in stack and but not in stack)


def test_everything_an_answer_says_is_there(outcome: Outcome, breast: Walk) -> None:
    shown = Reader(answer_html(outcome, breast)).inside("div.iortkg " + scope(answer_html(outcome, breast)))
    wanted = [
        "coded", "xray-iort", "2026-03-02", "given", "outpatient", "default", "0.1.0", "77424", "C9726", "HCPCS",
        "review", "certain", "core", "further", "X-ray delivery", "AMA code set, wording of the code (recalled)",
        "Some payers want the surgeon's code.", "radiation oncologist", "19301", "RT", "C50.911", "77300",
        "a documented dose calculation", "Was the patient an outpatient or an inpatient?", "77425",
        "77425 is for electrons.", "The delivery code is billed once for a session.", "CMS MUE 2026", "20 Gy",
    ]  # fmt: skip
    assert [words for words in wanted if words not in shown] == []


def scope(page: str) -> str:
    """The class under which the style stands."""
    found = re.search(r'class="iortkg (iortkg-[0-9a-f]{8})"', page)
    assert found is not None
    return found[1]


def test_there_are_three_claims_even_when_empty(outcome: Outcome, breast: Walk) -> None:
    empty = replace(outcome, claims=dict.fromkeys(outcome.claims, ()), diagnoses=())
    reader = Reader(answer_html(empty, breast))
    assert reader.tags.count("table") == 3
    assert reader.inside("caption") == "facilityradiation oncologistsurgeon"
    assert reader.inside("td.none") == "no line" * 3


def test_questions_come_first_when_something_is_missing(outcome: Outcome, breast: Walk) -> None:
    settled, open_ = (answer_html(replace(outcome, status=status), breast) for status in ("coded", "needs-information"))
    assert settled.index("Claims") < settled.index("Questions")
    assert open_.index("Questions") < open_.index("Claims")


def test_the_text_is_whole_and_its_marks_are_titled(outcome: Outcome, breast: Walk) -> None:
    page = answer_html(outcome, breast)
    assert Reader(page).inside("p.note", but="sup") == TEXT
    assert Reader(page).inside("sup") == "12345"
    assert '<mark class="s-affirmed" title="Partial mastectomy: affirmed">Right lumpectomy</mark><sup>1</sup>' in page
    assert (
        '<mark class="s-affirmed" title="Spherical applicator: planned; INTRABEAM: affirmed">INTRABEAM</mark>'
        "<sup>3</sup>"
        '<mark class="s-planned" title="Spherical applicator: planned"> 4 cm sphere</mark><sup>4</sup>'
    ) in page


def test_each_status_differs_by_more_than_colour(outcome: Outcome, breast: Walk) -> None:
    style = answer_html(outcome, breast).split("</style>")[0]
    looks = re.findall(r"\.s-([a-z-]+)\{([^}]*)\}", style)
    plain = {re.sub(r"(background|text-decoration-color):[^;]*;?", "", rules) for _, rules in looks}
    assert [status for status, _ in looks] == [
        "affirmed", "negated", "planned", "past", "hypothetical", "other-person",
    ]  # fmt: skip
    assert len(plain) == 6


def test_every_style_rule_stays_within_the_answer(outcome: Outcome, breast: Walk) -> None:
    page = answer_html(outcome, breast)
    style = page.split("<style>")[1].split("</style>")[0]
    selectors = [one for rule in re.findall(r"([^{}@]+)\{[^{}]*\}", style) for one in split_selectors(rule)]
    assert len(selectors) > 60
    ours = f".iortkg.{scope(page)}"
    themed = [one.strip() for one in selectors if not one.strip().startswith(ours)]
    # The rules of the night begin with the theme of the notebook and end with the answer itself.
    assert [one.partition(ours)[1:] for one in themed] == [(ours, "")] * 2


def split_selectors(rule: str) -> list[str]:
    """The selectors of a rule."""
    return re.split(r",(?![^(]*\))", rule)


@pytest.mark.parametrize("whole", [False, True], ids=["fragment", "page"])
def test_hostile_words_stay_words(bad: Outcome, hostile: Walk, *, whole: bool) -> None:
    page = (page_html if whole else answer_html)(bad, hostile)
    reader = Reader(page)
    assert set(reader.tags) <= TAGS | ({"html", "head", "meta", "title", "body", "main", "h1"} if whole else set())
    assert not {name for name, _ in reader.attributes if name.startswith("on") or name in {"href", "src", "xlink:href"}}
    assert reader.inside("td").count("<script>alert(1)</script>") > 1
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page)
    assert page.encode("utf-8")


def test_control_characters_of_the_note_become_visible(bad: Outcome, hostile: Walk) -> None:
    note = Reader(answer_html(bad, hostile)).inside("p.note", but="sup")
    assert len(note) == len(bad.text)
    assert "bell ␇ escape ␛[31m null ␀ half �" in note


def test_marks_outside_the_text_or_empty_are_left_out() -> None:
    evidence = (
        Evidence(3, 3, "", "c", "affirmed"),
        Evidence(-1, 2, "", "c", "affirmed"),
        Evidence(2, 9, "", "c", "past"),
    )
    assert [piece.text for piece in pieces("abcd", evidence)] == ["abcd"]
    assert [piece.marks for piece in pieces("abcd", evidence)] == [()]


def test_crossing_marks_are_cut_at_every_border() -> None:
    evidence = (Evidence(0, 3, "abc", "c", "affirmed"), Evidence(2, 5, "cde", "c", "negated"))
    cut = [(piece.text, piece.marks, piece.starts, piece.ends) for piece in pieces("abcdef", evidence)]
    assert cut == [("ab", (0,), (0,), ()), ("c", (0, 1), (1,), (0,)), ("de", (1,), (), (1,)), ("f", (), (), ())]


def test_of_a_long_text_only_the_passages_around_marks_are_shown(outcome: Outcome, breast: Walk) -> None:
    filler = "word " * 6_000
    long = replace(outcome, text=TEXT + filler + TEXT + filler, evidence=(
        *marks(("50 kV", "ior:TubeVoltage", "affirmed")),
        Evidence(len(TEXT + filler), len(TEXT + filler) + 5, "Right", "ior:Side", "affirmed"),
    ))  # fmt: skip
    assert len(long.text) > LONG
    page = answer_html(long, breast)
    note = Reader(page).inside("p.note", but="sup")
    assert len(note) < 3_000
    assert note.count("…") == 4
    assert "50 kV" in note
    assert "Right" in note
    left_out = sum(int(number.replace(",", "")) for number in re.findall(r"… ([\d,]+) characters …", note))
    shown = len(re.sub(r" … [\d,]+ characters … ", "", note))
    assert left_out + shown == len(long.text)


def test_the_picture_follows_the_theme_of_the_notebook(outcome: Outcome, breast: Walk) -> None:
    svg = answer_html(outcome, breast).split("<svg")[1]
    assert 'body[data-jp-theme-light="false"]' in svg
    assert "body:not([data-jp-theme-light],.vscode-light)" in svg


def test_the_walk_is_told_in_the_order_of_the_codes(outcome: Outcome, breast: Walk) -> None:
    told = answer_html(outcome, breast).split("The walk in words")[1]
    places = [told.index(f"<b>{code}") for code in ("77424", "77469", "19301 RT", "19294 RT")]
    assert places == sorted(places)
    assert "Low-energy x-rays is needed by X-ray delivery (from 2012 · code wording), which proposes 77424" in told


def test_a_label_function_names_what_the_walk_does_not(outcome: Outcome, breast: Walk) -> None:
    known = {"ior:SourcePfs2026": "Physician fee schedule 2026"}
    assert "source pfs2026" in answer_html(outcome, breast)
    named = answer_html(outcome, breast, label=lambda identifier: known.get(identifier, identifier))
    assert "Physician fee schedule 2026 (verified)" in named
    assert "rule hospital copy" in named


def test_what_a_code_is_for_stands_beside_it(outcome: Outcome, breast: Walk) -> None:
    page = answer_html(outcome, breast, meaning=lambda system, code: f"<{system} {code}>")
    told = Reader(page).inside("div.means")
    assert told == "<CPT 77424><HCPCS C9726><CPT 77469><CPT 19301><CPT 19294><ICD-10-CM C50.911>"
    assert "<b>77300</b> <small>CPT</small> 26 &lt;CPT 77300&gt;; <i>radiation oncologist</i> needs" in page
    assert "<b>77425</b> <small>CPT</small> &lt;CPT 77425&gt;; <i>radiation</i>" in page
    assert 'class="means"' not in answer_html(outcome, breast)


def test_a_page_is_a_whole_document_that_may_load_nothing(outcome: Outcome, breast: Walk) -> None:
    page = page_html(outcome, breast)
    assert page.startswith('<!doctype html>\n<html lang="en">')
    assert "<title>c1, 2026-03-02: coded</title>" in page
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:" in page
    reader = Reader(page)
    assert reader.tags.count("h1") == 1
    assert "script" not in reader.tags
    assert "link" not in reader.tags


def test_the_same_answer_gives_the_same_bytes(outcome: Outcome, breast: Walk) -> None:
    assert page_html(outcome, breast) == page_html(outcome, breast)


def test_an_answer_that_only_asks_has_no_picture(outcome: Outcome) -> None:
    asked = replace(outcome, questions=(Question("radiation", HOSTILE[1], ("1", "2")),), status="needs-information")
    page = answer_html(asked, Walk((), ()))
    assert "<svg" not in page
    assert "decides <b>1</b>, <b>2</b>" in page
