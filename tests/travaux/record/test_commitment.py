import hmac

from hypothesis import given
from hypothesis import strategies as st

from travaux.record.commitment import SALT_BYTES, Opening, commitment

salts = st.binary(min_size=SALT_BYTES, max_size=SALT_BYTES)


@given(salts, st.text())
def test_a_commitment_is_the_code_of_the_value_under_the_salt(salt, value):
    assert commitment(Opening("n", salt, value)) == hmac.digest(salt, value.encode(), "sha256").hex()


@given(salts, salts, st.text())
def test_the_same_value_under_another_salt_has_another_commitment(salt, other, value):
    assert (commitment(Opening("n", salt, value)) == commitment(Opening("n", other, value))) is (salt == other)
