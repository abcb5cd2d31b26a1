"""The outline of each kind, so that colour is not the only sign."""

from __future__ import annotations

from collections.abc import Callable

Outline = Callable[[float, float, float, float], str]


def outline(kind: str, x: float, y: float, width: float, height: float) -> str:
    """The path of a kind's shape in a frame."""
    return _OUTLINES.get(kind, _rounded(8))(x, y, width, height)


def number(value: float) -> str:
    """A coordinate with at most one decimal."""
    short = f"{value:.1f}".removesuffix(".0")
    return "0" if short == "-0" else short


def _path(*parts: str | float) -> str:
    """Commands and coordinates as one path."""
    words = [part if isinstance(part, str) else number(part) for part in parts]
    return " ".join(words)


def _rounded(radius: float) -> Outline:
    """A rectangle with round corners."""

    def draw(x: float, y: float, w: float, h: float) -> str:
        """The path, its radius no more than half the height."""
        r = min(radius, h / 2)
        turn = ("a", r, r, "0 0 1")
        return _path(
            "M", x + r, y, "h", w - 2 * r, *turn, r, r, "v", h - 2 * r, *turn, -r, r,
            "h", 2 * r - w, *turn, -r, -r, "v", 2 * r - h, *turn, r, -r, "z",
        )  # fmt: skip

    return draw


def _scooped(x: float, y: float, w: float, h: float) -> str:
    """A ticket: corners cut out round."""
    r = min(8, h / 4)
    turn = ("a", r, r, "0 0 0")
    return _path(
        "M", x + r, y, "h", w - 2 * r, *turn, r, r, "v", h - 2 * r, *turn, -r, r,
        "h", 2 * r - w, *turn, -r, -r, "v", 2 * r - h, *turn, r, -r, "z",
    )  # fmt: skip


def _cut(x: float, y: float, w: float, h: float) -> str:
    """A rectangle with straight cut corners."""
    c = min(9, h / 3.5)
    return _path(
        "M", x + c, y, "h", w - 2 * c, "l", c, c, "v", h - 2 * c, "l", -c, c,
        "h", 2 * c - w, "l", -c, -c, "v", 2 * c - h, "z",
    )  # fmt: skip


def _pointed(x: float, y: float, w: float, h: float) -> str:
    """A flat hexagon."""
    c = min(12, h / 2.5)
    return _path("M", x + c, y, "h", w - 2 * c, "l", c, h / 2, -c, h / 2, "h", 2 * c - w, "l", -c, -h / 2, "z")


def _bullet(x: float, y: float, w: float, h: float) -> str:
    """Square where it begins, round where it ends."""
    r = min(22, h / 2)
    return _path(
        "M", x, y, "h", w - r, "a", r, r, "0 0 1", r, r, "v", h - 2 * r, "a", r, r, "0 0 1", -r, r, "h", r - w, "z"
    )


def _framed(x: float, y: float, w: float, h: float) -> str:
    """A rectangle within a rectangle."""
    c = min(4, h / 5)
    return _path("M", x, y, "h", w, "v", h, "h", -w, "z m", c, c, "h", w - 2 * c, "v", h - 2 * c, "h", 2 * c - w, "z")


def _folded(x: float, y: float, w: float, h: float) -> str:
    """A sheet with its corner folded."""
    c = min(12, h / 2.5)
    return _path("M", x, y, "h", w - c, "l", c, c, "v", h - c, "h", -w, "z m", w - c, 0, "v", c, "h", c)


def _barred(x: float, y: float, w: float, h: float) -> str:
    """A rectangle with a bar at each side."""
    c = min(6, h / 3)
    return _path("M", x, y, "h", w, "v", h, "h", -w, "z m", c, 0, "v", h, "m", w - 2 * c, 0, "v", -h)


def _clipped(x: float, y: float, w: float, h: float) -> str:
    """A rectangle with two opposite corners cut off."""
    c = min(14, h / 2.5)
    return _path("M", x + c, y, "h", w - c, "v", h - c, "l", -c, c, "h", c - w, "v", c - h, "z")


def _pointing(x: float, y: float, w: float, h: float) -> str:
    """A label that points onward."""
    c = min(10, h / 3)
    return _path("M", x, y, "h", w - c, "l", c, h / 2, -c, h / 2, "h", c - w, "z")


def _leaf(x: float, y: float, w: float, h: float) -> str:
    """A rectangle with two opposite corners round."""
    r = min(18, h / 2)
    return _path(
        "M", x + r, y, "h", w - r, "v", h - r, "a", r, r, "0 0 1", -r, r, "h", r - w, "v", r - h,
        "a", r, r, "0 0 1", r, -r, "z",
    )  # fmt: skip


def _headed(x: float, y: float, w: float, h: float) -> str:
    """A sheet of a calendar: a line below its head."""
    c = min(6, h / 3)
    return _path("M", x, y, "h", w, "v", h, "h", -w, "z m", 0, c, "h", w)


def _bound(x: float, y: float, w: float, h: float) -> str:
    """A book: a line along its back."""
    c = min(5, w / 4)
    return _path("M", x, y, "h", w, "v", h, "h", -w, "z m", c, 0, "v", h)


def _lined(x: float, y: float, w: float, h: float) -> str:
    """A row of a table: a line above and below its words."""
    c = min(4, h / 4)
    return _path("M", x, y, "h", w, "v", h, "h", -w, "z m", 0, c, "h", w, "m", 0, h - 2 * c, "h", -w)


def _slanted(x: float, y: float, w: float, h: float) -> str:
    """A parallelogram."""
    c = min(8, h / 4)
    return _path("M", x + c, y, "h", w - c, "l", -c, h, "h", c - w, "z")


def _notched(x: float, y: float, w: float, h: float) -> str:
    """A tag: a notch where it begins."""
    c = min(7, h / 4)
    return _path("M", x, y, "h", w, "v", h, "h", -w, "l", c, -h / 2, "z")


def _tabbed(x: float, y: float, w: float, h: float) -> str:
    """A card of an index: its top corners cut."""
    c = min(7, h / 3)
    return _path("M", x + c, y, "h", w - 2 * c, "l", c, c, "v", h - c, "h", -w, "v", c - h, "z")


_OUTLINES: dict[str, Outline] = {
    "text": _rounded(3),
    "procedure": _rounded(12),
    "device": _cut,
    "applicator": _bullet,
    "radiation": _pointed,
    "site": _scooped,
    "delivered": _rounded(23),
    "setting": _framed,
    "diagnosis": _folded,
    "channels": _barred,
    "energy": _clipped,
    "dose": _pointing,
    "side": _leaf,
    "date": _headed,
    "rule": _rounded(3),
    "source": _bound,
    "biller": _tabbed,
    "record": _lined,
    "detail": _slanted,
    "word": _notched,
    "code": _rounded(6),
}
