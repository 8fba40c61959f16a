"""`actionboard import-flap`: the same list from the command line, with a report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from actionboard.cards.models import Card
from actionboard.commands import import_flap
from actionboard.core.database import db

SAMPLE = str(Path(__file__).parents[1] / "data" / "flap-2b.csv")


@pytest.fixture
def run(app, monkeypatch):
    """Runs the command against this test's database."""
    monkeypatch.setattr(import_flap, "create_app", lambda: app)
    monkeypatch.setattr(import_flap, "migrate", lambda app: None)

    def run(*arguments):
        db.session.commit()
        result = CliRunner().invoke(import_flap.import_flap, arguments)
        db.session.rollback()
        return result

    return run


def numbers():
    return db.session.scalars(select(Card.number).order_by(Card.number)).all()


def test_it_imports_and_reports_as_json(run, board):
    result = run(SAMPLE, "--board", "voorbeeldland", "--json", "--meeting", "29-09-2026")

    assert result.exit_code == 0
    assert json.loads(result.stdout) == {
        "cards": 20,
        "levels": {"national": 3, "regional": 4, "local": 8, "open": 5},
        "dates": 8,
        "questions": 33,
        "possible_duplicates": 3,
        "skipped_rows": 2,
    }
    assert numbers() == list(range(1, 21))


def test_it_reports_to_people_in_dutch(run, board):
    result = run(SAMPLE, "--board", "voorbeeldland")

    assert "Vragen op de kaarten" in result.stdout
    assert result.stderr == ""


def test_what_is_on_the_board_already_is_counted_apart(run, board):
    first = run(SAMPLE, "--board", "voorbeeldland", "--json", "--meeting", "29-09-2026")
    again = run(SAMPLE, "--board", "voorbeeldland", "--json", "--meeting", "29-09-2026")

    assert json.loads(again.stdout) == json.loads(first.stdout)
    told = run(SAMPLE, "--board", "voorbeeldland").stdout
    assert "Lijkt al op het bord 20" in " ".join(told.split())
    assert "duplicate:1" in Card.find(board, 21).questions


def test_a_dry_run_imports_nothing(run, board):
    result = run(SAMPLE, "--board", "voorbeeldland", "--json", "--dry-run")

    assert json.loads(result.stdout)["cards"] == 20
    assert numbers() == []


def test_the_coordinator_does_it_unless_somebody_is_named(run, board, marleen, wim):
    run(SAMPLE, "--board", "voorbeeldland")
    assert Card.find(board, 1).title_words.by_id == marleen.id

    run(SAMPLE, "--board", "voorbeeldland", "--by", wim.email)
    assert Card.find(board, 21).title_words.by_id == wim.id


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7", "Dit is een PDF."),
        (b"", "Hier staat niets in."),
        (b"PK\x03\x04 kapot", "Excel"),
        (b"Actie;Wie\n", "alleen een kop"),
    ],
)
def test_a_bad_file_is_one_sentence_and_nothing_is_imported(
    run, board, tmp_path, content, sentence
):
    file = tmp_path / "lijst.csv"
    file.write_bytes(content)

    result = run(str(file), "--board", "voorbeeldland")

    assert (result.exit_code, result.stdout) == (2, "")
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1
    assert numbers() == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--board", "nergens"), "Er is geen bord met de naam 'nergens'."),
        (("--board", "voorbeeldland", "--by", "x@y.example"), "Er is niemand met het adres"),
        (("--board", "voorbeeldland", "--by", "karin@voorbeeld.example"), "mag op dit bord geen"),
        (("--board", "voorbeeldland", "--meeting", "31-02-2026"), "--meeting: Deze datum"),
    ],
)
def test_a_wrong_option_is_one_sentence(run, board, arguments, sentence):
    result = run(SAMPLE, *arguments)

    assert (result.exit_code, result.stdout) == (2, "")
    assert sentence in result.stderr


def test_a_file_that_is_not_there_is_one_sentence(run, board):
    result = run("weg.csv", "--board", "voorbeeldland")

    assert (result.exit_code, result.stderr) == (2, "Het bestand 'weg.csv' is er niet.\n")


def test_flask_knows_the_command_too(app):
    from flask.cli import FlaskGroup

    from actionboard.commands import command

    app.cli = command

    result = CliRunner().invoke(FlaskGroup(create_app=lambda: app), ["import-flap", "--help"])

    assert result.exit_code == 0
    assert "Put a list of flap 2B on a board" in result.output
