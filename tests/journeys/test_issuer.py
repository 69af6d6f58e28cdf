"""Signing in by an OpenID Connect issuer: a small one of our own, on this machine, with keys of its own."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, Page, expect

from benchmarks.site import free_port, opened

jwt = pytest.importorskip("jwt", reason="the extra oidc is not installed: pip install 'travaux[oidc]'")
rsa = pytest.importorskip("cryptography.hazmat.primitives.asymmetric.rsa")
pytestmark = pytest.mark.journey
GOOD = "correct horse battery staple"
CLIENT = "travaux"
TRAVAUX = Path(sys.executable).with_name("travaux")


class Issuer(ThreadingHTTPServer):
    """Signs in whoever `claims` says, and says it as `wrong` words where they are given."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.url = f"http://localhost:{self.server_port}"
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.claims: dict[str, object] = {}
        self.wrong: dict[str, object] = {}
        self.asked: dict[str, str] = {}
        self.signs = self.key
        self.metadata: dict[str, object] = {}
        self.elsewhere = ""

    def token(self) -> str:
        now = int(time.time())
        said = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 60, "nonce": self.asked.get("nonce")}
        return jwt.encode(said | self.claims | self.wrong, self.signs, algorithm="RS256", headers={"kid": "one"})

    def keys(self) -> dict[str, object]:
        known = jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return {"keys": [known | {"kid": "one", "use": "sig", "alg": "RS256"}]}


class Answers(BaseHTTPRequestHandler):
    """The four addresses of an issuer."""

    server: Issuer

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        if asked.path == "/authorize":
            self.server.asked = {name: value[0] for name, value in parse_qs(asked.query).items()}
            back = {"code": "one-time", "state": self.server.asked["state"]}
            self.send_response(302)
            self.send_header("Location", f"{self.server.asked['redirect_uri']}?{urlencode(back)}")
            self.end_headers()
        elif asked.path == self.server.elsewhere:
            self.send_response(302)
            self.send_header("Location", f"{asked.path}/?moved")
            self.end_headers()
        elif asked.path.startswith("/jwks"):
            self.say(self.server.keys())
        else:
            ends = {"authorization": "authorize", "token": "token"}
            known = {f"{name}_endpoint": f"{self.server.url}/{end}" for name, end in ends.items()}
            self.say(
                {"issuer": self.server.url, "jwks_uri": f"{self.server.url}/jwks", **known, **self.server.metadata}
            )

    def do_POST(self) -> None:
        given = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.server.asked |= {name: value[0] for name, value in given.items()}
        self.say({"access_token": "a", "token_type": "Bearer", "id_token": self.server.token()})

    def say(self, words: object) -> None:
        body = json.dumps(words).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def issuer() -> Iterator[Issuer]:
    server = Issuer()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def env(issuer: Issuer, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("site")
    (folder / "secret").write_text("between us\n")
    named = {"ISSUER": issuer.url, "CLIENT": CLIENT, "SECRET_FILE": str(folder / "secret"), "NAME": "the Ministry"}
    outside = {name: value for name, value in os.environ.items() if not name.startswith("TRAVAUX_")}
    oidc = {f"TRAVAUX_OIDC_{name}": value for name, value in named.items()}
    return outside | oidc | {"TRAVAUX_DATA": str(folder / "data")}


def run(env: dict[str, str], *words: str) -> None:
    command = [TRAVAUX, *words]
    subprocess.run(command, input=GOOD, text=True, check=True, env=env, stdout=subprocess.DEVNULL)  # noqa: S603 - ours


@pytest.fixture(scope="module")
def site(env: dict[str, str]) -> Iterator[str]:
    for account, *more in (("bo",), ("cy", "--email", "cy@example.org")):
        run(env, "people", "add", account, "--name", account.title(), "--password-stdin", *more)
    with opened([TRAVAUX, "serve", "--port", str(free_port())], env=env) as first:
        yield first.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    with browser.new_context(base_url=site) as context:
        yield context.new_page()


def by_issuer(page: Page) -> None:
    page.goto("/sign-in/")
    page.get_by_role("button", name="Sign in with the Ministry").click()


def by_password(page: Page, account: str) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Account").fill(account)
    page.get_by_label("Password").fill(GOOD)
    page.locator("main").get_by_role("button", name="Sign in", exact=True).click()


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def add_app(page: Page) -> None:
    page.goto("/account/app/add/")
    if page.get_by_label("Password").count():  # who signed in by the issuer says once more who it is
        page.get_by_label("Password").fill(GOOD)
        page.get_by_role("button", name="Go on").click()
    heading(page, "Add an app")
    secret = page.locator("main code").inner_text()
    page.get_by_label("Code").fill(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    page.get_by_role("button", name="Add the app").click()
    heading(page, "Recovery codes")


def test_an_address_that_the_issuer_calls_verified_opens_nobodys_account(page, issuer):
    issuer.claims = {"sub": "m-1", "email": "cy@example.org", "email_verified": True}
    by_issuer(page)
    heading(page, "No account is tied to this")
    page.goto("/account/")
    heading(page, "Sign in")


def test_who_ties_the_two_together_is_signed_in_by_the_issuer_with_a_second_factor_until_a_reset_unties_them(
    page, issuer, env
):
    issuer.claims = {"sub": "m-2", "email": "else@example.org"}
    by_password(page, "bo")
    page.goto("/account/issuer/")
    page.get_by_role("button", name="Tie the two together").click()
    heading(page, "Is it you?")
    page.get_by_label("Password").fill(GOOD)
    page.get_by_role("button", name="Go on").click()
    heading(page, "Sign-in by another house")
    expect(page.locator("main")).to_contain_text("m-2")
    page.get_by_role("button", name="Sign out").click()
    by_issuer(page)
    page.goto("/account/")
    expect(page.locator("main")).to_contain_text("Bo (bo)")
    assert {"code_challenge_method", "code_challenge", "state", "nonce", "code_verifier", "client_secret"} <= set(
        issuer.asked
    )
    assert (issuer.asked["client_secret"], issuer.asked["code_challenge_method"]) == ("between us", "S256")
    add_app(page)
    page.get_by_role("button", name="Sign out").click()
    by_issuer(page)
    heading(page, "Second step")
    run(env, "people", "reset", "bo")
    page.get_by_role("button", name="Stop signing in").click()
    by_issuer(page)
    heading(page, "No account is tied to this")


@pytest.mark.parametrize(
    "wrong", [{"aud": "another"}, {"iss": "https://elsewhere.example"}, {"exp": 1}, {"nonce": "an earlier one"}]
)
def test_what_was_said_for_another_by_another_or_long_ago_is_not_believed(page, issuer, wrong):
    issuer.claims, issuer.wrong = {"sub": "m-2"}, wrong
    by_issuer(page)
    heading(page, "The sign-in failed")
    page.goto("/account/")
    heading(page, "Sign in")
    issuer.wrong = {}


@pytest.mark.parametrize(
    ("part", "wrong"),
    [
        ("signs", rsa.generate_private_key(public_exponent=65537, key_size=2048)),
        ("metadata", {"issuer": "https://elsewhere.example"}),
        ("metadata", {"jwks_uri": "ftp://localhost/jwks"}),
        ("elsewhere", "/.well-known/openid-configuration"),
        ("elsewhere", "/jwks"),
    ],
)
def test_another_signature_another_issuer_and_an_address_that_leads_elsewhere_are_not_believed(
    page, issuer, monkeypatch, part, wrong
):
    issuer.claims = {"sub": "m-9"}
    with monkeypatch.context() as patched:
        patched.setattr(issuer, part, wrong)
        by_issuer(page)
        heading(page, "The sign-in failed")
        page.goto("/account/")
        heading(page, "Sign in")
    by_issuer(page)
    heading(page, "No account is tied to this")


def test_what_an_address_adds_to_the_question_is_not_asked(page, issuer):
    page.goto("/sign-in/oidc/begin/?auth_params=nonce%3Dmine%26redirect_uri%3Dhttps://elsewhere.example&scope=all")
    page.get_by_role("main").get_by_role("button").click()
    page.wait_for_load_state()
    assert ("elsewhere" in issuer.asked["redirect_uri"], issuer.asked["nonce"] == "mine") == (False, False)
    assert set(issuer.asked["scope"].split()) == {"openid", "profile", "email"}


def test_an_answer_to_which_nobody_asked_is_not_taken(page):
    page.goto("/sign-in/oidc/back/?code=one-time&state=made-up")
    heading(page, "The sign-in failed")


def test_a_link_alone_begins_no_sign_in(page):
    page.goto("/sign-in/oidc/begin/")
    heading(page, "Go on to sign in")
