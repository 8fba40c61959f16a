"""Lists of other people, with other words, columns and habits."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from actionboard.list_reader.columns import field_named
from actionboard.list_reader.files import read_file, read_text
from actionboard.list_reader.table_rows import read_flap

DATA = Path(__file__).parents[1] / "data"
MEETING = date(2026, 9, 29)


def flap_of(source, today=MEETING):
    """The flap in a file of tests/data, or in a pasted text."""
    if isinstance(source, Path):
        return read_flap(read_file(source.read_bytes(), source.name, today=today), today=today)
    return read_flap(read_text(source, today=today), today=today)


def asked(proposal):
    return {question.kind for question in proposal.questions}


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


def test_levels_as_headings_count_for_the_rows_below_them():
    table = flap_of("Actie;Wie\nLANDELIJK;\nCao aanpassen;bonden\nREGIO;\nDag houden;Marleen\n")
    typed = flap_of("Landelijk:\n- Cao aanpassen\n\nRegionaal:\n- Dag houden\n- Oven ijken\n")

    assert [card.level for card in table.proposals] == ["national", "regional"]
    assert [card.level for card in typed.proposals] == ["national", "regional", "regional"]
    assert [row.reason for row in table.skipped] == ["title", "title"]


def test_a_mail_gives_its_numbered_actions_and_lists_its_greetings():
    flap = flap_of(
        "Beste allen,\n\nHierbij de acties:\n\n"
        "1) Gastlessen plannen (wie: Karin, niveau: regionaal, 5 stickers)\n"
        "2) Stagemap digitaliseren - ROC/IW - regionaal\n"
        "3) POK sneller tekenen - BPV-bureau - school/bedrijf\n\nGroet,\nFatima\n"
    )

    assert [(card.words, card.who, card.level, card.votes) for card in flap.proposals] == [
        ("Gastlessen plannen", "Karin", "regional", 5),
        ("Stagemap digitaliseren", "ROC/IW", "regional", None),
        ("POK sneller tekenen", "BPV-bureau", "local", None),
    ]
    assert [row.row for row in flap.skipped] == [1, 3, 9, 10]


def test_labelled_lines_belong_to_the_action_above_them():
    flap = flap_of("Rooster delen\nWie: Henk\nNiveau: regio\n\nOpen dag\nWie: SBB\nKlaar: wk 48\n")

    assert [(card.words, card.who, card.level, card.due_text) for card in flap.proposals] == [
        ("Rooster delen", "Henk", "regional", ""),
        ("Open dag", "SBB", None, "wk 48"),
    ]


def test_a_column_of_levels_is_known_whatever_its_header():
    flap = flap_of("Actie;Wie;Waar?\nRooster delen;Henk;regio\nOpen dag;SBB;landelijk\n")

    assert [card.level for card in flap.proposals] == ["regional", "national"]


def test_a_table_drawn_with_pipes_is_a_table():
    flap = flap_of("| Actie | Wie |\n|---|---|\n| Rooster delen | Henk |\n")

    assert [(card.words, card.who) for card in flap.proposals] == [("Rooster delen", "Henk")]


@pytest.mark.parametrize(
    ("field", "headers"),
    [
        ("words", ["Actie", "Omschrijving", "Wat?", "Post-it", "Tekst", "Welke actie is nodig?"]),
        (
            "who",
            ["Door wie?", "Wie", "Actiehouder", "Trekker", "Verantwoordelijke", "Wie doet het?"],
        ),
        ("level", ["Niveau", "Level", "Schaal", "Op welk niveau?", "Niveau (L/R/S)"]),
        ("votes", ["Stickers", "Stemmen", "Stippen", "Votes", "Aantal stickers", "# stickers"]),
        (
            "date",
            ["Wanneer (klaar)?", "Klaar vóór", "Datum", "Deadline", "Streefdatum", "Klaar op"],
        ),
        ("remark", ["Opmerking", "Opmerkingen", "Toelichting", "Bijz."]),
        ("number", ["Nr", "Nr.", "#", "Actienr"]),
        ("left_out", ["Ingevoerd op", "Datum ingevoerd", "Tijdstempel"]),
        ("other", ["Thema", "Status", "Prioriteit"]),
    ],
)
def test_a_header_may_have_many_names(field, headers):
    assert {header: field_named(header) for header in headers} == dict.fromkeys(headers, field)


def test_other_flaps_in_a_column_or_under_a_heading_are_left_out():
    column = flap_of("Flap;Actie;Wie\n2A;te weinig tijd;\n2B;Rooster delen;Henk\n")
    heading = flap_of("Actie;Wie\nFlap 1B;\nkorte lijnen;\nFlap 2B;\nRooster delen;Henk\n")

    assert [card.words for card in column.proposals] == ["Rooster delen"]
    assert [card.words for card in heading.proposals] == ["Rooster delen"]
    assert [row.reason for row in heading.skipped] == ["title", "other_flap", "title"]
