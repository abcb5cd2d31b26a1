"""The picture of risk against coverage."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from iortkg.view import curve_svg

SVG = "{http://www.w3.org/2000/svg}"
POINTS = [(0.25, 0.0, 0.0, 0.1), (0.5, 0.02, 0.0, 0.09)]


def drawn(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 our own markup


def test_points_stand_where_the_axes_say() -> None:
    root = drawn(curve_svg(POINTS))
    dots = [(float(dot.get("cx", "")), float(dot.get("cy", ""))) for dot in root.iter(f"{SVG}circle")]
    # From 58 to 542 across and from 268 up to 40, where the risk is a tenth.
    assert dots == [(179.0, 268.0), (300.0, 222.4)]
    assert [text.text for text in root.iter(f"{SVG}text")][1:5] == ["0 %", "0 %", "2 %", "20 %"]


def test_the_scale_holds_the_highest_interval() -> None:
    root = drawn(curve_svg([*POINTS, (0.6, 0.1, 0.05, 0.21)]))
    assert "50 %" in [text.text for text in root.iter(f"{SVG}text") if text.get("text-anchor") == "end"]


def test_a_screen_reader_hears_where_the_curve_ends() -> None:
    told = [item.text for item in drawn(curve_svg(POINTS)).iter(f"{SVG}desc")]
    assert told == ["At a coverage of 50.0 % the risk is 2.0 %, 95 % interval 0.0 % to 9.0 %."]


def test_without_an_answer_that_settles_on_codes_the_axes_stand_alone() -> None:
    root = drawn(curve_svg([]))
    assert [item.text for item in root.iter(f"{SVG}desc")] == ["No answer settles on codes."]
    assert list(root.iter(f"{SVG}circle")) == list(root.iter(f"{SVG}polygon")) == []
    assert list(root.iter(f"{SVG}path"))
