from tests.secretariat.conftest import (
    _speak_english,
    _tests_look_at_rows_themselves,
    _travel_in_time,
    at,
    officer,
    process,
)

__all__ = ["_speak_english", "_tests_look_at_rows_themselves", "_travel_in_time", "at", "officer", "process"]
