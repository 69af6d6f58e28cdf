import pytest
from django.utils.translation import override


@pytest.fixture(autouse=True)
def _english():
    """Give back the language that a test has chosen."""
    with override("en"):
        yield
