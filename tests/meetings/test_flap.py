"""What a careful person makes of a list of actions."""

import io
import json
import time
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionboard.meetings.flap import Proposal, Question, read_flap, reconsider, summary
from actionboard.meetings.reading import Row, Table, Unreadable, read_file, read_text

DATA = Path(__file__).parents[1] / "data"
MEETING = date(2026, 9, 29)
KIND = {
    "possible_duplicate": "duplicate",
    "owner_missing_or_unclear": "who",
    "lane_missing_or_unclear": "level",
    "multiple_parties_choose_one_lead": "parties",
    "date_text_not_a_date": "date",
    "national_needs_local_advocate": "raiser",
    "excel_autodate_in_stickers": "votes",
    "illegible": "unreadable",
    "too_vague_to_plan": "vague",
}
LEVEL = {"school_company": "local", "regional": "regional", "national": "national", None: None}


def flap_of(source, today=MEETING):
    """The flap in a file of tests/data, or in a pasted text."""
    if isinstance(source, Path):
        return read_flap(read_file(source.read_bytes(), source.name, today=today), today=today)
    return read_flap(read_text(source, today=today), today=today)


def asked(proposal):
    return {question.kind for question in proposal.questions}


def one(text, header="Actie\tWie\tNiveau\tDatum\tStickers"):
    """The only proposal of a pasted row."""
    [proposal] = flap_of(f"{header}\n{text}").proposals
    return proposal


@pytest.mark.parametrize("name", ["flap-2b.csv", "flap-2b-ansi.csv"])
def test_the_sample_is_read_as_a_careful_person_reads_it(name):
    expected = json.loads((DATA / "flap-2b.verwacht.json").read_text())["cards"]

    proposals = flap_of(DATA / name).proposals

    number_of = {proposal.row: int(proposal.number) for proposal in proposals}
    for card, proposal in zip(expected, proposals, strict=True):
        day = card["target_date"]
        assert int(proposal.number) == card["nr"]
        assert asked(proposal) == {KIND[flag] for flag in card["flags"]}
        assert number_of.get(proposal.duplicate_of) == card["duplicate_of"]
        assert proposal.level == LEVEL[card["lane"]]
        assert proposal.due_text == (card["target_text"] or "")
        assert (proposal.due_on and proposal.due_on.isoformat()) == (
            day["to"] if isinstance(day, dict) else day
        )


def test_the_sample_in_figures():
    figures = summary(flap_of(DATA / "flap-2b.csv"))

    assert figures == {
        "cards": 20,
        "levels": {"national": 3, "regional": 4, "local": 8, "open": 5},
        "dates": 8,
        "questions": 33,
        "possible_duplicates": 3,
        "skipped_rows": 2,
    }


def test_no_row_disappears_silently():
    flap = flap_of(DATA / "flap-2b-ansi.csv")

    assert [(row.row, row.reason) for row in flap.skipped] == [
        (1, "title"),
        (2, "empty"),
        (17, "empty"),
        (25, "totals"),
    ]
    assert flap.left_out == ("Ingevoerd op",)


def test_words_remarks_and_signs_stay_as_they_were_written():
    flap = {proposal.number: proposal for proposal in flap_of(DATA / "flap-2b.csv").proposals}

    assert flap["20"].words == "+ meer waardering voor praktijkopleiders"
    assert flap["5"].remark == "=zie nr 4"
    assert flap["14"].remark == "Stickers: 3 of 4, één gevallen.\nSoldeer & Co wil meedoen"
    assert flap["14"].votes_text == "3-apr"


def test_of_a_text_with_four_flaps_only_2b_counts():
    flap = flap_of(DATA / "flaps.txt")

    by_number = {proposal.number: proposal for proposal in flap.proposals}
    assert list(by_number) == [str(number) for number in range(1, 21)]
    assert by_number["4"].who == "IW + ROC"
    assert (by_number["1"].level, by_number["1"].votes) == ("local", 9)
    assert by_number["5"].duplicate_of == by_number["4"].row
    assert {row.reason for row in flap.skipped} == {"title", "other_flap", "note"}


def test_a_poll_gives_actions_without_their_voters():
    flap = flap_of(DATA / "mentimeter-achtig.xlsx")

    assert [(card.words, card.who, card.level) for card in flap.proposals] == [
        ("Vaste contactpersoon bij school, BPV-bureau, school/bedrijf", "BPV-bureau", "local"),
        ("Toegang Trajectplanner - IW", "IW", None),
        ("scholing praktijkopleiders regionaal", "", "regional"),
        ("bereikbaarheid!!!", "", None),
        ("1 formulier (regio)", "", "regional"),
        ("jaarplanning voor de zomer", "", None),
        ("cao / landelijk", "", "national"),
    ]
    assert [row.reason for row in flap.skipped] == ["title", "empty", "no_answer", "test"]
    assert [card.row for card in flap.proposals] == [1, 2, 3, 4, 5, 6, 7]


def test_a_poll_answer_is_cut_at_lines_semicolons_and_numbers():
    flap = flap_of(
        "Tijdstempel\tNaam\tWelke actie is nodig?\n"
        '9:00\tKarin\t"open dag plannen\n- rooster sturen; lesbrief maken"\n'
        "9:01\tHenk\t1. oven ijken 2. meel wegen\n"
    )

    assert [card.words for card in flap.proposals] == [
        "open dag plannen", "rooster sturen", "lesbrief maken", "oven ijken", "meel wegen",
    ]  # fmt: skip
    assert not any("Karin" in str(card) or "Henk" in str(card) for card in flap.proposals)


def test_a_list_of_a_hospital_with_other_headers_and_a_header_halfway():
    flap = flap_of(DATA / "zorg-omschrijving.csv", today=date(2026, 11, 12))

    read = {card.row: (card.level, str(card.due_on), asked(card)) for card in flap.proposals}
    assert read == {
        3: ("local", "2026-12-01", set()),
        4: ("local", "None", {"duplicate"}),
        5: ("regional", "2027-01-31", {"parties"}),
        6: ("national", "None", {"raiser", "date"}),
        7: (None, "None", {"vague", "who", "level"}),
        8: ("local", "2026-12-11", {"parties"}),
        11: (None, "None", {"level", "date"}),
        12: ("regional", "2072-10-10", {"date"}),
    }
    assert [row.reason for row in flap.skipped] == [
        "title", "empty", "header", "no_action", "totals",
    ]  # fmt: skip
    assert flap.proposals[0].remark == "Thema: planning"


def test_a_list_pasted_from_excel_by_bakers():
    flap = flap_of(DATA / "bakkers-geplakt.tsv", today=date(2026, 11, 12))

    read = {card.row: (card.votes, str(card.due_on), asked(card)) for card in flap.proposals}
    assert read == {
        2: (4, "2027-01-15", set()),
        3: (7, "2027-02-05", set()),
        4: (None, "None", {"duplicate", "level", "votes"}),
        5: (2, "None", {"raiser", "date"}),
        6: (None, "None", {"parties", "votes"}),
        7: (None, "2026-11-13", {"who"}),
    }
    assert flap.proposals[4].words == '"Stagemarkt" in het voorjaar'
    assert flap.proposals[5].words == "-10 % afval in de lesbakkerij"


def test_a_list_typed_with_dashes():
    flap = flap_of(DATA / "haven-streepjes.txt", today=date(2026, 11, 12))

    read = [(card.who, card.level, str(card.due_on), asked(card)) for card in flap.proposals]
    assert read == [
        ("BPV-coördinator Havencollege", "regional", "2026-11-20", set()),
        ("Rederij Waterman & Zn.", "local", "2027-02-01", set()),
        ("Havencollege en rederijen", "regional", "None", {"parties", "date"}),
        ("", None, "None", {"vague", "who", "level"}),
        ("", "national", "None", {"who", "raiser"}),
        ("", None, "None", {"duplicate", "who", "level"}),
    ]
    assert flap.proposals[5].votes == 2


def test_a_workbook_with_titles_merged_cells_and_real_days():
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [
        ["Actielijst Tuinbouwnetwerk Zuid"],
        [],
        ["Prio", "Post-it", "Trekker", "Streefdatum", "Stippen", "Op welk niveau?"],
        [1, "Kassenroute voor eerstejaars", "kwekerij Bloem & Blad", date(2027, 3, 1), 12, "regio"],
        [2, "Leerling-app voor urenregistratie", "Groencollege", None, date(2026, 4, 3), None],
        [3, "Snoeicursus in de winter", "hoveniers/docenten groen", "P2", 5, "S-B"],
    ]:
        sheet.append(row)
    sheet.merge_cells("A1:F1")
    sheet.merge_cells("F4:F5")
    file = io.BytesIO()
    book.save(file)

    flap = read_flap(read_file(file.getvalue(), "lijst.xlsx", today=MEETING), today=MEETING)

    read = [(card.row, card.level, str(card.due_on), asked(card)) for card in flap.proposals]
    assert read == [
        (4, "regional", "2027-03-01", set()),
        (5, "regional", "None", {"votes"}),
        (6, "local", "None", {"parties", "date"}),
    ]
    assert flap.proposals[0].votes == 12
    assert flap.proposals[0].remark == "Prio: 1"


def test_columns_without_a_header_are_told_by_what_they_hold():
    flap = flap_of(
        "1;Rooster delen met alle werkplaatsen;Fatima;regionaal;4;26-11\n"
        "2;Open dag bij de garage houden;garage Wiel;school-bedrijf;2;wk 50\n"
        "3;Lesauto uitlenen aan de school;Karin;school-bedrijf;9;1 dec\n"
    )

    first = flap.proposals[0]
    assert (first.number, first.words) == ("1", "Rooster delen met alle werkplaatsen")
    assert (first.who, first.level, first.votes) == ("Fatima", "regional", 4)
    assert first.due_on == date(2026, 11, 26)


def test_a_single_column_is_a_list_with_or_without_its_header():
    typed = flap_of("Acties\nRooster delen / Henk / regio\nLesauto uitlenen / Fatima / s-b\n")
    pasted = flap_of('Actie\nRooster delen\n"Lesauto\nuitlenen"\n')

    assert [card.who for card in typed.proposals] == ["Henk", "Fatima"]
    assert [card.words for card in pasted.proposals] == ["Rooster delen", "Lesauto\nuitlenen"]


def test_other_flaps_in_a_column_or_under_a_heading_are_left_out():
    column = flap_of("Flap;Actie;Wie\n2A;te weinig tijd;\n2B;Rooster delen;Henk\n")
    heading = flap_of("Actie;Wie\nFlap 1B;\nkorte lijnen;\nFlap 2B;\nRooster delen;Henk\n")

    assert [card.words for card in column.proposals] == ["Rooster delen"]
    assert [card.words for card in heading.proposals] == ["Rooster delen"]
    assert [row.reason for row in heading.skipped] == ["title", "other_flap", "title"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Actie;Wie;Niveau\n", "Er staat alleen een kop in"),
        ("Actie\n", "Er staat alleen een kop in"),
        ("Wie;Niveau\nHenk;regio\n", "Geen kolom lijkt de actie te zijn."),
        ("1;2;3\n4;5;6\n", "Geen kolom lijkt de actie te zijn."),
        ("Flap;Actie\n1A;leerlingen zien groeien\n", "In deze lijst staat niets van flap 2B."),
        ("FLAP 1A\n- leerlingen zien groeien\n", "Hier staat geen flap 2B in."),
    ],
)
def test_a_list_without_actions_says_what_to_do(text, says):
    with pytest.raises(Unreadable) as refused:
        flap_of(text)

    assert str(refused.value).startswith(says)


def test_a_row_cut_wrongly_by_a_broken_quote_is_questioned():
    proposal = one('"Rooster delen\tHenk\tregio\t26-11\t3')

    assert proposal.words == '"Rooster delen'
    assert asked(proposal) == {"unreadable"}


def test_a_reference_points_the_later_row_at_the_earlier():
    flap = flap_of("Nr;Actie;Opmerking\n1;Rooster delen;zelfde als 2\n2;Planning sturen;\n")

    assert [card.duplicate_of for card in flap.proposals] == [None, 2]


def test_an_answer_by_the_facilitator_takes_its_question_away():
    proposal = one("meer waardering\t?\t\tvoor de kerst\t3-apr")

    better = reconsider(
        proposal, today=MEETING, title="Taart op de dag van de praktijkopleider",
        who="Fatima", level="regional", due="18-12", votes="4",
    )  # fmt: skip

    assert asked(proposal) == {"vague", "who", "level", "date", "votes"}
    assert better.questions == ()
    assert (better.words, better.due_on) == ("meer waardering", date(2026, 12, 18))


def test_a_wrong_answer_by_the_facilitator_is_a_question_and_no_error():
    proposal = one("Rooster delen\tHenk\tregio\t26-11\t3")

    worse = reconsider(proposal, today=MEETING, due="30 februari", level="landelijk?")

    assert asked(worse) == {"date", "level"}
    assert (worse.due_on, worse.due_text) == (None, "30 februari")


def test_a_duplicate_stays_one_until_the_facilitator_keeps_it():
    proposal = one("Rooster delen\tHenk\tregio\t26-11\t3").doubling(7)

    edited = reconsider(proposal, today=MEETING, who="Karin")

    assert edited.questions == (Question("duplicate", 7),)
    assert edited.doubling(None).questions == ()


def test_a_proposal_survives_its_stay_in_the_draft():
    for proposal in flap_of(DATA / "flap-2b.csv").proposals:
        stored = json.dumps(proposal.as_dict())

        assert Proposal.from_dict(json.loads(stored)) == proposal


def test_a_long_post_it_keeps_its_words_and_gets_a_short_title():
    words = "Rooster delen met iedereen die het wil weten, " * 6

    proposal = one(f"{words}\tHenk\tregio\t\t")

    assert proposal.words == words
    assert len(proposal.title) <= 200
    assert proposal.title.endswith("…")


def test_two_thousand_rows_are_read_in_seconds_and_tell_how_far_they_are():
    sample = flap_of(DATA / "flap-2b.csv").proposals
    rows = [
        f"{sample[n % 20].words} {n}\t{sample[n % 20].who}\tregio\twk 48\t3" for n in range(2000)
    ]
    heard = []

    began = time.process_time()
    table = read_text("Actie\tWie\tNiveau\tDatum\tStickers\n" + "\n".join(rows), today=MEETING)
    flap = read_flap(table, today=MEETING, progress=lambda *done: heard.append(done))

    assert time.process_time() - began < 2
    assert len(flap.proposals) == 2000
    assert heard[-1] == (2000, 2000)
    assert len(heard) >= 50


TEXT = st.text("aBé1 -+=;?/.(\n\u2028", max_size=14) | st.sampled_from(
    [
        "Actie",
        "Wie",
        "Niveau",
        "regionaal",
        "L",
        "wk 48",
        "3-apr",
        "2B",
        "1A",
        "Totaal",
        "?",
        "test",
    ]
)


@given(st.lists(st.lists(TEXT, min_size=1, max_size=5), max_size=8))
def test_every_row_is_a_proposal_in_its_own_words_or_is_listed_as_skipped(cells):
    rows = tuple(Row(number, tuple(row)) for number, row in enumerate(cells, start=1))
    try:
        flap = read_flap(Table(rows), today=MEETING)
    except Unreadable:
        return

    skipped = [row.row for row in flap.skipped]
    kept = [card.row for card in flap.proposals]
    assert len(skipped) == len(set(skipped))
    assert len(kept) == len(set(kept))
    for card in flap.proposals:
        if not flap.left_out:  # a poll counts its actions, not its rows
            assert card.words in cells[card.row - 1]
