"""Answering how it goes, from a mail or from the card; and asking it sooner."""

from __future__ import annotations

from actionboard.notifications.views.answer_from_card import going
from actionboard.notifications.views.answer_from_mail import answering
from actionboard.notifications.views.ask_now import asking

ROOMS = (answering, going, asking)
