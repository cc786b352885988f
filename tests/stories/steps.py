"""What people do in the stories, step by step, each under the name that they would give it."""

from dataclasses import dataclass
from datetime import date, timedelta

from playwright.sync_api import expect

from tests.server import Server
from tests.stories.hands import Hands

PASSWORD = "three calm steps"
CELLS = """table => [...table.querySelectorAll("tbody tr")].map(
    row => [...row.querySelectorAll("th, td")].map(cell => cell.innerText))"""


@dataclass(frozen=True)
class Somebody:
    """A name and the address that mails go to."""

    name: str
    email: str


def day_name(day: date) -> str:
    """Return a day as the pages name it: "Thursday 14 May"."""
    return f"{day:%A} {day.day} {day:%B}"


def long_day(day: date) -> str:
    """Return a day with its year: "14 May 2026"."""
    return f"{day.day} {day:%B %Y}"


# --- Coming in ------------------------------------------------------------------------------


def first_admin(hands: Hands, server: Server, admin: Somebody) -> None:
    """Let the first admin in, as the README says: a command mails the link."""
    server.manage("invite_admin", admin.name, admin.email, "--site", server.url)
    accept_invitation(hands, server, admin)


def sign_in(hands: Hands, person: Somebody) -> None:
    """Sign in with e-mail and password."""
    hands.open("/")
    hands.write("Email", person.email)
    hands.write("Password", PASSWORD)
    hands.button("Sign in", exact=True)


def invite_colleague(admin: Hands, person: Somebody) -> None:
    """Invite a therapist."""
    admin.link("People")
    admin.link("Invite a colleague")
    admin.write("Name", person.name)
    admin.write("Email", person.email)
    admin.choose("Therapist")
    admin.button("Send invitation")
    expect(admin.page.get_by_role("status")).to_contain_text(f"Invitation sent to {person.email}")


def invite_patient(admin: Hands, person: Somebody, therapist: Somebody) -> None:
    """Invite a patient, whom this therapist treats from the first day."""
    admin.link("People")
    admin.link("Invite a patient")
    admin.write("Name", person.name)
    admin.write("Email", person.email)
    admin.choose(therapist.name)
    admin.choose("Occupational therapist")
    admin.button("Send invitation")
    expect(admin.page.get_by_role("status")).to_contain_text(f"Invitation sent to {person.email}")


def accept_invitation(hands: Hands, server: Server, person: Somebody) -> None:
    """Open the link of the mail and choose a password."""
    hands.open(server.link_in(server.mail_to(person.email)))
    expect(hands.page.get_by_role("heading", level=1)).to_contain_text("Welcome")
    hands.write("Password", PASSWORD)
    hands.button("Save and start")


# --- The patient's days ---------------------------------------------------------------------


def choose_areas(patient: Hands, *areas: str) -> None:
    """Pick the numb parts on the body map."""
    expect(patient.page.get_by_role("heading", level=1)).to_have_text("Where is it numb?")
    for area in areas:
        patient.tick(area)
    patient.button("Save")


def log_first_day(patient: Hands, scores: dict[str, int]) -> None:
    """Rate part after part, as the first day asks."""
    expect(patient.page.get_by_role("heading", level=1)).to_have_text("How numb is it today?")
    patient.link("Start")
    for number, (area, score) in enumerate(scores.items(), start=1):
        expect(patient.page.get_by_role("main")).to_contain_text(f"Part {number} of {len(scores)}")
        expect(patient.page.get_by_role("heading", level=1)).to_contain_text(area.lower())
        rate(patient, score)
    expect(patient.page.get_by_role("heading", level=1)).to_have_text("Saved for today")


def rate(patient: Hands, score: int) -> None:
    """Choose a rung and save."""
    patient.choose(f"{score} ")
    patient.button("Save")


def open_day(patient: Hands, day: date) -> None:
    """Go to My days and open one of them."""
    patient.link("Today", exact=True)
    patient.link("My days")
    patient.link(day_name(day))


def log_day(patient: Hands, day: date, area: str, score: int) -> None:
    """Add a past day."""
    open_day(patient, day)
    patient.link(area)
    rate(patient, score)
    expect(patient.page.get_by_role("heading", level=1)).to_have_text(f"Saved for {day_name(day)}")


def edit_day(patient: Hands, day: date, score: int) -> None:
    """Change what was said about a past day."""
    open_day(patient, day)
    patient.link("Change")
    rate(patient, score)
    expect(patient.page.get_by_role("main")).to_contain_text("Before it was")


def undo(patient: Hands) -> None:
    """Take back what was just saved."""
    patient.button("Undo")
    expect(patient.page.get_by_role("status")).to_contain_text("Taken back")


# --- The therapist's work -------------------------------------------------------------------


def open_patient(therapist: Hands, patient: Somebody) -> None:
    """Go to the list and open one patient."""
    therapist.link("Caseload", exact=True)
    therapist.link(patient.name, exact=True)
    expect(therapist.page.get_by_role("heading", level=1)).to_contain_text(patient.name)


def add_stroke(therapist: Hands, patient: Somebody, day: date) -> None:
    """Note the day of the stroke in the health facts, and go back to the patient."""
    therapist.link("Health facts")
    therapist.link("Add a stroke")
    therapist.write("Day", str(day.day))
    therapist.write("Month", str(day.month))
    therapist.write("Year", str(day.year))
    therapist.choose("Left side of the body")
    therapist.choose("Ischaemic")
    therapist.pick("Where in the brain was it?", "Thalamus")
    therapist.button("Save", exact=True)
    expect(therapist.page.get_by_role("main")).to_contain_text(long_day(day))
    therapist.link(patient.name)


def begin_session(therapist: Hands, kind: str, minutes: int, area: str) -> None:
    """Open the form of one kind and answer what every kind asks."""
    therapist.link("Add a session")
    therapist.link(kind, exact=True)
    therapist.write("Minutes", str(minutes))
    therapist.tick(area)


def save_session(therapist: Hands) -> None:
    """Save; the patient's page says so."""
    therapist.button("Save session")
    expect(therapist.page.get_by_role("status").first).to_contain_text("Session saved.")


def be_told(therapist: Hands, sentence: str, field: str) -> None:
    """Save, get this sentence above the form and at its field, and lose nothing typed."""
    typed = therapist.typed()
    therapist.button("Save session")
    summary = therapist.page.get_by_role("alert")
    expect(summary).to_contain_text(sentence)
    assert therapist.page.title().startswith("Error: ")
    described = therapist.box(field).get_attribute("aria-describedby").split()
    told = " ".join(therapist.page.locator(f"[id='{one}']").inner_text() for one in described)
    assert sentence in told
    assert therapist.typed() == typed


def record_sensory(therapist: Hands, area: str) -> None:
    """Record 150 minutes of sensory re-education, at first with more right answers than tries."""
    begin_session(therapist, "Sensory", 150, area)
    therapist.pick("Task", "Textures")
    therapist.write("Tries", "60")
    therapist.write("Correct answers", "61")
    therapist.write("Difficulty", "3")
    therapist.write("Notes (optional)", "Cotton, then sandpaper.")
    be_told(therapist, "more than", "Correct answers")
    therapist.write("Correct answers", "42")
    save_session(therapist)


def record_electrical(therapist: Hands, area: str) -> None:
    """Record 45 minutes at 20 Hz, with what keeps numb skin safe."""
    begin_session(therapist, "Electrical", 45, area)
    therapist.tick("None of these")
    therapist.write("Frequency", "20")
    therapist.write("Current", "12,5")
    therapist.write("First felt on the left", "9")
    therapist.write("First felt on the right", "4.5")
    therapist.write("Maximum", "20")
    therapist.choose("Normal", question="Skin afterwards")
    save_session(therapist)


def record_acupuncture(therapist: Hands, area: str) -> None:
    """Record 30 minutes of acupuncture, at first with a point that does not exist."""
    begin_session(therapist, "Acupuncture", 30, area)
    therapist.write("Points", "li-4, LI21")
    therapist.choose("Left", question="Side of the points")
    therapist.write("Needles put in", "2")
    therapist.write("Needles taken out", "2")
    therapist.write("Minutes with needles in", "25")
    be_told(therapist, "LI21", "Points")
    therapist.write("Points", "li-4, UB60")
    save_session(therapist)


# --- What the pages say ---------------------------------------------------------------------


def yesterday_of(today: date, back: int = 1) -> date:
    """Return the day that lies this many days before."""
    return today - timedelta(days=back)


def table_below(hands: Hands) -> list[list[str]]:
    """Unfold the numbers of the first picture and return the rows of their table."""
    hands.unfold("Numbers as a table")
    return rows_of(hands)


def rows_of(hands: Hands) -> list[list[str]]:
    """Return the text of each cell of the first table, row by row."""
    table = hands.page.locator("table").first
    expect(table).to_be_visible()
    # Asked once for all: a record of years has a thousand rows.
    return [[" ".join(text.split()) for text in row] for row in table.evaluate(CELLS)]


def sees_picture(hands: Hands) -> None:
    """The picture is there, not only its place."""
    picture = hands.page.locator("picture.chart img").first  # the main one, then the small ones
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.complete && image.naturalWidth") > 0
    assert len(picture.get_attribute("alt")) > 80
