"""What an issuer says is believed as it is signed, for us, now, and in answer to what we asked."""

import time

import pytest

jwt = pytest.importorskip("jwt", reason="the extra oidc is not installed: pip install 'travaux[oidc]'")
tokens = pytest.importorskip("secretariat.people.services.tokens")
ec = pytest.importorskip("cryptography.hazmat.primitives.asymmetric.ec")

ISSUER, CLIENT, VERIFIER = "https://issuer.example/", "travaux", "the secret of one attempt"
KEY, OTHER = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))


def keys(*names):
    public = jwt.algorithms.ECAlgorithm.to_jwk(KEY.public_key(), as_dict=True)
    return {"keys": [public | {"kid": name, "use": "sig", "alg": "ES256"} for name in names]}


def token(key=KEY, name="one", algorithm="ES256", without="", **more):
    now = int(time.time())
    said = {"iss": ISSUER, "sub": "m-1", "aud": CLIENT, "iat": now, "exp": now + 60, "nonce": tokens.nonce_of(VERIFIER)}
    said = {claim: value for claim, value in (said | more).items() if claim != without}
    return jwt.encode(said, key, algorithm=algorithm, headers={"kid": name} if name else {})


def believed(said, known=None):
    known = known or keys("one", "two")
    return tokens.believed(said, keys=known, issuer=ISSUER, client=CLIENT, verifier=VERIFIER)["sub"]


def test_a_token_that_is_all_right_is_believed():
    assert believed(token()) == "m-1"
    assert believed(token(name=None), keys("one")) == "m-1"
    assert believed(token(aud=[CLIENT, "other"], azp=CLIENT)) == "m-1"


def unsigned():
    return token(key=None, algorithm="none")


@pytest.mark.parametrize(
    "wrong",
    [
        token(OTHER),
        token("a secret that was guessed, which is long enough", algorithm="HS256"),
        unsigned(),
        token(name="three"),
        token(name=None),
        "no token",
        *(token(without=claim) for claim in ("iss", "sub", "aud", "exp", "iat", "nonce")),
        token(iss="https://issuer.example"),
        token(aud="another"),
        token(aud=[CLIENT, "other"]),
        token(azp="another"),
        token(exp=1),
        token(nonce=tokens.nonce_of("another attempt")),
        token(nonce="é"),
    ],
)
def test_a_token_of_which_anything_is_wrong_is_not_believed(wrong):
    with pytest.raises(tokens.NotBelieved):
        believed(wrong)


def test_a_nonce_is_known_to_whoever_has_the_secret_of_the_attempt_only():
    made = {tokens.nonce_of(secret) for secret in ("a", "b", "a")}
    assert (len(made), {len(each) for each in made}) == (2, {43})
