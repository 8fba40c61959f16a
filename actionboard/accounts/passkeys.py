"""Signing in by fingerprint, face or PIN: a key pair of which the device keeps the secret half."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import webauthn
from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column, relationship
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from actionboard.accounts import challenges
from actionboard.accounts.errors import PasskeyFailed, TooManyPasskeys
from actionboard.accounts.models import User
from actionboard.core.database import Model, Moment, db, writing
from actionboard.core.errors import Invalid
from actionboard.core.messages import N_
from actionboard.core.typed_text import MADE, Reader, Wipe, holds

ADDING, USING = "passkey:add", "passkey:use"  # what an attempt is for
MOST = 10  # of one person
LONGEST = 20_000  # characters of what a device answers
VERIFIED = UserVerificationRequirement.REQUIRED


class Passkey(Model):
    """The public half of a key pair, by the name that its owner gave it.

    `handle` is a random number that stands for the person on their devices. `count` steps each
    time that some devices sign; one that goes back was copied.
    """

    __tablename__ = "passkeys"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    handle: Mapped[str] = mapped_column(String(90), info=MADE)
    credential: Mapped[str] = mapped_column(String(1400), unique=True, info=MADE)
    public_key: Mapped[bytes] = mapped_column(LargeBinary, info=MADE)
    count: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(
        String(60), info=holds("user_id", read=Reader.OWNER, wiped=Wipe.ROW)
    )
    made_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime] = mapped_column(Moment)

    user: Mapped[User] = relationship()


def ask_to_add(user: User, *, base: str, browser: str, source: str, now: datetime) -> str:
    """What a browser needs to make a passkey, as JSON. Raises TooManyPasskeys, SourceTooBusy."""
    known = passkeys_of(user)
    if len(known) >= MOST:
        raise TooManyPasskeys(most=MOST)
    handle = known[0].handle if known else secrets.token_urlsafe(48)
    challenge = challenges.begin(
        ADDING, browser=browser, source=source, now=now, user=user.id, handle=handle
    )
    options = webauthn.generate_registration_options(
        rp_id=_host(base), rp_name="Actiebord BPV", user_id=handle.encode(),
        user_name=user.email, user_display_name=user.name, challenge=challenge.encode(),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=VERIFIED
        ),
        exclude_credentials=[
            PublicKeyCredentialDescriptor(base64url_to_bytes(one.credential)) for one in known
        ],
    )  # fmt: skip
    return webauthn.options_to_json(options)


def add(user: User, answer: str, name: str, *, base: str, browser: str, now: datetime) -> Passkey:
    """Keep the passkey that a device made. Raises PasskeyFailed, and Invalid at its name."""
    called = " ".join(name.replace("\0", "").split())
    if not 0 < len(called) <= 60:
        raise Invalid("name", N_("Geef het apparaat een naam, van hooguit 60 tekens."))
    challenge, begun = _begun(ADDING, answer, browser, now)
    if begun["user"] != user.id:
        raise PasskeyFailed()
    try:
        made = webauthn.verify_registration_response(
            credential=answer, expected_challenge=challenge, expected_rp_id=_host(base),
            expected_origin=base, require_user_verification=True,
        )  # fmt: skip
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise PasskeyFailed() from error
    passkey = Passkey(
        user_id=user.id, handle=begun["handle"], public_key=made.credential_public_key,
        credential=bytes_to_base64url(made.credential_id), count=made.sign_count, name=called,
        made_at=now, used_at=now,
    )  # fmt: skip
    with writing():
        if _find(passkey.credential) is not None:
            raise PasskeyFailed()
        db.session.add(passkey)
    return passkey


def ask_to_use(*, base: str, browser: str, source: str, now: datetime) -> str:
    """What a browser needs to sign in by a passkey, as JSON: it names nobody.

    Raises SourceTooBusy.
    """
    challenge = challenges.begin(USING, browser=browser, source=source, now=now)
    options = webauthn.generate_authentication_options(
        rp_id=_host(base), challenge=challenge.encode(), user_verification=VERIFIED
    )
    return webauthn.options_to_json(options)


def use(answer: str, *, base: str, browser: str, now: datetime) -> User:
    """Whom a device signs in. Raises PasskeyFailed."""
    challenge, _facts = _begun(USING, answer, browser, now)
    said = _read(answer)
    found = _find(str(said.get("id")))
    if found is None or not _names(said, found):
        raise PasskeyFailed()
    try:
        made = webauthn.verify_authentication_response(
            credential=answer, expected_challenge=challenge, expected_rp_id=_host(base),
            expected_origin=base, credential_public_key=found.public_key,
            credential_current_sign_count=found.count, require_user_verification=True,
        )  # fmt: skip
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise PasskeyFailed() from error
    with writing():  # of two answers with the same count, one is heard
        heard = (
            update(Passkey)
            .where(Passkey.id == found.id, Passkey.count == found.count)
            .values(count=made.new_sign_count, used_at=now)
            .returning(Passkey.user_id)
        )
        user_id = db.session.scalar(heard)
    user = db.session.get(User, user_id) if user_id else None
    if user is None:
        raise PasskeyFailed()
    return user


def passkeys_of(user: User) -> Sequence[Passkey]:
    """Somebody's passkeys, the oldest first."""
    mine = select(Passkey).where(Passkey.user_id == user.id)
    return db.session.scalars(mine.order_by(Passkey.id)).all()


def remove(user: User, number: int) -> bool:
    """Take a passkey off; False if it isn't theirs."""
    mine = delete(Passkey).where(Passkey.user_id == user.id, Passkey.id == number)
    return db.session.scalar(mine.returning(Passkey.id)) is not None


def _find(credential: str) -> Passkey | None:
    found: Passkey | None = db.session.scalar(
        select(Passkey).where(Passkey.credential == credential)
    )
    return found


def _begun(kind: str, answer: str, browser: str, now: datetime) -> tuple[bytes, dict[str, Any]]:
    """The challenge that an answer is to, and what was begun with it; both good once."""
    try:
        told = json.loads(base64url_to_bytes(_read(answer)["response"]["clientDataJSON"]))
        challenge = base64url_to_bytes(told["challenge"]).decode("ascii")
    except (ValueError, KeyError, TypeError) as error:
        raise PasskeyFailed() from error
    begun = challenges.end(kind, challenge, browser=browser, now=now)
    if begun is None:
        raise PasskeyFailed()
    return challenge.encode(), begun


def _read(answer: str) -> dict[str, Any]:
    try:
        said = json.loads(answer) if len(answer) <= LONGEST else None
    except (ValueError, RecursionError) as error:
        raise PasskeyFailed() from error
    if not isinstance(said, dict):
        raise PasskeyFailed()
    return said


def _names(said: dict[str, Any], passkey: Passkey) -> bool:
    """Whether the device means the person whose key it is."""
    handle = said.get("response", {}).get("userHandle")
    return handle in (None, bytes_to_base64url(passkey.handle.encode()))


def _host(base: str) -> str:
    return urlsplit(base).hostname or ""
