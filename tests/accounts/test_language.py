"""Choosing a language before anybody is signed in; it is kept, and works without JavaScript."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from actionboard.accounts.models import Role, User
from actionboard.core.database import writing
from actionboard.membership import invitations
from actionboard.membership.guest_list import Guest
from tests.clients import said

HOME = "http://localhost"


def choose(client, language, page="/sign-in"):
    return client.post(
        "/preferences", data={"language": language}, headers={"Referer": f"{HOME}{page}"}
    )


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("/sign-in", "Sign in"),
        ("/sign-in/onbekend", "This link no longer works"),
        ("/invitations/onbekend", "This link no longer works"),
        ("/join/ONBEKEND", "This link no longer works"),
        ("/privacy", "What we keep"),
        ("/nergens", "nothing here"),
    ],
)
def test_a_page_for_who_is_not_signed_in_speaks_the_language_that_was_chosen(visitor, page, words):
    back = choose(visitor, "en", page)

    reply = visitor.get(page)

    assert back.headers["Location"] == f"{HOME}{page}"
    assert '<html lang="en"' in reply.text
    assert words.casefold() in said(reply).casefold()


def test_each_such_page_offers_both_languages_and_says_which_it_speaks(visitor):
    for page in ("/sign-in", "/sign-in/onbekend", "/invitations/onbekend", "/privacy"):
        offered = re.findall(
            r'name="language" value="(\w+)" lang="\w+" (aria-current="true")?',
            visitor.get(page).text,
        )
        assert offered == [("nl", 'aria-current="true"'), ("en", "")], page


def test_the_language_stays_for_a_year_in_a_cookie_that_scripts_cant_read(visitor):
    cookie = choose(visitor, "en").headers["Set-Cookie"]

    assert re.search("language=en;.*Max-Age=31536000.*HttpOnly.*SameSite=Lax", cookie)
    assert choose(visitor, "xx").headers.get("Set-Cookie") is None


def test_who_comes_in_keeps_the_language_of_the_page(visitor, board, marleen):
    with writing():
        _made, secret = invitations.prepare(
            board, Guest("new@bedrijf.example"), Role.MEMBER, marleen, datetime.now(UTC)
        )
    choose(visitor, "en")

    visitor.send(f"/invitations/{secret}", name="Nel New", place="New Ltd", kind="company")

    assert User.with_email("new@bedrijf.example").language == "en"


def test_somebody_who_is_signed_in_chooses_on_their_own_page(client_of, karin):
    assert "languages" not in client_of(karin).get("/privacy").text
