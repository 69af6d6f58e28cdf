from datetime import UTC, datetime

import pytest

from secretariat.participation import services
from secretariat.people.access import OFFICER, Actor

AT = datetime(2018, 4, 5, 12, tzinfo=UTC)
OPERATOR = Actor(role=OFFICER)


@pytest.fixture
def admit(process):
    """Admit an entity, a State of Africa unless told otherwise."""

    def admitted(code, name, kind="state", region="africa", members=()):
        parts = {"code": code, "name": name, "kind": kind, "region": region, "members": members}
        return services.admit_entity(process, **parts, by=OPERATOR, at=AT)

    return admitted
