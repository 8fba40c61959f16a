"""One file with everything: taken while people go on, put back on either database or not at all."""

from __future__ import annotations

import json
import threading
import time
import zipfile
from datetime import UTC, date, datetime

import pytest
from alembic import command
from click.testing import CliRunner
from sqlalchemy import MetaData, func, inspect, select, text

from actionboard.accounts.models import BrowserSession, User
from actionboard.app import create_app
from actionboard.backups.archive import BadBackup, Reader, plain
from actionboard.backups.backup import LEFT_HERE, take
from actionboard.backups.restore import NotEmpty, is_empty, restore
from actionboard.boards import replay
from actionboard.boards.activity_log import Activity
from actionboard.boards.models import Board
from actionboard.boards.texts import Words
from actionboard.cards.models import Card
from actionboard.commands import backup as commands
from actionboard.core.database import alembic_config, db, migrate, writing
from actionboard.core.settings import Settings
from actionboard.mail.models import Mail
from actionboard.wall.photos import Picture
from tests.clients import sign_in
from tests.databases import SECRET
from tests.hammer import worker

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


def quiet(rows):
    """Nobody watches."""


@pytest.fixture(params=["sqlite", "postgresql"])
def elsewhere(request, tmp_path):
    """An app on an empty database that was never started: another machine, perhaps another kind."""
    url = f"sqlite:///{tmp_path / 'elsewhere.sqlite3'}"
    if request.param == "postgresql":
        postgres = request.getfixturevalue("postgres")
        name = f"elsewhere_{request.getfixturevalue('worker_id')}"
        postgres.psql(f"DROP DATABASE IF EXISTS {name};")
        postgres.psql(f"CREATE DATABASE {name};")
        url = postgres.get_uri(name).replace("postgresql:", "postgresql+psycopg:")
    settings = Settings(data_dir=tmp_path, database_url=url, given_secret=SECRET, demo=False)
    made = create_app(settings, TESTING=True)
    yield made
    with made.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def backup(app, tmp_path):
    """Takes a backup of this test's database, and gives the path of the file."""

    def backup(name="reservekopie.zip"):
        db.session.commit()
        take(db.engine, tmp_path / name, NOW, quiet)
        return tmp_path / name

    return backup


def put_back(there, path, **given):
    with there.app_context(), Reader(path) as file:
        file.check(quiet)
        restore(db.engine, file, quiet, **given)


def content():
    """Every row of every table that travels, whichever database holds it."""
    with db.engine.connect() as connection:
        return {
            name: sorted(
                json.dumps([plain(one) for one in row], sort_keys=True)
                for row in connection.execute(table.select())
            )
            for name, table in db.metadata.tables.items()
            if name not in LEFT_HERE
        }


def test_what_comes_back_is_what_was_there(backup, card, board, karin, elsewhere):
    with board.turn():
        card.plan(date(2026, 12, 11), by=karin, lead=karin)
    with writing():
        db.session.add(Picture(body=b"\x00\xff\x00", digest="0" * 64, width=1, height=1))
    path, before = backup(), content()

    put_back(elsewhere, path)

    with elsewhere.app_context():
        assert content() == before
        assert replay.differences(db.session.scalars(select(Board)).first()) == []


@pytest.mark.parametrize("database", ["sqlite"])
def test_people_go_on_where_it_was_put_back(backup, card, elsewhere, karin):
    number = karin.id
    put_back(elsewhere, backup())

    with elsewhere.app_context():
        board = db.session.scalar(select(Board).where(Board.slug == "voorbeeldland"))
        with board.turn():
            Card.propose(board, "Na het terugzetten", by=db.session.get(User, number))
        assert replay.differences(board) == []


@pytest.mark.parametrize(
    ("database", "elsewhere"), [("sqlite", "postgresql"), ("postgresql", "sqlite")], indirect=True
)
def test_taken_under_load_it_holds_one_moment(
    app, backup, board, propose, karin, henk, elsewhere, tmp_path
):
    """A backup holds all that was acknowledged before it began, and replay equals state."""
    for number in range(8):
        propose(f"Actie {number}")
    work = (board.id, (karin.id, henk.id), 8, 40)
    oaths = [tmp_path / f"oaths-{seed}" for seed in range(3)]
    hands = [
        threading.Thread(target=worker.work, args=(app, file, *work, seed), daemon=True)
        for seed, file in enumerate(oaths)
    ]
    taken, began = [], time.monotonic()
    for hand in hands:
        hand.start()
    while any(hand.is_alive() for hand in hands) or not taken:
        sworn = _last(oaths)
        taken.append((sworn, backup(f"{len(taken)}.zip")))
        time.sleep(0.05)
        assert time.monotonic() < began + 90, "the hands never come to an end"

    lines = "".join(one.read_text() for one in oaths)
    assert "ERROR" not in lines
    sworn, path = taken[len(taken) // 2]
    assert 8 < sworn < _last(oaths)
    put_back(elsewhere, path)
    with elsewhere.app_context():
        found = db.session.get(Board, work[0])
        assert found.version >= sworn
        assert replay.differences(found) == []


def _last(oaths):
    """The latest version that anybody swore to."""
    lines = (line for one in oaths if one.exists() for line in one.read_text().splitlines())
    return max((int(line.split()[0]) for line in lines if line[0].isdigit()), default=0)


@pytest.mark.parametrize("database", ["sqlite"])
def test_who_is_signed_in_and_mail_that_waits_stay_behind(backup, post, karin, elsewhere):
    sign_in(karin)
    post()

    put_back(elsewhere, backup())

    with elsewhere.app_context():
        for kind in (BrowserSession, Mail):
            assert db.session.scalar(select(func.count()).select_from(kind)) == 0


@pytest.mark.parametrize("database", ["sqlite"])
def test_the_file_is_its_owners_alone(backup):
    assert backup().stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("database", ["sqlite"])
def test_a_database_with_something_in_it_is_replaced_only_when_told(backup, card, elsewhere):
    path = backup()
    put_back(elsewhere, path)
    with elsewhere.app_context():
        assert not is_empty(db.engine)

    with pytest.raises(NotEmpty):
        put_back(elsewhere, path)
    put_back(elsewhere, path, replace=True)

    with elsewhere.app_context():
        assert db.session.scalar(select(func.count()).select_from(Card)) == 1


@pytest.mark.parametrize("database", ["sqlite"])
def test_an_older_backup_is_brought_to_this_schema(app, elsewhere, tmp_path):
    url = f"sqlite:///{tmp_path / 'old.sqlite3'}"
    old = create_app(Settings(data_dir=tmp_path, database_url=url, given_secret=SECRET, demo=False))
    with old.app_context():
        with db.engine.begin() as connection:
            config = alembic_config()
            config.attributes["connection"] = connection
            command.upgrade(config, "0009")
            tables = MetaData()
            tables.reflect(connection)
            place = {"id": 1, "name": "ROC", "short": "ROC", "kind": "school", "contact_id": None}
            connection.execute(tables.tables["organisations"].insert(), [place])
            someone = {
                "id": 7, "name": "Henk Flens", "email": "henk@roc.example", "organisation_id": 1,
                "is_admin": False, "language": "nl", "appearance": "system",
            }  # fmt: skip
            connection.execute(tables.tables["users"].insert(), [someone])
            connection.execute(tables.tables["organisations"].update().values(contact_id=7))
        take(db.engine, tmp_path / "old.zip", NOW, quiet)
        db.engine.dispose()

    put_back(elsewhere, tmp_path / "old.zip")

    with elsewhere.app_context():
        henk = db.session.get(User, 7)
        assert (henk.name, henk.reminders.value) == ("Henk Flens", "monthly")
        assert henk.organisation.contact_id == 7
        migrate(elsewhere)  # there is nothing left to do


# Files that are no good ---------------------------------------------------------------------


@pytest.fixture
def run(app, monkeypatch):
    """Runs a command against this test's database."""
    monkeypatch.setattr(commands, "create_app", lambda: app)

    def run(name, *arguments):
        db.session.commit()
        return CliRunner().invoke(getattr(commands, name), list(map(str, arguments)))

    return run


def _cut(path):
    path.write_bytes(path.read_bytes()[:-200])


def _turn_over(path):
    """Other words in one line, in a zip that is whole."""
    _rewrite(path, lambda name, data: data.replace(b"Karin", b"Marin"))


def _from_the_future(path):
    _rewrite(path, lambda name, data: data.replace(b'"schema": "', b'"schema": "9'))


def _other_layout(path):
    _rewrite(path, lambda name, data: data.replace(b'"layout": 1', b'"layout": 2'))


def _of_something_else(path):
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("word/document.xml", "<w:document/>")


def _rewrite(path, change):
    with zipfile.ZipFile(path) as file:
        found = {name: file.read(name) for name in file.namelist()}
    with zipfile.ZipFile(path, "w") as file:
        for name, data in found.items():
            file.writestr(name, change(name, data))


@pytest.mark.parametrize("database", ["sqlite"])
@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda path: path.unlink(), "is niet te lezen"),
        (lambda path: path.write_bytes(b""), "geen reservekopie"),
        (lambda path: path.write_text("Actie;Wie"), "geen reservekopie"),
        (_of_something_else, "geen reservekopie"),
        (_cut, "geen reservekopie"),
        (_turn_over, "beschadigd"),
        (_from_the_future, "nieuwere versie"),
        (_other_layout, "nieuwere versie"),
    ],
)
def test_a_bad_file_is_one_sentence_and_nothing_changes(run, backup, card, spoil, sentence):
    path = backup()
    spoil(path)
    before = content()

    result = run("restore", path, "--replace")

    assert result.exit_code == 2
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1
    assert content() == before


@pytest.mark.parametrize("database", ["sqlite"])
def test_what_does_not_fit_leaves_nothing_behind(backup, card, elsewhere):
    path = backup()
    _rewrite(path, _doubled)

    with (
        elsewhere.app_context(), Reader(path) as file, pytest.raises(BadBackup, match="past niet"),
    ):  # fmt: skip
        restore(db.engine, file, quiet)

    with elsewhere.app_context():
        assert inspect(db.engine).get_table_names() == []


def _doubled(name, data):
    """The last table's rows twice: their numbers are taken then."""
    return data * 2 if name == "tables/words.jsonl" else data


@pytest.mark.parametrize("database", ["sqlite"])
def test_the_commands_say_what_they_did(run, card, tmp_path, elsewhere, monkeypatch):
    path = tmp_path / "alles.zip"

    made = run("backup", path)
    again = run("backup", path)
    refused = run("restore", path)

    assert (made.exit_code, again.exit_code, refused.exit_code) == (0, 2, 2)
    assert "staan in" in made.stdout
    assert "bestaat al" in again.stderr
    assert "--replace" in refused.stderr
    monkeypatch.setattr(commands, "create_app", lambda: elsewhere)
    done = run("restore", path)
    assert done.exit_code == 0, done.output
    assert "Alles klopt." in done.stdout


@pytest.mark.parametrize("database", ["sqlite"])
def test_of_nothing_there_is_no_backup(run, tmp_path, elsewhere, monkeypatch):
    monkeypatch.setattr(commands, "create_app", lambda: elsewhere)

    result = run("backup", tmp_path / "niets.zip")

    assert result.exit_code == 2
    assert "nog niets" in result.stderr
    assert not (tmp_path / "niets.zip").exists()


@pytest.mark.parametrize("database", ["sqlite"])
def test_there_is_no_half_a_backup(backup, card, tmp_path, monkeypatch):
    def fails(*_given):
        raise RuntimeError

    monkeypatch.setattr("actionboard.backups.archive.plain", fails)

    with pytest.raises(RuntimeError):
        backup()

    assert list(tmp_path.glob("reservekopie*")) == []


@pytest.mark.parametrize("database", ["sqlite"])
def test_the_log_is_guarded_again_afterwards(backup, card, elsewhere):
    put_back(elsewhere, backup())

    with elsewhere.app_context(), pytest.raises(Exception, match="activities"):
        db.session.execute(text("DELETE FROM activities"))
    with elsewhere.app_context():
        assert db.session.scalar(select(func.count()).select_from(Activity)) == 1


@pytest.mark.parametrize("database", ["sqlite"])
def test_it_can_be_read_without_us(backup, card):
    with zipfile.ZipFile(backup()) as file:
        contents = json.loads(file.read("contents.json"))
        rows = [json.loads(line) for line in file.open("tables/words.jsonl")]

    body = contents["tables"]["words"]["columns"].index("body")
    texts = [row[body] for row in rows]
    assert "Gastlessen plannen" in texts
    assert texts == db.session.scalars(select(Words.body).order_by(Words.id)).all()
