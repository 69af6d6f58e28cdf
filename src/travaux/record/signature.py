"""Whether a checkpoint bears the signature of a log: Ed25519 on a note (RFC 8032, section 5.1; C2SP signed-note)."""

import base64
import hashlib

from travaux.record.verifier import Checkpoint
from travaux.refusal import Invalid

P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ED25519 = 1
HALF, KEY_ID = 32, 4
Point = tuple[int, int]


class NotSigned(Invalid):
    """The checkpoint does not bear the signature."""

    asked = "You asked whether the checkpoint was signed by the holder of the key {name}."
    because = "It bears no signature of that key on these three lines."
    rule = "A log signs its checkpoints (C2SP signed-note, Ed25519), so that it cannot deny later that it gave one out."
    remedy = (
        "Copy the checkpoint again, whole, with the line that begins with a dash; or compare the key with its source."
    )


class NotAKey(Invalid):
    """The words are not a key of a log."""

    asked = "You asked to check a signature with the key “{key}”."
    because = "That is not a key of a log."
    rule = (
        "A key is a name, eight hexadecimal digits and base64, joined by plus signs (C2SP signed-note, verifier keys)."
    )
    remedy = "Copy the key again, whole, from the page where the log shows it."


def key_id(name: str, key: bytes) -> bytes:
    """Return the four bytes by which a signature names its key; `key` begins with the type of signature."""
    return hashlib.sha256(f"{name}\n".encode() + key).digest()[:KEY_ID]


def verifier_key(name: str, public: bytes) -> str:
    """Write a public key of 32 bytes as it is handed out."""
    key = bytes([ED25519]) + public
    return f"{name}+{key_id(name, key).hex()}+{base64.b64encode(key).decode()}"


def signature_line(name: str, public: bytes, signature: bytes) -> str:
    """Write the line under a checkpoint that bears its signature, 64 bytes."""
    signed = key_id(name, bytes([ED25519]) + public) + signature
    return f"— {name} {base64.b64encode(signed).decode()}\n"


def check_signature(head: Checkpoint, key: str) -> None:
    """Return if the holder of `key` (a verifier key) signed the checkpoint; else raise NotAKey or NotSigned."""
    name, raw = _read_key(key)
    for line in head.rest.split("\n"):
        dash, _space, rest = line.partition(" ")
        of, _space, words = rest.rpartition(" ")
        signed = _decoded(words)
        if (dash, of) == ("—", name) and signed[:KEY_ID] == key_id(name, raw):
            if is_signed(raw[1:], head.text().encode(), signed[KEY_ID:]):
                return
            break
    raise NotSigned(name=name)


def _read_key(key: str) -> tuple[str, bytes]:
    name, _plus, rest = key.strip().partition("+")
    ident, _plus, words = rest.partition("+")
    raw = _decoded(words)
    if len(raw) != HALF + 1 or raw[0] != ED25519 or ident != key_id(name, raw).hex():
        raise NotAKey(key=key)
    return name, raw


def _decoded(words: str) -> bytes:
    try:
        return base64.b64decode(words, validate=True)
    except ValueError:
        return b""


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` is that of the holder of `public` on `message` (RFC 8032, section 5.1.7)."""
    if len(signature) != 2 * HALF:
        return False
    holder, commitment = _point(public), _point(signature[:HALF])
    times = int.from_bytes(signature[HALF:], "little")
    if holder is None or commitment is None or times >= ORDER:
        return False
    challenge = hashlib.sha512(signature[:HALF] + public + message).digest()
    right = _times(int.from_bytes(challenge, "little") % ORDER, holder)
    return _times(times, BASE) == _add(commitment, right)


def _add(one: Point, two: Point) -> Point:
    (a, b), (c, d) = one, two
    t = D * a * b * c * d % P
    return (a * d + b * c) * pow(1 + t, -1, P) % P, (b * d + a * c) * pow(1 - t, -1, P) % P


def _times(times: int, point: Point) -> Point:
    found = (0, 1)
    while times:
        found = _add(found, point) if times & 1 else found
        times, point = times >> 1, _add(point, point)
    return found


def _point(raw: bytes) -> Point | None:
    """Return the point of the curve that 32 bytes stand for, if there is one (RFC 8032, section 5.1.3)."""
    y, sign = int.from_bytes(raw, "little") & 2**255 - 1, raw[-1] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    return (x if x & 1 == sign else P - x), y


BASE: Point = (
    15112221349535400772501151409588531511454012693041857206046113283949847762202,
    46316835694926478169428394003475163141307993866256225615783033603165251855960,
)
