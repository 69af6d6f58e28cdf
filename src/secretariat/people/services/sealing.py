"""The seal on the secrets of second factors, and how its key is changed without anybody adding a factor anew."""

from base64 import urlsafe_b64encode

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction

SEALED = ("secret", "seed")  # of an app, and of the recovery codes; a key or passkey keeps its secret to itself


def _fernet(key: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"travaux second factors")
    return Fernet(urlsafe_b64encode(derived.derive(key.encode())))


def seal() -> MultiFernet:
    """Return the seal: it closes with the key of now, and opens what was closed with that or with one before."""
    return MultiFernet([_fernet(key) for key in (settings.TRAVAUX_FACTOR_KEY, *settings.TRAVAUX_FACTOR_KEY_BEFORE)])


def reseal() -> int:
    """Seal every secret with the key of now, and return how many there were; then the keys before can be dropped."""
    keys, count = seal(), 0
    with transaction.atomic():
        for factor in Authenticator.objects.select_for_update().order_by("pk"):
            kept = {name: factor.data[name] for name in SEALED if name in factor.data}
            if kept:
                factor.data |= {name: keys.rotate(said.encode()).decode() for name, said in kept.items()}
                factor.save(update_fields=["data"])
                count += 1
    return count
