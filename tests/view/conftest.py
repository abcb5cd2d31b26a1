"""The samples as fixtures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.view import samples

if TYPE_CHECKING:
    from iortkg.model import Outcome, Walk

WALKS = {
    "breast": samples.breast_walk(),
    "crowded": samples.crowded_walk(),
    "tiny": samples.tiny_walk(),
    "hostile": samples.hostile_walk(),
    **{f"random-{seed}": samples.random_walk(seed) for seed in range(25)},
}


@pytest.fixture
def breast() -> Walk:
    """The walk of the first case of the contract."""
    return WALKS["breast"]


@pytest.fixture
def crowded() -> Walk:
    """The walk of a long note."""
    return WALKS["crowded"]


@pytest.fixture
def tiny() -> Walk:
    """One word and one question."""
    return WALKS["tiny"]


@pytest.fixture
def hostile() -> Walk:
    """A walk that tries to break out."""
    return WALKS["hostile"]


@pytest.fixture(params=WALKS)
def walk(request: pytest.FixtureRequest) -> Walk:
    """Each sample in turn, and walks of chance."""
    return WALKS[request.param]


@pytest.fixture
def outcome() -> Outcome:
    """The answer to the first case of the contract."""
    return samples.breast_outcome()


@pytest.fixture
def bad() -> Outcome:
    """An answer that tries to break out."""
    return samples.hostile_outcome()
