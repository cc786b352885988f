"""A patient changes hands: her therapist gives her to a colleague and finds her nowhere after."""

from playwright.sync_api import expect

from tests.browser import Visits
from tests.server import Server
from tests.stories import steps
from tests.stories.hands import WAYS, Hands
from tests.stories.steps import Somebody

MAKE = """
from tests.cast import make_patient, make_person
from apps.core.roles import Role
tag = {tag!r}
admin = make_person("Ana Ruiz", Role.ADMIN, f"ana-{{tag}}@example.org")
amara = make_person("Amara Osei", Role.THERAPIST, f"amara-{{tag}}@example.org")
make_person("Ben " + tag.title(), Role.THERAPIST, f"ben-{{tag}}@example.org")
print(make_patient("Rosa" + tag + " Delgado", amara, admin, ["left-hand"]).pk)
"""


@WAYS
def test_a_patient_is_handed_over(
    server: Server, browser_page: Visits, way: type[Hands], width: int
) -> None:
    """Read what it means, change one's mind once, save; then 404 here and the record there."""
    tag = f"{way.__name__.lower()}{width}"
    patient = server.python(MAKE.format(tag=tag)).strip().splitlines()[-1]
    rosa, ben = f"Rosa{tag} Delgado", f"Ben {tag.title()}"
    amara = way(browser_page, server, width=width)
    steps.sign_in(amara, Somebody("Amara Osei", f"amara-{tag}@example.org"))
    amara.unfold("Nothing to flag (1)")
    amara.link(rosa)
    amara.link("Care team")
    amara.link("Hand over …")
    amara.choose(f"{ben}, 0 patients")
    amara.button("Continue")
    moves = f"{rosa} moves from Amara Osei to {ben}"
    expect(amara.page.get_by_role("heading", level=1)).to_have_text(moves)
    expect(amara.page.get_by_text("Your access ends at once.")).to_be_visible()
    amara.button("Change")
    amara.choose("Nurse")
    amara.button("Continue")
    amara.button("Save")
    told = f"{ben} now cares for {rosa}. You are no longer on the care team."
    expect(amara.page.get_by_role("status")).to_contain_text(told)
    expect(amara.page.get_by_role("link", name=rosa)).to_have_count(0)
    for page in ("", "team/", "team/hand-over/", "sessions/", "report/", "intake/"):
        assert amara.page.request.get(f"{server.url}/patients/{patient}/{page}").status == 404
    colleague = way(browser_page, server, width=width)
    steps.sign_in(colleague, Somebody(ben, f"ben-{tag}@example.org"))
    colleague.unfold("Nothing to flag (1)")
    colleague.link(rosa)
    colleague.link("Care team")
    now = colleague.page.get_by_role("region", name="Now", exact=True)
    expect(now).to_contain_text("Nurse")
    expect(now).not_to_contain_text("Amara Osei")
    before = colleague.page.get_by_role("region", name="Before", exact=True)
    expect(before).to_contain_text("Amara Osei")
