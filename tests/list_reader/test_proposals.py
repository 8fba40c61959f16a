"""A proposal in the preview: corrected, kept, stored."""

import json
from datetime import date
from pathlib import Path

from actionboard.list_reader.files import read_file, read_text
from actionboard.list_reader.proposals import Proposal, Question, reconsider
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


def one(text, header="Actie\tWie\tNiveau\tDatum\tStickers"):
    """The only proposal of a pasted row."""
    [proposal] = flap_of(f"{header}\n{text}").proposals
    return proposal


def test_a_row_cut_wrongly_by_a_broken_quote_is_questioned():
    proposal = one('"Rooster delen\tHenk\tregio\t26-11\t3')

    assert proposal.words == '"Rooster delen'
    assert asked(proposal) == {"unreadable"}


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
