"""The page as one file, which may run nothing but its own script and ask for nothing at all."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from string import Template

from iortkg import Knowledge
from iortkg.view.clean import escaped
from tools.page.book import Book
from tools.page.chapter import contents, written
from tools.page.front import about, old_names, ontology, questions
from tools.page.mappings import mappings
from tools.page.topics import chapters
from tools.page.vocabulary import vocabulary


def page_of(knowledge: Knowledge) -> str:
    """The whole ontology as HTML; equal knowledge gives equal bytes."""
    book = Book(knowledge)
    style, script = _beside("page.css"), _beside("page.js")
    parts = (about(book), vocabulary(book), *chapters(book), mappings(book), questions(book), old_names(book))
    parts = tuple(part for part in parts if part.id != "old" or book.old)
    return Template(_beside("page.html")).substitute(
        policy=_policy(style, script),
        title=escaped(ontology(book).text("dcterms:title")),
        version=escaped(ontology(book).text("owl:versionInfo")),
        style=style,
        script=script,
        contents=contents(parts),
        chapters="\n".join(map(written, parts)),
    )


def _policy(style: str, script: str) -> str:
    """A content policy that lets this style and this script through and nothing else."""
    return (
        f"default-src 'none'; style-src '{_hashed(style)}'; script-src '{_hashed(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hashed(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _beside(name: str) -> str:
    return Path(__file__).with_name(name).read_text("utf-8")
