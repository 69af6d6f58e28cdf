"""Settings of the site; what differs between installations comes from the environment (docs/reference/settings.md)."""

import os
import secrets
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from secretariat.frame.addresses import database_at

HERE = Path(__file__).parent
WITH_FACTOR = "staff administrator officer cofacilitator"  # whoever may hand out sign-ins, or serves a whole process


def _data_folder() -> Path:
    home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    folder = Path(os.environ.get("TRAVAUX_DATA") or Path(home) / "travaux")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _secret(folder: Path, setting: str, name: str) -> str:
    """Return a secret of this installation, made on the first start and kept in a file that only its owner reads."""
    if given := os.environ.get(setting):
        return given
    kept = folder / name
    if not kept.exists():
        made = folder / f"{name}-{os.getpid()}"
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(50))
        with suppress(FileExistsError):  # of two that start at once, both use the secret of the first
            os.link(made, kept)
        made.unlink()
    return kept.read_text()


def _database(folder: Path) -> dict[str, object]:
    """Return the embedded database, or the one that TRAVAUX_DATABASE_URL names; the sample is always embedded.

    `synchronous=FULL` keeps an acknowledged deed through a power cut, `BEGIN IMMEDIATE` lets a second writer wait
    instead of failing; the backend adds the write-ahead log and the writer's lock (docs/decisions/0008). A connection
    is kept with its thread: whoever only reads never meets the lock, not even to close.
    """
    url = os.environ.get("TRAVAUX_DATABASE_URL")
    if url and os.environ.get("TRAVAUX_DEMO") != "1":
        return database_at(url, conn_max_age=600, conn_health_checks=True)
    return {
        "ENGINE": "secretariat.frame.sqlite",
        "NAME": folder / "travaux.sqlite3",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,  # at each request: is the file still there?
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }


def _may_be_sample(folder: Path) -> bool:
    """Return whether a sample lies in `folder`, or can be made there because nothing does."""
    return (folder / "sample-begun").exists() or not (folder / "travaux.sqlite3").exists()


def _kept_secret(name: str) -> str:
    """Return the secret in the file that the variable `name` names; nothing where it is not set."""
    path = os.environ.get(name)
    return Path(path).read_text(encoding="utf-8").strip() if path else ""


def _issuer() -> str:
    """Return the address of the OpenID Connect issuer, if there is one that can be trusted and spoken with.

    What it says is believed because of the connection over which it is said, hence TLS, or this very machine.
    """
    issuer = os.environ.get("TRAVAUX_OIDC_ISSUER", "")
    if issuer and urlsplit(issuer).scheme != "https" and urlsplit(issuer).hostname not in {"localhost", "127.0.0.1"}:
        raise ImproperlyConfigured(f"TRAVAUX_OIDC_ISSUER must begin with https://: {issuer}")  # noqa: EM102, TRY003 - once
    if issuer and not all(map(find_spec, ("jwt", "requests", "oauthlib"))):
        raise ImproperlyConfigured("TRAVAUX_OIDC_ISSUER needs: pip install 'travaux[site,oidc]'")  # noqa: EM101, TRY003 - once
    return issuer


def _wanting_second_factor() -> frozenset[str]:
    """Return whose sign-in needs a second factor; in the sample nobody has a password, still less a second factor."""
    asked = frozenset(() if TRAVAUX_DEMO else os.environ.get("TRAVAUX_SECOND_FACTOR", WITH_FACTOR).split())
    known = {"staff", "administrator", "officer", "cofacilitator", "delegate", "focal_point"}
    if asked - known:
        raise ImproperlyConfigured(f"TRAVAUX_SECOND_FACTOR knows only: {' '.join(sorted(known))}")  # noqa: EM102, TRY003 - once
    return asked


TRAVAUX_DATA = _data_folder()
# The sample's doors are open to everybody: never over data that is not a sample's.
TRAVAUX_DEMO = os.environ.get("TRAVAUX_DEMO") == "1" and _may_be_sample(TRAVAUX_DATA)

SECRET_KEY = _secret(TRAVAUX_DATA, "TRAVAUX_SECRET_KEY", "secret-key")
# Of the secret before this one, so that a change of it ends no session and no form.
SECRET_KEY_FALLBACKS = os.environ.get("TRAVAUX_SECRET_KEY_BEFORE", "").split()
DEBUG = os.environ.get("TRAVAUX_DEBUG") == "1"
SHOW_COMPONENTS = TRAVAUX_DEMO or DEBUG
ALLOWED_HOSTS = os.environ.get("TRAVAUX_HOSTS", "localhost 127.0.0.1 [::1]").split()
CSRF_TRUSTED_ORIGINS = os.environ.get("TRAVAUX_ORIGINS", "").split()
HTTPS = os.environ.get("TRAVAUX_HTTPS") == "1"
# How many proxies of ours stand before the site: their word is taken for the scheme and the address of who asks.
PROXIES = int(os.environ.get("TRAVAUX_PROXIES", "0"))
TRAVAUX_OIDC_ISSUER = _issuer()

DATABASES = {"default": _database(TRAVAUX_DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "secretariat.frame",
    "secretariat.record",
    "secretariat.jobs",
    "secretariat.people",
    "secretariat.documents",
    "secretariat.processes",
    "secretariat.participation",
    "secretariat.accreditation",
    "secretariat.registration",
    "secretariat.fund",
    "secretariat.outbox",
    "secretariat.evidence",
    "secretariat.inputs",
    "secretariat.stocktaking",
    "secretariat.negotiation",
    "secretariat.room",
    "secretariat.precedents",
    "secretariat.exchange",
    "secretariat.registry",
    "secretariat.followup",
    "secretariat.public",
    "secretariat.demo",
    # Below ours, so that a template of ours is found first.
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    *(["allauth.socialaccount", "allauth.socialaccount.providers.openid_connect"] if TRAVAUX_OIDC_ISSUER else []),
]
MIDDLEWARE = [
    # First what every answer passes on its way out, whoever makes it: also a file, and the answer to a wrong host.
    "secretariat.frame.logs.watch",
    "secretariat.frame.middleware.safe_headers",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "secretariat.frame.limits.methods",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "secretariat.people.middleware.Sessions",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    *([] if TRAVAUX_DEMO else ["secretariat.negotiation.middleware.KeptPages"]),
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "secretariat.people.middleware.session_ages",
    "django.contrib.messages.middleware.MessageMiddleware",
    "secretariat.frame.limits.bodies",
    "secretariat.frame.limits.Costly",
    "secretariat.frame.middleware.clock",
    "secretariat.frame.middleware.door",
    # The sample's pages go by the sample's clock; elsewhere what is kept is answered before anything else is looked up.
    *(
        ["secretariat.demo.middleware.sample_clock", "secretariat.negotiation.middleware.KeptPages"]
        if TRAVAUX_DEMO
        else []
    ),
    "secretariat.record.middleware.DoneOnce",
    "secretariat.frame.middleware.Refusals",
    "allauth.account.middleware.AccountMiddleware",
    "secretariat.people.middleware.SecondFactor",
    "secretariat.participation.middleware.Doors",
    "secretariat.processes.middleware.Terms",
]
ROOT_URLCONF = "secretariat.urls"
WSGI_APPLICATION = "secretariat.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["secretariat.record.templatetags.once"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "secretariat.frame.context.frame",
                "secretariat.record.views.head",
                *(["secretariat.demo.middleware.sample_bar"] if TRAVAUX_DEMO else []),
            ],
        },
    },
]

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "people:sign_in"
LOGIN_REDIRECT_URL = "public:home"
LOGOUT_REDIRECT_URL = "public:home"
PASSWORD_HASHERS = [
    "secretariat.people.access.Argon2",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # of accounts opened before: made anew at the next sign-in
]
PASSWORD_RESET_TIMEOUT = 3600
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "secretariat.people.services.passwords.NotGuessable"},
]

# In the database, so that what is counted holds in every process of the site and over a restart.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_attempts",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}

ACCOUNT_ADAPTER = "secretariat.people.services.adapters.Accounts"
ACCOUNT_FORMS = {
    "login": "secretariat.people.forms.SignIn",
    "reset_password": "secretariat.people.forms.ForgottenPassword",
    "reset_password_from_key": "secretariat.people.forms.NewPassword",
    "change_password": "secretariat.people.forms.ChangedPassword",
    "reauthenticate": "secretariat.people.forms.Again",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "30/10m/ip,10/10m/key",
    "reset_password": "10/m/ip,3/m/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
MFA_ADAPTER = "secretariat.people.services.adapters.Factors"
MFA_FORMS = {
    "authenticate": "secretariat.people.forms.Code",
    "reauthenticate": "secretariat.people.forms.CodeAgain",
    "activate_totp": "secretariat.people.forms.FirstCode",
    "add_webauthn": "secretariat.people.forms.AddKey",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are the secretariat's; none is verified
MFA_TOTP_ISSUER = "Travaux"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
# Without TLS a browser offers keys on the machine itself only (localhost); the library would refuse even there.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

SOCIALACCOUNT_ADAPTER = "secretariat.people.services.issuer.Issuers"
SOCIALACCOUNT_REAUTHENTICATION_REQUIRED = True
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": os.environ.get("TRAVAUX_OIDC_NAME", "OpenID Connect"),
                "client_id": os.environ.get("TRAVAUX_OIDC_CLIENT", ""),
                "secret": _kept_secret("TRAVAUX_OIDC_SECRET_FILE"),
                # Who it is, is read off the token that the issuer has signed, and nowhere else.
                "settings": {"server_url": TRAVAUX_OIDC_ISSUER.rstrip("/"), "fetch_userinfo": False},
            }
        ]
        if TRAVAUX_OIDC_ISSUER
        else [],
    }
}

TRAVAUX_SECOND_FACTOR = _wanting_second_factor()
# What the secrets of the second factors are sealed with; without it, with the secret of the installation.
TRAVAUX_FACTOR_KEY = os.environ.get("TRAVAUX_FACTOR_KEY", SECRET_KEY)
# What they may still be sealed with, until `travaux people reseal`; a first key of their own follows on the secret's.
TRAVAUX_FACTOR_KEY_BEFORE = [*os.environ.get("TRAVAUX_FACTOR_KEY_BEFORE", "").split(), *SECRET_KEY_FALLBACKS]

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("ar", "العربية"),
    ("zh-hans", "中文"),
    ("en", "English"),
    ("fr", "Français"),
    ("ru", "Русский"),
    ("es", "Español"),
]
LOCALE_PATHS = [HERE / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
WHITENOISE_ALLOW_ALL_ORIGINS = False

# A name that begins so is taken by browsers over TLS only, for this host and the whole of it, from nobody else.
_OURS = "__Host-" if HTTPS else ""
SESSION_ENGINE = "secretariat.people.services.sessions"
SESSION_COOKIE_NAME = f"{_OURS}sessionid"
SESSION_COOKIE_AGE = int(os.environ.get("TRAVAUX_SESSION_IDLE", "7200"))
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # a link in a mail leads to a page on which one is signed in
SESSION_COOKIE_SECURE = HTTPS
TRAVAUX_SESSION_LONGEST = int(os.environ.get("TRAVAUX_SESSION_LONGEST", "43200"))
CSRF_COOKIE_NAME = f"{_OURS}csrftoken"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_NAME = f"{_OURS}language"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = HTTPS
MESSAGES_COOKIE_NAME = f"{_OURS}messages"
MESSAGE_STORAGE = "secretariat.people.services.messages.SealedStorage"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
# A name under the site's could lead people astray; where one cannot have TLS, this can be taken back.
SECURE_HSTS_INCLUDE_SUBDOMAINS = os.environ.get("TRAVAUX_HSTS_SUBDOMAINS", "1") == "1"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# The name of the log in its checkpoints; sites that were there before it could be chosen are called this.
TRAVAUX_ORIGIN = os.environ.get("TRAVAUX_ORIGIN", "travaux")
TRAVAUX_RECORD_KEY = _secret(TRAVAUX_DATA, "TRAVAUX_RECORD_KEY", "record-key")
TRAVAUX_MAX_UPLOAD = int(os.environ.get("TRAVAUX_MAX_UPLOAD", str(20 * 1024 * 1024)))
TRAVAUX_READERS = int(os.environ.get("TRAVAUX_READERS", "2"))
TRAVAUX_READ_SECONDS = float(os.environ.get("TRAVAUX_READ_SECONDS", "1.2"))
TRAVAUX_READ_MEMORY = int(os.environ.get("TRAVAUX_READ_MEMORY", str(200 * 1024 * 1024)))
# Files go to the disk while they come in; what is typed is held in memory.
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * FILE_UPLOAD_MAX_MEMORY_SIZE
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 10
TRAVAUX_COSTLY = int(os.environ.get("TRAVAUX_COSTLY", "60"))

DEFAULT_EXCEPTION_REPORTER = "secretariat.frame.reports.Nameless"
DEFAULT_EXCEPTION_REPORTER_FILTER = "secretariat.frame.reports.Discreet"
# A mail is a job, put down in the transaction of the deed that causes it, and sent by the worker.
EMAIL_BACKEND = "secretariat.jobs.services.mail.Backend"
TRAVAUX_MAIL = os.environ.get("TRAVAUX_MAIL") or ""
TRAVAUX_ADDRESS = (os.environ.get("TRAVAUX_ADDRESS") or "").rstrip("/")
DEFAULT_FROM_EMAIL = os.environ.get("TRAVAUX_MAIL_FROM") or "travaux@localhost"
SERVER_EMAIL = DEFAULT_FROM_EMAIL

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {"()": "secretariat.frame.logs.Json"},
        "lines": {"()": "secretariat.frame.logs.Lines"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": os.environ.get("TRAVAUX_LOG_FORMAT") or ("lines" if sys.stderr.isatty() else "json"),
        },
    },
    "loggers": {
        # Who was refused, who signed in: told whatever the level of the rest.
        "travaux.security": {"level": "INFO"},
        # Nothing is mailed, for such a report holds values; how a request was answered is told by frame/logs.py.
        "django": {"handlers": []},
        "django.request": {"level": "ERROR"},
    },
    "root": {"handlers": ["console"], "level": os.environ.get("TRAVAUX_LOG", "WARNING")},
}
