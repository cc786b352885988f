"""The sheet for a visit says of each part its own goal, and of pins and needles none."""

import uuid

from django.urls import reverse

from apps.therapy.actions import add_goal


def test_a_goal_is_said_of_its_own_part_only(cast):
    """The goal of the hand is none of the foot."""
    for back in range(15):
        cast.rate(5, back=back, tingling=4)
        cast.rate(6, back=back, code="left-foot")
    add_goal(
        by=cast.amara, patient=cast.rosa, key=uuid.uuid4(), text="Feel the cup",
        area=cast.area(), score=3, by_on=None,
    )  # fmt: skip
    page = cast.client("amara").get(reverse("progress:report", args=[cast.rosa.pk])).text
    points = page.split("Main points")[1].split("</ul>")[0]
    assert points.count("goal of 3") == 1
    assert "of the goal of 3" in points.split("Left foot")[0].split("pins and needles")[0]
