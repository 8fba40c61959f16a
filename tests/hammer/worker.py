"""One process under the hammer: changes cards at random, and swears to what was committed."""

from __future__ import annotations

import os
import random
from collections import Counter
from datetime import timedelta

from actionboard.accounts.models import User
from actionboard.boards import undo as replay
from actionboard.boards.activity_log import Activity
from actionboard.boards.levels import Level
from actionboard.boards.models import Board
from actionboard.boards.stages import Stage
from actionboard.cards.comments import Comment
from actionboard.cards.models import Card
from actionboard.cards.steps import Step
from actionboard.core.database import db
from actionboard.core.errors import Rejected

LEVELS = (Level.NATIONAL, Level.REGIONAL, Level.LOCAL)


def work(app, file, board_id, people, cards, operations, seed):
    """Carry out so many operations; each that was committed is a line in the file, on the disk.

    A line holds version, card and person. What goes wrong otherwise is a line too: ERROR ….
    """
    dice = random.Random(seed)
    with file.open("a") as oaths:
        for _ in range(operations):
            with app.app_context():
                swear(oaths, one_operation(board_id, dice, people, cards))


def swear(oaths, lines):
    """Write down what was acknowledged, so that it can be held against us later."""
    oaths.writelines(f"{line}\n" for line in lines)
    oaths.flush()
    os.fsync(oaths.fileno())


def one_operation(board_id, dice, people, cards):
    by_id, number, verb = dice.choice(people), dice.randint(1, cards), dice.choice(VERBS)
    try:
        board = db.session.get(Board, board_id)
        with board.turn():
            person, card = db.session.get(User, by_id), Card.find(board, number)
            verb(card, person, dice)
        return [f"{version} {card.id} {by_id}" for version in board.recorded] or ["nothing"]
    except Rejected as refused:
        return [f"refused {type(refused).__name__}"]
    except Exception as error:
        return [f"ERROR {type(error).__name__} {error}".replace("\n", " ")]


def move(card, by, dice):
    stage, level = dice.choice(list(Stage)), dice.choice(LEVELS)
    before = Card.find(card.board, dice.randint(1, 10))
    card.move(stage, by, level=level, before=before, at_end=dice.random() < 0.5)


def drop_or_restore(card, by, dice):
    card.drop("Kan niet.", by) if card.is_on_board and dice.random() < 0.3 else card.restore(by)


def undo(card, by, dice):
    mine = db.select(Activity.version).where(Activity.card_id == card.id, Activity.by_id == by.id)
    latest = mine.where(Activity.verb != "card.proposed").order_by(Activity.version.desc())
    for version in db.session.scalars(latest.limit(1)):
        replay.undo_turn(card.board, version, by)


def tick(card, by, dice):
    steps = Step.of(card)
    dice.choice(steps).tick(by) if steps else Step.add(card, "Bellen", by)


VERBS = (
    *[move] * 4,
    *[lambda card, by, dice: card.claim(by)] * 3,
    *[lambda card, by, dice: card.release(by)] * 2,
    lambda card, by, dice: card.join(by),
    lambda card, by, dice: card.leave(by),
    lambda card, by, dice: card.postpone(card.board.today + timedelta(dice.randint(1, 90)), by),
    lambda card, by, dice: card.plan(card.board.today, by, lead=by),
    lambda card, by, dice: card.finish("Gelukt.", by),
    lambda card, by, dice: Comment.make(card, "Hoe gaat het?", by),
    drop_or_restore,
    tick,
    undo,
)


def tally(files):
    """What the files say: the oaths by version, and how often what else happened."""
    oaths, other = {}, Counter()
    for file in files:
        for line in file.read_text().splitlines():
            words = line.split()
            if len(words) == 3 and words[0].isdecimal():
                version, card_id, by_id = map(int, words)
                oaths.setdefault(version, []).append((card_id, by_id))
            else:
                other[line if line.startswith("ERROR") else words[0]] += 1
    return oaths, other
