"""A form in which two people can write says at which version it was shown, or what it adds."""

from __future__ import annotations

import re
from pathlib import Path

TEMPLATES = Path(__file__).parents[2] / "templates"
FORM = re.compile(r"<form\b[^>]*method=\"post\".*?</form>", re.DOTALL)
TYPED = re.compile(
    r"f\.(field|area|day|select)\(|<textarea|<input(?![^>]*type=\"hidden\")|_fields\(|{% include"
)
KNOWN = re.compile(r"f\.(seen|added)\(|name=\"(version|once)\"|cards/_move_fields")
# Nobody else writes here, each with why.
ALONE = {
    "accounts/": "one's own account",
    "privacy/erase.html": "one's own account",
    "membership/invitation.html": "a secret that is used once",
    "membership/join.html": "asks for a mail",
    "membership/_invitations.html": "who is invited already isn't invited again",
    "membership/_viewer_links.html": "each link is another one, and can be taken back",
    "overview/home.html": "a new board; its address is its own",
    "phones/": "one's own phone: a note has a key, stickers are a whole set",
    "imports/upload.html": "a draft of one's own",
    "reviews/mail.html": "each address gets an edition once",
    "wall/_add_photo.html": "a photo, which its digest tells from another",
    "wall/photo.html": "cuts what is shown; the whole photo stays",
    "wall/pasted_flaps.html": "has a key of its own",
    "wall/wall.html": "the form of the wall's buttons",
    "board_page/board.html": "the form of the board's buttons",
    "agenda/choose_cards.html": "begins the walk anew, with these cards",
    "agenda/_presenter_item.html": "adds a card once, takes it off once",
    "boards/_conflict.html": "both versions stand on it",
}


def test_every_form_knows_what_its_writer_saw():
    assert [
        f"{name}: {form[:80]}"
        for path in sorted(TEMPLATES.rglob("*.html"))
        for name in [path.relative_to(TEMPLATES).as_posix()]
        for form in FORM.findall(path.read_text("utf-8"))
        if TYPED.search(form) and not KNOWN.search(form) and not name.startswith(tuple(ALONE))
    ] == []


def test_each_exception_is_one():
    there = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html")}

    assert [one for one in ALONE if not any(name.startswith(one) for name in there)] == []
