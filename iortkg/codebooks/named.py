"""Tables that a call names: files as they were downloaded, stored tables, or folders of either."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Iterable
from pathlib import Path

from iortkg.codebooks.adding import add_file
from iortkg.codebooks.books import Codebooks
from iortkg.codebooks.folder import ENDING
from iortkg.codebooks.recognise import recognised
from iortkg.codebooks.sources import sources_of
from iortkg.errors import InputError


class _Held(Codebooks):
    """Codebooks of which some lie in a folder that is taken away with them."""

    def __init__(self, files: Iterable[Path], folder: Path) -> None:
        super().__init__(files)
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)


def books_from(*paths: Path) -> Codebooks:
    """The tables of files and folders; files as they were downloaded are read into a folder that lasts as long.

    Of a folder, what is no table is left aside. Raises InputError where a path holds none.
    """
    files, raw = list[Path](), list[Path]()
    for path in paths:
        for one in _inside(path) if path.is_dir() else (path,):
            (files if one.suffix == ENDING else raw).append(one)
    if not raw:
        return Codebooks(sorted(files))
    folder = Path(tempfile.mkdtemp(prefix="iortkg-"))
    try:
        for path in raw:
            files += [folder / f"{table.name}{ENDING}" for table in add_file(path, folder).tables]
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return _Held(sorted(dict.fromkeys(files)), folder)


def _inside(folder: Path) -> list[Path]:
    """The tables and readable files of a folder."""
    try:
        inside = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    except OSError as fault:
        raise InputError(f"{folder} is not readable: {fault.strerror}. Name a file or a folder of files.") from None
    found = [path for path in inside if path.suffix == ENDING or any(map(recognised, sources_of(path)))]
    if not found:
        raise InputError(f"{folder} holds no table that iortkg reads. See iortkg tables --help.")
    return found
