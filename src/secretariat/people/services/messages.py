"""What the next page says ("done"), kept by the browser, sealed: a deed then writes nothing after its own transaction.

In the session it would cost two more waits for the disk, one to keep and one to forget it; and where the disk is full
just then, a deed that was done would be answered as if it had not been.
"""

from base64 import urlsafe_b64encode
from functools import cache
from typing import Any
from zlib import compress, decompress

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.signing import BadSignature

LONGEST = 3000


@cache
def _keys(*secrets: str) -> MultiFernet:
    derived = (HKDF(SHA256(), length=32, salt=None, info=b"travaux messages").derive(key.encode()) for key in secrets)
    return MultiFernet([Fernet(urlsafe_b64encode(key)) for key in derived])


class Seal:
    """Stands where the library has its signer: what it signs can be read by whoever holds the cookie."""

    def sign_object(self, messages: list[str], serializer: Any, **_more: object) -> str:
        """Return the messages sealed."""
        return self._seal().encrypt(compress(serializer().dumps(messages))).decode()

    def unsign_object(self, sealed: str, serializer: Any) -> Any:
        """Return the messages; raises BadSignature unless it was we who sealed them, no longer ago than a session."""
        try:
            opened = self._seal().decrypt(sealed.encode(), ttl=settings.SESSION_COOKIE_AGE)
        except InvalidToken:
            raise BadSignature from None
        return serializer().loads(decompress(opened))

    @staticmethod
    def _seal() -> MultiFernet:
        return _keys(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


class SealedStorage(CookieStorage):
    """Messages in a sealed cookie."""

    cookie_name = settings.MESSAGES_COOKIE_NAME
    max_cookie_size = LONGEST

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.signer = Seal()
