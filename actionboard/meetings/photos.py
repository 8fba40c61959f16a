"""Photos of paper flaps: made small, upright and bare of what a camera adds, kept in the database.

They are kept there, and not in a folder, so that every app host can show them and a backup has all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Self

from PIL import Image, ImageOps, UnidentifiedImageError
from sqlalchemy import ForeignKey, LargeBinary, func, select
from sqlalchemy.orm import Mapped, mapped_column

from actionboard.accounts.models import User
from actionboard.boards.activity import Recorded
from actionboard.cards.words import kept, linked
from actionboard.db import Model, Moment, db
from actionboard.meetings.errors import AppleFormat, BadPhoto, EnoughPhotos, PhotoTooLarge
from actionboard.meetings.flaps import Flap

LARGEST = 15 * 2**20  # bytes of a file
MOST_PIXELS = 60_000_000  # of what is unpacked: a small file can hold a huge picture
LONGEST_SIDE = 2000  # pixels that are kept
QUALITY = 82
MOST = 8  # photos of one flap


@dataclass(frozen=True, slots=True)
class Crop:
    """How much is cut off each side, in per cent."""

    left: int = 0
    top: int = 0
    right: int = 0
    bottom: int = 0

    def of(self, image: Image.Image) -> Image.Image:
        """The picture without its edges; at least a tenth of it stays."""
        left, right = _edges(self.left, self.right, image.width)
        top, bottom = _edges(self.top, self.bottom, image.height)
        return image.crop((left, top, right, bottom))


class Photo(Recorded, Model):
    """A photo of a flap, as a JPEG without anything that tells where or by whom it was taken."""

    __tablename__ = "photos"
    KIND = "photo"
    RECORDED = ("flap", "removed")

    id: Mapped[int] = mapped_column(primary_key=True)
    flap_id: Mapped[int] = mapped_column(ForeignKey("flaps.id"), index=True)
    body: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    width: Mapped[int]
    height: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(Moment)
    removed: Mapped[bool] = kept(default=False)

    flap: Mapped[Flap] = linked()

    @classmethod
    def add(cls, flap: Flap, image: Image.Image, by: User) -> Self:
        """Hang a picture with its flap. Raises EnoughPhotos."""
        if len(cls.of(flap)) >= MOST:
            raise EnoughPhotos(most=MOST)
        body, board = BytesIO(), flap.meeting.board
        image.save(body, "JPEG", quality=QUALITY, optimize=True)
        photo = cls(
            flap=flap, body=body.getvalue(), width=image.width, height=image.height,
            made_at=board.moment, removed=False,
        )  # fmt: skip
        board.record("photo.added", photo, by)
        return photo

    @classmethod
    def of(cls, flap: Flap) -> Sequence[Self]:
        """A flap's photos, in the order in which they came."""
        mine = select(cls).where(cls.flap_id == flap.id, ~cls.removed)
        return db.session.scalars(mine.order_by(cls.id)).all()

    @classmethod
    def find(cls, flap: Flap, number: int) -> Self | None:
        """One of them."""
        return next((photo for photo in cls.of(flap) if photo.id == number), None)

    @classmethod
    def count(cls, flaps: Sequence[Flap]) -> int:
        """How many these flaps have together."""
        mine = cls.flap_id.in_([flap.id for flap in flaps]) & ~cls.removed
        return db.session.scalar(select(func.count()).where(mine)) or 0

    def crop(self, crop: Crop, by: User) -> Photo:
        """Cut its edges off: another photo in its place, so that undo brings this one back."""
        with Image.open(BytesIO(self.body)) as image:
            smaller = crop.of(image)
            smaller.load()
        self.remove(by)
        return Photo.add(self.flap, smaller, by)

    def remove(self, by: User) -> None:
        """Take it away; undo brings it back."""
        if not self.removed:
            self.removed = True
            self.flap.meeting.board.record("photo.removed", self, by)


def developed(data: bytes) -> Image.Image:
    """An upright picture of bounded size from an uploaded file.

    Raises PhotoTooLarge, AppleFormat, BadPhoto. Only the pixels are taken over.
    """
    if len(data) > LARGEST:
        raise PhotoTooLarge(most=LARGEST // 2**20)
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"heim"):
        raise AppleFormat()
    try:
        with Image.open(BytesIO(data), formats=("JPEG", "PNG")) as image:
            if image.width * image.height > MOST_PIXELS:
                raise PhotoTooLarge(most=LARGEST // 2**20)
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(image).convert("RGB")
    except (OSError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise BadPhoto() from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return Image.frombytes("RGB", upright.size, upright.tobytes())


def _edges(first: int, last: int, size: int) -> tuple[int, int]:
    first, last = max(0, min(first, 90)), max(0, min(last, 90))
    last = min(last, 90 - first)
    return size * first // 100, size - size * last // 100
