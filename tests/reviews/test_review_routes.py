"""Reviews over HTTP: reading, writing, going through what is stuck, freezing, mailing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actionboard.boards import replay
from actionboard.boards.levels import Level
from actionboard.boards.stages import Stage
from actionboard.boards.verbs import named
from actionboard.core.database import db, writing
from actionboard.core.local_time import day_of
from actionboard.figures.periods import Month
from actionboard.mail.mime_message import message
from actionboard.mail.models import Mail
from actionboard.membership import viewer_links
from actionboard.reviews.agenda import Wish
from actionboard.reviews.agenda_items import Discussed, Outcome
from actionboard.reviews.decisions import Decided
from actionboard.reviews.models import Review
from tests.moment import moment_ago


@pytest.fixture
def month(now):
    return Month.of(day_of(now))


@pytest.fixture
def url(month):
    return f"/boards/voorbeeldland/reviews/{month}"


@pytest.fixture
def late(board, propose, karin, today):
    """Action 1, led by Karin, five days late."""
    card = propose("Rooster maken", level=Level.LOCAL)
    with board.turn():
        card.plan(today - timedelta(days=5), by=karin, lead=karin)
    return card


@pytest.fixture
def frozen(board, month, late, marleen):
    with board.turn():
        review = Review.concept(board, month, by=marleen)
        review.decide("We vragen Van Pijp.", by=marleen, who=marleen)
        review.freeze(by=marleen)
    return review


@pytest.fixture
def coordinator(client_of, marleen):
    return client_of(marleen)


def follow(client, reply):
    """The page to which a reply sends its reader."""
    return client.get(reply.location.partition("#")[0]).text


def latest(board, month):
    db.session.expire_all()
    return Review.of(board, month)[0]


def test_the_page_says_how_things_stand(coordinator, late, url):
    page = coordinator.get(url).text

    assert "Er staat 1 actie op het bord. Die heeft een trekker." in page
    assert "5 dagen te laat" in page
    assert "Concept" in page


def test_looking_at_it_writes_nothing(coordinator, late, url, board):
    before = board.version
    coordinator.get(url)
    coordinator.get(f"{url}/agenda")
    db.session.expire_all()

    assert board.version == before


@pytest.mark.parametrize("month", ["2026-13", "2011-01", "2099-01", "nu"])
def test_a_month_that_is_none_or_not_here_yet_is_not_found(coordinator, late, month):
    assert coordinator.get(f"/boards/voorbeeldland/reviews/{month}").status_code == 404


def test_a_viewer_waits_until_it_is_frozen(client_of, zoë, url, late):
    page = client_of(zoë).get(url).text

    assert "nog niet vastgesteld" in page
    assert "Rooster maken" not in page


def test_a_viewer_reads_what_was_frozen(client_of, zoë, url, frozen):
    page = client_of(zoë).get(url).text

    assert "Vastgesteld" in page
    assert "Rooster maken" in page
    assert "We vragen Van Pijp." in page


def test_remarks_and_decisions_are_kept_and_can_be_undone(coordinator, late, url, board, month):
    coordinator.post(f"{url}/remarks", data={"remarks": "Het loopt."})
    page = follow(
        coordinator, coordinator.post(f"{url}/decisions", data={"decision": "We bellen."})
    )
    review = latest(board, month)

    assert (review.remarks, [one.body for one in Decided.of(review)]) == (
        "Het loopt.", ["We bellen."],
    )  # fmt: skip
    assert f"/activities/{board.version}/undo" in page
    coordinator.post(f"/boards/voorbeeldland/activities/{board.version}/undo")
    assert Decided.of(latest(board, month)) == []


@pytest.mark.parametrize(
    ("where", "field", "typed"),
    [("decisions", "decision", "x" * 401), ("remarks", "remarks", "y" * 4001)],
)
def test_a_text_that_is_too_long_is_kept_with_its_error(
    coordinator, late, url, where, field, typed
):
    reply = coordinator.post(f"{url}/{where}", data={field: typed})

    assert reply.status_code == 422
    assert typed in reply.text
    assert f'id="e-{field}"' in reply.text


def test_an_empty_decision_is_refused_at_its_field(coordinator, late, url):
    reply = coordinator.post(f"{url}/decisions", data={"decision": " "})

    assert reply.status_code == 422
    assert 'id="e-decision"' in reply.text


def test_a_card_is_discussed_with_what_becomes_of_it(coordinator, late, url, board, month, today):
    day = today + timedelta(days=10)
    reply = coordinator.post(
        f"{url}/agenda/1",
        data={"outcome": "date", "due": f"{day:%d-%m-%Y}", "said": "Na de vakantie."},
    )
    (item,) = Discussed.of(latest(board, month))

    assert (late.due_on, item.said) == (day, "Na de vakantie.")
    assert "1 van 1 besproken" in follow(coordinator, reply)
    assert replay.differences(board) == []


def test_discussing_can_be_taken_back_with_what_was_done(coordinator, late, url, board, month):
    was = late.due_on
    coordinator.post(f"{url}/agenda/1", data={"outcome": "drop", "said": "Kan niet."})
    coordinator.delete(f"{url}/agenda/1")
    db.session.expire_all()

    assert late.is_on_board
    assert late.due_on == was
    assert Discussed.of(latest(board, month)) == []


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({}, "outcome"),
        ({"outcome": "nothing"}, "outcome"),
        ({"outcome": "date"}, "due"),
        ({"outcome": "date", "due": "ooit"}, "due"),
        ({"outcome": "lead"}, "lead"),
        ({"outcome": "merge", "into": "99"}, "into"),
        ({"outcome": "drop", "said": " "}, "said"),
    ],
)
def test_what_an_outcome_needs_is_asked_at_its_field(coordinator, late, url, form, field):
    reply = coordinator.post(f"{url}/agenda/1", data={"said": "Zo is het.", **form})

    assert reply.status_code == 422
    assert f'id="e-{field}"' in reply.text


def test_freezing_is_confirmed_and_then_it_is_final(coordinator, late, url, board, month):
    assert "vaststellen?" in coordinator.get(f"{url}/freeze").text
    page = follow(coordinator, coordinator.post(f"{url}/freeze"))

    assert latest(board, month).is_frozen
    assert "Op " in page
    assert "door Marleen Brug" in page
    assert coordinator.post(f"{url}/remarks", data={"remarks": "Nog iets"}).status_code == 409


def test_a_correction_shows_what_it_corrects_and_the_old_version_stays(
    coordinator, frozen, url, board, month
):
    coordinator.post(f"{url}/correction", data={"why": "B1 klopte niet."})
    second = latest(board, month)
    coordinator.delete(f"{url}/decisions/{Decided.of(second)[0].id}")
    coordinator.post(f"{url}/freeze")

    page, old = coordinator.get(url).text, coordinator.get(f"{url}?version=1").text
    assert "Versie 2: B1 klopte niet." in page
    assert page.count("We vragen Van Pijp.") == 1
    assert "<del>We vragen Van Pijp.</del>" in page
    assert "We vragen Van Pijp." in old
    assert "Er is een nieuwere versie" in old


def test_the_next_month_knows_what_was_decided(coordinator, frozen, board, month, url):
    with board.turn():
        frozen.month = str(month.before)  # as if it were frozen a month ago
        board.record(named("review.begun"), frozen, frozen.frozen_by)
        board.created_at = moment_ago(days=70)

    page = coordinator.get(url).text

    assert "Vorige keer besloten" in page
    assert "We vragen Van Pijp." in page


def test_a_figure_leads_to_its_cards_and_what_happened_to_them(coordinator, late, url):
    page = coordinator.get(f"{url}/figures/late").text

    assert "Te laat: 1 actie" in page
    assert "Rooster maken" in page
    assert "plande dit voor" in page


@pytest.mark.parametrize(
    "name",
    ["open", "finished", "duos", "leadless", "late", "still", "stuck", "promises", "promised",
     "national", "new", "reopened", "newly-stuck", "loose", "postponed", "dropped", "doing",
     "local-planned", "local-moved"],
)  # fmt: skip
def test_every_figure_can_be_opened(coordinator, late, url, name):
    assert coordinator.get(f"{url}/figures/{name}").status_code == 200


@pytest.mark.parametrize("name", ["alles", "local-", "mars-doing", "-doing-"])
def test_a_figure_that_is_none_is_not_found(coordinator, late, url, name):
    assert coordinator.get(f"{url}/figures/{name}").status_code == 404


@pytest.mark.parametrize("query", ["", "since=meeting", "since=review", "since=school-year",
                                   "first=1-1-2026&last=1-2-2026", "first=1-1-2026"])  # fmt: skip
def test_the_figures_can_be_seen_over_any_period(coordinator, frozen, query):
    reply = coordinator.get(f"/boards/voorbeeldland/reviews/period?{query}")

    assert reply.status_code == 200


def test_days_that_are_none_are_asked_again(coordinator, late):
    page = coordinator.get("/boards/voorbeeldland/reviews/period?first=ooit").text

    assert 'id="e-first"' in page
    assert 'value="ooit"' in page


def test_a_trekker_is_asked_how_it_goes_once_a_week(coordinator, late, url, karin):
    first = follow(coordinator, coordinator.post(f"{url}/agenda/1/question"))
    second = follow(coordinator, coordinator.post(f"{url}/agenda/1/question"))
    mails = db.session.scalars(db.select(Mail).where(Mail.kind == "how-is-it")).all()

    assert "De vraag is onderweg." in first
    assert "Karin Buis kreeg deze week al de vraag" in second
    assert [one.to for one in mails] == [karin.email]
    assert "Rooster maken" in mails[0].text


def test_nobody_is_asked_about_a_card_without_trekker(coordinator, card, url):
    page = follow(coordinator, coordinator.post(f"{url}/agenda/1/question"))

    assert "geen trekker" in page


def test_a_frozen_review_is_mailed_to_who_was_chosen_and_typed(coordinator, frozen, url, zoë):
    reply = coordinator.post(
        f"{url}/mail",
        data={"person": str(zoë.id), "addresses": "els@stuurgroep.example, els@stuurgroep.example"},
    )
    mails = db.session.scalars(db.select(Mail).where(Mail.kind == "review")).all()

    assert "onderweg naar 2 mensen" in follow(coordinator, reply)
    assert {one.to for one in mails} == {zoë.email, "els@stuurgroep.example"}
    for one in mails:
        assert "We vragen Van Pijp." in one.text
        assert "We vragen Van Pijp." in one.html
        assert "5 dagen te laat" in one.text
    assert url in next(one for one in mails if one.to == zoë.email).text
    for one in mails:
        assert b"%PDF" in message(one).get_payload()[-1].get_payload(decode=True)[:8]


@pytest.mark.parametrize(
    "addresses", ["", "els", "els@", " ".join(f"p{n}@x.nl" for n in range(21))]
)
def test_addresses_that_are_none_are_refused_with_what_was_typed(
    coordinator, frozen, url, addresses
):
    reply = coordinator.post(f"{url}/mail", data={"addresses": addresses})

    assert reply.status_code == 422
    assert addresses in reply.text
    assert db.session.scalar(db.select(db.func.count()).select_from(Mail)) == 0


def test_a_concept_is_not_mailed(coordinator, late, url):
    assert coordinator.post(f"{url}/mail", data={"addresses": "els@x.nl"}).status_code == 409


@pytest.mark.parametrize(("names", "seen"), [(True, "Karin"), (False, "Buis")])
def test_a_link_to_look_by_opens_frozen_reviews(
    app, board, frozen, month, marleen, now, names, seen
):
    with writing():
        form = {"label": "Stuurgroep"} | ({"names": "1"} if names else {})
        secret = viewer_links.make(board, form, marleen, now)
    guest = app.test_client()
    page = follow(guest, guest.get(f"/view/{secret}/reviews"))

    assert "Rooster maken" in page
    assert seen in page
    assert ("Karin" in page) is names


def test_a_link_to_look_by_opens_no_address_to_mail_and_is_found_by_no_search_engine(
    app, board, frozen, month, marleen, now
):
    with writing():
        secret = viewer_links.make(board, {"label": "Stuurgroep", "names": "1"}, marleen, now)

    reply = app.test_client().get(f"/view/{secret}/reviews/{month}")

    assert "@" not in reply.text
    assert "noindex" in reply.headers["X-Robots-Tag"]


@pytest.mark.parametrize("part", ["", "/review.pdf"])
def test_a_link_that_was_taken_back_opens_no_review(app, board, frozen, month, marleen, now, part):
    with writing():
        secret = viewer_links.make(board, {"label": "Stuurgroep"}, marleen, now)
    assert app.test_client().get(f"/view/{secret}/reviews/{month}{part}").status_code == 200
    with writing():
        (link,) = viewer_links.links_of(board)
        viewer_links.revoke(board, link, marleen, now)

    assert app.test_client().get(f"/view/{secret}/reviews/{month}{part}").status_code == 404


def test_a_link_to_look_by_opens_no_concept(app, board, late, month, marleen, now):
    with writing():
        secret = viewer_links.make(board, {"label": "Stuurgroep"}, marleen, now)

    assert app.test_client().get(f"/view/{secret}/reviews/{month}").status_code == 404


def test_what_is_done_stands_with_its_result(coordinator, late, url, board, karin):
    with board.turn():
        late.finish("Het rooster hangt.", by=karin)

    page = coordinator.get(url).text

    assert late.stage is Stage.DONE
    assert "Het rooster hangt." in page


def test_the_agenda_is_asked_for_anew_without_the_form_in_which_somebody_types(
    coordinator, url, board, card, karin
):
    with board.turn():
        card.ask_help("Wie kent de roostermaker?", by=karin)

    whole = coordinator.get(f"{url}/agenda/{card.number}").text
    anew = coordinator.get(f"{url}/agenda/{card.number}", headers={"HX-Request": "true"}).text

    for id_ in ("agenda-line", "agenda-list", "agenda-state", "version"):
        assert f'id="{id_}"' in whole
        assert f'id="{id_}"' in anew
    assert "<textarea" in whole
    assert "<form class" not in anew


def test_what_is_asked_nationally_is_typed_in_the_agenda_and_answered_on_the_page(
    coordinator, url, board, propose
):
    card = propose(level=Level.NATIONAL)
    form = {"outcome": "raise", "question": "Mag dit digitaal?", "to": "SBB"}

    coordinator.post(f"{url}/agenda/{card.number}", data=form)

    page = coordinator.get(url).text
    assert "Mag dit digitaal?" in page
    assert "Aan: SBB" in page
    answer = {"result": "Ja, vanaf februari.", "back": f"{url}#landelijk"}
    there = coordinator.post(f"{board.url}/cards/{card.number}/result", data=answer)
    assert there.location.endswith("#landelijk")
    assert "Ja, vanaf februari." in coordinator.get(url).text


def test_a_question_that_is_missing_is_asked_at_its_field(coordinator, url, board, propose, karin):
    card = propose(level=Level.NATIONAL)
    with board.turn():
        card.ask_help("Wie weet de weg bij SBB?", by=karin)

    refused = coordinator.post(
        f"{url}/agenda/{card.number}", data={"outcome": "raise", "to": "SBB"}
    )

    assert refused.status_code == 422
    assert "Schrijf op wat je landelijk vraagt." in refused.text
    assert 'value="SBB"' in refused.text


def test_a_trekker_writes_down_what_is_asked_on_the_card(board, propose, karin, client_of):
    card = propose(level=Level.NATIONAL)
    browser = client_of(karin)

    browser.post(f"{card.board.url}/cards/{card.number}/raising",
                 data={"question": "Mag dit digitaal?", "to": "SBB"})  # fmt: skip

    page = browser.get(f"{board.url}/cards/{card.number}").text
    assert "Mag dit digitaal?" in page
    assert "Aan: SBB" in page


def test_who_corrects_sees_what_would_be_counted_now(
    coordinator, frozen, url, board, card, karin, month
):
    with board.turn():
        card.claim(by=karin)
    coordinator.post(f"{url}/correction", data={"why": "Karin trok dit al."})

    page = coordinator.get(url).text
    assert "Nu geteld" in page
    coordinator.post(f"{url}/correction/figures")
    assert latest(board, month).anew
    assert "Cijfers van versie 1 houden" in coordinator.get(url).text
    coordinator.delete(f"{url}/correction/figures")
    assert not latest(board, month).anew


def test_a_trekker_reads_it_first_and_answers_with_one_line_that_stands_in_the_agenda(
    coordinator, url, board, late, karin, client_of
):
    browser = client_of(karin)

    assert "Komt in de maandreview langs: " in browser.get("/").text
    answer = {"body": "Volgende week rond.", "back": "/"}
    there = browser.post(f"{board.url}/cards/{late.number}/comments", data=answer)

    assert there.location == "/"
    agenda = coordinator.get(f"{url}/agenda/{late.number}").text
    assert "Volgende week rond." in agenda
    assert "Karin, " in agenda


def test_only_the_trekker_is_invited_to_answer(late, henk, client_of):
    assert "Komt in de maandreview langs" not in client_of(henk).get("/").text


def test_what_was_settled_about_a_card_is_told_also_when_it_is_not_stuck_any_more(
    coordinator, url, late, today
):
    day = f"{today + timedelta(days=9):%d-%m-%Y}"
    form = {"outcome": "date", "due": day, "said": "Na de open dag."}

    coordinator.post(f"{url}/agenda/{late.number}", data=form)

    page = coordinator.get(url).text
    assert "Niets loopt vast." in page
    assert "Afgesproken per actie" in page
    assert "Datum verzet: Na de open dag." in page


def test_the_agenda_says_what_was_settled_about_a_card_the_last_time(
    coordinator, url, board, late, month, marleen
):
    with board.turn():
        board.created_at = moment_ago(days=70)
        last = Review.concept(board, month.before, by=marleen)
        Wish(Outcome.GO_ON, "Karin belt de roostermaker.").carry_out(last, late, marleen)
        last.freeze(by=marleen)

    page = coordinator.get(f"{url}/agenda/{late.number}").text

    assert "Vorige keer: Loopt door: Karin belt de roostermaker." in page


def test_a_card_that_was_discussed_is_taken_back_from_the_agenda(coordinator, late, url, board):
    form = {"outcome": "drop", "said": "Kan niet."}
    undo = f"{board.url}/activities/{board.version + 1}/undo"
    assert undo in follow(coordinator, coordinator.post(f"{url}/agenda/1", data=form))

    there = coordinator.post(undo, data={"back": f"{url}/agenda"})

    assert there.location == f"{url}/agenda"
    db.session.expire_all()
    assert late.is_on_board


def test_a_review_that_is_frozen_offers_no_undo(coordinator, late, url):
    page = follow(coordinator, coordinator.post(f"{url}/freeze"))

    assert "De maandreview is vastgesteld." in page
    assert "/undo" not in page


def test_what_can_not_be_is_said_on_the_page_where_it_was_pressed(coordinator, frozen, url):
    reply = coordinator.post(f"{url}/mail")
    late_remark = coordinator.post(f"{url}/remarks", data={"remarks": "Nog iets"})

    assert reply.status_code == 422
    assert late_remark.status_code == 409
    assert "We vragen Van Pijp." in late_remark.text
    assert "vastgesteld" in late_remark.text
