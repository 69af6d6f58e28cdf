"""The room of the negotiation's tests, with a screen."""

import pytest
from django.urls import reverse

from secretariat.record.services import sequence
from secretariat.room import queries, services
from tests.secretariat.negotiation.conftest import drafted, room, site, table

__all__ = ["drafted", "room", "site", "table"]  # fixtures of the room below
OFFICIAL = "Publish one official national website."


class Chair:
    """Those who turn the screen."""

    def __init__(self, table):
        self.table = table
        self.by = table.actors["chair"]

    def show(self, provision):
        return services.show_provision(self.table.row(provision), by=self.by, at=self.table.at())

    def freeze(self):
        return services.freeze_screen(self.table.text, by=self.by, at=self.table.at())

    def release(self):
        return services.release_screen(self.table.text, by=self.by, at=self.table.at())

    def stage(self, **more):
        return queries.stage(self.table.text, at=self.table.now, **more)


@pytest.fixture
def chair(table):
    return Chair(table)


@pytest.fixture
def screen(site):
    """The pages of the screen, asked for as one of those in the room."""

    class Screen:
        def __init__(self):
            self.client = site.client

        def as_(self, who):
            site.as_(who)
            return self

        def get(self, name="screen", headers=None, **query):
            sequence()  # where several write at once it comes with the commit, which a test does not reach
            return self.client.get(self.address(name), query, headers=headers)

        def post(self, name, **given):
            return self.client.post(self.address(name), given)

        def address(self, name="screen"):
            return reverse(f"room:{name}", args=["sample", "compact"])

    return Screen()
