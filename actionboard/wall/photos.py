"""Photos of the paper flaps: kept with the meeting, cut to the paper, taken away with undo."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Self

from sqlalchemy import ForeignKey, LargeBinary, String, false, func, select, update
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from actionboard.accounts.models import User
from actionboard.boards.activity_log import Recorded, kept, linked
from actionboard.boards.models import Board
from actionboard.boards.undo_refusals import CannotUndo
from actionboard.boards.verbs import Verb, on_a_wall
from actionboard.core.database import Model, Moment, db
from actionboard.core.image_upload import Jpeg
from actionboard.core.local_time import day_of
from actionboard.core.messages import N_
from actionboard.core.typed_text import MADE, Reader, Wipe, holds
from actionboard.meetings.errors import EnoughPhotos
from actionboard.meetings.flaps import Flap
from actionboard.meetings.models import Meeting

ADDED = on_a_wall("photo.added", N_("%(who)s zette een foto van een flap erbij"))
CROPPED = on_a_wall("photo.cropped", N_("%(who)s sneed een foto van een flap bij"))
REMOVED = on_a_wall("photo.removed", N_("%(who)s haalde een foto van een flap weg"))

EACH = 6  # photos of one flap
WIPED, OLD = timedelta(days=30), timedelta(days=365)  # after it was taken away; after the meeting


class Picture(Model):
    """One JPEG, never changed, only wiped. `digest` is of its bytes."""

    __tablename__ = "pictures"

    id: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[bytes | None] = deferred(
        mapped_column(LargeBinary, info=holds(read=Reader.BOARD, wiped=Wipe.NEVER, kept=OLD))
    )
    digest: Mapped[str] = mapped_column(String(64), info=MADE)
    width: Mapped[int]
    height: Mapped[int]

    @classmethod
    def of(cls, jpeg: Jpeg) -> Self:
        """A picture to keep."""
        digest = sha256(jpeg.body).hexdigest()
        return cls(body=jpeg.body, digest=digest, width=jpeg.width, height=jpeg.height)


class Photo(Recorded, Model):
    """A photo of a flap. Everybody on the board sees `picture`; `whole` is what it was cut from."""

    __tablename__ = "photos"
    KIND = "photo"
    RIGHT = "may_facilitate"
    RECORDED = ("flap_id", "picture", "removed")

    id: Mapped[int] = mapped_column(primary_key=True)
    flap_id: Mapped[int] = kept(ForeignKey("flaps.id"), index=True)
    whole_id: Mapped[int] = mapped_column(ForeignKey("pictures.id"))
    picture_id: Mapped[int] = mapped_column(ForeignKey("pictures.id"))
    touched_at: Mapped[datetime] = mapped_column(Moment)
    removed: Mapped[bool] = kept(default=False, server_default=false())

    flap: Mapped[Flap] = relationship()
    whole: Mapped[Picture] = relationship(foreign_keys=[whole_id])
    picture: Mapped[Picture] = linked(foreign_keys=[picture_id])

    @classmethod
    def add(cls, flap: Flap, jpeg: Jpeg, by: User) -> Self:
        """Put a photo beside a flap, in the board's turn. Raises EnoughPhotos."""
        if len(cls.of(flap)) >= EACH:
            raise EnoughPhotos(most=EACH)
        picture = Picture.of(jpeg)
        db.session.add(picture)
        db.session.flush()
        photo = cls(
            flap=flap,
            flap_id=flap.id,
            whole=picture,
            picture=picture,
            picture_id=picture.id,
            whole_id=picture.id,
            removed=False,
        )
        photo._record(ADDED, by)
        return photo

    @classmethod
    def find(cls, meeting: Meeting, number: int) -> Self | None:
        """A photo of a meeting, unless it was taken away."""
        mine = select(cls).join(Flap).where(Flap.meeting_id == meeting.id, cls.id == number)
        return db.session.scalar(mine.where(~cls.removed))

    @classmethod
    def of(cls, flap: Flap) -> Sequence[Self]:
        """A flap's photos, in the order in which they came."""
        mine = select(cls).where(cls.flap_id == flap.id, ~cls.removed)
        return db.session.scalars(mine.order_by(cls.id)).all()

    @classmethod
    def counts(cls, meeting: Meeting) -> dict[str, int]:
        """How many photos each flap has, by its code."""
        mine = select(Flap.code, func.count()).join(cls, cls.flap_id == Flap.id)
        rows = mine.where(Flap.meeting_id == meeting.id, ~cls.removed).group_by(Flap.code)
        return {code: int(count) for code, count in db.session.execute(rows)}

    @property
    def url(self) -> str:
        """The photo's address."""
        return f"{self.flap.meeting.url}/photos/{self.id}"

    def cut(self, jpeg: Jpeg | None, by: User) -> None:
        """Show this part of it, or all of it again."""
        picture = Picture.of(jpeg) if jpeg else self.whole
        if picture.digest == self.picture.digest:
            return
        db.session.add(picture)
        db.session.flush()
        self.picture = picture
        self._record(CROPPED, by)

    def remove(self, by: User) -> None:
        """Take it away; for a while, undo brings it back."""
        if not self.removed:
            self.removed = True
            self._record(REMOVED, by)

    def went_back(self, board: Board, by: User) -> None:
        """Raises CannotUndo when the picture was wiped meanwhile."""
        self.touched_at = board.moment
        if self.picture.body is None:
            raise CannotUndo()

    def _record(self, verb: Verb, by: User) -> None:
        board = self.flap.meeting.board
        self.touched_at = board.moment
        board.record(verb, self, by)


def wipe(now: datetime) -> None:
    """Empty the pictures of photos that were taken away, and of meetings long past; and those
    that no photo shows any more, but for the whole."""
    gone = Photo.removed & (Photo.touched_at < now - WIPED)
    past = Meeting.held_on < day_of(now) - OLD
    photos = select(Photo).join(Flap).join(Meeting)
    done = photos.where(gone | past).subquery()
    shown = select(Photo.picture_id).union(select(Photo.whole_id))
    which = (
        Picture.id.in_(select(done.c.picture_id))
        | Picture.id.in_(select(done.c.whole_id))
        | Picture.id.not_in(shown)
    )
    db.session.execute(
        update(Picture).where(which, Picture.body.is_not(None)).values(body=None),
        execution_options={"synchronize_session": False},
    )
