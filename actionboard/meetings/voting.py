"""Stickers: one set for each, counted in the dark until the vote closes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from actionboard.db import Json, Model, Moment


class Vote(Model):
    """Where one participant put their stickers: how many on which note, all of it in one row.

    It is kept outside the log, and thrown away when the meeting closes: only what each side came
    to stays, on the note.
    """

    __tablename__ = "votes"

    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"), primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    dots: Mapped[dict[str, int]] = mapped_column(Json)
    at: Mapped[datetime] = mapped_column(Moment)
