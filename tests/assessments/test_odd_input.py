"""Numbers that are none, pictures that are not theirs, and a giver who has left in between."""

import uuid

import pytest
from django.urls import reverse


@pytest.mark.parametrize("typed", ["1e9999999", "1e1", "-1e-9999999", "9" * 5000, "NaN", "1.2.3"])
def test_only_plain_numbers_are_numbers(cast, typed):
    """Anything else gets a sentence, and nothing is stored."""
    page = reverse("assessments:record-result", args=[cast.rosa.pk]) + "?test=WPST"
    today = cast.today()
    form = {
        "key": uuid.uuid4(), "place": "left-wrist", "when": today.isoformat(), "total": typed,
        "given_by": "me",
    }  # fmt: skip
    answer = cast.client("amara").post(page, form)
    assert answer.status_code == 200
    assert not cast.rosa.results.exists()


@pytest.mark.parametrize(("name", "status"), [("rosa", 404), ("mateo", 404), ("amara", 200)])
def test_the_picture_of_a_test_belongs_to_its_page(cast, record, name, status):
    """Only therapists have one."""
    result = record("WPST")
    url = reverse("progress:picture", args=[cast.rosa.pk, "test", "svg"])
    assert cast.client(name).get(url, {"result": result.pk}).status_code == status
