"""Files that users download: recognised, checked, stored in a folder of theirs, and looked up by code and day."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from iortkg.codebooks.books import NONE, OUTPATIENT, PRACTITIONER, SETTINGS, Codebooks, titles_of
from iortkg.codebooks.folder import data_folder, stored_files
from iortkg.codebooks.records import AddOn, Fee, Pair, Payment, Table, Title, Units, Used

if TYPE_CHECKING:
    from iortkg.codebooks.adding import EACH, Added, Wish, add_file, size_to_read
    from iortkg.codebooks.named import books_from
    from iortkg.codebooks.removing import remove_table

__all__ = [
    "EACH",
    "NONE",
    "OUTPATIENT",
    "PRACTITIONER",
    "SETTINGS",
    "AddOn",
    "Added",
    "Codebooks",
    "Fee",
    "Pair",
    "Payment",
    "Table",
    "Title",
    "Units",
    "Used",
    "Wish",
    "add_file",
    "books_from",
    "data_folder",
    "remove_table",
    "size_to_read",
    "stored_files",
    "titles_of",
]

_LATER = {
    **dict.fromkeys(("EACH", "Added", "Wish", "add_file", "size_to_read"), "adding"),
    "books_from": "named",
    "remove_table": "removing",
}


def __getattr__(name: str) -> Any:  # Any: a module attribute may be anything
    """What only files need, imported when one is read: coding a case pays nothing for it."""
    if name in _LATER:
        return getattr(import_module(f"iortkg.codebooks.{_LATER[name]}"), name)
    raise AttributeError(f"module 'iortkg.codebooks' has no attribute {name!r}")
