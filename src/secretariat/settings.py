"""Settings of the site; what differs between installations comes from the environment (docs/reference/settings.md)."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

import dj_database_url

HERE = Path(__file__).parent


def _data_folder() -> Path:
    home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    folder = Path(os.environ.get("TRAVAUX_DATA") or Path(home) / "travaux")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _secret(folder: Path) -> str:
    """Return the secret of this installation, made on the first start and kept in a file that only its owner reads."""
    if given := os.environ.get("TRAVAUX_SECRET_KEY"):
        return given
    kept = folder / "secret-key"
    if not kept.exists():
        made = folder / f"secret-key-{os.getpid()}"
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(50))
        with suppress(FileExistsError):  # of two that start at once, both use the secret of the first
            os.link(made, kept)
        made.unlink()
    return kept.read_text()


def _database(folder: Path) -> dict[str, object]:
    """Return the embedded database, or the one that TRAVAUX_DATABASE_URL names; the sample is always embedded.

    `synchronous=FULL` and `BEGIN IMMEDIATE` are what keeps an acknowledged deed through a power cut and
    lets a second writer wait instead of failing (docs/decisions).
    """
    url = os.environ.get("TRAVAUX_DATABASE_URL")
    if url and os.environ.get("TRAVAUX_DEMO") != "1":
        return dict(dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True))
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": folder / "travaux.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }


TRAVAUX_DATA = _data_folder()
TRAVAUX_DEMO = os.environ.get("TRAVAUX_DEMO") == "1"

SECRET_KEY = _secret(TRAVAUX_DATA)
DEBUG = os.environ.get("TRAVAUX_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("TRAVAUX_HOSTS", "localhost 127.0.0.1 [::1]").split()
CSRF_TRUSTED_ORIGINS = os.environ.get("TRAVAUX_ORIGINS", "").split()

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
    "secretariat.inputs",
    "secretariat.stocktaking",
    "secretariat.negotiation",
    "secretariat.followup",
    "secretariat.public",
    "secretariat.demo",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "secretariat.frame.middleware.safe_headers",
    "secretariat.frame.middleware.clock",
    *(["secretariat.demo.middleware.sample_clock"] if TRAVAUX_DEMO else []),
    "secretariat.frame.middleware.Refusals",
    "secretariat.participation.middleware.Doors",
]
ROOT_URLCONF = "secretariat.urls"
WSGI_APPLICATION = "secretariat.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
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
LOGIN_URL = "people:sign_in"
LOGIN_REDIRECT_URL = "public:home"
LOGOUT_REDIRECT_URL = "public:home"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

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

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = os.environ.get("TRAVAUX_HTTPS") == "1"
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

TRAVAUX_MAX_UPLOAD = int(os.environ.get("TRAVAUX_MAX_UPLOAD", str(20 * 1024 * 1024)))
DATA_UPLOAD_MAX_MEMORY_SIZE = TRAVAUX_MAX_UPLOAD
FILE_UPLOAD_MAX_MEMORY_SIZE = TRAVAUX_MAX_UPLOAD

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
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("TRAVAUX_LOG", "WARNING")},
}
