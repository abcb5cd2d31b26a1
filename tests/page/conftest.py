"""The page of the shipped ontology, as text and as a tree."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import html5rdf
import pytest

from iortkg import Knowledge
from tools.page import page_of


@pytest.fixture(scope="session")
def page(kg: Knowledge) -> str:
    """The page as it would be written now."""
    return page_of(kg)


@pytest.fixture(scope="session")
def tree(page: str) -> Element:
    """Its elements, read by a parser that refuses what is not valid."""
    return parsed(page)


def parsed(page: str) -> Element:
    """The elements of a page; raises ParseError where it is not valid."""
    found = html5rdf.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    assert isinstance(found, Element)
    return found
