"""Lists as they come in: each read as a careful person would, nothing guessed, nothing lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from actionboard.list_reader.files import read_file, read_text
from actionboard.list_reader.line_tails import tail_of
from actionboard.list_reader.proposals import read_votes, title_of
from actionboard.list_reader.table_rows import read_flap

DATA = Path(__file__).parents[1] / "data"
MEETING = date(2026, 10, 14)

# Of each list: row, who, level, stickers, day (or its words) and questions of every action; and why
# the other rows are none.
READ = {
    "titelrijen-rivierenland.csv": (
        (
            (5, "Joke (ROC)", "regional", 8, "2026-11-30", ""),
            (6, "school", "local", 5, "2026-12-01", ""),
            (7, "Ahmed + Petra", "local", 3, "P3 wk 2", "parties date"),
            (8, "SBB", "national", 2, "na de zomer", "raiser date"),
            (9, "bpv-bureau", "regional", None, "2026-12-01", ""),
            (10, "", "local", 4, "2026-12-04", "who"),
        ),
        "title title empty totals",
    ),
    "formulier-met-tijdstempels.csv": (
        (
            (2, "BPV-docenten", "local", None, "volgende maand", "date"),
            (3, "docenten techniek, samen met Installatiebedrijf Bos", "regional", None,
             "januari 2027", "parties date"),
            (5, "SBB", "national", None, "2027", "raiser date"),
        ),
        "no_answer test",
    ),
    "appgroep.txt": (
        (
            (2, "ik", "regional", None, "", "who"),
            (3, "docenten", "local", None, "", ""),
            (5, "", None, None, "voor de kerst", "who level date"),
        ),
        "title note note",
    ),
    "kopjes-en-letters.txt": (
        (
            (4, "SBB", "national", None, "na de zomer", "raiser date"),
            (5, "", "national", None, "", "who raiser"),
            (8, "Marleen", "regional", None, "mrt 2027", "date"),
            (9, "ROC + bedrijven", "regional", None, "P3", "parties date"),
            (12, "mentor en praktijkopleider", "local", None, "", "parties"),
            (13, "BPV-docent", "local", None, "", ""),
        ),
        "title title title title note",
    ),
    "actions-in-english.csv": (
        (
            (2, "Planning office", "local", 6, "2026-12-01", ""),
            (3, "College + companies", "regional", 4, "spring", "parties date"),
            (4, "SBB", "national", 3, "2027-03-01", "raiser"),
            (5, "", "local", None, "next month", "who date"),
        ),
        "",
    ),
    "losse-eindjes.txt": (
        (
            (3, "", "national", 4, "", "vague who raiser"),
            (4, "Lood & Om + Smeltink", "regional", 3, "", "parties"),
            (5, "", None, None, "", "who level"),
            (6, "BPV docent", None, None, "2027-01-29", "level"),
            (7, "bedrijf", None, None, "asap", "level date"),
            (8, "Salima", None, None, "2027-01-31", "level"),
            (9, "", None, None, "volgend schooljaar", "who level date"),
        ),
        "title",
    ),
    "geturfd.tsv": (
        (
            (2, "BPV-bureau", "local", 4, "2027-03-01", ""),
            (3, "ROC/bedrijven", "regional", 7, "voorjaar 2027", "parties date"),
            (4, "?", None, 3, "nog te bepalen", "who level date"),
            (5, "", None, None, "", "unreadable who level"),
        ),
        "",
    ),
    "sep-en-schaal.csv": (
        (
            (3, "Zoë (docent)", "local", None, "2027-01-31", ""),
            (4, 'Bakkerij "De Korenaar" & ROC', "regional", None, "Q1 2027", "parties date"),
            (5, "examenbureau", "national", None, "schooljaar 27/28", "raiser date"),
            (6, "n.v.t.", "national", None, "-", "who raiser"),
        ),
        "title",
    ),
    "mail-van-wim.txt": (
        (
            (8, "", None, None, "", "who level"),
            (9, "", None, None, "dec.", "who level date"),
            (10, "", None, None, "", "who level"),
            (11, "", None, None, "", "who level"),
        ),
        "title title title title note note",
    ),
    "niveaus-als-kop.csv": (
        (
            (3, "Joris", "regional", 6, "2026-11-12", ""),
            (4, "ROC", "regional", 4, "week 5-6", "date"),
            (6, "MBO Raad", "national", 1, "", "raiser"),
        ),
        "title title",
    ),
    "outlook-opsomming.txt": (
        (
            (11, "Karin", None, None, "2027-01-15", "level"),
            (12, "BPV-bureau", None, None, "2027-02-01", "level"),
            (13, "", None, None, "", "who level"),
            (16, "", None, None, "", "who level"),
            (17, "", "national", None, "", "who raiser"),
        ),
        " ".join(["title"] * 7 + ["note"] * 12),
    ),
    "trello.csv": (
        (
            (2, "fatima", None, 2, "2026-12-18", "level"),
            (3, "henk, karin", None, 0, "", "parties level"),
            (4, "", None, 0, "", "who level"),
        ),
        "",
    ),
    "planner.csv": (
        (
            (2, "Fatima El Idrissi", "local", None, "2027-01-15", ""),
            (3, "Marleen Brug", "regional", None, "", ""),
            (4, "", "national", None, "", "who raiser"),
        ),
        "",
    ),
    "emoji.tsv": (
        (
            (2, "👩‍🔧 bedrijven", "local", 3, "2027-02-01", ""),
            (3, "School & SBB", "national", 2, "Q1", "parties raiser date"),
            (4, "IT-afdeling ROC", None, None, "", "level"),
            (5, "Karin/Henk", "regional", 5, "vóór kerst", "parties date"),
            (7, "Alle leerbedrijven", "local", None, "doorlopend", "date"),
        ),
        "empty",
    ),
    "genummerd-genest.txt": (
        (
            (4, "", "national", None, "", "who raiser"),
            (5, "", "national", 17, "", "who raiser"),
            (7, "ROC + bedrijven", "regional", None, "2027-03-14", "parties"),
            (8, "Joris", "regional", None, "eind 2026", "date"),
            (10, "docent én praktijkopleider", "local", None, "", "parties"),
            (11, "", "local", None, "", "who"),
            (12, "", "local", None, "", "who"),
            (13, "", "local", None, "", "who"),
            (15, "", None, None, "2027-02-11", "who level"),
        ),
        "title title title title title",
    ),
    "twee-trekkers.csv": (
        (
            (2, "Henk / Karin", None, None, "2026-12-01", "parties level"),
            (3, "Karin", None, None, "2027-01-08", "level"),
            (4, "Henk", None, None, "zomer '27", "level date"),
            (5, "Fatima / ?", None, None, "", "who level"),
        ),
        "",
    ),
}  # fmt: skip


def flap_of(name):
    return read_flap(read_file((DATA / name).read_bytes(), name, today=MEETING), today=MEETING)


@pytest.mark.parametrize("name", READ)
def test_a_messy_list_is_read_as_a_careful_person_reads_it(name):
    actions, skipped = READ[name]

    flap = flap_of(name)

    assert tuple(
        (
            one.row, one.who, one.level, one.votes, str(one.due_on or one.due_text),
            " ".join(asked.kind for asked in one.questions),
        )
        for one in flap.proposals
    ) == actions  # fmt: skip
    assert " ".join(row.reason for row in flap.skipped) == skipped


def test_of_a_chat_the_messages_stay_and_the_senders_go():
    flap = flap_of("appgroep.txt")

    assert [one.words for one in flap.proposals] == [
        "gastles over warmtepompen in het voorjaar",
        "Vast moment in de week om te bellen met bedrijven",
        "POK sneller tekenen. BPV-bureau",
    ]
    assert "Fatima" not in str(flap)


def test_of_a_form_nobody_can_be_told_from_what_is_left_out():
    assert "@" not in str(flap_of("formulier-met-tijdstempels.csv"))


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("trello.csv", ["Stagehandleiding herschrijven", "Bedrijfsbezoek inplannen",
                        "Oude folder weggooien"]),
        ("emoji.tsv", ["Welkomstpakket voor nieuwe studenten 🎒", "Urenregistratie vereenvoudigen",
                       "app testen", "Vakantierooster delen", "„Maatje op de werkvloer”"]),
    ],
)  # fmt: skip
def test_numbers_and_signs_in_front_stay_out_of_the_title_and_in_the_words(name, titles):
    flap = flap_of(name)

    assert [one.title for one in flap.proposals] == titles
    assert all(one.words.endswith(one.title) for one in flap.proposals)


@pytest.mark.parametrize("words", ["1.5 uur per week", "2 docenten", "=SOM van alles", "+ koffie"])
def test_what_belongs_to_the_words_stays_in_the_title(words):
    assert title_of(words) == words


def test_what_stands_below_an_item_belongs_to_it():
    words = [one.words for one in flap_of("outlook-opsomming.txt").proposals]

    assert words[2].splitlines() == [
        "Rondleiding in de werkplaats voor docenten",
        "· datum prikken met Joris",
        "· broodjes regelen",
    ]


def test_merged_cells_count_for_each_row_and_stars_are_stickers(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ("Nr.", "Niveau", "Wat gaan we doen", "Wie pakt het op?", "★"),
        (1, "Regionaal", "Docenten lopen een dag mee", "Henk", 7),
        (2, None, "Kennissessie over warmtepompen", "Joris", 2),
    ):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    book.save(tmp_path / "lijst.xlsx")

    table = read_file((tmp_path / "lijst.xlsx").read_bytes(), today=MEETING)
    found = read_flap(table, today=MEETING).proposals

    assert [(one.level, one.votes) for one in found] == [("regional", 7), ("regional", 2)]


def test_a_message_of_more_lines_is_one_action():
    chat = (
        "14-10-2026 15:02 - Wim heeft de groep gemaakt\n"
        "14-10-2026 15:03 - Karin: rooster sturen\naan alle bedrijven\n"
        "14-10-2026 15:04 - Henk: Dit bericht is verwijderd\n"
    )

    flap = read_flap(read_text(chat, today=MEETING), today=MEETING)

    assert [one.words for one in flap.proposals] == ["rooster sturen\naan alle bedrijven"]
    assert [(row.row, row.reason) for row in flap.skipped] == [(1, "note"), (4, "note")]


@pytest.mark.parametrize(
    ("line", "words", "said"),
    [
        ("Stagemap maken (SBB, na de zomer)", "Stagemap maken", "SBB na de zomer"),
        ("Stagemap maken => docent => wk 4", "Stagemap maken", "docent wk 4"),
        ("Stagemap maken [Salima] (eind mei)", "Stagemap maken", "Salima eind mei"),
        ("Stagemap maken, regio, 3 stippen", "Stagemap maken", "regio 3 stippen"),
        ("Stagemap maken ●●●", "Stagemap maken", "●●●"),
        ("Gastlessen in januari, februari, maart", None, ""),
        ("Bellen met bedrijven, elk kwartaal", None, ""),
        ("Stagemap maken (stond ook op het raam)", None, ""),
        ("Rooster, toetsplan en boekenlijst delen", None, ""),
        ("Kies: samen of niet", None, ""),
    ],
)
def test_only_a_tail_that_cannot_be_mistaken_is_taken_off(line, words, said):
    text, fields = tail_of(line, today=MEETING)

    assert text == (words or line)
    assert sorted(" ".join(fields.values()).split()) == sorted(said.split())


@pytest.mark.parametrize(
    ("text", "count"), [("||||", 4), ("|||| ||", 6), ("x x x", 3), ("•••", 3), ("-", None)]
)
def test_a_tally_is_counted(text, count):
    assert read_votes(text) == count
