"""Two people on one board at the same time."""

from __future__ import annotations

import time

from playwright.sync_api import expect

from actionboard.boards.levels import Level

STAGES = ("Voorstel", "Gepland", "Bezig")


def test_what_one_drags_the_other_sees_at_once(planned, screen_of, karin, henk):
    number = planned().number
    karins, henks = screen_of(karin), screen_of(henk)
    karins.stay()
    henks.stay()

    karins.drag(number, "local", "doing")

    karins.shows(number, "local", "doing")
    karins.says(f"Actie {number} staat nu op Bezig")
    henks.shows(number, "local", "doing")
    expect(henks.page.locator("#columnhead-doing b")).to_have_text("1")
    expect(henks.page.locator("#columnhead-planned b")).to_have_text("0")
    expect(henks.toasts.locator("li")).to_have_count(0)

    karins.button("Ongedaan maken", karins.toasts).click()

    karins.shows(number, "local", "planned")
    henks.shows(number, "local", "planned")
    karins.has_stayed()
    henks.has_stayed()


def test_an_own_step_can_be_undone_later_from_the_history(planned, screen_of, karin, henk):
    number = planned().number
    karins, henks = screen_of(karin), screen_of(henk)
    henks.drag(number, "local", "doing")
    karins.shows(number, "local", "doing")

    karins.page.goto("/boards/voorbeeldland/history")
    henks.page.goto("/boards/voorbeeldland/history")
    seen, own = (one.page.locator(".log li").filter(has_text="Bezig") for one in (karins, henks))
    expect(seen).to_be_visible()
    expect(seen.get_by_role("button")).to_have_count(0)
    own.get_by_role("button").click()

    henks.says("Ongedaan gemaakt.")
    henks.page.goto("/boards/voorbeeldland")
    henks.shows(number, "local", "planned")


def test_of_two_who_pick_it_up_at_once_one_wins_and_the_other_hears_who(
    card, screen_of, karin, henk
):
    number = card.number
    karins, henks = screen_of(karin), screen_of(henk)

    at = int(time.time() * 1000) + 1500
    for screen in (karins, henks):
        screen.claim(number).evaluate(
            "(button, at) => void setTimeout(() => button.click(), at - Date.now())", at
        )

    for screen in (karins, henks):
        expect(screen.claim(number)).to_have_count(0)
    lead = karins.card(number).get_attribute("data-lead")
    assert lead in (str(karin.id), str(henk.id))
    expect(henks.card(number)).to_have_attribute("data-lead", lead)
    won, lost = (karins, henks) if lead == str(karin.id) else (henks, karins)
    winner = karin.name if won is karins else henk.name
    won.says(f"Jij trekt actie {number}.")
    lost.says(f"{winner} was je net voor en trekt actie {number} nu.")


def test_a_half_typed_reaction_survives_what_others_do(propose, planned, screen_of, karin, henk):
    number = planned().number
    for at in range(12):
        propose(f"Nog een voorstel, nummer {at}", level=Level.LOCAL)
    karins, henks = screen_of(karin), screen_of(henk)
    karins.title(number).hover()
    karins.page.mouse.wheel(0, 60)
    expect(karins.board).not_to_be_in_viewport(ratio=1)
    karins.open(number)
    scrolled = where(karins)
    assert scrolled != [0, 0]
    reaction = karins.panel.locator("textarea[name=body]")
    reaction.click()
    reaction.press_sequentially("Half getypt")
    expect(reaction).to_be_focused()

    henks.drag(number, "local", "doing")

    expect(karins.button("Bezig", karins.panel)).to_have_attribute("aria-pressed", "true")
    expect(reaction).to_have_value("Half getypt")
    expect(reaction).to_be_focused()
    assert where(karins) == scrolled
    karins.page.keyboard.type(" en afgemaakt")
    karins.button("Plaatsen", karins.panel).click()
    expect(karins.panel.locator(".comments .said")).to_have_text("Half getypt en afgemaakt")
    expect(reaction).to_have_value("")
    expect(henks.card(number).get_by_role("img", name="Reacties: 1")).to_be_visible()


def test_an_open_question_survives_what_others_do(planned, screen_of, karin, henk):
    number = planned().number
    karins, henks = screen_of(karin), screen_of(henk)
    karins.drag(number, "local", "done")
    result = karins.dialog.get_by_label(f"Opbrengst van actie {number}")
    result.press_sequentially("Er ligt een roos")

    henks.drag(number, "local", "doing")

    karins.shows(number, "local", "doing")
    expect(result).to_have_value("Er ligt een roos")
    expect(result).to_be_focused()


def test_where_a_card_is_stays_true_while_somebody_chooses_where_it_goes(
    planned, screen_of, karin, henk
):
    number = planned().number
    karins, henks = screen_of(karin), screen_of(henk)
    karins.open(number)
    karins.choose("Verplaatsen naar…")
    stages = {name: karins.dialog.get_by_role("radio", name=name) for name in STAGES}
    expect(stages["Gepland"]).to_be_checked()

    henks.drag(number, "local", "doing")

    expect(karins.dialog.get_by_role("status")).to_have_text(
        f"{henk.name} verplaatste deze actie net."
    )
    expect(karins.dialog.locator(".choice").filter(has_text="staat hier nu")).to_contain_text(
        "Bezig"
    )
    expect(stages["Bezig"]).to_be_checked()  # nothing else was chosen yet

    stages["Voorstel"].check()
    henks.drag(number, "regional", "doing")

    expect(karins.dialog.get_by_label("Niveau")).to_have_value("regional")
    expect(stages["Voorstel"]).to_be_checked()
    karins.button("Verplaatsen", karins.dialog).click()
    henks.shows(number, "regional", "proposed")


def test_a_stale_edit_shows_both_versions_and_keeps_what_was_typed(card, screen_of, karin, henk):
    number = card.number
    karins, henks = screen_of(karin), screen_of(henk)
    titles = ("Gastlessen in maart", "Gastlessen door monteurs")
    for screen, title in zip((karins, henks), titles, strict=True):
        screen.open(number)
        screen.choose("Bewerken")
        screen.dialog.get_by_label("Wat gaan we doen?").fill(title)
    henks.button("Opslaan", henks.dialog).click()
    expect(henks.title(number)).to_have_text(titles[1])
    expect(karins.title(number)).to_have_text(titles[1])

    karins.button("Opslaan", karins.dialog).click()

    expect(karins.dialog.get_by_role("heading", name=f"{henk.name} was je voor")).to_be_visible()
    expect(karins.dialog.locator(".stands ins")).to_contain_text("door monteurs")
    expect(karins.dialog.locator(".typed ins")).to_contain_text("in maart")
    expect(karins.dialog.get_by_label("Of allebei")).to_be_visible()
    karins.button("Toch zo opslaan", karins.dialog).click()
    expect(karins.dialog).to_have_count(0)
    expect(henks.title(number)).to_have_text(titles[0])


def where(screen):
    """How far the page and the board in it are scrolled down."""
    return screen.page.evaluate("[scrollY, document.querySelector('.board-scroll').scrollTop]")
