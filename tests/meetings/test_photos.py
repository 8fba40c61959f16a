"""Photos of paper flaps: small, upright, bare of what a camera adds, and never a bomb."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from pytest import raises

from actionboard.boards import replay
from actionboard.meetings import photos, rehearsing
from actionboard.meetings.boarding import to_board
from actionboard.meetings.errors import (
    AppleFormat,
    BadPhoto,
    NotEmpty,
    NotRehearsing,
    PhotoTooLarge,
)
from actionboard.meetings.notes import Note
from actionboard.meetings.photos import Crop, Photo, developed
from tests.clients import said


def file(size=(400, 300), kind="JPEG", **saved):
    body = BytesIO()
    Image.new("RGB", size, "yellow").save(body, kind, **saved)
    return body.getvalue()


@pytest.fixture
def photo(board, meeting, wim):
    """A photo of flap 1A, 400 by 300."""
    with board.turn():
        return Photo.add(meeting.flap("1A"), developed(file()), wim)


def test_a_photo_is_upright_and_tells_nothing_about_where_it_was_taken():
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Telefoonmerk"  # turned; the maker

    image = developed(file(exif=exif))

    assert image.size == (300, 400)
    assert not image.getexif()


def test_a_large_photo_is_made_smaller():
    assert max(developed(file((4000, 1000))).size) == photos.LONGEST_SIDE


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\xff\xd8\xff kapot", file(kind="PNG")[:60]])
def test_what_is_no_photo_is_refused_kindly(data):
    with raises(BadPhoto):
        developed(data)


def test_an_iphones_own_format_is_refused_with_the_way_out():
    with raises(AppleFormat) as refusal:
        developed(b"\0\0\0\x18ftypheic" + b"\0" * 40)

    assert "Meest compatibel" in refusal.value.sentence


def test_a_small_file_that_holds_a_huge_picture_is_refused(monkeypatch):
    monkeypatch.setattr(photos, "MOST_PIXELS", 1000)

    with raises(PhotoTooLarge):
        developed(file())


def test_cropping_is_taken_back_by_undo(board, meeting, photo, wim):
    with board.turn():
        photo.crop(Crop(left=10, top=50), wim)
    smaller = Photo.of(meeting.flap("1A"))
    assert [(one.width, one.height) for one in smaller] == [(360, 150)]
    versions = board.recorded

    with board.turn():
        for version in reversed(versions):
            replay.undo(board, version, by=wim)

    assert Photo.of(meeting.flap("1A")) == [photo]
    assert replay.differences(board) == []


def test_a_tenth_of_a_photo_stays_however_much_is_cut(board, photo, wim):
    with board.turn():
        smaller = photo.crop(Crop(left=90, right=90), wim)

    assert smaller.width == 40


def test_a_photo_hangs_beside_the_field_to_type_from_it(client_of, meeting, wim):
    client = client_of(wim)
    data = {"photo": (BytesIO(file()), "flap.jpg")}

    client.post(f"{meeting.url}/flaps/2B/photos", data=data)

    photo = Photo.of(meeting.flap("2B"))[0]
    address = f"{meeting.url}/flaps/2B/photos/{photo.id}"
    assert address in client.get(f"{meeting.url}/flaps/2B").text
    assert client.get(address).mimetype == "image/jpeg"
    client.post(f"{meeting.url}/flaps/2B/photos/{photo.id}?_method=DELETE")
    assert Photo.of(meeting.flap("2B")) == []


def test_a_wrong_file_is_said_at_its_field(client_of, meeting, wim):
    data = {"photo": (BytesIO(b"geen foto"), "flap.jpg")}

    reply = client_of(wim).post(f"{meeting.url}/flaps/2B/photos", data=data)

    assert reply.status_code == 422
    assert "JPEG of PNG" in said(reply)


def test_a_rehearsal_leaves_nothing_behind(client_of, board, meeting, stick, wim):
    client = client_of(wim)
    client.send(f"{meeting.url}/rehearsal")
    note = stick("Proefje")
    with board.turn():
        to_board(meeting, [note.id], wim)

    client.send(f"{meeting.url}/rehearsal?_method=DELETE")

    assert Note.of(meeting) == []
    assert Note.cards_of([note]) == {}
    assert not meeting.rehearsing
    assert replay.differences(board) == []


def test_a_real_meeting_is_not_cleared_away(board, meeting, stick, wim):
    stick()

    with raises(NotRehearsing), board.turn():
        rehearsing.reset(meeting, wim)


def test_rehearsing_begins_with_empty_flaps(board, meeting, stick, wim):
    stick()

    with raises(NotEmpty), board.turn():
        rehearsing.begin(meeting, wim)
