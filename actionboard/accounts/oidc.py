"""A provider of accounts (OpenID Connect), spoken to through Authlib.

Code flow with PKCE (S256), state and nonce; an account is who the issuer says it is, and its mail
address is only hearsay. Why: docs/decisions/0018-accounts-of-an-organisation.md.
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Mapping
from hmac import compare_digest
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.base_client import BaseApp, OAuth2Mixin, OpenIDMixin
from authlib.integrations.requests_client import OAuth2Session
from joserfc.errors import JoseError

from actionboard.accounts.errors import ProviderAway, ProviderRefused, ProviderWrong
from actionboard.accounts.models import Account
from actionboard.core import oidc_settings

ALGORITHMS = ("RS256", "PS256", "ES256", "RS384", "PS384", "ES384", "RS512", "PS512", "ES512")
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint")
KEPT = 3600  # seconds that what a provider says about itself is believed
LEEWAY = 60  # seconds that its clock may be off
PATIENCE = (3.05, 6)  # seconds to connect, and to wait for an answer
LARGEST = 512 * 1024  # bytes of an answer


class Client(OAuth2Mixin, OpenIDMixin, BaseApp):
    """Authlib's client for one conversation; where it goes was looked at before."""

    client_cls = OAuth2Session

    def fetch_jwk_set(self, force: bool = False) -> Any:
        """The provider's keys; once more when a signature names one that isn't among them."""
        if force:
            self.server_metadata["jwks"] = fetch(self.server_metadata["jwks_uri"])
        return self.server_metadata["jwks"]


class Provider:
    """One provider, with what it said about itself."""

    def __init__(self, settings: oidc_settings.Provider) -> None:
        self.settings = settings
        self._known: dict[str, Any] = {}
        self._known_at = 0.0

    @property
    def kind(self) -> str:
        """What an attempt at this provider is called: an answer meant for another isn't heard."""
        return f"provider:{self.settings.name}"

    def leave(self, back: str, state: str, kept: Mapping[str, str]) -> str:
        """The address to send somebody to; `kept` comes from `secrets`. Raises ProviderAway."""
        client = self._client()
        try:
            made = client.create_authorization_url(
                back, state=state, nonce=kept["nonce"], code_verifier=kept["verifier"]
            )
        except (AuthlibBaseError, ValueError, TypeError) as error:
            raise ProviderWrong(who=self.settings.label) from error
        return str(made["url"])

    def arrive(self, answer: Mapping[str, str], back: str, kept: Mapping[str, str]) -> Account:
        """Who came back. Raises ProviderRefused, ProviderAway, ProviderWrong."""
        about = self.about()
        self._must_speak_for_itself(answer, about)
        if "error" in answer or not answer.get("code"):
            raise ProviderRefused(who=self.settings.label)
        try:
            return self._account(answer["code"], back, kept)
        except requests.RequestException as error:
            raise ProviderAway(who=self.settings.label) from error
        except (AuthlibBaseError, JoseError, ValueError, TypeError, KeyError) as error:
            raise ProviderWrong(who=self.settings.label) from error

    def about(self) -> dict[str, Any]:
        """What the provider says about itself, looked at. Raises ProviderAway, ProviderWrong."""
        if not self._known or time.monotonic() - self._known_at > KEPT:
            try:
                self._known = self._discover()
            except requests.RequestException as error:
                raise ProviderAway(who=self.settings.label) from error
            except (ValueError, TypeError, KeyError) as error:
                raise ProviderWrong(who=self.settings.label) from error
            self._known_at = time.monotonic()
        return self._known

    def _discover(self) -> dict[str, Any]:
        issuer = self.settings.issuer
        said = fetch(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        if said["issuer"] != issuer:
            raise ValueError("it is somebody else")
        about = {name: said[name] for name in ENDPOINTS if name in said}
        for address in about.values():
            if not isinstance(address, str) or not oidc_settings.may_be_trusted(address):
                raise ValueError("what it says can be changed on its way")
        about["id_token_signing_alg_values_supported"] = [
            one for one in said.get("id_token_signing_alg_values_supported", ["RS256"])
            if one in ALGORITHMS
        ]  # fmt: skip
        methods = said.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        basic = "client_secret_basic" in methods
        return {
            **about, "issuer": issuer, "jwks": fetch(about["jwks_uri"]),
            "names_itself": said.get("authorization_response_iss_parameter_supported") is True,
            "authenticates": "client_secret_basic" if basic else "client_secret_post",
        }  # fmt: skip

    def _client(self) -> Client:
        about = self.about()
        return Client(
            None, self.settings.name, client_id=self.settings.client_id,
            client_secret=self.settings.client_secret,
            client_kwargs={
                "scope": "openid email profile", "code_challenge_method": "S256",
                "default_timeout": PATIENCE,
                "token_endpoint_auth_method": about["authenticates"],
            },
            **{name: about[name] for name in (*ENDPOINTS, "issuer", "jwks") if name in about},
            id_token_signing_alg_values_supported=about["id_token_signing_alg_values_supported"],
        )  # fmt: skip

    def _must_speak_for_itself(self, answer: Mapping[str, str], about: Mapping[str, Any]) -> None:
        """An answer names who gives it (RFC 9207), so that two providers can't be mixed up."""
        named = answer.get("iss")
        if named != about["issuer"] and (named is not None or about["names_itself"]):
            raise ProviderWrong(who=self.settings.label)

    def _account(self, code: str, back: str, kept: Mapping[str, str]) -> Account:
        client: Any = self._client()
        token = client.fetch_access_token(
            back, code=code, code_verifier=kept["verifier"], allow_redirects=False
        )
        must = {"essential": True}
        claims = client.parse_id_token(
            token, kept["nonce"], leeway=LEEWAY,
            claims_options={
                "iss": {**must, "value": self.settings.issuer}, "sub": must, "exp": must,
                "aud": {**must, "value": self.settings.client_id}, "iat": must, "nonce": must,
            },
        )  # fmt: skip
        self._keep_keys(client)
        if claims is None or not compare_digest(str(claims["iss"]), self.settings.issuer):
            raise ValueError("it says nothing about who came")
        subject = claims["sub"]
        if not isinstance(subject, str) or not 0 < len(subject) <= 255 or not subject.isprintable():
            raise ValueError("it names nobody")
        told = claims if claims.get("email") else {**self._ask_about(subject, token), **claims}
        email = told.get("email") or told.get("preferred_username")
        return Account(self.settings.issuer, subject, _short(email, 254).lower())

    def _ask_about(self, subject: str, token: Mapping[str, Any]) -> dict[str, Any]:
        """What else the provider tells (SURFconext says only here what the address is)."""
        where = self.about().get("userinfo_endpoint")
        if where is None:
            return {}
        said = fetch(where, {"Authorization": f"Bearer {token['access_token']}"})
        if said.get("sub") != subject:
            raise ValueError("it tells about somebody else")
        return said

    def _keep_keys(self, client: Any) -> None:
        self._known["jwks"] = client.server_metadata["jwks"]


def fresh_secrets() -> dict[str, str]:
    """What a conversation is kept by: both stay here, their effects come back."""
    return {"nonce": secrets.token_urlsafe(32), "verifier": secrets.token_urlsafe(48)}


def fetch(address: str, headers: Mapping[str, str] | None = None) -> dict[str, Any]:
    """A JSON object from a provider. Raises RequestException, or ValueError for anything else."""
    with requests.get(
        address, headers=headers, timeout=PATIENCE, allow_redirects=False, stream=True
    ) as answer:
        answer.raise_for_status()
        body = answer.raw.read(LARGEST + 1, decode_content=True)
    if answer.status_code != 200 or len(body) > LARGEST:
        raise ValueError("not an answer")
    said = json.loads(body)
    if not isinstance(said, dict):
        raise ValueError("not an object")
    return said


def _short(value: object, most: int) -> str:
    """A text that a provider gave, if it can be one."""
    return value.strip() if isinstance(value, str) and len(value) <= most else ""
