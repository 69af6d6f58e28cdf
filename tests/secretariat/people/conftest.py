import pytest

from secretariat.people.models import Person

GOOD = "correct horse battery staple"


@pytest.fixture
def ada(db):  # noqa: ARG001 - an account is kept in the database
    return Person.objects.create_user("ada", password=GOOD, name="Ada Lindqvist", email="ada@example.org")


@pytest.fixture
def sign_in(client):
    """Sign in at the door, as people do; returns the answer."""

    def signed_in(account="ada", password=GOOD, **more):
        return client.post("/sign-in/", {"login": account, "password": password}, **more)

    return signed_in
