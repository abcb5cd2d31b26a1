"""A view in pixels, for which no browser is needed; the only file that knows resvg."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import Any

from iortkg.errors import InputError
from iortkg.view.clean import plain
from iortkg.view.graphview import GraphView
from iortkg.view.svg import summary, view_svg

_SCREEN = 96
_WIDEST, _FINEST = 20_000, 1_200
# The widths of the words are those of these fonts, best first; the last is wider, and words still keep to their boxes.
_FONTS = ("LiberationSans", "Arial", "arial", "Helvetica", "NimbusSans", "DejaVuSans")
_NAMES = {
    "LiberationSans": "Liberation Sans",
    "arial": "Arial",
    "NimbusSans": "Nimbus Sans",
    "DejaVuSans": "DejaVu Sans",
}
_PLACES = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts", "/Library/Fonts",
           "/System/Library/Fonts", "~/Library/Fonts", "C:/Windows/Fonts")  # fmt: skip


def view_png(view: GraphView, *, width: int | None = None, dpi: int | None = None) -> bytes:
    """The picture as PNG, so many pixels wide or at a resolution; its words stand in a text chunk.

    Raises InputError where resvg-py or a font is missing, or the picture is too large.
    """
    if width is not None and not 1 <= width <= _WIDEST:
        raise InputError(f"A picture can't be {width} pixels wide. Give a width from 1 to {_WIDEST}.")
    if dpi is not None and not 1 <= dpi <= _FINEST:
        raise InputError(f"{dpi} dots per inch are no resolution. Give 1 to {_FINEST}.")
    name = _font()
    zoom = None if width else (dpi or _SCREEN) / _SCREEN
    if zoom and view.width * zoom > _WIDEST:
        raise InputError(
            f"The picture is wider than {_WIDEST} pixels at this resolution. Give a --width or a smaller --dpi."
        )
    options: dict[str, Any] = {"width": width} if width else {"zoom": zoom}  # Any: numbers of two kinds
    fonts = {"font_family": name, "sans_serif_family": name}
    drawn = bytes(_resvg().svg_to_bytes(svg_string=view_svg(view), **fonts, **options))
    return _with_chunks(drawn, view, dpi or _SCREEN)


def _resvg() -> Any:  # Any: known only where it is installed
    try:
        import resvg_py
    except ImportError:
        raise InputError('resvg-py is not installed. Run: pip install "iortkg[picture]"') from None
    return resvg_py


def _font() -> str:
    """The first of the fonts that is there; raises InputError, since a PNG has no words if there is none."""
    folders = [Path(place).expanduser() for place in _PLACES]
    found = {
        path.stem.partition("-")[0] for folder in folders if folder.is_dir() for path in folder.rglob("*.[toTO]t[fcFC]")
    }
    name = next((font for font in _FONTS if font in found), None)
    if name is None:
        raise InputError("No font for the words of a PNG was found. Install Liberation Sans or Arial, or write an SVG.")
    return _NAMES.get(name, name)


def _with_chunks(png: bytes, view: GraphView, dpi: int) -> bytes:
    """The picture with its title, its words and its resolution, right after the head."""
    head = 8 + 25  # the signature and IHDR
    dots = round(dpi / 0.0254)
    chunks = (
        _chunk(b"pHYs", struct.pack(">IIB", dots, dots, 1)),
        *(_text(name, words) for name, words in (("Title", view.title), ("Description", summary(view))) if words),
    )
    return png[:head] + b"".join(chunks) + png[head:]


def _text(name: str, words: str) -> bytes:
    """A text of any script."""
    return _chunk(b"iTXt", name.encode() + b"\0\0\0en\0\0" + plain(words).encode())


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
