"""Each sign alone, every pair, none, and every doubt: the tier of a check."""

from itertools import combinations

import pytest

from apps.safety.signs import CONTACT_SIGNS, EMERGENCY_SIGNS, SIGNS, SIGNS_BY_CODE, Tier, judged

pytestmark = pytest.mark.no_database

# The lists of the Cleveland Clinic (E, C), BE-FAST (B) and the harm of needles (A04).
EMERGENCY = {f"E{number:02}" for number in range(1, 14)}
EMERGENCY |= {"B1", "B2", "B3", "B4", "B5", "B7", "A04"}
CONTACT = {"C01", "C02", "C03", "C04"}


def test_no_sign_is_missing():
    """Thirteen emergency signs, BE-FAST and a bad headache, four signs for the clinic."""
    assert {sign.code for sign in EMERGENCY_SIGNS} == EMERGENCY
    assert {sign.code for sign in CONTACT_SIGNS} == CONTACT
    assert len(SIGNS_BY_CODE) == len(SIGNS)


@pytest.mark.parametrize("answer", ["yes", "no", "not_sure"])
@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.code)
def test_each_sign_alone_gives_its_tier(sign, answer):
    """Whatever button was pressed: a tick beside "no" is a tick."""
    wanted = Tier.EMERGENCY if sign.code in EMERGENCY else Tier.CONTACT
    assert judged(answer, frozenset({sign.code})) == wanted


@pytest.mark.parametrize("pair", list(combinations(SIGNS_BY_CODE, 2)), ids="-".join)
def test_an_emergency_outranks_a_contact(pair):
    """Of every pair of signs."""
    wanted = Tier.EMERGENCY if EMERGENCY & set(pair) else Tier.CONTACT
    assert judged("yes", frozenset(pair)) == wanted


def test_no_sign_and_no_is_nothing():
    """The one way to nothing."""
    assert judged("no", frozenset()) == Tier.NONE


@pytest.mark.parametrize("answer", ["yes", "not_sure"])
def test_a_doubt_fails_towards_safe(answer):
    """Nothing was ticked, and it was not a no."""
    assert judged(answer, frozenset()) == Tier.EMERGENCY
