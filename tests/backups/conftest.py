"""A mail in the outbox, as those who test the outbox have it."""

from tests.mail.conftest import post as post
