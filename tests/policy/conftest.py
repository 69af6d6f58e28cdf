from tests.secretariat.conftest import (
    _speak_english,
    _tests_look_at_rows_themselves,
    _travel_in_time,
    at,
    django_db_modify_db_settings,
    django_db_setup,
    officer,
    process,
)

__all__ = [
    "_speak_english",
    "_tests_look_at_rows_themselves",
    "_travel_in_time",
    "at",
    "django_db_modify_db_settings",
    "django_db_setup",
    "officer",
    "process",
]
