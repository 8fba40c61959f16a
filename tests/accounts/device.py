"""A phone that makes passkeys and signs with them, and that can be told to cheat."""

from __future__ import annotations

import hashlib
import json
import os
import struct

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import bytes_to_base64url

PRESENT, VERIFIED, HAS_KEY = 0x01, 0x04, 0x40


class Device:
    """One key pair. `lie` of its verbs: origin, host, challenge, type, flags, count, handle."""

    def __init__(self):
        self.key, self.id, self.count, self.handle = (
            ec.generate_private_key(ec.SECP256R1()),
            os.urandom(20),
            0,
            "",
        )

    def make(self, options, **lie):
        """Answer the question to make a passkey."""
        self.handle = options["user"]["id"]
        point = self.key.public_key().public_numbers()
        public = {
            1: 2,
            3: -7,
            -1: 1,
            -2: point.x.to_bytes(32, "big"),
            -3: point.y.to_bytes(32, "big"),
        }
        about = self._about(options["rp"]["id"], PRESENT | VERIFIED | HAS_KEY, lie)
        about += bytes(16) + struct.pack(">H", len(self.id)) + self.id + cbor2.dumps(public)
        return self._answer(
            {
                "clientDataJSON": self._told("webauthn.create", options, lie),
                "attestationObject": cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": about}),
            }
        )

    def sign(self, options, **lie):
        """Answer the question who this is."""
        self.count = lie.get("count", self.count + 1)
        about = self._about(options["rpId"], PRESENT | VERIFIED, lie)
        told = self._told("webauthn.get", options, lie)
        signed = self.key.sign(about + hashlib.sha256(told).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(
            {"clientDataJSON": told, "authenticatorData": about, "signature": signed},
            userHandle=lie.get("handle", self.handle),
        )

    def _about(self, host, flags, lie):
        seal = hashlib.sha256(lie.get("host", host).encode()).digest()
        return seal + struct.pack(">BI", lie.get("flags", flags), self.count)

    def _told(self, kind, options, lie):
        told = {
            "type": lie.get("type", kind),
            "challenge": lie.get("challenge", options["challenge"]),
            "origin": lie.get("origin", "http://localhost"),
            "crossOrigin": False,
        }
        return json.dumps(told).encode()

    def _answer(self, response, **more):
        name = bytes_to_base64url(self.id)
        coded = {part: bytes_to_base64url(value) for part, value in response.items()}
        return json.dumps(
            {
                "id": name,
                "rawId": name,
                "type": "public-key",
                "clientExtensionResults": {},
                "response": {**coded, **more},
            }
        )
