"""What a promise asks, in place: who, by when, and what came of it."""

from __future__ import annotations

from playwright.sync_api import expect


def test_gepland_asks_who_and_when_and_the_card_waits(propose, screen_of, karin, henk):
    number = propose().number
    karins, henks = screen_of(karin), screen_of(henk)

    karins.drag(number, "local", "planned")

    expect(karins.dialog.get_by_role("heading")).to_contain_text("Wie trekt dit")
    karins.shows(number, "local", "proposed")
    due = karins.dialog.get_by_label("Klaar vóór", exact=True)
    due.fill("ergens in mei")
    karins.button("Op Gepland zetten", karins.dialog).click()
    expect(due).to_have_attribute("aria-invalid", "true")
    expect(due).to_have_value("ergens in mei")
    expect(due).to_be_focused()

    # Thinking better of it leaves everything as it was.
    karins.page.keyboard.press("Escape")
    expect(karins.dialog).to_have_count(0)
    karins.shows(number, "local", "proposed")
    expect(henks.claim(number)).to_be_visible()

    karins.drag(number, "local", "planned")
    due.fill("wk 48")
    karins.button("Op Gepland zetten", karins.dialog).click()
    henks.shows(number, "local", "planned")
    expect(henks.card(number)).to_contain_text(karin.name)
    expect(henks.card(number)).to_contain_text("(wk 48)")


def test_klaar_asks_what_came_of_it_now_or_later(planned, screen_of, karin, henk):
    number, other = planned().number, planned("Docentstage").number
    karins, henks = screen_of(karin), screen_of(henk)

    karins.drag(number, "local", "done")
    karins.dialog.get_by_role("textbox").fill("Twaalf leerlingen wonnen er een plek mee")
    karins.button("Op Klaar zetten", karins.dialog).click()

    henks.shows(number, "local", "done")
    expect(henks.card(number)).to_contain_text("Twaalf leerlingen wonnen er een plek mee")

    karins.drag(other, "local", "done")
    karins.button("Later invullen", karins.dialog).click()

    henks.shows(other, "local", "done")
    expect(henks.card(other)).to_contain_text("1 vraag")


def test_what_we_dont_do_leaves_with_its_reason_and_can_come_back(planned, screen_of, karin, henk):
    number = planned().number
    karins, henks = screen_of(karin), screen_of(henk)
    karins.open(number)

    karins.choose("Doen we niet")
    karins.button("Van het bord halen", karins.dialog).click()
    expect(karins.dialog.get_by_role("textbox")).to_be_focused()
    karins.dialog.get_by_role("textbox").fill("De branche doet dit al")
    karins.button("Van het bord halen", karins.dialog).click()

    expect(henks.card(number)).to_have_count(0)
    henks.page.goto("/boards/voorbeeldland/dropped")
    expect(henks.page.locator("#main")).to_contain_text("De branche doet dit al")
    henks.page.get_by_role("button", name="Terughalen").click()
    karins.shows(number, "local", "planned")


def test_somebody_is_asked_and_only_they_can_promise(propose, screen_of, karin, henk):
    number = propose().number
    karins, henks = screen_of(karin), screen_of(henk)

    karins.open(number)
    karins.link("Iemand voordragen", karins.panel).click()
    karins.dialog.get_by_label(henk.name).check()
    karins.button("Vraag versturen", karins.dialog).click()

    expect(henks.card(number)).to_contain_text("Voorgedragen: Henk")
    expect(karins.panel).to_contain_text(f"{henk.name} is gevraagd")
    expect(karins.button("Ja, ik pak dit op", karins.panel)).to_have_count(0)
    henks.open(number)
    henks.button("Ja, ik pak dit op", henks.panel).click()
    henks.dialog.get_by_label("Klaar vóór", exact=True).fill("wk 50")
    henks.button("Op Gepland zetten", henks.dialog).click()
    karins.shows(number, "local", "planned")
    expect(karins.card(number)).to_contain_text(henk.name)

    # From the other side: a duo.
    karins.button("Ik doe mee", karins.panel).click()
    expect(henks.card(number).locator(".duo")).to_be_visible()


def test_who_is_stuck_asks_for_help_hands_over_or_gives_back(
    planned, screen_of, henk, fatima, karin
):
    number = planned(lead=henk).number
    henks, fatimas = screen_of(henk), screen_of(fatima)
    henks.open(number)

    henks.link("Ik loop vast", henks.panel).click()
    henks.dialog.get_by_role("textbox").fill("Wie kent iemand bij de drukker?")
    henks.button("Hulp vragen", henks.dialog).click()
    expect(fatimas.card(number)).to_contain_text("Vraagt om hulp")
    expect(henks.panel).to_contain_text("Wie kent iemand bij de drukker?")
    henks.button("Het gaat weer", henks.panel).click()
    expect(fatimas.card(number)).not_to_contain_text("Vraagt om hulp")

    henks.choose("Overdragen aan collega")
    henks.dialog.get_by_label(fatima.name).check()
    henks.button("Vraag versturen", henks.dialog).click()
    expect(henks.dialog).to_have_count(0)
    # A press meets nothing while its card is drawn anew: first the news, then the press.
    asked = henks.card(number).get_attribute("data-version")
    expect(fatimas.card(number)).to_have_attribute("data-version", asked)
    fatimas.open(number)
    fatimas.button("Ja, ik pak dit op", fatimas.panel).click()
    expect(henks.card(number)).to_contain_text(fatima.name)

    fatimas.button("Teruggeven", fatimas.panel).click()
    expect(henks.claim(number)).to_be_attached()


def test_steps_are_ticked_on_the_card(planned, screen_of, karin, henk):
    number = planned().number
    karins, henks = screen_of(karin), screen_of(henk)
    karins.open(number)
    step = karins.panel.get_by_label("Stap toevoegen")

    for body in ("Bellen", "Rooster maken"):
        step.fill(body)
        step.press("Enter")
        expect(karins.panel.get_by_role("checkbox", name=body)).to_be_visible()
        expect(step).to_have_value("")
        expect(step).to_be_focused()
    karins.panel.get_by_role("checkbox", name="Bellen").click()

    expect(henks.card(number).get_by_role("img", name="Stappen gedaan: 1/2")).to_be_visible()
    done = karins.panel.get_by_role("checkbox", name="Bellen")
    expect(done).to_have_attribute("aria-checked", "true")
    expect(done).to_be_focused()


def test_a_new_action_survives_a_bad_date_and_a_reload(card, screen_of, karin, henk, today):
    karins, henks = screen_of(karin), screen_of(henk)
    karins.link("Nieuwe actie").click()
    form = karins.dialog
    form.get_by_label("Wat gaan we doen?").fill("Open dag met de vakschool")
    form.get_by_label("Waarom?").fill("Te weinig instroom")
    form.get_by_text("Regionaal").click()
    form.get_by_label("Thema").select_option("Overig")
    form.get_by_label("Klaar vóór", exact=True).fill("31-2")

    karins.button("Op het bord zetten", form).click()

    due = form.get_by_label("Klaar vóór", exact=True)
    expect(due).to_have_attribute("aria-invalid", "true")
    expect(due).to_be_focused()
    is_typed(form, due="31-2")

    due.fill("wk 48")
    stored = "Object.keys(localStorage).some((key) => localStorage[key].includes('wk 48'))"
    expect_soon(karins.page, stored)
    karins.page.reload()
    karins.link("Nieuwe actie").click()
    expect(form).to_contain_text("Dit typte je eerder en is nog niet bewaard.")
    is_typed(form, due="wk 48")
    karins.button("Op het bord zetten", form).click()

    made = henks.cell("regional", "proposed").locator(".card")
    expect(made).to_contain_text("Open dag met de vakschool")
    expect(made).to_contain_text("(wk 48)")
    expect(form).to_have_count(0)
    karins.link("Nieuwe actie").click()
    expect(form.get_by_label("Wat gaan we doen?")).to_have_value("")
    karins.page.keyboard.press("Escape")

    # A reaction that was not sent is a draft too.
    karins.open(card.number)
    karins.panel.get_by_label("Schrijf een reactie").fill("Nog even over nadenken")
    expect_soon(karins.page, stored.replace("wk 48", "nadenken"))
    karins.page.goto("/boards/voorbeeldland")
    karins.open(card.number)
    reaction = karins.panel.get_by_label("Schrijf een reactie")
    expect(reaction).to_have_value("Nog even over nadenken")


def is_typed(form, due):
    expect(form.get_by_label("Wat gaan we doen?")).to_have_value("Open dag met de vakschool")
    expect(form.get_by_label("Waarom?")).to_have_value("Te weinig instroom")
    expect(form.get_by_label("Regionaal")).to_be_checked()
    expect(form.get_by_label("Thema").locator("option:checked")).to_have_text("Overig")
    expect(form.get_by_label("Klaar vóór", exact=True)).to_have_value(due)


def expect_soon(page, truth):
    """Wait until something is so that cannot be seen; the page's policy forbids to ask it there."""
    for _ in range(200):
        if page.evaluate(truth):
            return
        page.wait_for_timeout(50)
    raise AssertionError(truth)
