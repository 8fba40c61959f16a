"""A card over HTTP: for each route who may, who may not, and what is painted."""

from __future__ import annotations

import gzip
import re

import pytest

from actionboard.accounts.models import Membership
from actionboard.boards.levels import Level
from actionboard.boards.stages import Stage
from actionboard.boards.verbs import named
from actionboard.cards.comments import Comment
from actionboard.cards.models import Card
from actionboard.cards.steps import Step
from actionboard.core.database import db
from tests.clients import painted, said

CARD = "/boards/voorbeeldland/cards/1"


def led_by_somebody(card, one, other):
    card.claim(by=one)


def asked(card, one, other):
    card.nominate(one, by=other)


def joined(card, one, other):
    card.join(by=one)


def stuck(card, one, other):
    card.ask_help("Wie weet dit?", by=other)


def off_the_board(card, one, other):
    card.drop("Kan niet.", by=other)


def with_parts(card, one, other):
    Step.add(card, "School bellen", by=one)
    Comment.make(card, "Goed plan", by=one)


def unclear(card, one, other):
    card.questions = ["vague"]
    card.board.record(named("card.imported"), card, None)


def nothing(card, one, other):
    pass


def led_by_karin(card):
    return card.lead is not None and card.lead.name == "Karin Buis"


def body(words):
    return words and words.body


CHANGES = {  # route: method, address after the card's, form, what comes first, what is then true
    "edit": ("POST", "", {"title": "Anders", "level": "local"}, nothing,
             lambda card: card.title == "Anders"),
    "place": ("POST", "/place", {"stage": "doing", "level": "regional"}, nothing,
              lambda card: (card.stage, card.level) == (Stage.DOING, Level.REGIONAL)),
    "claim": ("POST", "/claim", {}, nothing, led_by_karin),
    "release": ("DELETE", "/claim", {}, led_by_somebody, lambda card: card.lead is None),
    "join": ("POST", "/join", {}, nothing, lambda card: len(card.helper_ids) == 1),
    "leave": ("DELETE", "/join", {}, joined, lambda card: card.helper_ids == []),
    "accept": ("POST", "/accept", {}, asked, led_by_karin),
    "decline": ("POST", "/decline", {}, asked, lambda card: card.nominee is None),
    "ask_help": ("POST", "/help", {"reason": "Wie weet dit?"}, nothing,
                 lambda card: body(card.help_words) == "Wie weet dit?"),
    "carry_on": ("DELETE", "/help", {}, stuck, lambda card: card.help_words is None),
    "finish": ("POST", "/result", {"result": "Twee gastlessen."}, nothing,
               lambda card: body(card.result_words) == "Twee gastlessen."),
    "drop": ("POST", "/drop", {"reason": "Kan niet."}, nothing,
             lambda card: body(card.dropped_words) == "Kan niet."),
    "restore": ("POST", "/restore", {}, off_the_board, lambda card: card.is_on_board),
    "set_date": ("POST", "/date", {"due": "26-11-2026"}, nothing,
                 lambda card: str(card.due_on) == "2026-11-26"),
    "comment": ("POST", "/comments", {"body": "Goed plan"}, nothing,
                lambda card: card.comments_made == 1),
    "remove_comment": ("DELETE", "/comments/{comment}", {}, with_parts,
                       lambda card: card.comments_made == 0),
    "add_step": ("POST", "/steps", {"body": "School bellen"}, nothing,
                 lambda card: card.steps_made == 1),
    "tick_step": ("POST", "/steps/{step}", {"done": "1"}, with_parts,
                  lambda card: card.steps_ticked == 1),
    "remove_step": ("DELETE", "/steps/{step}", {}, with_parts,
                    lambda card: card.steps_made == 0),
    "settle": ("POST", "/questions/vague", {}, unclear, lambda card: card.questions == []),
    "merge": ("POST", "/merge", {"into": "2"}, nothing,
              lambda card: card.merged_into is not None),
}  # fmt: skip


@pytest.fixture
def change(propose, karin, henk, board):
    """Prepares action 1 for one of CHANGES; gives how to ask for it and how to see it was done."""

    def prepare(name):
        method, path, form, first, holds = CHANGES[name]
        card = propose()
        propose("De andere")
        with board.turn():
            first(card, karin, henk)
        ids = {kind: found[0].id if (found := parts.of(card)) else 0
               for kind, parts in (("step", Step), ("comment", Comment))}  # fmt: skip
        path = CARD + path.format(**ids)
        spelled = f"{path}?_method=DELETE" if method == "DELETE" else path
        return card, spelled, form, lambda: holds(card)

    return prepare


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_with_htmx_paints_the_card(change, client_of, karin, name):
    card, path, form, holds = change(name)
    assert not holds()

    reply = client_of(karin).act(path, **form)

    assert reply.status_code == 200
    assert holds()
    assert "version" in painted(reply)
    assert f'id="card-{card.number}"' in reply.text
    assert '<ask-dialog id="dialog"' in reply.text


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_with_a_plain_form_ends_on_a_page_that_says_so(change, client_of, karin, name):
    _card, path, form, holds = change(name)
    client = client_of(karin)

    reply = client.send(path, **form)

    assert reply.status_code == 303
    assert holds()
    page = client.get(reply.location)
    assert page.status_code == 200
    assert 'class="toast' in page.text


@pytest.mark.parametrize("name", CHANGES)
def test_a_viewer_changes_nothing(change, client_of, zoë, name):
    _card, path, form, holds = change(name)

    reply = client_of(zoë).act(path, **form)

    assert reply.status_code == 403
    assert not holds()


@pytest.mark.parametrize("name", CHANGES)
def test_to_an_outsider_the_card_does_not_exist(change, client_of, buitenstaander, name):
    _card, path, form, holds = change(name)

    reply = client_of(buitenstaander).act(path, **form)

    assert reply.status_code == 404
    assert "Gastlessen" not in reply.text
    assert not holds()


@pytest.mark.parametrize("name", CHANGES)
def test_who_is_not_signed_in_is_asked_to(change, visitor, name):
    _card, path, form, holds = change(name)

    assert visitor.act(path, **form).status_code == 401
    assert visitor.send(path, **form).location.startswith("/sign-in")
    assert not holds()


@pytest.mark.parametrize("name", CHANGES)
def test_a_role_on_ones_own_board_reaches_no_other_board(
    change, client_of, buitenstaander, other_board, name
):
    _card, path, form, holds = change(name)
    crossed = path.replace("voorbeeldland", "elders").replace("cards/1", "cards/2")

    reply = client_of(buitenstaander).act(crossed, **form)

    assert reply.status_code == 404
    assert not holds()


# Refusals --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "form", "first", "status", "sentence"),
    [
        ("/claim", {}, lambda c, k, h: c.claim(by=h), 409, "was je net voor"),
        ("/claim?_method=DELETE", {}, lambda c, k, h: c.claim(by=h), 403, "Alleen Henk Flens"),
        ("/accept", {}, nothing, 409, "Deze vraag staat niet meer open voor jou"),
        ("/place", {"stage": "planned"}, nothing, 422, "Wie trekt dit"),
        ("/place", {"stage": "done"}, nothing, 422, "opgeleverd"),
        ("/place", {"stage": "elsewhere"}, nothing, 422, "Kies waar deze actie nu staat."),
        ("/result", {"result": " "}, nothing, 422, "Schrijf eerst iets op."),
        ("/drop", {"reason": ""}, nothing, 422, "waarom we dit niet doen"),
        ("/date", {"due": "ooit"}, nothing, 422, "Schrijf een datum als"),
        ("/help", {"reason": ""}, nothing, 422, "Schrijf eerst iets op."),
        ("/comments", {"body": ""}, nothing, 422, "Schrijf eerst iets op."),
        ("/steps", {"body": "x" * 201}, nothing, 422, "hooguit 200 tekens"),
        ("/place", {"stage": "doing"}, off_the_board, 409, "niet meer op het bord"),
        ("", {"title": ""}, nothing, 422, "in een paar woorden"),
    ],
)  # fmt: skip
def test_a_refusal_says_why_and_brings_the_card_as_it_is(
    card, board, client_of, karin, henk, path, form, first, status, sentence
):
    with board.turn():
        first(card, karin, henk)
    version = board.version

    painting = client_of(karin).act(CARD + path, **form)
    page = client_of(karin).send(CARD + path, **form)

    assert (painting.status_code, page.status_code) == (status, status)
    assert sentence in said(painting)
    assert sentence in said(page)
    assert 'id="card-1"' in painting.text
    assert "<!doctype html>" in page.text.lower()
    assert board.version == version


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("", {"title": "x" * 201, "why": "Omdat het zo is", "due": "26-11-2026"}),
        ("", {"title": "Gastlessen in mei", "due": "ooit eens"}),
        ("/date", {"due": "ooit eens"}),
        ("/result", {"result": "x" * 4001}),
        ("/drop", {"reason": "x" * 4001}),
        ("/help", {"reason": "x" * 4001}),
    ],
)
def test_a_refusal_keeps_what_was_typed(card, client_of, karin, path, form):
    client = client_of(karin)

    for reply in (client.act(CARD + path, **form), client.send(CARD + path, **form)):
        assert reply.status_code == 422
        assert [text for text in form.values() if text not in reply.text] == []
        assert 'aria-invalid="true"' in reply.text


def test_a_refused_proposal_keeps_what_was_typed(board, client_of, karin):
    reply = client_of(karin).send(f"{board.url}/cards", title="Gastlessen", due="ooit", why="Want")

    assert reply.status_code == 422
    assert all(text in reply.text for text in ("Gastlessen", "ooit", "Want"))
    assert Card.find(board, 1) is None


def test_who_edits_what_changed_since_sees_both_versions(card, board, client_of, karin, henk):
    seen = card.version
    with board.turn():
        card.edit(henk, title="Twee gastlessen", why="", level=card.level, theme=None, due_on=None)

    reply = client_of(karin).act(CARD, title="Drie gastlessen", level="local", version=seen)

    assert reply.status_code == 409
    assert "Twee gastlessen" in reply.text
    assert "Drie gastlessen" in reply.text
    assert card.title == "Twee gastlessen"


def test_the_form_to_edit_says_what_it_saw_and_asks_the_level_once(card, client_of, karin):
    form = client_of(karin).look(f"{CARD}/edit").text

    assert f'name="version" value="{card.version}"' in form
    assert 'type="hidden" name="level"' not in form


def test_who_edits_something_else_is_not_held_up(card, board, client_of, karin, henk):
    seen = card.version
    with board.turn():
        card.claim(by=henk)

    reply = client_of(karin).act(CARD, title="Drie gastlessen", level="local", version=seen)

    assert reply.status_code == 200
    assert card.title == "Drie gastlessen"


def test_who_moves_what_was_moved_since_sees_it_walk_back(card, board, client_of, karin, henk):
    seen = card.version
    with board.turn():
        card.move(Stage.DOING, by=henk)

    reply = client_of(karin).act(f"{CARD}/place", stage="proposed", level="national", version=seen)

    assert reply.status_code == 409
    assert "Henk Flens" in said(reply)
    assert 'data-into="cell-local-doing"' in reply.text


def test_ones_own_earlier_step_is_no_conflict(card, board, client_of, karin):
    seen = card.version
    client = client_of(karin)
    client.act(f"{CARD}/place", stage="doing", level="local", version=seen)

    reply = client.act(f"{CARD}/place", stage="proposed", level="local", version=seen)

    assert reply.status_code == 200


# What each route is about ----------------------------------------------------------------------


def test_a_proposal_is_painted_and_can_be_taken_back(board, client_of, karin):
    client = client_of(karin)

    reply = client.act(f"{board.url}/cards", title="Gastlessen", level="regional")

    assert reply.status_code == 200
    assert 'data-into="cell-regional-proposed"' in reply.text
    undo = re.search(r'formaction="([^"]+/undo)"', reply.text)[1]
    undone = client.act(undo)
    assert undone.status_code == 200
    assert re.search(r'id="card-1"[^>]*data-gone', undone.text)
    assert Card.find(board, 1) is None


def test_a_proposal_that_is_taken_back_without_htmx_ends_on_the_board(card, client_of, marleen):
    client = client_of(marleen)

    reply = client.send("/boards/voorbeeldland/activities/1/undo")

    assert reply.status_code == 303
    assert client.get(reply.location).status_code == 200


def test_nobody_takes_back_the_step_of_somebody_else(card, client_of, karin, board):
    reply = client_of(karin).act("/boards/voorbeeldland/activities/1/undo")

    assert reply.status_code == 403
    assert card.is_on_board


def test_a_proposal_by_an_outsider_or_a_viewer_is_none(board, client_of, zoë, buitenstaander):
    path = f"{board.url}/cards"

    assert client_of(zoë).act(path, title="Iets").status_code == 403
    assert client_of(buitenstaander).act(path, title="Iets").status_code == 404
    assert board.version == 0


def test_a_dialog_that_stands_open_says_who_moved_the_card_and_keeps_what_was_chosen(
    card, board, client_of, karin, henk
):
    seen = card.version
    with board.turn():
        card.move(Stage.DOING, by=henk)

    mine, other = (
        client_of(person).get(f"{CARD}/place?since={seen}&stage=planned&level=regional").text
        for person in (henk, karin)
    )

    assert "verplaatste deze actie net" not in mine
    assert f"{henk.name} verplaatste deze actie net." in other
    assert 'value="planned" checked' in other
    assert 'value="regional" selected' in other
    assert re.search(r'value="doing"[^<]*Bezig\s*<small>staat hier nu', other)


def test_planned_asks_in_place_and_keeps_where_the_card_should_go(card, client_of, karin):
    reply = client_of(karin).act(f"{CARD}/place", stage="planned", level="regional")

    assert reply.status_code == 422
    assert "data-open" in reply.text
    assert 'value="regional"' in reply.text
    assert 'data-into="cell-local-proposed"' in reply.text


def test_planned_with_a_day_and_oneself_is_one_step(card, board, client_of, karin, today):
    reply = client_of(karin).act(
        f"{CARD}/place", stage="planned", level="local", due=f"{today:%d-%m-%Y}", lead="me"
    )

    assert reply.status_code == 200
    assert (card.stage, card.lead, card.due_on) == (Stage.PLANNED, karin, today)
    assert board.version == 2


def test_planned_with_somebody_else_waits_for_their_yes(card, board, client_of, karin, henk):
    reply = client_of(karin).act(
        f"{CARD}/place", stage="planned", level="local", due="1-12", nominee=henk.id
    )

    assert reply.status_code == 200
    assert (card.stage, card.lead, card.nominee) == (Stage.PROPOSED, None, henk)
    assert "Henk Flens is gevraagd" in said(reply)


def test_asking_somebody_by_a_day_is_taken_back_whole_from_the_toast(card, client_of, karin, henk):
    browser = client_of(karin)
    asked = browser.act(
        f"{CARD}/place", stage="planned", level="local", due="1-12", nominee=henk.id
    )

    browser.act(re.search(r'formaction="([^"]+/undo)"', asked.text)[1])

    assert (card.nominee, card.due_on) == (None, None)


def test_who_takes_it_up_after_all_asks_nobody_else(card, client_of, karin, henk):
    client_of(karin).act(
        f"{CARD}/place", stage="planned", level="local", due="1-12", lead="me", nominee=henk.id
    )

    assert (card.lead, card.nominee) == (karin, None)


def test_a_result_that_is_too_long_is_asked_again_where_it_was_typed(card, client_of, karin):
    reply = client_of(karin).act(f"{CARD}/place", stage="done", level="regional", result="x" * 4001)

    assert reply.status_code == 422
    assert "hooguit 4000 tekens" in said(reply)
    assert 'value="regional"' in reply.text
    assert "x" * 4001 in reply.text


def test_done_from_the_move_form_takes_its_result_along(card, client_of, karin):
    client_of(karin).act(f"{CARD}/place", stage="done", level="local", result="Twee gastlessen.")

    assert (card.stage, card.result_words.body) == (Stage.DONE, "Twee gastlessen.")


def test_done_with_the_result_later_asks_for_it_on_the_card(card, client_of, karin):
    client_of(karin).act(f"{CARD}/result", result="", later="1")

    assert (card.stage, card.questions) == (Stage.DONE, ["result"])


def test_a_claim_without_a_day_asks_for_one_in_the_same_breath(card, client_of, karin):
    reply = client_of(karin).act(f"{CARD}/claim")

    assert card.lead is karin
    assert re.search(r'<ask-dialog id="dialog"[^>]*data-open', reply.text)
    assert 'name="due"' in reply.text


def test_somebody_is_asked_who_may_take_part(card, client_of, karin, henk):
    reply = client_of(karin).act(f"{CARD}/nominate", person=henk.id)

    assert reply.status_code == 200
    assert card.nominee is henk


@pytest.mark.parametrize("who", ["zoë", "buitenstaander"])
def test_nobody_is_asked_who_cannot_say_yes(card, client_of, karin, request, who):
    person = request.getfixturevalue(who)

    reply = client_of(karin).act(f"{CARD}/nominate", person=person.id)

    assert reply.status_code == 422
    assert card.nominee is None


def test_the_nominator_withdraws_by_the_same_question(card, board, client_of, karin, henk):
    with board.turn():
        card.nominate(henk, by=karin)

    client_of(karin).act(f"{CARD}/decline")

    assert card.nominee is None


@pytest.mark.parametrize("into", ["1", "99", "", "x"])
def test_a_card_is_merged_only_into_another_one(card, client_of, karin, into):
    reply = client_of(karin).act(f"{CARD}/merge", into=into)

    assert reply.status_code in (404, 422)
    assert card.is_on_board


def test_a_part_of_one_card_is_not_found_through_another(propose, board, client_of, karin):
    card, other = propose(), propose()
    with board.turn():
        step, comment = Step.add(card, "Bellen", by=karin), Comment.make(card, "Ja", by=karin)
    client = client_of(karin)

    for path in (f"steps/{step.id}?_method=DELETE", f"comments/{comment.id}?_method=DELETE"):
        assert client.act(f"{board.url}/cards/{other.number}/{path}").status_code == 404
    assert (card.steps_made, card.comments_made) == (1, 1)


def test_only_the_writer_takes_back_a_comment(card, board, client_of, karin, henk):
    with board.turn():
        comment = Comment.make(card, "Ja", by=henk)

    reply = client_of(karin).act(f"{CARD}/comments/{comment.id}?_method=DELETE")

    assert reply.status_code == 403
    assert card.comments_made == 1


def test_what_is_dropped_is_gone_from_the_board_and_listed_elsewhere(card, client_of, karin):
    client = client_of(karin)

    reply = client.act(f"{CARD}/drop", reason="De opleiding stopt.")

    assert re.search(r'id="card-1"[^>]*data-gone', reply.text)
    assert "De opleiding stopt." in client.get("/boards/voorbeeldland/dropped").text


def test_undo_without_a_script_leads_back_to_the_card(card, client_of, karin):
    browser = client_of(karin)
    browser.act("/boards/voorbeeldland/cards/1/claim")

    back = browser.send(f"/boards/voorbeeldland/activities/{card.board.version}/undo")

    assert back.location == "/boards/voorbeeldland/cards/1"


def test_one_undo_button_is_offered_for_one_step(card, client_of, karin):
    reply = client_of(karin).act(f"{CARD}/place", stage="doing", level="local")

    assert reply.text.count("/activities/2/undo") == 1


def test_a_move_paints_little(propose, client_of, karin):
    for _ in range(60):
        propose("Een actie met een titel van gewone lengte, zoals op een post-it staat")

    reply = client_of(karin).act(f"{CARD}/place", stage="doing", level="regional", before="")

    assert len(gzip.compress(reply.data, 1)) <= 2048
    assert len(re.findall(r'id="card-\d+"', reply.text)) == 1


def test_a_form_that_was_sent_twice_says_so_kindly(card, client_of, karin, henk):
    client = client_of(karin)
    client.act(f"{CARD}/claim")

    reply = client.act(f"{CARD}/claim")

    assert reply.status_code == 200
    assert card.lead is karin


# Looking ---------------------------------------------------------------------------------------

FORMS = ("edit", "place", "date", "result", "drop", "help", "nominate")


@pytest.mark.parametrize("name", ["", *(f"/{form}" for form in FORMS)])
def test_a_card_and_its_forms_are_pages_and_pieces(card, client_of, karin, name):
    client = client_of(karin)

    page, piece = client.get(CARD + name), client.look(CARD + name)

    assert (page.status_code, piece.status_code) == (200, 200)
    assert "<!doctype html>" in page.text.lower()
    assert "<html" not in piece.text
    assert ('id="panel"' if name == "" else 'id="dialog"') in piece.text


@pytest.mark.parametrize("name", ["", *(f"/{form}" for form in FORMS)])
def test_an_outsider_sees_no_card_and_no_form(card, client_of, buitenstaander, name):
    reply = client_of(buitenstaander).get(CARD + name)

    assert reply.status_code == 404
    assert "Gastlessen" not in reply.text


@pytest.mark.parametrize("path", ["cards/new", "history", "dropped", ""])
def test_an_outsider_sees_nothing_of_the_board(card, client_of, buitenstaander, path):
    reply = client_of(buitenstaander).get(f"/boards/voorbeeldland/{path}".rstrip("/"))

    assert reply.status_code == 404
    assert "Gastlessen" not in reply.text


def test_looking_changes_nothing(card, board, client_of, karin):
    client = client_of(karin)
    for name in ("", *(f"/{form}" for form in FORMS)):
        client.get(CARD + name)

    assert board.version == 1


@pytest.mark.parametrize("number", ["0", "2", "99999999999999999999"])
def test_a_card_that_is_not_there_is_not_found(card, client_of, karin, number):
    client = client_of(karin)

    assert client.get(f"/boards/voorbeeldland/cards/{number}").status_code == 404
    assert client.act(f"/boards/voorbeeldland/cards/{number}/claim").status_code == 404


HUGE = "9" * 25


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/place", {"stage": "doing", "before": HUGE, "version": HUGE, "nominee": HUGE}),
        ("/place", {"stage": "planned", "due": "1-12", "nominee": HUGE}),
        ("/nominate", {"person": HUGE}),
        ("/merge", {"into": HUGE}),
        ("/date", {"due": "1-12", "version": HUGE}),
        ("", {"title": "Iets", "level": "local", "theme": HUGE, "version": HUGE}),
        (f"/steps/{HUGE}", {"done": "1"}),
    ],
)
def test_numbers_beyond_reason_do_no_harm(card, client_of, karin, path, form):
    assert client_of(karin).act(CARD + path, **form).status_code in (200, 404, 409, 422)


@pytest.mark.parametrize("path", [f"activities/{HUGE}/undo", "activities/0/undo"])
def test_a_step_beyond_reason_is_not_undone(card, client_of, karin, path):
    assert client_of(karin).act(f"/boards/voorbeeldland/{path}").status_code in (404, 409)


@pytest.mark.parametrize("path", [f"/history?before={HUGE}", "/history?before=-1", "/%00"])
def test_addresses_beyond_reason_do_no_harm(card, client_of, karin, path):
    assert client_of(karin).get(f"/boards/voorbeeldland{path}").status_code in (200, 404)


def test_text_is_text(board, client_of, karin):
    client = client_of(karin)
    script = "<script>alert(1)</script>"
    client.act(f"{board.url}/cards", title=script, why=script, level="local")
    client.act(f"{CARD}/comments", body=script)
    client.act(f"{CARD}/steps", body=script)
    client.act(f"{CARD}/help", reason=script)

    for path in (board.url, CARD, f"{CARD}/edit", f"{board.url}/history"):
        assert "<script>alert" not in client.get(path).text


def test_nobody_promotes_themselves_by_extra_fields(card, board, client_of, zoë, karin):
    extra = {"role": "coordinator", "is_admin": "1", "lead_id": "1", "board_id": "2", "by": "1"}

    client_of(karin).act(f"{CARD}/claim", **extra)
    client_of(zoë).send("/preferences", language="en", **extra)

    roles = dict(db.session.execute(db.select(Membership.user_id, Membership.role)).all())
    assert (roles[karin.id], roles[zoë.id]) == ("member", "viewer")
    assert not karin.is_admin
    assert not zoë.is_admin


def test_a_refused_day_is_named_in_the_readers_language(card, client_of, karin):
    client = client_of(karin)
    client.send("/preferences", language="en")

    refused = client.send(f"{CARD}/date", due="vr 26-11-2026")

    assert "26 November 2026 is a Thursday." in refused.text


def test_a_card_that_was_taken_back_says_so_to_who_still_looks_at_it(
    card, board, client_of, karin, marleen
):
    client_of(marleen).act(f"{board.url}/activities/1/undo")

    said_to_karin = client_of(karin).act(f"{CARD}/comments", body="Goed idee!")

    assert said_to_karin.status_code == 410
    assert "Actie 1 is er niet meer" in said(said_to_karin)
    assert client_of(karin).get(CARD).status_code == 410
    assert client_of(karin).get(f"{board.url}/cards/99").status_code == 404
