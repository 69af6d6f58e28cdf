"""What nobody sends in earnest is told as an error of the sender, never as a fault of the site."""

import pytest

pytestmark = pytest.mark.django_db
HUGE = "9" * 40


@pytest.mark.parametrize(
    "address",
    [
        f"/processes/gcm-2018/record/?page={HUGE}",
        f"/processes/gcm-2018/inputs/?page={HUGE}",
        f"/processes/gcm-2018/participants/?page=-{HUGE}",
        f"/processes/gcm-2018/text/t/one/versions/{HUGE}/",
        "/processes/gcm-2018/?on=9999999-99-99",
        "/processes/gcm-2018/inputs/?theme=%00",
        "/processes/%F0%9F%98%80/",
    ],
)
def test_a_number_beyond_every_column_is_told_and_is_no_fault(as_officer, address):
    assert as_officer.get(address).status_code in {200, 400, 404, 422}
