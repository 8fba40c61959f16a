"""What becomes of a picture that somebody sends: upright, small, and nothing hidden in it."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from pytest import raises

from actionboard.core import image_upload
from actionboard.core.errors import Invalid
from actionboard.core.image_upload import Edges, cropped, redrawn
from tests.pictures import HEIC, NO_PHOTOS, UPRIGHT_FROM_RIGHT, bomb, photo


def opened(jpeg):
    return Image.open(io.BytesIO(jpeg.body))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_kept_without_where_and_with_what_it_was_made(form):
    sent = photo(form=form, icc_profile=b"a profile")

    kept = redrawn(sent)

    assert b"Fairphone" in sent
    assert b"Fairphone" not in kept.body
    image = opened(kept)
    assert image.format == "JPEG"
    assert dict(image.getexif()) == {}
    assert "icc_profile" not in image.info


def test_a_comment_in_the_file_does_not_come_along():
    assert b"leerling" not in redrawn(photo(comment=b"leerling Kees")).body


def test_a_photo_of_a_phone_held_upright_stands_upright():
    kept = redrawn(photo((400, 300), orientation=UPRIGHT_FROM_RIGHT))

    assert (kept.width, kept.height) == (300, 400)
    assert opened(kept).getpixel((150, 5))[1] < 80  # the red edge is on top now


def test_a_large_photo_becomes_as_large_as_a_screen():
    kept = redrawn(photo((6000, 4000)))

    assert (kept.width, kept.height) == (2000, 1333)


def test_what_shines_through_lies_on_white():
    kept = redrawn(photo((100, 100), form="PNG", mode="RGBA"))

    assert opened(kept).getpixel((50, 50)) == (255, 255, 255)


def test_other_colours_become_those_of_a_screen():
    out = io.BytesIO()
    Image.new("CMYK", (100, 100)).save(out, "JPEG")

    assert opened(redrawn(out.getvalue())).mode == "RGB"


@pytest.mark.parametrize("data", NO_PHOTOS.values(), ids=NO_PHOTOS)
def test_what_is_no_photo_is_refused_in_one_sentence(data):
    with raises(Invalid) as refusal:
        redrawn(data)

    assert refusal.value.at_field == "photo"
    assert refusal.value.sentence.startswith("Dit bestand kunnen we niet als foto lezen.")


def test_an_iphones_own_format_is_refused_with_the_way_out():
    with raises(Invalid) as refusal:
        redrawn(HEIC)

    assert "Meest compatibel" in refusal.value.sentence


@pytest.mark.parametrize("size", [(8_000, 8_000), (60_000, 60_000)])
def test_a_bomb_is_refused_by_what_it_says_of_itself(size):
    with raises(Invalid) as refusal:
        redrawn(bomb(*size))

    assert "te veel beeldpunten" in refusal.value.sentence


def test_a_file_has_a_largest_size(monkeypatch):
    monkeypatch.setattr(image_upload, "LARGEST", 100)

    with raises(Invalid) as refusal:
        redrawn(photo())

    assert "te groot" in refusal.value.sentence


@pytest.mark.parametrize(("data", "sentence"), [(b"", "Kies eerst"), (photo((9, 9)), "te klein")])
def test_nothing_and_next_to_nothing_are_refused(data, sentence):
    with raises(Invalid) as refusal:
        redrawn(data)

    assert sentence in refusal.value.sentence


def test_cutting_leaves_what_is_within_the_edges():
    whole = redrawn(photo((400, 300)))

    part = cropped(whole.body, Edges(left=50, top=10, right=0, bottom=20))

    assert (part.width, part.height) == (200, 210)
    assert opened(part).getpixel((2, 100))[1] > 200  # the red edge is off
