"""Answering how it goes, from a mail or from the card; and asking it sooner."""

from __future__ import annotations

from actionboard.notifications.views.answering import answering
from actionboard.notifications.views.asking import asking
from actionboard.notifications.views.going import going

ROOMS = (answering, going, asking)
