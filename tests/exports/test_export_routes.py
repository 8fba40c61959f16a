"""A board on paper, over the whole stack."""

from __future__ import annotations

from io import BytesIO

import segno
from PIL import Image

from actionboard.boards.levels import Level
from actionboard.boards.stages import Stage
from actionboard.cards.steps import Step
from actionboard.core.database import writing
from actionboard.documents import pdf as press
from actionboard.membership import viewer_links
from tests.clients import said
from tests.documents.pdfs import is_accessible, pdf, size, words

PAPER = "/boards/voorbeeldland/paper"
HOME = "http://localhost/boards/voorbeeldland"


def test_the_page_says_how_many_actions_go_to_paper(card, client_of, karin):
    page = client_of(karin).get(PAPER)

    assert "1 actie." in said(page)
    assert f'href="{PAPER}/poster.pdf"' in page.text


def test_the_page_of_an_empty_board_says_so(board, client_of, karin):
    assert "Hier is niets om af te drukken" in said(client_of(karin).get(PAPER))


def test_the_poster_shows_the_board(propose, client_of, karin, henk):
    card = propose("Gastlessen plannen", level=Level.REGIONAL, by=henk)
    with card.board.turn():
        card.claim(by=karin)

    reader = pdf(client_of(karin).get(f"{PAPER}/poster.pdf"))

    assert is_accessible(reader)
    assert size(reader.pages[0]) == (420, 297)
    page = words(reader)
    for word in ("BPV Voorbeeldland", "Regionaal 1 actie", "Gastlessen plannen", "Karin Buis"):
        assert word in page
    assert "1 van 1" in page


def test_a_poster_that_is_too_full_goes_on_over_a_second_sheet(board, marleen, client_of, karin):
    from actionboard.cards.models import Card

    with board.turn():
        for number in range(90):
            Card.propose(board, f"Actie met volgnummer {number}", by=marleen, level=Level.LOCAL)

    reader = pdf(client_of(karin).get(f"{PAPER}/poster.pdf"))

    page = words(reader)
    assert len(reader.pages) == 2
    assert "(vervolg)" in reader.pages[1].extract_text()
    assert all(f"volgnummer {number}" in page for number in range(90))


def test_paper_shows_what_the_filter_lets_through(propose, client_of, karin):
    propose("Gastlessen plannen")
    mine = propose("Rooster maken")
    with mine.board.turn():
        mine.claim(by=karin)

    page = words(pdf(client_of(karin).get(f"{PAPER}/poster.pdf?mine=1")))

    assert "Rooster maken" in page
    assert "Gastlessen plannen" not in page
    assert "alleen: mijn acties" in page


def test_four_cards_go_on_an_a4(propose, client_of, karin):
    for number in range(5):
        propose(f"Actie {number}")

    reader = pdf(client_of(karin).get(f"{PAPER}/cards.pdf"))

    assert [size(page) for page in reader.pages] == [(210, 297)] * 2
    assert is_accessible(reader)


def test_or_each_on_an_a6(propose, client_of, karin):
    for number in range(3):
        propose(f"Actie {number}")

    reader = pdf(client_of(karin).get(f"{PAPER}/cards.pdf?size=a6"))

    assert len(reader.pages) == 3
    assert [round(side, -1) for side in size(reader.pages[0])] == [100, 150]


def test_one_card_says_what_it_is_about(propose, client_of, karin):
    card = propose("Gastlessen plannen", why="Leerlingen zien echt werk.")
    with card.board.turn():
        Step.add(card, "Rooster opvragen", karin)

    page = words(pdf(client_of(karin).get(f"{HOME}/cards/{card.number}/paper.pdf")))

    for word in ("Gastlessen plannen", "Leerlingen zien echt werk.", "Rooster opvragen"):
        assert word in page


def test_the_code_on_a_card_opens_the_card(card, client_of, karin):
    """Read off the print, module by module."""
    address = f"{HOME}/cards/{card.number}"
    reader = pdf(client_of(karin).get(f"{address}/paper.pdf"))

    assert f"localhost/boards/voorbeeldland/cards/{card.number}" in words(reader)
    links = [note.get_object()["/A"]["/URI"] for note in reader.pages[0]["/Annots"]]
    assert links == [address]
    assert modules_on_paper(client_of(karin), card) == modules_of(address)


def modules_of(address):
    code = segno.make(address, error="m", micro=False)
    return [[bool(module) for module in row] for row in code.matrix]


def modules_on_paper(client, card):
    """The dark and light squares of the code at the foot of a card."""
    from flask import current_app

    from actionboard.board_page import snapshot
    from actionboard.exports.card_sheets import sheets

    with current_app.test_request_context():
        face = snapshot.of(card.board, card.board.today).entries[card.number].face
        matter = sheets([face], board_id=card.board_id, board="", address=HOME, four=False)
        drawn = press.picture("cards", matter, title="", language="nl", dpi=300)
    dots = 300 / 25.4
    # Right at the foot stands the code: 30 mm square with a quiet zone of 4 modules.
    foot = tuple(round(mm * dots) for mm in (67, 106, 99, 142))
    code = Image.open(BytesIO(drawn)).convert("L").crop(foot).point(lambda light: 255 - light)
    left, top, *_ = code.getbbox()
    count = len(modules_of(f"{HOME}/cards/{card.number}"))
    middles = [(at + 0.5) * 30 * dots / (count + 8) for at in range(count)]
    return [[code.getpixel((int(left + x), int(top + y))) > 127 for x in middles] for y in middles]


def test_a_card_that_is_off_the_board_has_no_paper(card, client_of, karin):
    with card.board.turn():
        card.drop("Nu niet", by=karin)

    assert client_of(karin).get(f"{HOME}/cards/{card.number}/paper.pdf").status_code == 404


def test_an_unchanged_poster_is_not_printed_again(card, client_of, karin):
    browser = client_of(karin)
    first = browser.get(f"{PAPER}/poster.pdf")

    again = browser.get(f"{PAPER}/poster.pdf", headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304


def test_the_page_shows_small_pictures(card, client_of, karin):
    picture = client_of(karin).get(f"{PAPER}/poster.png")

    assert Image.open(BytesIO(picture.data)).size == (694, 491)


def test_a_link_without_names_prints_without_names(card, board, visitor, karin, marleen):
    with board.turn():
        card.claim(by=karin)
    with writing():
        secret = viewer_links.make(board, {"label": "Stuurgroep"}, marleen, board.moment)

    page = words(pdf(visitor.get(f"/view/{secret}/poster.pdf")))

    assert "Buis" in page
    assert "Karin" not in page


def test_a_link_with_names_prints_names(card, board, visitor, karin, marleen):
    with board.turn():
        card.claim(by=karin)
        card.move(Stage.DOING, karin)
    with writing():
        form = {"label": "Stuurgroep", "names": "1"}
        secret = viewer_links.make(board, form, marleen, board.moment)

    assert "Karin Buis" in words(pdf(visitor.get(f"/view/{secret}/poster.pdf")))


def test_paper_speaks_the_readers_language(card, client_of, karin):
    with writing():
        karin.language = "en"

    reader = pdf(client_of(karin).get(f"{PAPER}/poster.pdf"))

    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert "Nobody yet" in words(reader)
