"""A commitment to a private value: while it is kept, it can be shown to be the one entered."""

import hashlib
import hmac
from dataclasses import dataclass

SALT_BYTES = 32


@dataclass(frozen=True, slots=True)
class Opening:
    """What opens a commitment: the value of `name`, and the 32 random bytes without which nobody can guess it."""

    name: str
    salt: bytes
    value: str


def commitment(opening: Opening) -> str:
    """Return what stands in the record instead of the value: HMAC-SHA-256 under the salt, in hexadecimal (RFC 2104)."""
    return hmac.new(opening.salt, opening.value.encode(), hashlib.sha256).hexdigest()
