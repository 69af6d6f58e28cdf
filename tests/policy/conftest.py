from tests.secretariat.conftest import _tests_look_at_rows_themselves, at, officer, process

__all__ = ["_tests_look_at_rows_themselves", "at", "officer", "process"]
