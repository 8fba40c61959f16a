"""Meetings over HTTP."""

from __future__ import annotations

from actionboard.meetings.views.meetings import meetings

ROOMS = (meetings,)
