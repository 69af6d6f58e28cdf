import pytest

from secretariat.people.access import COFACILITATOR, Actor
from secretariat.processes.access import may, modalities_of, require
from travaux.modalities import NotForRole, OutsidePhase


def test_the_modalities_of_a_process_are_read_from_its_own_file(process):
    assert modalities_of(process).key == "gcm-2018"


def test_a_deed_is_asked_of_the_modalities(process, at):
    assert may(process, Actor(role=COFACILITATOR), "lift_bracket", at=at)
    assert require(process, Actor(role=COFACILITATOR), "lift_bracket", at=at) is None
    with pytest.raises(OutsidePhase):
        require(process, Actor(role=COFACILITATOR), "adopt_text", at=at)
    with pytest.raises(NotForRole):
        require(process, Actor(), "lift_bracket", at=at)
