"""A mail in the outbox, as those who test the outbox have it."""

from tests.notifications.conftest import post as post
