"""Cases coded with the shipped ontology, and what its reader makes of a text on the way."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import iortkg
from iortkg.case import Reader, make_reader
from iortkg.case.read import read_scene
from iortkg.case.scene import Scene

DAY = "2026-03-02"


@pytest.fixture(scope="session")
def code(kg: iortkg.Knowledge) -> Callable[..., iortkg.Answer]:
    """Code a text for an outpatient on one day, or in another setting."""

    def coded(text: str, setting: str = "outpatient") -> iortkg.Answer:
        return iortkg.code(text, on=DAY, setting=setting, knowledge=kg)

    return coded


@pytest.fixture(scope="session")
def outcome(code: Callable[..., iortkg.Answer]) -> Callable[[str], tuple[str, str]]:
    """Status and service of a text."""

    def told(text: str) -> tuple[str, str]:
        answer = code(text)
        return answer.status, answer.service

    return told


@pytest.fixture(scope="session")
def doses(code: Callable[..., iortkg.Answer]) -> Callable[[str], list[float | None]]:
    """The dose that a text is understood to have given, in gray."""
    return lambda text: [fact.value for fact in code(text).facts if fact.kind == "dose"]


@pytest.fixture(scope="session")
def surgeon(code: Callable[..., iortkg.Answer]) -> Callable[[str], list[str]]:
    """The surgeon's lines of a text, with their modifiers."""

    def lines(text: str) -> list[str]:
        return ["-".join((line.code, *(line.modifiers or ()))) for line in code(text).claims["surgeon"]]

    return lines


@pytest.fixture(scope="session")
def row(code: Callable[..., iortkg.Answer]) -> Callable[[str], list[str]]:
    """The facility's lines for an inpatient, whose axis says which place was treated."""
    return lambda text: [line.code for line in code(text, "inpatient").claims["facility"]]


@pytest.fixture(scope="session")
def reader(kg: iortkg.Knowledge) -> Reader:
    """The reader of the shipped ontology."""
    return make_reader(kg.index)


@pytest.fixture(scope="session")
def scene(reader: Reader) -> Callable[[str], Scene]:
    """Everything read from a text."""
    return lambda text: read_scene(text, reader)
