"""Lists as they come in: each read as a careful person would, nothing guessed, nothing lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from actionboard.meetings.lists.flap import read_flap
from actionboard.meetings.lists.proposals import read_votes
from actionboard.meetings.lists.reading import read_file, read_text
from actionboard.meetings.lists.tails import tail_of

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
