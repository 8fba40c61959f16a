"""What the tests of reviews share."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.histories import WORKERS


@pytest.fixture
def cast(karin, henk, fatima, joris, marleen):
    """Who lives a random history, by first name."""
    return dict(zip(WORKERS, (karin, henk, fatima, joris, marleen), strict=True))


@pytest.fixture
def now():
    """The moment at which the test runs."""
    return datetime.now(UTC)
