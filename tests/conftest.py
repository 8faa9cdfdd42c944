"""Fixtures shared by the tests."""

from pathlib import Path

import pytest
from hypothesis import settings

from scripts.model.dataset import Dataset
from tests.counties import MINI, copy_county, mini


@pytest.fixture(scope="session")
def county() -> Dataset:
    """Return 微县, the tiny county whose numbers are worked out by hand in ``test_scores``."""
    return mini()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a copy of 微县 that a test may spoil."""
    return copy_county(MINI, tmp_path / "county")


settings.register_profile("project", max_examples=80, deadline=None, derandomize=True, database=None)
settings.load_profile("project")
