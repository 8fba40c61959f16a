"""Photos of a meeting's paper flaps: who sees them, how they are cut, and that they go away."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from pytest import raises

from actionboard.boards import activity_log, replay, undo
from actionboard.boards.undo_refusals import CannotUndo
from actionboard.core.database import db, writing
from actionboard.core.image_upload import Edges, cropped, redrawn
from actionboard.meetings.errors import EnoughPhotos
from actionboard.meetings.notes import Note
from actionboard.wall import photos
from actionboard.wall.photos import EACH, Photo, Picture
from tests.clients import said
from tests.pictures import NO_PHOTOS, photo


@pytest.fixture
def add(board, meeting, wim):
    """Puts a photo beside a flap: `add("2B")`."""

    def add(code="2B", size=(400, 300)):
        with board.turn():
            return Photo.add(meeting.flap(code), redrawn(photo(size)), wim)

    return add


def sent(client, url, data, name="flap.jpg"):
    return client.post(url, data={"photo": (io.BytesIO(data), name)})


def test_a_photo_is_added_cut_and_shown_to_all(client_of, meeting, wim, karin):
    leading = client_of(wim)
    added = sent(leading, f"{meeting.url}/flaps/2B/photos", photo((400, 300)))
    kept = Photo.of(meeting.flap("2B"))[0]
    assert added.headers["Location"] == kept.url

    leading.send(kept.url, left="25", top="0", right="25 %", bottom="")
    seen = client_of(karin).get(f"{kept.url}/picture")

    db.session.refresh(kept)
    assert (kept.picture.width, kept.picture.height) == (200, 300)
    assert seen.data[:2] == b"\xff\xd8"
    assert f"{kept.url}/picture" in client_of(karin).get(f"{meeting.url}/flaps/2B").text


def test_a_photo_is_sent_as_a_photo_and_asked_for_again(client_of, add, zoë):
    url = f"{add().url}/picture"
    client = client_of(zoë)

    first = client.get(url)
    again = client.get(url, headers={"If-None-Match": first.headers["ETag"]})

    assert first.mimetype == "image/jpeg"
    assert first.headers["Content-Disposition"].startswith('inline; filename="flap-2B-')
    assert first.headers["X-Content-Type-Options"] == "nosniff"
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert not first.headers["ETag"].startswith("W/")
    assert (again.status_code, again.data) == (304, b"")


def test_what_was_cut_off_is_seen_by_who_leads_alone(client_of, add, wim, karin):
    url = f"{add().url}/whole"

    assert client_of(wim).get(url).status_code == 200
    assert client_of(karin).get(url).status_code == 403


def test_a_photo_of_another_board_is_not_found(client_of, add, buitenstaander, visitor):
    url = f"{add().url}/picture"

    assert client_of(buitenstaander).get(url).status_code == 404
    assert visitor.get(url).status_code in (302, 303)


@pytest.mark.parametrize("data", NO_PHOTOS.values(), ids=NO_PHOTOS)
def test_what_is_no_photo_is_said_at_its_field(client_of, meeting, wim, data):
    reply = sent(client_of(wim), f"{meeting.url}/flaps/1A/photos", data)

    assert reply.status_code == 422
    assert 'aria-describedby="e-photo' in reply.text
    assert "Dit bestand kunnen we niet als foto lezen." in said(reply)


def test_a_file_that_is_too_large_is_said_at_its_field(client_of, meeting, wim):
    reply = sent(client_of(wim), f"{meeting.url}/flaps/1A/photos", bytes(16 * 2**20))

    assert reply.status_code == 422
    assert "hooguit 15 MB" in said(reply)


def test_a_photo_of_eight_megabytes_may_come_though_a_list_may_not(client_of, meeting, wim):
    heavy = photo() + bytes(8 * 2**20)

    reply = sent(client_of(wim), f"{meeting.url}/flaps/1A/photos", heavy)

    assert reply.status_code == 303


def test_edges_that_leave_nothing_are_said_and_kept(client_of, add, wim):
    kept = add()

    reply = client_of(wim).send(kept.url, left="60", right="60")

    assert reply.status_code == 422
    assert "Zo blijft er niets over" in said(reply)
    assert 'value="60"' in reply.text


def test_cutting_and_taking_away_are_undone(board, add, wim):
    kept = add()
    whole = kept.picture_id
    with board.turn():
        kept.cut(cropped(kept.whole.body, Edges(left=50)), wim)
    cut = board.version
    with board.turn():
        kept.remove(wim)
    assert Photo.of(kept.flap) == []

    for version in (board.version, cut):
        with board.turn():
            undo.undo_turn(board, version, wim)

    assert Photo.of(kept.flap) == [kept]
    assert kept.picture_id == whole
    assert replay.differences(board) == []


def test_all_of_it_can_be_shown_again(board, add, wim):
    kept = add()
    with board.turn():
        kept.cut(cropped(kept.whole.body, Edges(left=50)), wim)

    with board.turn():
        kept.cut(None, wim)

    assert kept.picture is kept.whole


def test_the_log_holds_ids_and_columns_alone(board, add):
    kept = add()

    entry = activity_log.Activity.__table__
    facts = db.session.execute(
        db.select(entry.c.facts).where(entry.c.verb == "photo.added", entry.c.board_id == board.id)
    ).scalar_one()
    assert facts["now"] == {
        "flap_id": kept.flap_id, "picture_id": kept.picture_id, "removed": False,
    }  # fmt: skip


def test_a_flap_has_room_for_a_few_photos(add):
    for _number in range(EACH):
        add()

    with raises(EnoughPhotos):
        add()


def test_what_was_taken_away_is_wiped_after_thirty_days(board, add, wim):
    kept, other = add(), add("1A")
    with board.turn():
        kept.remove(wim)
    removed = board.version

    with writing():
        photos.wipe(board.moment + timedelta(days=29))
    assert db.session.scalar(db.select(Picture.body).where(Picture.id == kept.picture_id))
    with writing():
        photos.wipe(board.moment + timedelta(days=31))
    db.session.expire_all()

    assert db.session.scalar(db.select(Picture.body).where(Picture.id == kept.picture_id)) is None
    assert other.picture.body
    with raises(CannotUndo), board.turn():
        undo.undo_turn(board, removed, wim)
    assert replay.differences(board) == []


def test_a_meeting_keeps_its_photos_for_a_year(board, add, today):
    kept = add()

    with writing():
        photos.wipe(board.moment + timedelta(days=370))
    db.session.expire_all()

    assert kept.picture.body is None


def test_a_meeting_of_a_year_and_a_day_ago_keeps_no_photo_just_after_midnight(meeting, add):
    kept = add()
    meeting.held_on = date(2026, 11, 30)
    db.session.commit()

    with writing():
        photos.wipe(datetime(2027, 11, 30, 23, 30, tzinfo=UTC))  # 1 December in the Netherlands
    db.session.expire_all()

    assert kept.picture.body is None


def test_typing_from_the_photo_goes_back_to_it(client_of, meeting, add, wim):
    kept = add()
    page = f"{meeting.url}/flaps/2B?photo={kept.id}"
    assert "Typ van de foto" in said(client_of(wim).get(page))

    reply = client_of(wim).send(
        f"{meeting.url}/flaps/2B/notes", back=page, lines="bellen / mentor / regionaal"
    )

    assert reply.headers["Location"].endswith(page)
    assert [(note.words, note.who) for note in Note.of(meeting, "2B")] == [("bellen", "mentor")]
