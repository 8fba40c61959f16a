"""What the tests of reviews share."""

from tests.reviews.conftest import cast as cast
from tests.reviews.conftest import now as now
