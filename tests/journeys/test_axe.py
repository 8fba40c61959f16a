"""axe finds nothing to be improved for who reads by ear, by keys or with little sight."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from actionboard.boards.levels import Level
from actionboard.core.database import writing
from actionboard.membership import viewer_links

AXE = (Path(__file__).parent.parent / "vendor" / "axe.min.js").read_text("utf-8")
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
BOARD = "/boards/voorbeeldland"
PATIENCE = 20_000  # ms; a busy machine may be slow
COLOUR = "getComputedStyle(document.querySelector('button')).backgroundColor"
SEEN = "document.querySelector('button').checkVisibility({ contentVisibilityAuto: true })"

# Not the promise that it has finished: that may never be kept for what fades in a card that went
# out of sight (`content-visibility: auto`): there the browser gives up, and nobody sees it.
IN_MOTION = """async (patience) => {
  const until = performance.now() + patience;
  for (;;) {
    const moving = document.getAnimations().filter((one) => one.playState === "running");
    if (!moving.length || performance.now() > until) {
      return moving.map(({ effect, animationName, transitionProperty }) =>
        `${animationName ?? transitionProperty ?? "animate()"} of ${effect.target.outerHTML}`);
    }
    await new Promise((again) => setTimeout(again, 20));
  }
}"""


@pytest.fixture
def a_full_board(propose, planned, board, karin, henk, today):
    """Something of everything that a board can show."""
    late, stuck, done = planned("Docentstage"), planned("Vaste contactpersoon"), planned("Open dag")
    propose("Gastlessen plannen", why="Leerlingen leren er meer van", due_on=today)
    propose("Zonder niveau", level=Level.OPEN)
    asked = propose("Kwalificatiedossier", level=Level.NATIONAL)
    with board.turn():
        late.postpone(today - timedelta(days=365), karin)
        late.join(henk)
        stuck.ask_help("Wie kent iemand?", karin)
        done.finish("Er kwamen vijftig leerlingen", karin)
        asked.nominate(karin, by=henk)
    with board.turn():
        gone = propose("Te veel werk")
        gone.drop("De branche doet dit", karin)
    return late


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages(a_full_board, screen_of, karin, wim, size, scheme):
    screen = screen_of(karin, viewport=size, color_scheme=scheme)
    paths = [BOARD, f"{BOARD}?mine=1&q=geen", f"{BOARD}/cards/{a_full_board.number}"]
    if scheme == "light":
        paths += [
            *(f"{BOARD}/cards/{a_full_board.number}/{one}" for one in ("edit", "place", "drop")),
            f"{BOARD}/cards/new",
            f"{BOARD}/history",
            f"{BOARD}/dropped",
            "/",
            "/me",
            "/nergens",
            f"{BOARD}/import",  # which is not for everybody
        ]

    for path in paths:
        screen.page.goto(path)
        finds_nothing(screen.page, path)


def test_each_question_as_a_page(a_full_board, propose, board, screen_of, karin, henk):
    national = propose("Kwalificatiedossier bespreken", level=Level.NATIONAL).number
    card = f"{BOARD}/cards/{a_full_board.number}"
    screen = screen_of(karin)

    for path in (
        *(f"{card}/{one}" for one in ("date", "result", "help", "nominate", "check-in")),
        f"{BOARD}/cards/{national}/raising",
        f"{BOARD}/meetings",
        f"{card}/edit",
    ):
        screen.page.goto(path)
        finds_nothing(screen.page, path)
    with board.turn():
        a_full_board.edit(henk, title="Anders", why="", level=Level.LOCAL, theme=None, due_on=None)
    screen.page.get_by_label("Wat gaan we doen?").fill("Nog anders")
    screen.button("Opslaan").click()
    expect(screen.page.get_by_role("heading", name="Niet opgeslagen")).to_be_visible()
    finds_nothing(screen.page, "two versions of a text")


def test_what_a_guest_sees(a_full_board, board, marleen, server, new_context):
    now = datetime.now(UTC)
    with writing():
        secret = viewer_links.make(board, {"label": "Stuurgroep"}, marleen, now)
    page = new_context(base_url=server.address, color_scheme="dark").new_page()

    page.goto(f"/view/{secret}")

    expect(page.locator(".card").first).to_be_visible()
    finds_nothing(page, "a guest's board")


def test_the_panel_and_each_question(a_full_board, screen_of, karin):
    number = a_full_board.number
    screen = screen_of(karin)
    screen.open(number)
    finds_nothing(screen.page, "panel")

    for name in ("Bewerken", "Verplaatsen naar…", "Overdragen aan collega", "Doen we niet"):
        screen.choose(name)
        finds_nothing(screen.page, name)
        screen.page.keyboard.press("Escape")
        expect(screen.dialog).to_have_count(0)
        screen.page.locator("#panel summary[aria-label=Meer]").click()  # closes it
    for name in ("Klaar melden", "Datum verzetten", "Ik loop vast"):
        screen.link(name, screen.panel).click()
        expect(screen.dialog).to_be_visible()
        finds_nothing(screen.page, name)
        screen.page.keyboard.press("Escape")
        expect(screen.dialog).to_have_count(0)


def test_what_shows_for_a_moment(a_full_board, propose, screen_of, karin):
    number = propose("Nog een voorstel").number
    screen = screen_of(karin)

    screen.title(number).focus()
    screen.page.keyboard.press("?")
    finds_nothing(screen.page, "the list of keys")
    screen.page.keyboard.press("Escape")
    screen.title(number).focus()
    screen.page.keyboard.press("v")
    finds_nothing(screen.page, "a card in hand")
    screen.page.keyboard.press("Escape")
    screen.drag(number, "local", "planned")
    expect(screen.dialog).to_be_visible()
    screen.dialog.get_by_label("Klaar vóór", exact=True).fill("ooit")
    screen.button("Op Gepland zetten", screen.dialog).click()
    expect(screen.dialog.locator("[aria-invalid]")).to_be_visible()
    finds_nothing(screen.page, "an error at its field")
    screen.dialog.get_by_label("Klaar vóór", exact=True).fill("wk 48")
    screen.button("Op Gepland zetten", screen.dialog).click()
    screen.says(f"Actie {number} staat nu op Gepland")
    finds_nothing(screen.page, "a toast")


def test_bringing_in_a_list(screen_of, wim):
    screen = screen_of(wim, f"{BOARD}/import")
    finds_nothing(screen.page, "import")

    screen.button("Lezen en nakijken").click()
    expect(screen.page.locator("[aria-invalid]")).to_be_visible()
    finds_nothing(screen.page, "import, refused")
    screen.page.get_by_label("Plak hier de lijst").fill(
        "Actie;Door wie;Niveau\nGastlessen;Buis;regionaal\nGastlessen;?;\nOpen dag;ROC of Buis;L"
    )
    screen.button("Lezen en nakijken").click()
    expect(screen.page.get_by_role("heading", name="Nakijken")).to_be_visible()
    finds_nothing(screen.page, "preview")
    screen.page.locator("#put").click()
    expect(screen.board.locator(".card").first).to_be_visible()
    screen.page.goto(f"{BOARD}/import")
    screen.page.locator(".log a").first.click()
    finds_nothing(screen.page, "what was brought in")


def test_signing_in(server, new_context):
    page = new_context(base_url=server.address).new_page()
    page.goto("/sign-in")
    finds_nothing(page, "sign-in")

    page.get_by_label("E-mailadres").fill("karin@voorbeeld.example")
    page.get_by_role("button", name="Code versturen").click()
    page.get_by_label("Code uit je mail").fill("000000")
    finds_nothing(page, "code")
    page.get_by_role("button", name="Inloggen", exact=True).click()
    expect(page.locator("[aria-invalid]")).to_be_visible()
    finds_nothing(page, "wrong code")


@pytest.fixture
def fading(new_context):
    """A page with a card that turns black in a second, and room to scroll it out of sight."""
    page = new_context().new_page()
    page.set_content("""
      <style>
        section { content-visibility: auto; block-size: 99px }
        button { background: white; transition: background 1s }
        .is-dark button { background: black }
        @keyframes turn { to { rotate: 1turn } }
        .spinner { animation: turn 1s infinite }
      </style>
      <section><button>Opnieuw lezen</button></section>
      <div style="block-size: 5000px">
    """)
    page.wait_for_function(SEEN)
    page.evaluate(f"document.body.className = 'is-dark'; {COLOUR}")
    return page


def test_what_fades_is_waited_for(fading):
    comes_to_rest(fading, "the card")

    assert fading.evaluate(COLOUR) == "rgb(0, 0, 0)"


def test_what_fades_out_of_sight_is_not_waited_for(fading):
    fading.evaluate("scrollTo(0, 3000)")

    comes_to_rest(fading, "the card")

    assert fading.evaluate(SEEN) is False


def test_what_never_rests_is_named(fading):
    fading.evaluate("document.querySelector('div').className = 'spinner'")

    with pytest.raises(AssertionError, match=r"the card: still in motion.*turn of <div .*spinner"):
        comes_to_rest(fading, "the card", patience=1500)


def finds_nothing(page, where):
    """Ask axe, which is brought in from outside: the page itself may run no such script."""
    comes_to_rest(page, where)
    if not page.evaluate("'axe' in window"):
        page.evaluate(f"() => {{ {AXE} }}")
    result = page.evaluate("async () => await axe.run()")
    assert result["passes"] != []
    told = [
        f"{where}: {one['id']}: {node['html'][:200]} {node['failureSummary']}"
        for one in result["violations"]
        for node in one["nodes"][:3]
    ]
    assert told == []


def comes_to_rest(page, where, patience=PATIENCE):
    """Wait for what moves or fades: half on its way, its colours are not those that are seen."""
    moving = [one[:200] for one in page.evaluate(IN_MOTION, patience)]
    assert moving == [], f"{where}: still in motion after {patience / 1000:g} s: {moving}"
