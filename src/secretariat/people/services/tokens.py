"""What an issuer says of somebody, believed only as it is signed, for us, now, and in answer to what we asked."""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

import jwt

# Signatures of a key that is the issuer's alone. What a token says of its own signature never widens this.
SIGNED = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
CLAIMS = ("iss", "sub", "aud", "exp", "iat", "nonce")


class NotBelieved(Exception):  # noqa: N818 - says what happened
    """The token says something else than what was asked, or is not the issuer's."""


def nonce_of(verifier: str) -> str:
    """Return the nonce that goes with the secret of one attempt to sign in; nobody makes it without that secret."""
    made = hmac.new(verifier.encode(), b"travaux nonce", hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()


def believed(token: str, *, keys: Mapping[str, Any], issuer: str, client: str, verifier: str) -> dict[str, Any]:
    """Return what the token says; raises NotBelieved unless signature, issuer, audience, time and nonce are right."""
    try:
        key = _key(token, keys)
        said: dict[str, Any] = jwt.decode(
            token, key=key, algorithms=SIGNED, issuer=issuer, audience=client, options={"require": list(CLAIMS)}
        )
    except (jwt.PyJWTError, ValueError, TypeError, AttributeError) as wrong:
        raise NotBelieved(str(wrong)) from wrong
    if not hmac.compare_digest(str(said["nonce"]).encode(), nonce_of(verifier).encode()):
        message = "nonce"
        raise NotBelieved(message)
    if said.get("azp", client) != client or (
        isinstance(said["aud"], list) and len(said["aud"]) > 1 and "azp" not in said
    ):
        message = "azp"
        raise NotBelieved(message)
    return said


def _key(token: str, keys: Mapping[str, Any]) -> jwt.PyJWK:
    """Return the issuer's key that the token names; without a name, the only one that there is."""
    name = jwt.get_unverified_header(token).get("kid")
    found = [key for key in jwt.PyJWKSet.from_dict(dict(keys)).keys if name in {None, key.key_id}]
    if len(found) != 1:
        message = "kid"
        raise NotBelieved(message)
    return found[0]
