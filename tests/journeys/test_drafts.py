"""What is typed and not kept yet is never left behind by what freezes or closes its page."""

from __future__ import annotations

from playwright.sync_api import expect

from actionboard.figures.periods import Month


def test_freezing_asks_first_about_what_was_typed(board, page_of, marleen, today):
    page = page_of(marleen, f"/boards/voorbeeldland/reviews/{Month.of(today)}")
    remarks = page.get_by_label("Wat wil je erbij zeggen?")
    remarks.fill("Een drukke maand")

    page.get_by_role("link", name="Vaststellen").first.click()

    expect(page.get_by_role("alert")).to_contain_text("is nog niet bewaard")
    expect(remarks).to_be_focused()
    page.locator("keep-draft").filter(has=remarks).get_by_role("button", name="Bewaren").click()
    expect(page.locator(".remarks")).to_have_text("Een drukke maand")
    page.get_by_role("link", name="Vaststellen").first.click()
    expect(page.get_by_role("button", name="Vaststellen")).to_be_visible()


def test_a_draft_gives_way_to_what_somebody_else_wrote_meanwhile(
    board, page_of, marleen, admin, today
):
    review = f"/boards/voorbeeldland/reviews/{Month.of(today)}"
    page, other = page_of(marleen, review), page_of(admin, review)
    page.get_by_label("Wat wil je erbij zeggen?").fill("Van mij")
    page.wait_for_timeout(500)
    other.get_by_label("Wat wil je erbij zeggen?").fill("Van de ander")
    other.locator("#opmerkingen").get_by_role("button", name="Bewaren").click()
    expect(other.locator(".remarks")).to_have_text("Van de ander")

    page.reload()
    expect(page.get_by_label("Wat wil je erbij zeggen?")).to_have_value("Van mij")
    page.locator("#opmerkingen").get_by_role("button", name="Bewaren").click()

    expect(page.get_by_role("heading", name="was je voor")).to_be_visible()
    expect(page.get_by_label("Of allebei")).to_be_visible()
    page.get_by_role("button", name="Toch zo opslaan").click()
    expect(page.locator(".remarks")).to_have_text("Van mij")
    page.reload()
    expect(page.get_by_label("Wat wil je erbij zeggen?")).to_have_value("Van mij")
    expect(page.locator("#opmerkingen [data-restored]")).to_be_hidden()
