import pytest

from secretariat.demo import queries

pytestmark = pytest.mark.django_db


def test_a_site_without_the_sample_has_none_of_its_doors(client):
    assert client.get("/sample/").status_code == 404
    assert "demo_people" not in client.get("/").context


def test_without_a_sample_the_clock_is_not_shifted():
    assert queries.seconds_back() == 0
