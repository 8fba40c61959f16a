"""Fifty who do the same thing at the same moment: one wins, and nothing is counted short."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

from sqlalchemy import func, select

from actionboard.accounts import errors, sign_in_codes
from actionboard.accounts.errors import AskedTooOften
from actionboard.accounts.sign_in_codes import SignIn
from actionboard.core.database import db, writing
from actionboard.core.errors import Rejected

CROWD = 50
BROWSER = "the secret in the cookie of one browser"


def at_once(app, deed):
    """What `deed` returned for each of a crowd; a refusal is returned, not raised."""
    db.session.commit()
    results, start = [], threading.Barrier(CROWD, timeout=30)

    def one(number):
        start.wait()
        with app.app_context():
            try:
                results.append(deed(number))
            except Rejected as refusal:
                results.append(refusal)
            finally:
                db.session.remove()

    crowd = [threading.Thread(target=one, args=(number,), daemon=True) for number in range(CROWD)]
    for each in crowd:
        each.start()
    for each in crowd:
        each.join(60)
    assert len(results) == CROWD
    return results


def asked(person, browser=BROWSER):
    with writing():
        return sign_in_codes.ask(person.email, browser=browser, source="x", now=datetime.now(UTC))


def entries(results):
    return [one for one in results if isinstance(one, sign_in_codes.Entry)]


def test_of_fifty_who_press_the_button_of_one_link_one_gets_in(app, karin):
    made = asked(karin)

    results = at_once(app, lambda number: sign_in_codes.by_link(made.link, datetime.now(UTC)))

    assert len(entries(results)) == 1
    assert results.count(None) == CROWD - 1


def test_of_fifty_who_type_one_code_one_gets_in(app, karin):
    made = asked(karin)

    results = at_once(
        app, lambda number: sign_in_codes.by_code(BROWSER, made.code, datetime.now(UTC))
    )

    assert len(entries(results)) == 1


def test_of_a_link_and_a_code_used_at_once_one_gets_in(app, karin):
    made = asked(karin)

    def use(number):
        if number % 2:
            return sign_in_codes.by_link(made.link, datetime.now(UTC))
        return sign_in_codes.by_code(BROWSER, made.code, datetime.now(UTC))

    assert len(entries(at_once(app, use))) == 1


def test_fifty_guesses_at_once_are_five(app, karin):
    asked(karin)

    results = at_once(app, lambda number: sign_in_codes.by_code(BROWSER, "no", datetime.now(UTC)))

    tries = db.session.scalar(select(SignIn.tries))
    assert tries == sign_in_codes.TRIES
    assert sum(isinstance(one, errors.WrongCode) for one in results) == sign_in_codes.TRIES - 1


def test_fifty_who_ask_at_once_get_no_more_than_they_may(app, karin):
    def ask(number):
        with writing():
            return sign_in_codes.ask(
                "karin@voorbeeld.example", browser=f"browser {number}", source="x",
                now=datetime.now(UTC),
            )  # fmt: skip

    results = at_once(app, ask)

    assert sum(isinstance(one, AskedTooOften) for one in results) == CROWD - 3
    assert db.session.scalar(select(func.count()).select_from(SignIn)) == 3
