"""Risk against coverage as one self-contained picture."""

from __future__ import annotations

from collections.abc import Sequence

from iortkg.view.palette import LIGHT
from iortkg.view.shapes import number

# Coverage, risk, and the two ends of its interval, all from 0 to 1.
Point = tuple[float, float, float, float]

_WIDTH, _HEIGHT = 560.0, 320.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 58.0, 18.0, 40.0, 52.0
_FONT = "Helvetica, Arial, 'Liberation Sans', sans-serif"
_TICKS = 5
# The scale of the risk ends at the first of these that holds the highest interval.
_ENDS = (0.1, 0.2, 0.5, 1.0)


def curve_svg(points: Sequence[Point], *, title: str = "Risk and coverage") -> str:
    """The curve from the surest answers on, with the band of its intervals; axes alone where there is no point."""
    most = next(end for end in _ENDS if all(point[3] <= end for point in points) or end == _ENDS[-1])
    told = (
        f"At a coverage of {_percent(points[-1][0])} the risk is {_percent(points[-1][1])}, "
        f"95 % interval {_percent(points[-1][2])} to {_percent(points[-1][3])}."
        if points
        else "No answer settles on codes."
    )
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(_WIDTH)} {number(_HEIGHT)}" ',
            f'width="{number(_WIDTH)}" height="{number(_HEIGHT)}" role="img" aria-labelledby="t-risk d-risk" ',
            f'font-family="{_FONT}" font-size="12" fill="{LIGHT.ink}">',
            f'<title id="t-risk">{title}</title><desc id="d-risk">{told}</desc>',
            f'<rect width="{number(_WIDTH)}" height="{number(_HEIGHT)}" rx="8" fill="{LIGHT.ground}"/>',
            f'<text x="{number(_LEFT)}" y="24" font-size="14">{title}</text>',
            *(_grid(step / _TICKS, most) for step in range(_TICKS + 1)),
            _text(
                _LEFT + _across() / 2, _HEIGHT - 12, "coverage: part of all cases that is answered with codes", "middle"
            ),
            f'<text transform="translate(16 {number(_TOP + _down() / 2)}) rotate(-90)" text-anchor="middle">',
            "risk: part of these that is wrong</text>",
            _band(points, most),
            _line(points, most),
            "</svg>\n",
        )
    )


def _across() -> float:
    return _WIDTH - _LEFT - _RIGHT


def _down() -> float:
    return _HEIGHT - _TOP - _BOTTOM


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _place(coverage: float, risk: float, most: float) -> str:
    return f"{number(_LEFT + coverage * _across())},{number(_TOP + (1 - min(risk / most, 1)) * _down())}"


def _grid(part: float, most: float) -> str:
    """A line across and the figures of both axes at a part of them."""
    level = _TOP + (1 - part) * _down()
    return (
        f'<path d="M{number(_LEFT)} {number(level)}h{number(_across())}" stroke="{LIGHT.rule}" stroke-width="1"/>'
        + _text(_LEFT - 6, level + 4, f"{100 * part * most:g} %", "end")
        + _text(_LEFT + part * _across(), _HEIGHT - _BOTTOM + 18, f"{100 * part:g} %", "middle")
    )


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{number(x)}" y="{number(y)}" text-anchor="{anchor}">{words}</text>'


def _band(points: Sequence[Point], most: float) -> str:
    above = [_place(coverage, high, most) for coverage, _, _, high in points]
    below = [_place(coverage, low, most) for coverage, _, low, _ in reversed(points)]
    corners = " ".join((*above, *below))
    return f'<polygon points="{corners}" fill="{LIGHT.strong}" fill-opacity="0.15"/>' if points else ""


def _line(points: Sequence[Point], most: float) -> str:
    """The curve, with a dot for each point: between them no answer was measured."""
    places = [_place(coverage, risk, most) for coverage, risk, _, _ in points]
    dots = (place.split(",") for place in places)
    drawn = "".join(f'<circle cx="{x}" cy="{y}" r="3"/>' for x, y in dots)
    if not points:
        return ""
    return f'<polyline points="{" ".join(places)}" fill="none" stroke="{LIGHT.strong}" stroke-width="2"/>{drawn}'
