"""What a careful person makes of the sample, and what holds for every list."""

import json
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionboard.imports.draft_lines import Line, report
from actionboard.list_reader.files import read_file, read_text
from actionboard.list_reader.table_rows import read_flap
from actionboard.list_reader.tables import Row, Table, Unreadable

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
    flap = flap_of(DATA / "flap-2b.csv")

    figures = report([Line(one) for one in flap.proposals], len(flap.skipped))

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


def test_a_reference_points_the_later_row_at_the_earlier():
    flap = flap_of("Nr;Actie;Opmerking\n1;Rooster delen;zelfde als 2\n2;Planning sturen;\n")

    assert [card.duplicate_of for card in flap.proposals] == [None, 2]
