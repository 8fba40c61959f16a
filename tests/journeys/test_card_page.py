"""A card's own page follows the board, and leaves alone what somebody types on it."""

from __future__ import annotations

from playwright.sync_api import expect

from actionboard.cards.comments import Comment
from actionboard.core.database import db


def test_a_cards_own_page_shows_what_somebody_else_does(planned, page_of, board, karin, henk):
    card = planned()
    page = page_of(karin, f"/boards/voorbeeldland/cards/{card.number}")
    expect(page.locator("#live[data-state=live]")).to_be_attached()
    page.locator("[name=body]").last.fill("half getypt")

    with board.turn():
        Comment.make(card, "Ik heb een lokaal vrij", henk)

    expect(page.locator("#card-page")).to_contain_text("Ik heb een lokaal vrij")
    expect(page.locator("[name=body]").last).to_have_value("half getypt")


def test_what_was_just_placed_is_no_draft_any_more(planned, page_of, karin):
    card = planned()
    page = page_of(karin, f"/boards/voorbeeldland/cards/{card.number}")
    page.locator(".add-comment textarea").fill("Ik bel morgen")
    page.get_by_role("button", name="Plaatsen").click()
    expect(page.locator("#card-page")).to_contain_text("Ik bel morgen")
    expect(page.locator(".add-comment textarea")).to_have_value("")

    page.reload()

    expect(page.locator(".add-comment textarea")).to_have_value("")
    db.session.rollback()
    assert [comment.body_words.body for comment in Comment.of(card)] == ["Ik bel morgen"]
